package lint

import (
	"strings"

	"coveotoken/coveoapi"
)

// identityRules are about single user IDs of either token.
func identityRules() []rule {
	both := Search | Platform
	return []rule{
		{Rule{
			"users-missing", Search, Wrong, "at least one is needed",
			"There is no user ID, and a search token acts as at least one user.",
			"Name a user, for example asmith@example.com.",
			apiTokenParams + ".userIds",
		}, usersMissing},
		{Rule{
			"identity-incomplete", both, Wrong, "is needed: a user ID is a name in a provider",
			"{field} is empty, and a security identity is a name in a provider.",
			"Give both, for example asmith@example.com and Email Security Provider.",
			apiUserID + "; " + docSearchTokens,
		}, identityIncomplete},
		{Rule{
			"identity-type-unknown", both, Wrong, "is not a type of identity",
			"“{type}” is not a type of security identity.",
			"The type is User, Group, VirtualGroup or Unknown.",
			apiUserID + ".type",
		}, identityTypeUnknown},
		{Rule{
			"identity-type-odd", both, Note, "is odd in this provider",
			"The Email Security Provider knows people by their addresses, and “{name}” is asked for as {type}.",
			"Use the type User, or the provider that knows the group.",
			docEmailProvider,
		}, identityTypeOdd},
		{Rule{
			"email-expected", both, Warning, "is no e-mail address",
			"“{name}” is not an e-mail address, and the Email Security Provider knows users by theirs.",
			"Write the user's address, or name the provider that knows the user as “{name}”.",
			docEmailProvider,
		}, emailExpected},
		{Rule{
			"first-user-not-email", Search, Note, "is first and no e-mail address: search alerts cannot be sent",
			"The first user ID, “{name}”, is not an e-mail address, and search alerts are sent to the first one.",
			"Put a user of the Email Security Provider first, if the page offers search alerts.",
			docAlerts,
		}, firstUserNotEmail},
	}
}

// usersMissing: userIds is the one attribute that RestTokenParams requires
// (OpenAPI of the Search API).
func usersMissing(s subject) []hit { return when(len(s.users) == 0, "userIds") }

// identityIncomplete: name and provider are required of a RestUserId (OpenAPI of the
// Search API, docs.coveo.com/en/56).
func identityIncomplete(s subject) []hit {
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		return append(
			when(strings.TrimSpace(u.Name) == "", userField(i, "name")),
			when(strings.TrimSpace(u.Provider) == "", userField(i, "provider"))...,
		)
	})
}

// identityTypeUnknown: RestUserId.type has four values (OpenAPI of the Search API).
func identityTypeUnknown(s subject) []hit {
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		_, known := coveoapi.ParseIdentityType(string(u.Type))
		return when(u.Type != "" && !known, userField(i, "type"), "type", string(u.Type))
	})
}

// identityTypeOdd: in the Email Security Provider the aliases of people meet
// (docs.coveo.com/en/87); groups are in the providers of the sources. The identities
// that stand for everyone or for a domain hold an asterisk.
func identityTypeOdd(s subject) []hit {
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		kind, known := coveoapi.ParseIdentityType(string(u.Type))
		odd := known && kind != coveoapi.IdentityUser && isEmailProvider(u.Provider) && !strings.Contains(u.Name, "*")
		return when(odd, userField(i, "type"), "name", u.Name, "type", string(kind))
	})
}

// emailExpected: users of the Email Security Provider are known by their e-mail
// addresses (docs.coveo.com/en/87).
func emailExpected(s subject) []hit {
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		kind, _ := coveoapi.ParseIdentityType(string(u.Type))
		isUser := u.Type == "" || kind == coveoapi.IdentityUser
		odd := isUser && isEmailProvider(u.Provider) && strings.TrimSpace(u.Name) != "" && !isAnonymous(u.Name) && !isEmail(u.Name)
		return when(odd, userField(i, "name"), "name", u.Name)
	})
}

// firstUserNotEmail: search alerts are sent to the name of the first user ID, which
// should therefore always be an e-mail address (docs.coveo.com/en/74). Where its
// provider is the Email Security Provider, emailExpected says so already.
func firstUserNotEmail(s subject) []hit {
	if len(s.users) == 0 {
		return nil
	}
	first := s.users[0]
	odd := strings.TrimSpace(first.Name) != "" && !isAnonymous(first.Name) && !isEmail(first.Name) && !isEmailProvider(first.Provider)
	return when(odd, userField(0, "name"), "name", first.Name)
}

// eachUser gathers what a function finds in the user IDs.
func eachUser(s subject, find func(i int, u coveoapi.UserID) []hit) []hit {
	var hits []hit
	for i, u := range s.users {
		hits = append(hits, find(i, u)...)
	}
	return hits
}

func isEmail(name string) bool {
	local, domain, found := strings.Cut(strings.TrimSpace(name), "@")
	return found && local != "" && domain != "" && !strings.ContainsAny(name, " \t\r\n")
}

// isEmailProvider reports whether a provider is, or was meant to be, the Email
// Security Provider.
func isEmailProvider(provider string) bool {
	return squeeze(provider) == squeeze(coveoapi.EmailSecurityProvider)
}
