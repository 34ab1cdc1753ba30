package lint

import (
	"strings"

	"coveotoken/coveoapi"
)

// everyone is the identity that stands for anybody, signed in or not.
const everyone = "*@*"

// togetherRules are about what the user IDs of either token are together.
func togetherRules() []rule {
	both := Search | Platform
	return []rule{
		{Rule{
			"everyone-identity", both, Warning, "is everyone: only public items are found",
			"“*@*” stands for everyone, so that such a token finds only what anybody may see.",
			"Name the user who signed in. For visitors, a key of the template “Anonymous search” needs no token.",
			docEveryone,
		}, everyoneIdentity},
		{Rule{
			"anonymous-with-named", both, Warning, "adds nothing beside a named user",
			"“{name}” stands beside a named user and adds nothing: what anybody may see is found in any case.",
			"Remove it. Where it is first, search alerts are sent to it instead of to the user.",
			docAlerts + "; " + docEveryone,
		}, anonymousWithNamed},
		{Rule{
			"identity-duplicate", both, Warning, "is there twice",
			"“{name}” is in the list of user IDs twice.",
			"Remove one of the two.",
			apiPlatform + " (userIds are unique)",
		}, identityDuplicate},
	}
}

// everyoneIdentity: *@* stands for everyone, anonymous users included
// (docs.coveo.com/en/mc2g0363). The sandbox's lessons use it as a baseline.
func everyoneIdentity(s subject) []hit {
	if s.Sandbox || anyNamed(s.users) {
		return nil
	}
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		return when(strings.TrimSpace(u.Name) == everyone, userField(i, "name"))
	})
}

// anonymousWithNamed: an anonymous identity beside a named one brings no further
// items, and as the first it gets the user's search alerts (docs.coveo.com/en/74).
func anonymousWithNamed(s subject) []hit {
	if !anyNamed(s.users) {
		return nil
	}
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		return when(isAnonymous(u.Name), userField(i, "name"), "name", u.Name)
	})
}

// identityDuplicate: the list of identities is a set (uniqueItems in the OpenAPI of
// the Authorization Server API). Addresses are compared without regard to case, which
// is how e-mail goes.
func identityDuplicate(s subject) []hit {
	type identity struct {
		name, provider string
		kind           coveoapi.IdentityType
	}
	seen := map[identity]bool{}
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		this := identity{strings.TrimSpace(u.Name), strings.TrimSpace(u.Provider), u.Type}
		if isEmailProvider(u.Provider) {
			this.name = strings.ToLower(this.name)
		}
		if this.kind == "" {
			this.kind = coveoapi.IdentityUser
		}
		twice := seen[this] && this.name != ""
		seen[this] = true
		return when(twice, userField(i, "name"), "name", u.Name)
	})
}

// anyNamed reports whether a user ID names somebody in particular.
func anyNamed(users []coveoapi.UserID) bool {
	for _, u := range users {
		if strings.TrimSpace(u.Name) != "" && !isAnonymous(u.Name) {
			return true
		}
	}
	return false
}

// isAnonymous reports whether a name is one of those that stand for nobody in
// particular.
func isAnonymous(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return name == everyone || name == "anonymous" || strings.HasPrefix(name, "anonymous@")
}
