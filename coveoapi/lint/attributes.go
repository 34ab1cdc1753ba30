package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// attributeRules are about attributes of a search token that are seldom right.
func attributeRules() []rule {
	return []rule{
		{Rule{
			"dictionary-both", Search, Wrong, "cannot stand beside allowedDictionaryFieldKeys",
			"dictionaryFieldContext and allowedDictionaryFieldKeys are both set, and exclude each other.",
			"Set one of the two.",
			apiTokenParams + ".dictionaryFieldContext",
		}, dictionaryBoth},
		{Rule{
			"dictionary-key", Search, Warning, "Coveo knows only the key * yet",
			"The key “{key}” is allowed for the dictionary field “{name}”, and Coveo knows only the key * yet.",
			"Write {name}=*.",
			apiTokenParams + ".allowedDictionaryFieldKeys",
		}, dictionaryKey},
		{Rule{
			"attribute-deprecated", Search, Warning, "is deprecated",
			"{field} is deprecated.",
			"Leave it out.",
			apiTokenParams + "; " + apiUserID,
		}, attributeDeprecated},
		{Rule{
			"attribute-internal", Search, Warning, "is internal to Coveo",
			"{field} is for Coveo's internal use, and not to be set by hand.",
			"Leave it out.",
			apiTokenParams + "; " + docSearchTokens,
		}, attributeInternal},
		{Rule{
			"groups-not-security", Search, Note, "gives no access: groups are labels here",
			"“{name}” looks like a security group, and userGroups are only labels for analytics and pipeline conditions.",
			"Nothing is found through them. Access comes from the groups that the user IDs are members of.",
			apiTokenParams + ".userGroups",
		}, groupsNotSecurity},
	}
}

// dictionaryBoth: the two attributes cannot be used together (OpenAPI of the Search
// API, RestTokenParams.dictionaryFieldContext).
func dictionaryBoth(s subject) []hit {
	both := s.search.DictionaryFieldContext != nil && s.search.AllowedDictionaryFieldKeys != nil
	return when(both, "dictionaryFieldContext")
}

// dictionaryKey: * is the only key that is supported (OpenAPI of the Search API,
// RestTokenParams.allowedDictionaryFieldKeys).
func dictionaryKey(s subject) []hit {
	allowed := s.search.AllowedDictionaryFieldKeys
	var hits []hit
	for _, name := range slices.Sorted(maps.Keys(allowed)) {
		for _, key := range allowed[name] {
			hits = append(hits, when(key != "*", "allowedDictionaryFieldKeys", "name", name, "key", key)...)
		}
	}
	return hits
}

// attributeDeprecated: RestTokenParams marks two attributes, and RestUserId one, as
// deprecated (OpenAPI of the Search API).
func attributeDeprecated(s subject) []hit {
	r := s.search
	hits := append(when(r.SuperUserToken != "", "superUserToken"), when(r.Scope != 0, "scope")...)
	return append(hits, eachUser(s, func(i int, u coveoapi.UserID) []hit {
		return when(u.Password != "", userField(i, "password"))
	})...)
}

// attributeInternal: RestTokenParams marks attributes as internal, and the page about
// search tokens asks not to set them (docs.coveo.com/en/56).
func attributeInternal(s subject) []hit {
	r := s.search
	hits := slices.Concat(
		when(r.SalesforceOrganizationID != "", "salesforceOrganizationId"),
		when(r.SalesforceUser != "", "salesforceUser"),
		when(r.SalesforceCommunityURL != "", "salesforceCommunityUrl"),
		when(r.SalesforceFallbackToAdmin, "salesforceFallbackToAdmin"),
		when(r.UserType != "", "usertype"),
		when(r.LicenseDefinitionKey != "", "licenseDefinitionKey"),
	)
	return append(hits, eachUser(s, func(i int, u coveoapi.UserID) []hit {
		return when(u.AuthCookie != "", userField(i, "authCookie"))
	})...)
}

// groupsNotSecurity: userGroups are any strings, for analytics and for $groups in
// conditions (OpenAPI of the Search API, RestTokenParams.userGroups). Addresses, names
// with a domain, distinguished names and Windows SIDs are what security groups are
// called.
func groupsNotSecurity(s subject) []hit {
	var hits []hit
	for i, group := range s.search.UserGroups {
		upper := strings.ToUpper(group)
		looks := isEmail(group) || strings.Contains(group, `\`) || strings.HasPrefix(upper, "CN=") || strings.HasPrefix(upper, "S-1-5-")
		hits = append(hits, when(looks, fmt.Sprintf("userGroups[%d]", i), "name", group)...)
	}
	return hits
}
