package coveoapi

import (
	"context"
	"net/url"
)

// The names of the privilege operations in errors and logs.
const (
	OperationListPlatformTokenPrivileges = "list the privileges for platform tokens"
	OperationListOrganizationPrivileges  = "list the organization's privileges"
	OperationListAPIKeyPrivileges        = "list the privileges for API keys"
	OperationListOwnPrivileges           = "list what a key may do"
	OperationListTokenPrivileges         = "list what a token may do"
	OperationEvaluatePrivilege           = "evaluate a privilege"
)

// PlatformTokenPrivileges lists the privileges that may be put into a platform
// token (GET …/privileges/platformtokens), with the catalogue key. It needs
// PLATFORM/ORGANIZATION:VIEW.
func (c *Client) PlatformTokenPrivileges(ctx context.Context) (Reply[[]Privilege], error) {
	return c.privileges(ctx, OperationListPlatformTokenPrivileges, "privileges/platformtokens", c.catalogKey())
}

// OrganizationPrivileges lists all privileges of the organization (GET
// …/privileges), with the catalogue key. It needs PLATFORM/ORGANIZATION:VIEW.
func (c *Client) OrganizationPrivileges(ctx context.Context) (Reply[[]Privilege], error) {
	return c.privileges(ctx, OperationListOrganizationPrivileges, "privileges", c.catalogKey())
}

// APIKeyFilter chooses which privileges of API keys are listed.
type APIKeyFilter string

// The filters of GET …/privileges/apikeys.
const (
	AllAPIKeyPrivileges    APIKeyFilter = "ALL"
	CustomAPIKeyPrivileges APIKeyFilter = "CUSTOM"
)

// APIKeyPrivileges lists the privileges that API keys may hold (GET
// …/privileges/apikeys), with the catalogue key. It needs
// PLATFORM/ORGANIZATION:VIEW.
func (c *Client) APIKeyPrivileges(ctx context.Context, filter APIKeyFilter) (Reply[[]Privilege], error) {
	path := "privileges/apikeys?filter=" + url.QueryEscape(string(filter))
	return c.privileges(ctx, OperationListAPIKeyPrivileges, path, c.catalogKey())
}

// PrivilegesOf lists what a key or token may do in the organization
// (GET …/privileges/me with that credential). It needs no privilege.
func (c *Client) PrivilegesOf(ctx context.Context, credential Secret) (Reply[[]Privilege], error) {
	return c.privileges(ctx, OperationListOwnPrivileges, "privileges/me", credential)
}

// PrivilegesInToken lists what an access token grants: OAuth2 token, API key or
// search token (GET …/privileges/token). The token is sent as the credential of the
// call, so that it is in no URL. It needs no privilege.
func (c *Client) PrivilegesInToken(ctx context.Context, token Secret) (Reply[[]Privilege], error) {
	return c.privileges(ctx, OperationListTokenPrivileges, "privileges/token", token)
}

// PrivilegesInTokenOf lists what a token grants, asked with another credential (POST
// …/privileges/token), for tokens that may not ask themselves. The operation takes
// the token only in its query string (`accessToken`), where servers may log it:
// prefer PrivilegesInToken. The caller needs no privilege. It may be repeated.
func (c *Client) PrivilegesInTokenOf(ctx context.Context, caller, token Secret) (Reply[[]Privilege], error) {
	if token.IsZero() {
		return Reply[[]Privilege]{}, ErrNoCredential
	}
	target := c.config.Target
	url := target.organizationURL(target.Endpoint.Platform, "privileges/token")
	request, err := post(OperationListTokenPrivileges, url, struct{}{}, caller)
	if err != nil {
		return Reply[[]Privilege]{}, err
	}
	request.Tested, request.TestedPlace, request.Repeatable = token, TestedInQuery, true
	return plain(call[privilegeList](ctx, c, request))
}

func (c *Client) privileges(ctx context.Context, operation, path string, credential Secret) (Reply[[]Privilege], error) {
	target := c.config.Target
	url := target.organizationURL(target.Endpoint.Platform, path)
	return plain(call[privilegeList](ctx, c, get(operation, url, credential)))
}
