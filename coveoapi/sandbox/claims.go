package sandbox

import (
	"github.com/golang-jwt/jwt/v5"

	"coveotoken/coveoapi"
)

// searchClaims are the claims of a search token, as decoded tokens show them.
type searchClaims struct {
	V8           bool             `json:"v8"`
	TokenID      string           `json:"tokenId"`
	Organization string           `json:"organization"`
	UserIDs      []searchIdentity `json:"userIds"`
	Roles        []string         `json:"roles"`
	searchTokenAttributes
	lifetime
}

// searchIdentity is a user ID as search tokens order its members.
type searchIdentity struct {
	Type     string         `json:"type"`
	Name     string         `json:"name"`
	Provider string         `json:"provider"`
	Infos    map[string]any `json:"infos,omitempty"`
}

// searchTokenAttributes are the optional attributes of RestTokenParams that become
// claims of the same name. Secrets of the request never do.
type searchTokenAttributes struct {
	UserDisplayName            string              `json:"userDisplayName,omitempty"`
	UserGroups                 []string            `json:"userGroups,omitempty"`
	CanSeeUserProfileOf        []string            `json:"canSeeUserProfileOf,omitempty"`
	Pipeline                   *string             `json:"pipeline,omitempty"`
	Filter                     string              `json:"filter,omitempty"`
	SearchHub                  string              `json:"searchHub,omitempty"`
	DictionaryFieldContext     map[string]any      `json:"dictionaryFieldContext,omitempty"`
	AllowedDictionaryFieldKeys map[string][]string `json:"allowedDictionaryFieldKeys,omitempty"`
	Commerce                   map[string]any      `json:"commerce,omitempty"`
	SalesforceOrganizationID   string              `json:"salesforceOrganizationId,omitempty"`
	SalesforceUser             string              `json:"salesforceUser,omitempty"`
	SalesforceCommunityURL     string              `json:"salesforceCommunityUrl,omitempty"`
	SalesforceFallbackToAdmin  bool                `json:"salesforceFallbackToAdmin,omitempty"`
	UserType                   string              `json:"usertype,omitempty"`
	LicenseDefinitionKey       string              `json:"licenseDefinitionKey,omitempty"`
}

// platformClaims are the claims of a platform token, PlatformTokenPayloadModel of
// the Authorization API.
type platformClaims struct {
	Version int          `json:"version"`
	Body    platformBody `json:"body"`
	TokenID string       `json:"tokenId"`
	Subject string       `json:"sub"`
	lifetime
	ID string `json:"jti"`
}

// platformBody is the part of the claims that the caller asks for.
type platformBody struct {
	OrganizationID          string                   `json:"organizationId"`
	Privileges              []coveoapi.Privilege     `json:"privileges"`
	AdditionalConfiguration *additionalConfiguration `json:"additionalConfiguration,omitempty"`
	CreatorAuthentication   string                   `json:"creatorAuthentication,omitempty"`
	CreatorEmail            string                   `json:"creatorEmail,omitempty"`
}

type additionalConfiguration struct {
	Search    *platformSearch    `json:"search,omitempty"`
	Analytics *platformAnalytics `json:"analytics,omitempty"`
}

type platformSearch struct {
	UserIDs []platformIdentity `json:"userIds"`
}

type platformIdentity struct {
	Name     string `json:"name"`
	Provider string `json:"provider"`
	Type     string `json:"type,omitempty"`
}

type platformAnalytics struct {
	Event *analyticsUser `json:"event,omitempty"`
}

type analyticsUser struct {
	UserID          string `json:"userId,omitempty"`
	UserDisplayName string `json:"userDisplayName,omitempty"`
}

// lifetime holds the registered claims that both kinds share and implements
// jwt.Claims for them.
type lifetime struct {
	Issuer    string           `json:"iss"`
	ExpiresAt *jwt.NumericDate `json:"exp"`
	IssuedAt  *jwt.NumericDate `json:"iat"`
}

func (l lifetime) GetExpirationTime() (*jwt.NumericDate, error) { return l.ExpiresAt, nil }
func (l lifetime) GetIssuedAt() (*jwt.NumericDate, error)       { return nil, nil } // a clock moved back is no reason to refuse
func (l lifetime) GetNotBefore() (*jwt.NumericDate, error)      { return nil, nil }
func (l lifetime) GetIssuer() (string, error)                   { return l.Issuer, nil }
func (l lifetime) GetSubject() (string, error)                  { return "", nil }
func (l lifetime) GetAudience() (jwt.ClaimStrings, error)       { return nil, nil }
