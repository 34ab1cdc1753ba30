// Package preset keeps filled forms: what a token is asked for, and the query that is
// run with it, under a name. A preset is a YAML file that people read, change and put
// into a repository, so that there is never a secret in it: no key, no token, no
// password. What connects to an organization is not in it either, which makes one
// preset good for several organizations.
package preset

import (
	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// Version is the version of the form of the files.
const Version = 1

// Kind is the kind of token that a preset is for.
type Kind string

// The kinds of token.
const (
	Search   Kind = "search"
	Platform Kind = "platform"
)

// Preset is the form of a token request as it was typed. What only one kind of token
// takes may be there for the other too: the form keeps it.
type Preset struct {
	Kind Kind
	// Description says in a line what the preset is for.
	Description string
	Users       []User
	// Privileges are those of a platform token.
	Privileges []coveoapi.Privilege

	UserDisplayName, AnalyticsUserID, Subject string
	UserGroups                                []string
	SearchHub, Pipeline, Filter               string
	// ValidFor is a time such as 1h or PT8H, or "" for the server's default.
	ValidFor string
	// APIVersion is the version of the search token call.
	APIVersion coveoapi.SearchTokenVersion

	CanSeeUserProfileOf []string
	// DictionaryFieldContext and AllowedDictionaryFieldKeys are pairs or JSON, as typed.
	DictionaryFieldContext, AllowedDictionaryFieldKeys string
	Commerce                                           coveoapi.CommerceParameters
	Internal                                           Internal
	// Body is the JSON body that is sent instead of the form's, or "".
	Body string
	// Query is run with the token, or nil.
	Query *Query
}

// User is an identity. Infos are pairs or JSON, as typed.
type User struct {
	Name, Provider string
	Type           coveoapi.IdentityType
	Infos          string
}

// Internal are the attributes of a search token that are internal or deprecated, as
// typed, but for the one that is a secret.
type Internal struct {
	SalesforceOrganizationID, SalesforceUser, SalesforceCommunityURL string
	SalesforceFallbackToAdmin                                        bool
	UserType, LicenseDefinitionKey, Scope                            string
}

// Query is what is asked with the token: the query, and the expressions of the page.
type Query struct{ Q, AQ, CQ string }

// texts are all texts of a preset that people typed, by the name that the file has for
// them.
func (p *Preset) texts() map[string]*string {
	texts := map[string]*string{
		"description": &p.Description, "userDisplayName": &p.UserDisplayName, "analyticsUserId": &p.AnalyticsUserID,
		"sub": &p.Subject, "searchHub": &p.SearchHub, "pipeline": &p.Pipeline, "filter": &p.Filter, "validFor": &p.ValidFor,
		"dictionaryFieldContext": &p.DictionaryFieldContext, "allowedDictionaryFieldKeys": &p.AllowedDictionaryFieldKeys,
		"commerce.catalogId": &p.Commerce.CatalogID, "commerce.filter": &p.Commerce.Filter, "commerce.operation": &p.Commerce.Operation,
		"internal.salesforceOrganizationId": &p.Internal.SalesforceOrganizationID, "internal.salesforceUser": &p.Internal.SalesforceUser,
		"internal.salesforceCommunityUrl": &p.Internal.SalesforceCommunityURL, "internal.usertype": &p.Internal.UserType,
		"internal.licenseDefinitionKey": &p.Internal.LicenseDefinitionKey, "internal.scope": &p.Internal.Scope, "body": &p.Body,
	}
	if p.Query != nil {
		texts["query.q"], texts["query.aq"], texts["query.cq"] = &p.Query.Q, &p.Query.AQ, &p.Query.CQ
	}
	return texts
}

// holdsSecret reports whether a text has something in it that looks like an API key or
// token.
func holdsSecret(text string) bool { return new(safetext.Redactor).Redact(text) != text }
