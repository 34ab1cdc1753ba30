package coveoapi

import "context"

// OperationListProviders names the call in errors and logs.
const OperationListProviders = "list the security identity providers"

// SecurityProvider is a security identity provider of the organization
// (SecurityProviderModelWithStatus). A UserID names it by its DisplayName or ID.
type SecurityProvider struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	// Type is such as EMAIL, EXPANDED, ACTIVE_DIRECTORY2 or CUSTOM.
	Type          string `json:"type"`
	CaseSensitive bool   `json:"caseSensitive"`
}

// SecurityProviders lists the security identity providers (GET …/securityproviders),
// with the catalogue key. It needs PLATFORM/SECURITY_PROVIDER:VIEW.
func (c *Client) SecurityProviders(ctx context.Context) (Reply[[]SecurityProvider], error) {
	target := c.config.Target
	url := target.organizationURL(target.Endpoint.Administration, "securityproviders")
	return plain(call[list[SecurityProvider]](ctx, c, get(OperationListProviders, url, c.catalogKey())))
}
