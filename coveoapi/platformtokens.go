package coveoapi

import (
	"context"
	"net/url"
	"strings"
	"time"
)

// OperationMintPlatformToken names the call in errors and logs.
const OperationMintPlatformToken = "create a platform token"

// PlatformTokenRequest says what a platform token shall hold. It is sent wrapped in
// `body`, as PlatformTokenPayloadModel of the Authorization API asks.
type PlatformTokenRequest struct {
	Privileges           []Privilege
	UserIDs              []UserID
	AnalyticsUserID      string
	AnalyticsDisplayName string
	// Subject becomes the `sub` claim when it is set.
	Subject string
	// Validity is sent as an ISO-8601 duration in the query (`validityPeriod`); 0
	// leaves it to the server, which gives 24 hours.
	Validity time.Duration
}

// platformTokenPayload is PlatformTokenPayloadModel, as far as it can be written.
type platformTokenPayload struct {
	Body    platformTokenBody `json:"body"`
	Subject string            `json:"sub,omitempty"`
}

type platformTokenBody struct {
	AdditionalConfiguration *platformTokenConfiguration `json:"additionalConfiguration,omitempty"`
	OrganizationID          string                      `json:"organizationId"`
	Privileges              []Privilege                 `json:"privileges"`
}

type platformTokenConfiguration struct {
	Search    *platformTokenSearch    `json:"search,omitempty"`
	Analytics *platformTokenAnalytics `json:"analytics,omitempty"`
}

type platformTokenSearch struct {
	UserIDs []UserID `json:"userIds"`
}

type platformTokenAnalytics struct {
	Event platformTokenEvent `json:"event"`
}

type platformTokenEvent struct {
	UserDisplayName string `json:"userDisplayName,omitempty"`
	UserID          string `json:"userId,omitempty"`
}

// PlatformTokenCall builds the request that mints a platform token. When something
// in it is wrong, err is an *InputError and the request is returned all the same,
// so that it can be shown while it is being filled in.
func (t Target) PlatformTokenCall(token PlatformTokenRequest) (Request, error) {
	payload := platformTokenPayload{
		Body: platformTokenBody{
			AdditionalConfiguration: token.configuration(),
			OrganizationID:          t.OrganizationID,
			Privileges:              append([]Privilege{}, token.Privileges...),
		},
		Subject: token.Subject,
	}
	request, err := post(OperationMintPlatformToken, t.platformTokenURL(token.Validity), payload, Secret{})
	if err != nil {
		return request, err
	}
	return request, token.check()
}

func (t Target) platformTokenURL(validity time.Duration) string {
	path := "tokens"
	if validity != 0 {
		path += "?validityPeriod=" + url.QueryEscape(FormatISODuration(validity))
	}
	return t.organizationURL(t.Endpoint.Platform, path)
}

func (r PlatformTokenRequest) configuration() *platformTokenConfiguration {
	var configuration platformTokenConfiguration
	if len(r.UserIDs) > 0 {
		configuration.Search = &platformTokenSearch{UserIDs: make([]UserID, len(r.UserIDs))}
		for i, id := range r.UserIDs {
			configuration.Search.UserIDs[i] = UserID{Name: id.Name, Provider: id.Provider, Type: id.Type}
		}
	}
	if event := (platformTokenEvent{r.AnalyticsDisplayName, r.AnalyticsUserID}); event != (platformTokenEvent{}) {
		configuration.Analytics = &platformTokenAnalytics{Event: event}
	}
	if configuration == (platformTokenConfiguration{}) {
		return nil
	}
	return &configuration
}

// check returns the first thing that is wrong with the request, as an *InputError.
func (r PlatformTokenRequest) check() error {
	if len(r.Privileges) == 0 {
		return &InputError{
			Field:  "privileges",
			Reason: "are missing: a platform token without privileges can do nothing",
			Remedy: "Pick at least one, for example SEARCH_API/IMPERSONATE.",
		}
	}
	for _, p := range r.Privileges {
		if strings.TrimSpace(p.Owner) == "" || strings.TrimSpace(p.TargetDomain) == "" {
			return privilegeError("needs an owner and a domain")
		}
	}
	if r.Validity < 0 {
		return validityError("is negative", validityForms)
	}
	return checkUserIDs(r.UserIDs)
}

// MintPlatformToken mints a platform token with the minting key (POST …/tokens). It
// is never repeated by itself: each attempt may create a token. The token is in the
// reply's Value and masked in its exchange.
func (c *Client) MintPlatformToken(ctx context.Context, token PlatformTokenRequest) (Reply[Secret], error) {
	request, err := c.config.Target.PlatformTokenCall(token)
	if err != nil {
		return Reply[Secret]{Exchange: Exchange{Request: request}}, err
	}
	return c.mint(ctx, request)
}
