package sandbox

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"coveotoken/coveoapi"
)

// caller is who makes a request, as its credential says.
type caller struct {
	// kind is "API key", "search token" or "platform token"; name says which.
	kind, name string
	privileges []coveoapi.Privilege
	// organization is the one that the credential belongs to.
	organization string
	// search is what a token says about queries; nil for an API key.
	search *searchGrant
	// tokenID identifies a token.
	tokenID string
}

// searchGrant is what a token imposes on the queries made with it.
type searchGrant struct {
	userIDs  []identity
	groups   []string
	roles    []string
	pipeline *string // nil: not enforced; "": the empty pipeline
	hub      string
	filter   string
}

// The kinds of callers.
const (
	kindAPIKey        = "API key"
	kindSearchToken   = "search token"
	kindPlatformToken = "platform token"
)

// describe names the caller for the log.
func (c *caller) describe() string {
	if c == nil {
		return ""
	}
	if c.name == "" {
		return c.kind
	}
	return c.kind + " " + c.name
}

// may reports whether the caller holds a privilege. The documentation mints a
// platform token with IMPERSONATE alone to run queries as someone
// (docs.coveo.com/en/n3ge0020), so that privilege includes EXECUTE_QUERY.
func (c *caller) may(wanted coveoapi.Privilege) bool {
	if wanted.CoveredBy(c.privileges) {
		return true
	}
	return executeQuery.Covers(wanted) && impersonate.CoveredBy(c.privileges)
}

// credential finds the credential of a request: the Authorization header, or
// access_token in the query string or in a form body.
func (c *call) credential() string {
	if header := c.r.Header.Get("Authorization"); header != "" {
		scheme, value, _ := strings.Cut(header, " ")
		if strings.EqualFold(scheme, "Bearer") {
			return strings.TrimSpace(value)
		}
		return ""
	}
	if token := c.r.URL.Query().Get("access_token"); token != "" {
		return token
	}
	if isForm(c.r) {
		if form, err := url.ParseQuery(string(c.body)); err == nil {
			return form.Get("access_token")
		}
	}
	return ""
}

// authenticate finds out who calls.
func (c *call) authenticate() error {
	credential := c.credential()
	if credential == "" {
		return fail(causeUnauthenticated, "An access token is needed, in an Authorization header or as access_token.")
	}
	caller, err := c.sandbox.identify(credential, c.effects.has(FaultExpiredTokens))
	if err != nil {
		return err
	}
	c.caller = caller
	if c.effects.has(FaultDeniedIP) {
		return fail(causeForbidden, "The credential may not be used from this address.")
	}
	return c.checkOrganization()
}

const organizationsPath = "/rest/organizations"

// checkOrganization compares the organization of the request with the only one.
func (c *call) checkOrganization() error {
	asked := c.r.URL.Query().Get("organizationId")
	if below, ok := strings.CutPrefix(c.r.URL.Path, organizationsPath+"/"); ok {
		asked, _, _ = strings.Cut(below, "/")
	}
	if asked == "" || asked == OrganizationID {
		return nil
	}
	return fail(causeNoOrganization, "There is no organization "+strconv.Quote(asked)+" here.")
}

// identify turns a credential into a caller.
func (s *Sandbox) identify(credential string, allExpired bool) (*caller, error) {
	if key, ok := s.keys[credential]; ok {
		return keyCaller(key)
	}
	claims, err := s.signer.verify(credential, s.clock.now())
	switch {
	case errors.Is(err, jwt.ErrTokenExpired):
		return nil, fail(causeExpired, "Expired token")
	case err != nil:
		return nil, fail(causeBadCredential, "Invalid access token.")
	}
	caller := tokenCaller(claims)
	if allExpired || s.outdated(caller.tokenID) {
		return nil, fail(causeExpired, "Expired token")
	}
	return caller, nil
}

func keyCaller(key apiKey) (*caller, error) {
	switch key.state {
	case keyDisabled:
		return nil, fail(causeBadCredential, "Invalid access token: the API key is disabled.")
	case keyExpired:
		return nil, fail(causeBadCredential, "Invalid access token: the API key has expired.")
	default:
		return &caller{kind: kindAPIKey, name: key.name, privileges: key.privileges, organization: OrganizationID}, nil
	}
}

// newTokenID makes a token ID that begins with the generation it belongs to.
func (s *Sandbox) newTokenID() string {
	return strconv.FormatInt(s.generation.Load(), 36) + "x" + randomHex(12)
}

// outdated reports whether a token was issued before all tokens were last expired.
func (s *Sandbox) outdated(tokenID string) bool {
	text, _, _ := strings.Cut(tokenID, "x")
	generation, err := strconv.ParseInt(text, 36, 64)
	return err != nil || generation < s.generation.Load()
}
