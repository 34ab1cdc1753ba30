package coveoapi

import (
	"context"
	"encoding/json"
	"net/http"
)

// OperationCheckToken names the call in errors and logs.
const OperationCheckToken = "ask whose token it is"

// TokenCheck is the answer to CheckToken: what the platform knows about a token. Its
// shape is documented nowhere; what Coveo's client reads of it is typed.
type TokenCheck struct {
	// Authentication describes who the token stands for.
	Authentication json.RawMessage `json:"authentication"`
}

// CheckToken asks the platform whose an access token is (POST /oauth/check_token).
// The operation is in no OpenAPI file; Coveo's platform-client makes it when it
// starts. The token is sent in a form, and is also the credential of the call.
func (c *Client) CheckToken(ctx context.Context, token Secret) (Reply[TokenCheck], error) {
	return call[TokenCheck](ctx, c, Request{
		Operation:   OperationCheckToken,
		Method:      http.MethodPost,
		URL:         c.config.Target.Endpoint.Platform + "/oauth/check_token",
		Header:      []HeaderField{{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
		Credential:  token,
		Tested:      token,
		TestedPlace: TestedInForm,
		Repeatable:  true,
	})
}
