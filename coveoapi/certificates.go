package coveoapi

import (
	"context"
	"encoding/json"
)

// OperationListCertificates names the call in errors and logs.
const OperationListCertificates = "get the platform's public keys"

// Certificates gets the public keys that platform tokens are signed with (GET
// /rest/tokens/certificates), as the JSON web key set that the server sent (RFC
// 7517). The keys are public; the call carries the minting key because this program
// sends no anonymous calls.
func (c *Client) Certificates(ctx context.Context) (Reply[json.RawMessage], error) {
	url := c.config.Target.Endpoint.Platform + "/rest/tokens/certificates"
	return call[json.RawMessage](ctx, c, get(OperationListCertificates, url, c.config.MintingKey))
}
