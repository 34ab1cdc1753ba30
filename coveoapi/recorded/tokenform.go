package recorded

import (
	"encoding/json"
	"slices"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// TokenForm is the form that a token was asked for with, as its claims tell it. Coveo
// writes the attributes of a request into claims of the same name.
type TokenForm struct {
	Kind jwtview.Kind
	// Search is the form of a search token, Platform that of a platform token; the
	// other is zero.
	Search   coveoapi.SearchTokenRequest
	Platform coveoapi.PlatformTokenRequest
	// Left are the claims that no form sets, in the token's order. Coveo's own, such
	// as exp and roles, are not among them.
	Left []string
}

// maxClaims bounds the JSON of a claim that is read.
const maxClaims = 1 << 20

// FormOf reads the form back from a token. ok is false when the token is of neither
// kind or encrypted. The life that was asked for is the one it has, as far as a
// request may ask for it.
func FormOf(token *jwtview.Token) (form TokenForm, ok bool) {
	form.Kind = token.Kind()
	switch form.Kind {
	case jwtview.KindSearch:
		form.readSearch(token)
	case jwtview.KindPlatform:
		form.readPlatform(token)
	default:
		return form, false
	}
	return form, true
}

// Users are the identities in the form.
func (f TokenForm) Users() []coveoapi.UserID {
	if f.Kind == jwtview.KindPlatform {
		return f.Platform.UserIDs
	}
	return f.Search.UserIDs
}

// As is the form for somebody else: the same but for the identities, and the display
// name that belonged to them.
func (f TokenForm) As(users []coveoapi.UserID) TokenForm {
	f.Search.UserIDs, f.Search.UserDisplayName = users, ""
	f.Platform.UserIDs, f.Platform.AnalyticsDisplayName, f.Platform.AnalyticsUserID = users, "", ""
	return f
}

func (f *TokenForm) readSearch(token *jwtview.Token) {
	s := &f.Search
	fields := map[string]any{
		"userIds": &s.UserIDs, "userDisplayName": &s.UserDisplayName, "userGroups": &s.UserGroups,
		"searchHub": &s.SearchHub, "pipeline": &s.Pipeline, "filter": &s.Filter,
		"canSeeUserProfileOf": &s.CanSeeUserProfileOf, "dictionaryFieldContext": &s.DictionaryFieldContext,
		"allowedDictionaryFieldKeys": &s.AllowedDictionaryFieldKeys, "commerce": &s.Commerce,
		"salesforceOrganizationId": &s.SalesforceOrganizationID, "salesforceUser": &s.SalesforceUser,
		"salesforceCommunityUrl": &s.SalesforceCommunityURL, "salesforceFallbackToAdmin": &s.SalesforceFallbackToAdmin,
		"usertype": &s.UserType, "licenseDefinitionKey": &s.LicenseDefinitionKey,
	}
	f.read(token.Claims, fields, "v8", "tokenId", "organization", "roles", "iss", "exp", "iat")
	life := lifeOf(token)
	if coveoapi.CheckSearchTokenValidity(life) == nil {
		s.ValidForMillis = life.Milliseconds()
	}
}

func (f *TokenForm) readPlatform(token *jwtview.Token) {
	p := &f.Platform
	f.read(token.Claims, map[string]any{"sub": &p.Subject}, "body", "version", "tokenId", "iss", "exp", "iat", "jti")
	body := token.Claims.Get("body")
	f.read(body, map[string]any{"privileges": &p.Privileges}, "organizationId", "additionalConfiguration", "creatorAuthentication", "creatorEmail")
	configuration := body.Get("additionalConfiguration")
	f.read(configuration.Get("search"), map[string]any{"userIds": &p.UserIDs})
	f.read(configuration.Get("analytics").Get("event"), map[string]any{"userId": &p.AnalyticsUserID, "userDisplayName": &p.AnalyticsDisplayName})
	p.Validity = lifeOf(token)
}

// read sets fields from the members of an object. What has no field, or another kind
// of value, is left, unless it is Coveo's own.
func (f *TokenForm) read(object *jwtview.Value, fields map[string]any, own ...string) {
	if object == nil {
		return
	}
	for _, member := range object.Members {
		field, ok := fields[member.Name]
		if ok && json.Unmarshal(jwtview.AppendJSON(nil, member.Value, maxClaims), field) == nil {
			continue
		}
		if ok || !slices.Contains(own, member.Name) {
			f.Left = append(f.Left, member.Name)
		}
	}
}

// lifeOf is how long a token lives from when it was made, 0 where it does not say.
func lifeOf(token *jwtview.Token) time.Duration {
	life := token.Life()
	if life.IssuedAt.IsZero() || life.ExpiresAt.IsZero() {
		return 0
	}
	return max(0, life.ExpiresAt.Sub(life.IssuedAt))
}
