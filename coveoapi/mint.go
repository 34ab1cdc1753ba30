package coveoapi

import (
	"context"
	"errors"
)

// errNoToken is the cause when a reply promised a token and held none.
var errNoToken = errors.New(`no "token" in the reply`)

// mint sends a token request with the minting key.
func (c *Client) mint(ctx context.Context, request Request) (Reply[Secret], error) {
	request.Credential = c.config.MintingKey
	exchange, err := c.Do(ctx, request)
	if err != nil {
		return Reply[Secret]{Exchange: exchange}, err
	}
	token := grantedToken(exchange)
	exchange = maskGranted(exchange, token)
	if token.IsZero() {
		return Reply[Secret]{Exchange: exchange}, malformed(exchange, errNoToken)
	}
	return Reply[Secret]{Value: token, Exchange: exchange}, nil
}
