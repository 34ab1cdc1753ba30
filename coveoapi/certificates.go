package coveoapi

import (
	"context"

	"coveotoken/jwtview"
)

// OperationListCertificates names the call in errors and logs.
const OperationListCertificates = "get the platform's public keys"

// Certificates gets the public keys that platform tokens are signed with (GET
// /rest/tokens/certificates, a JSON web key set of RFC 7517); the set as it was sent
// is in the exchange. The keys are public; the call carries the minting key because
// this program sends no anonymous calls.
func (c *Client) Certificates(ctx context.Context) (Reply[jwtview.KeySet], error) {
	url := c.config.Target.Endpoint.Platform + "/rest/tokens/certificates"
	exchange, err := c.Do(ctx, get(OperationListCertificates, url, c.config.MintingKey))
	reply := Reply[jwtview.KeySet]{Exchange: exchange}
	if err != nil {
		return reply, err
	}
	if reply.Value, err = jwtview.ParseJWKS(exchange.Body); err != nil {
		return reply, malformed(exchange, err)
	}
	return reply, nil
}
