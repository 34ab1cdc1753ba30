package common

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
)

// PresetOf is a draft as a preset, with the query that goes with it, or nil. left names
// what was left out because it is, or looks like, a secret.
func PresetOf(d Draft, query *preset.Query) (p preset.Preset, left []string) {
	p = preset.Preset{
		Kind: preset.Search, Privileges: slices.Clone(d.Privileges),
		UserDisplayName: strings.TrimSpace(d.DisplayName), AnalyticsUserID: strings.TrimSpace(d.AnalyticsUserID),
		Subject: strings.TrimSpace(d.Subject), UserGroups: ParseList(d.Groups),
		SearchHub: strings.TrimSpace(d.SearchHub), Pipeline: strings.TrimSpace(d.Pipeline), Filter: strings.TrimSpace(d.Filter),
		ValidFor: strings.TrimSpace(d.Validity), APIVersion: d.Version,
		CanSeeUserProfileOf:        ParseList(d.Advanced.CanSeeUserProfileOf),
		DictionaryFieldContext:     strings.TrimSpace(d.Advanced.DictionaryFieldContext),
		AllowedDictionaryFieldKeys: strings.TrimSpace(d.Advanced.AllowedDictionaryFieldKeys),
		Commerce: coveoapi.CommerceParameters{
			CatalogID: strings.TrimSpace(d.Advanced.Commerce.CatalogID), Filter: strings.TrimSpace(d.Advanced.Commerce.Filter),
			Operation: strings.TrimSpace(d.Advanced.Commerce.Operation),
		},
		Internal: preset.Internal{
			SalesforceOrganizationID:  strings.TrimSpace(d.Internal.SalesforceOrganizationID),
			SalesforceUser:            strings.TrimSpace(d.Internal.SalesforceUser),
			SalesforceCommunityURL:    strings.TrimSpace(d.Internal.SalesforceCommunityURL),
			SalesforceFallbackToAdmin: d.Internal.SalesforceFallbackToAdmin,
			UserType:                  strings.TrimSpace(d.Internal.UserType),
			LicenseDefinitionKey:      strings.TrimSpace(d.Internal.LicenseDefinitionKey),
			Scope:                     strings.TrimSpace(d.Internal.Scope),
		},
		Body: string(d.RawBody()), Query: query,
	}
	if d.Kind == PlatformToken {
		p.Kind = preset.Platform
	}
	if d.Internal.SuperUserToken != "" {
		left = append(left, "superUserToken")
	}
	p.Users, left = presetUsers(d, left)
	return p, append(left, p.Clean()...)
}

// presetUsers are the rows that name someone, without what is secret in them.
func presetUsers(d Draft, left []string) (users []preset.User, named []string) {
	for row, id := range d.UserIDs {
		user := preset.User{Name: strings.TrimSpace(id.Name), Provider: strings.TrimSpace(id.Provider), Type: id.Type}
		if user.Name == "" {
			continue
		}
		if user.Type == "" {
			user.Type = coveoapi.IdentityUser
		}
		if id.Password != "" {
			left = append(left, "the password of "+user.Name)
		}
		if id.AuthCookie != "" {
			left = append(left, "the authCookie of "+user.Name)
		}
		user.Infos = strings.TrimSpace(d.UserInfos(row))
		if isSecretInfo(user.Infos) {
			left, user.Infos = append(left, "the infos of "+user.Name), ""
		}
		users = append(users, user)
	}
	return users, left
}

// isSecretInfo reports whether the infos of an identity name something that is a secret
// by its name. Infos go to a security identity provider, which may want such.
func isSecretInfo(infos string) bool {
	lower := strings.ToLower(infos)
	return slices.ContainsFunc([]string{"password", "passwd", "cookie", "secret", "apikey", "api_key", "token"}, func(word string) bool {
		return strings.Contains(lower, word)
	})
}

// DraftOf is the draft that a preset fills in.
func DraftOf(p preset.Preset) *Draft {
	d := NewDraft()
	if p.Kind == preset.Platform {
		d.Kind = PlatformToken
	}
	if len(p.Users) > 0 {
		d.UserIDs = nil
	}
	for row, u := range p.Users {
		d.UserIDs = append(d.UserIDs, coveoapi.UserID{Name: u.Name, Provider: u.Provider, Type: u.Type})
		if u.Infos != "" {
			d.SetUserInfos(row, u.Infos)
		}
	}
	d.Privileges = slices.Clone(p.Privileges)
	d.DisplayName, d.AnalyticsUserID, d.Subject = p.UserDisplayName, p.AnalyticsUserID, p.Subject
	d.Groups, d.SearchHub, d.Pipeline, d.Filter = strings.Join(p.UserGroups, ", "), p.SearchHub, p.Pipeline, p.Filter
	d.Validity, d.Version = p.ValidFor, p.APIVersion
	d.Advanced = Advanced{
		CanSeeUserProfileOf:    strings.Join(p.CanSeeUserProfileOf, ", "),
		DictionaryFieldContext: p.DictionaryFieldContext, AllowedDictionaryFieldKeys: p.AllowedDictionaryFieldKeys, Commerce: p.Commerce,
	}
	d.Internal = Internal{
		SalesforceOrganizationID: p.Internal.SalesforceOrganizationID, SalesforceUser: p.Internal.SalesforceUser,
		SalesforceCommunityURL: p.Internal.SalesforceCommunityURL, SalesforceFallbackToAdmin: p.Internal.SalesforceFallbackToAdmin,
		UserType: p.Internal.UserType, LicenseDefinitionKey: p.Internal.LicenseDefinitionKey, Scope: p.Internal.Scope,
	}
	if p.Body != "" {
		d.SetRawBody([]byte(p.Body))
	}
	return d
}
