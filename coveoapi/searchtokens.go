package coveoapi

import (
	"context"
	"time"
)

// OperationMintSearchToken names the call in errors and logs.
const OperationMintSearchToken = "create a search token"

// The bounds of a search token's life (OpenAPI RestTokenParams.validFor).
const (
	MinSearchTokenValidity = 15 * time.Minute
	MaxSearchTokenValidity = 24 * time.Hour
)

// SearchTokenVersion chooses between the published paths of the search token call.
type SearchTokenVersion int

// The paths at which search tokens are created.
const (
	SearchTokenV2     SearchTokenVersion = iota // POST /rest/search/v2/token
	SearchTokenV3                               // POST /rest/search/v3/token
	SearchTokenLegacy                           // POST /rest/search/token
)

// Name is what people call the version: v2, v3 or legacy.
func (v SearchTokenVersion) Name() string {
	switch v {
	case SearchTokenV3:
		return "v3"
	case SearchTokenLegacy:
		return "legacy"
	default:
		return "v2"
	}
}

// SearchTokenRequest is the body of a search token call (RestTokenParams).
type SearchTokenRequest struct {
	UserIDs         []UserID `json:"userIds"`
	UserDisplayName string   `json:"userDisplayName,omitempty"`
	UserGroups      []string `json:"userGroups,omitempty"`
	SearchHub       string   `json:"searchHub,omitempty"`
	Pipeline        string   `json:"pipeline,omitempty"`
	Filter          string   `json:"filter,omitempty"`
	// ValidForMillis is the token's life in milliseconds; 0 leaves it to the
	// server, which gives 24 hours.
	ValidForMillis int64 `json:"validFor,omitempty"`

	CanSeeUserProfileOf        []string            `json:"canSeeUserProfileOf,omitempty"`
	DictionaryFieldContext     map[string]any      `json:"dictionaryFieldContext,omitempty"`
	AllowedDictionaryFieldKeys map[string][]string `json:"allowedDictionaryFieldKeys,omitempty"`
	Commerce                   *CommerceParameters `json:"commerce,omitempty"`

	// The rest is internal or deprecated; Coveo asks not to set it by hand.
	SalesforceOrganizationID  string `json:"salesforceOrganizationId,omitempty"`
	SalesforceUser            string `json:"salesforceUser,omitempty"`
	SalesforceCommunityURL    string `json:"salesforceCommunityUrl,omitempty"`
	SalesforceFallbackToAdmin bool   `json:"salesforceFallbackToAdmin,omitempty"`
	UserType                  string `json:"usertype,omitempty"`
	LicenseDefinitionKey      string `json:"licenseDefinitionKey,omitempty"`
	SuperUserToken            string `json:"superUserToken,omitempty"`
	Scope                     int32  `json:"scope,omitempty"`
}

// CommerceParameters limits a search token to a commerce catalog.
type CommerceParameters struct {
	CatalogID string `json:"catalogId,omitempty"`
	Filter    string `json:"filter,omitempty"`
	Operation string `json:"operation,omitempty"`
}

// SearchTokenCall builds the request that mints a search token. When something in
// it is wrong, err is an *InputError and the request is returned all the same, so
// that it can be shown while it is being filled in.
func (t Target) SearchTokenCall(version SearchTokenVersion, body SearchTokenRequest) (Request, error) {
	if body.UserIDs == nil {
		body.UserIDs = []UserID{}
	}
	url := t.searchURL(t.Endpoint.Search, version.path())
	request, err := post(OperationMintSearchToken, url, body, Secret{})
	if err != nil {
		return request, err
	}
	return request, body.check()
}

func (v SearchTokenVersion) path() string {
	switch v {
	case SearchTokenV3:
		return "v3/token"
	case SearchTokenLegacy:
		return "token"
	default:
		return "v2/token"
	}
}

// check returns the first thing that is wrong with the request, as an *InputError.
func (r SearchTokenRequest) check() error {
	if len(r.UserIDs) == 0 {
		return &InputError{
			Field:  "userIds",
			Reason: "are missing: a search token acts as at least one user",
			Remedy: "Name a user, for example asmith@example.com.",
		}
	}
	if err := checkUserIDs(r.UserIDs); err != nil {
		return err
	}
	if r.DictionaryFieldContext != nil && r.AllowedDictionaryFieldKeys != nil {
		return &InputError{
			Field:  "dictionaryFieldContext",
			Reason: "cannot stand beside allowedDictionaryFieldKeys",
			Remedy: "Set one of the two.",
		}
	}
	// Compared in milliseconds: as a time.Duration the number could overflow.
	millis := min(max(r.ValidForMillis, -1), MaxSearchTokenValidity.Milliseconds()+1)
	return CheckSearchTokenValidity(time.Duration(millis) * time.Millisecond)
}

// MintSearchToken mints a search token with the minting key. It is never repeated
// by itself: each attempt may create a token. It needs SEARCH_API/IMPERSONATE
// (documentation) or SEARCH_API/IMPERSONATE_SEARCH_API (OpenAPI). The
// token is in the reply's Value and masked in its exchange.
func (c *Client) MintSearchToken(ctx context.Context, version SearchTokenVersion, body SearchTokenRequest) (Reply[Secret], error) {
	request, err := c.config.Target.SearchTokenCall(version, body)
	if err != nil {
		return Reply[Secret]{Exchange: Exchange{Request: request}}, err
	}
	return c.mint(ctx, request)
}
