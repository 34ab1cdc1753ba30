package sandbox

import (
	"fmt"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"coveotoken/coveoapi"
)

// tokenReply is what both token operations answer.
type tokenReply struct {
	Token string `json:"token"`
}

// searchTokenParams is the body that creates a search token, RestTokenParams.
type searchTokenParams struct {
	UserIDs  []searchIdentity `json:"userIds"`
	ValidFor *int64           `json:"validFor"` // milliseconds
	searchTokenAttributes
}

// createSearchToken serves POST /rest/search/v2/token, its v3 and the older path
// without a version.
func createSearchToken(c *call) (any, error) {
	if c.effects.has(FaultReadOnly) {
		return nil, fail(causeReadOnly, "The organization is in read-only mode.")
	}
	var params searchTokenParams
	if len(c.body) == 0 {
		return nil, fail(causeBadRequest, "A JSON body with 'userIds' is needed.")
	}
	if err := c.decode(&params); err != nil {
		return nil, err
	}
	if err := params.check(); err != nil {
		return nil, err
	}
	if c.effects.has(FaultGrantLess) {
		shortest := coveoapi.MinSearchTokenValidity.Milliseconds()
		params.ValidFor = &shortest
	}
	if c.effects.has(FaultHostile) {
		params.addHostile()
	}
	token, err := c.sandbox.signer.signSearch(c.sandbox.searchClaims(params))
	if err != nil {
		return nil, fmt.Errorf("sign the token: %w", err)
	}
	return tokenReply{token}, nil
}

// check refuses what RestTokenParams does not allow. Name and provider of a user ID
// are required as the docs say; the OpenAPI document requires six members, which no
// client sends.
func (p *searchTokenParams) check() error {
	if len(p.UserIDs) == 0 {
		return fail(causeBadRequest, "The element 'userIds' is required and needs at least one user ID.")
	}
	for i := range p.UserIDs {
		if err := p.UserIDs[i].check(fmt.Sprintf("userIds[%d]", i)); err != nil {
			return err
		}
	}
	if p.DictionaryFieldContext != nil && p.AllowedDictionaryFieldKeys != nil {
		return fail(causeBadRequest, "The elements 'dictionaryFieldContext' and 'allowedDictionaryFieldKeys' exclude each other.")
	}
	return p.checkValidFor()
}

// checkValidFor refuses a life outside 15 minutes to 24 hours. No source says
// whether Coveo refuses or corrects it; refusing is what a learner notices.
func (p *searchTokenParams) checkValidFor() error {
	shortest, longest := coveoapi.MinSearchTokenValidity.Milliseconds(), coveoapi.MaxSearchTokenValidity.Milliseconds()
	if p.ValidFor == nil || *p.ValidFor >= shortest && *p.ValidFor <= longest {
		return nil
	}
	return fail(causeBadRequest, fmt.Sprintf("The element 'validFor' must be from %d (15 minutes) to %d (24 hours), in milliseconds; it is %d.",
		shortest, longest, *p.ValidFor))
}

// check completes a user ID, whose type is User unless it says otherwise.
func (u *searchIdentity) check(element string) error {
	switch {
	case u.Name == "":
		return fail(causeBadRequest, "The element '"+element+".name' is required.")
	case u.Provider == "":
		return fail(causeBadRequest, "The element '"+element+".provider' is required.")
	}
	kind, err := identityKind(u.Type, element)
	u.Type = kind
	return err
}

// identityKind checks the type of a user ID.
func identityKind(kind, element string) (string, error) {
	switch coveoapi.IdentityType(kind) {
	case "":
		return string(coveoapi.IdentityUser), nil
	case coveoapi.IdentityUser, coveoapi.IdentityGroup, coveoapi.IdentityVirtualGroup, coveoapi.IdentityUnknown:
		return kind, nil
	default:
		return kind, fail(causeBadRequest, "The element '"+element+".type' must be User, Group, VirtualGroup or Unknown, not "+strconv.Quote(kind)+".")
	}
}

// searchClaims makes the claims of a new token. Whatever the filter says, it is not
// read before a query is made with the token.
func (s *Sandbox) searchClaims(params searchTokenParams) *searchClaims {
	life := coveoapi.MaxSearchTokenValidity
	if params.ValidFor != nil {
		life = time.Duration(*params.ValidFor) * time.Millisecond
	}
	return &searchClaims{
		V8:                    true,
		TokenID:               s.newTokenID(),
		Organization:          OrganizationID,
		UserIDs:               params.UserIDs,
		Roles:                 []string{"queryExecutor"},
		searchTokenAttributes: params.searchTokenAttributes,
		lifetime:              s.lifetime(searchIssuer, life),
	}
}

// lifetime begins now.
func (s *Sandbox) lifetime(issuer string, life time.Duration) lifetime {
	now := s.clock.now()
	return lifetime{
		Issuer:    issuer,
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(life)),
	}
}

// tokenCaller is the caller that verified claims speak for.
func tokenCaller(claims jwt.Claims) *caller {
	if platform, ok := claims.(*platformClaims); ok {
		return platformCaller(platform)
	}
	search, _ := claims.(*searchClaims)
	return searchCaller(search)
}

// searchCaller may query and, as docs.coveo.com/en/56 says, send analytics events.
func searchCaller(claims *searchClaims) *caller {
	users := make([]identity, len(claims.UserIDs))
	for i, user := range claims.UserIDs {
		users[i] = identity{user.Name, user.Provider, user.Type}
	}
	return &caller{
		kind: kindSearchToken, name: "of " + nameAll(users),
		privileges: []coveoapi.Privilege{executeQuery, pushAnalytics}, organization: claims.Organization,
		tokenID: claims.TokenID,
		search: &searchGrant{
			userIDs: users, groups: claims.UserGroups, roles: claims.Roles,
			pipeline: claims.Pipeline, hub: claims.SearchHub, filter: claims.Filter,
		},
	}
}
