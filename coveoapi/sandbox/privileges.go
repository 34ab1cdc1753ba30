package sandbox

import (
	"fmt"
	"net/http"
	"slices"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

func privilegeRoutes() []route {
	const organization = "/rest/organizations/{organizationId}/privileges"
	return []route{
		{http.MethodGet, organization, byCatalogue, listPrivileges},
		{http.MethodGet, organization + "/platformtokens", byCatalogue, listPlatformTokenPrivileges},
		{http.MethodGet, organization + "/apikeys", byCatalogue, listAPIKeyPrivileges},
		{http.MethodGet, organization + "/me", byCatalogue, listOwnPrivileges},
		{http.MethodGet, organization + "/token", byCatalogue, listTokenPrivileges},
		{http.MethodPost, organization + "/token", byCatalogue, listTokenPrivileges},
		{http.MethodPost, "/rest/privilege/evaluate", open, evaluatePrivilege},
		{http.MethodPost, "/rest/privilege/evaluate/general-access", open, evaluateGeneralAccess},
		{http.MethodPost, "/oauth/check_token", open, checkToken},
	}
}

// listPrivileges serves GET …/privileges: all that there are.
func listPrivileges(*call) (any, error) { return catalog.Reference(), nil }

// listPlatformTokenPrivileges serves GET …/privileges/platformtokens: what may be put
// into a platform token, padded for load tests.
func listPlatformTokenPrivileges(c *call) (any, error) {
	privileges := catalog.Reference()
	for i := len(privileges); i < c.sandbox.padding; i++ {
		kind := []string{"VIEW", "EDIT", "CREATE"}[i%3]
		privileges = append(privileges, grant("SANDBOX", fmt.Sprintf("LOAD_TEST_%05d", i), kind))
	}
	return privileges, nil
}

// listAPIKeyPrivileges serves GET …/privileges/apikeys?filter=ALL|CUSTOM: what may be
// put into an API key. A custom key can neither query nor impersonate.
func listAPIKeyPrivileges(c *call) (any, error) {
	privileges := slices.DeleteFunc(catalog.Reference(), func(p coveoapi.Privilege) bool {
		return p.TargetDomain == "API_KEY" // a key makes no keys
	})
	switch filter := c.r.URL.Query().Get("filter"); filter {
	case "", "ALL":
		return privileges, nil
	case "CUSTOM":
		return slices.DeleteFunc(privileges, isTemplateOnly), nil
	default:
		return nil, fail(causeBadParameter, "The parameter 'filter' must be ALL or CUSTOM.")
	}
}

// isTemplateOnly reports whether only keys made from a template hold a privilege.
func isTemplateOnly(p coveoapi.Privilege) bool {
	return p.Covers(executeQuery) || p.Covers(impersonate) || p.Covers(analyticsImpersonate)
}

// listOwnPrivileges serves GET …/privileges/me.
func listOwnPrivileges(c *call) (any, error) {
	own := privilegesOf(c.caller)
	if c.effects.has(FaultEffectiveLess) && c.caller.kind != kindAPIKey && len(own) > 0 {
		own = own[:len(own)-1]
	}
	return own, nil
}

// listTokenPrivileges serves …/privileges/token?accessToken=: what another credential
// may do. In a GET the parameter may be left out for the caller's own.
func listTokenPrivileges(c *call) (any, error) {
	credential := c.r.URL.Query().Get("accessToken")
	if credential == "" {
		if c.r.Method == http.MethodPost {
			return nil, fail(causeBadParameter, "The parameter 'accessToken' is required.")
		}
		return privilegesOf(c.caller), nil
	}
	tested, err := c.sandbox.identify(credential, c.effects.has(FaultExpiredTokens))
	if err != nil {
		return nil, fail(causeBadParameter, "The parameter 'accessToken' is no valid access token: "+err.Error())
	}
	return privilegesOf(tested), nil
}

func privilegesOf(c *caller) []coveoapi.Privilege {
	return append([]coveoapi.Privilege{}, c.privileges...)
}
