package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/sosodev/duration"

	"coveotoken/coveoapi"
)

// The life of platform tokens. The default is documented; the longest is ours, as no
// source gives one.
const (
	defaultPlatformValidity = 24 * time.Hour
	longestPlatformValidity = 365 * 24 * time.Hour
)

// platformTokenPayload is the body that creates a platform token,
// PlatformTokenPayloadModel; its other members are read-only.
type platformTokenPayload struct {
	Body    *platformBody `json:"body"`
	Subject string        `json:"sub"`
}

// createPlatformToken serves POST /rest/organizations/{organizationId}/tokens.
func createPlatformToken(c *call) (any, error) {
	if c.effects.has(FaultReadOnly) {
		return nil, fail(causeReadOnly, "The organization is in read-only mode.")
	}
	life, err := validityPeriod(c.r.URL.Query().Get("validityPeriod"))
	if err != nil {
		return nil, err
	}
	payload, err := c.platformPayload()
	if err != nil {
		return nil, err
	}
	if err := c.checkCovered(payload.Body.Privileges); err != nil {
		return nil, err
	}
	if granted := payload.Body.Privileges; c.effects.has(FaultGrantLess) && len(granted) > 0 {
		payload.Body.Privileges = granted[:len(granted)-1]
	}
	if c.effects.has(FaultHostile) {
		payload.addHostile()
	}
	token, err := c.sandbox.signer.signPlatform(c.platformClaims(payload, life))
	if err != nil {
		return nil, fmt.Errorf("sign the token: %w", err)
	}
	return tokenReply{token}, nil
}

// platformPayload reads and checks the body. Its wrapper is what the docs show and
// is enforced here, because no schema can.
func (c *call) platformPayload() (*platformTokenPayload, error) {
	var members map[string]json.RawMessage
	if err := c.decode(&members); err != nil {
		return nil, err
	}
	if members["body"] == nil {
		return nil, fail(causeBadRequest, "The element 'body' is required: organizationId, privileges and additionalConfiguration belong inside it.")
	}
	var payload platformTokenPayload
	if err := c.decode(&payload); err != nil {
		return nil, err
	}
	if payload.Body == nil {
		return nil, fail(causeBadRequest, "The element 'body' must be an object.")
	}
	return &payload, payload.Body.check()
}

func (b *platformBody) check() error {
	if b.OrganizationID != "" && b.OrganizationID != OrganizationID {
		return fail(causeBadParameter, "The element 'body.organizationId' is "+strconv.Quote(b.OrganizationID)+", which is not the organization of the path.")
	}
	for i, privilege := range b.Privileges {
		if privilege.Owner == "" || privilege.TargetDomain == "" {
			return fail(causeBadParameter, fmt.Sprintf("The element 'body.privileges[%d]' needs an owner and a targetDomain.", i))
		}
	}
	if b.AdditionalConfiguration == nil || b.AdditionalConfiguration.Search == nil {
		return nil
	}
	users := b.AdditionalConfiguration.Search.UserIDs
	for i := range users {
		if err := users[i].check(fmt.Sprintf("body.additionalConfiguration.search.userIds[%d]", i)); err != nil {
			return err
		}
	}
	return nil
}

func (u *platformIdentity) check(element string) error {
	full := searchIdentity{Name: u.Name, Provider: u.Provider, Type: u.Type}
	err := full.check(element)
	u.Type = full.Type
	return err
}

// checkCovered enforces the rule of docs.coveo.com/en/n3ge0020: the caller's own
// privileges must match those that it puts into a token.
func (c *call) checkCovered(requested []coveoapi.Privilege) error {
	var missing []coveoapi.Privilege
	for _, privilege := range requested {
		if !c.caller.may(privilege) {
			missing = append(missing, privilege)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return missingPrivileges(missing, false)
}

// validityPeriod reads an ISO-8601 duration. Months and years, which have no fixed
// length, are refused.
func validityPeriod(text string) (time.Duration, error) {
	if text == "" {
		return defaultPlatformValidity, nil
	}
	wrong := func(why string) error {
		return fail(causeBadParameter, "The parameter 'validityPeriod' is "+strconv.Quote(text)+": "+why)
	}
	period, err := duration.Parse(text)
	switch {
	case err != nil:
		return 0, wrong("an ISO-8601 duration such as PT24H is needed.")
	case period.Years != 0 || period.Months != 0:
		return 0, wrong("months and years have no fixed length; use days or hours.")
	}
	life := period.ToTimeDuration()
	if life < time.Second || life > longestPlatformValidity {
		return 0, wrong("from one second to 365 days are possible.")
	}
	return life, nil
}

func (c *call) platformClaims(payload *platformTokenPayload, life time.Duration) *platformClaims {
	body := *payload.Body
	body.OrganizationID = OrganizationID
	body.CreatorAuthentication = "API_KEY"
	if c.caller.kind != kindAPIKey {
		body.CreatorAuthentication = "PLATFORM_TOKEN"
	}
	if body.Privileges == nil {
		body.Privileges = []coveoapi.Privilege{}
	}
	subject := payload.Subject
	if subject == "" {
		subject = c.caller.name
	}
	return &platformClaims{
		Version: 1, Body: body, Subject: subject,
		TokenID: c.sandbox.newTokenID(), ID: newRequestID(),
		lifetime: c.sandbox.lifetime(platformIssuer, life),
	}
}

// platformCaller holds the token's privileges. Its user IDs count only if one of
// them is IMPERSONATE; without it, queries run as anonymous.
func platformCaller(claims *platformClaims) *caller {
	result := &caller{
		kind: kindPlatformToken, name: claims.Subject, privileges: claims.Body.Privileges,
		organization: claims.Body.OrganizationID, tokenID: claims.TokenID,
	}
	configuration := claims.Body.AdditionalConfiguration
	if configuration == nil || configuration.Search == nil || !impersonate.CoveredBy(result.privileges) {
		return result
	}
	result.search = &searchGrant{}
	for _, user := range configuration.Search.UserIDs {
		result.search.userIDs = append(result.search.userIDs, identity{user.Name, user.Provider, user.Type})
	}
	result.name = "of " + nameAll(result.search.userIDs)
	return result
}

// certificates serves GET /rest/tokens/certificates.
func certificates(c *call) (any, error) { return c.sandbox.signer.certificates(), nil }
