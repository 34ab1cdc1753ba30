package lint

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// privilegeRules are about the privileges of a platform token.
func privilegeRules() []rule {
	return []rule{
		{Rule{
			"privileges-missing", Platform, Wrong, "at least one is needed",
			"There are no privileges, and a platform token without any can do nothing.",
			"Pick at least one, for example SEARCH_API/IMPERSONATE.",
			docPlatformTokens,
		}, privilegesMissing},
		{Rule{
			"privilege-incomplete", Platform, Wrong, "needs an owner and a targetDomain",
			"{field} lacks its owner or its targetDomain, and is no privilege without both.",
			"Write both, for example SEARCH_API and IMPERSONATE.",
			apiPlatform + "; " + docPrivileges,
		}, privilegeIncomplete},
		{Rule{
			"impersonate-in-browser", Platform, Warning, "does not belong in a browser",
			"{privilege} lets whoever reads the token act as any user, and everybody can read what is in a web page.",
			"Keep it on a server, and give the page a search token for its user.",
			docAPIKeys,
		}, impersonateInBrowser},
		{Rule{
			"impersonate-on-server", Platform, Note, "is for servers only",
			"{privilege} lets whoever holds the token act as any user.",
			"Keep the token on a server; a web page gets a search token for its user.",
			docAPIKeys,
		}, impersonateOnServer},
		{Rule{
			"cannot-search", Platform, Warning, "are not enough to search",
			"The token is meant to search, and has no privilege that lets it.",
			"Add SEARCH_API/EXECUTE_QUERY, or SEARCH_API/IMPERSONATE to search as a user.",
			docPrivileges,
		}, cannotSearch},
		{Rule{
			"users-without-impersonate", Platform, Warning, "are ignored without SEARCH_API/IMPERSONATE",
			"There are user IDs, but without SEARCH_API/IMPERSONATE the token does not search as them.",
			"Add SEARCH_API/IMPERSONATE, or remove the user IDs.",
			docPlatformTokens,
		}, usersWithoutImpersonate},
		{Rule{
			"privilege-redundant", Platform, Note, "is covered by another",
			"{privilege} is covered by another privilege of the list.",
			"Remove it.",
			apiPlatform + " (privileges are unique)",
		}, privilegeRedundant},
	}
}

// privilegesMissing: a platform token has the privileges that it is asked for
// (docs.coveo.com/en/n3ge0020).
func privilegesMissing(s subject) []hit { return when(len(s.platform.Privileges) == 0, "privileges") }

// privilegeIncomplete: owner and target domain say which privilege it is
// (GlobalPrivilegeModel; docs.coveo.com/en/159).
func privilegeIncomplete(s subject) []hit {
	return eachPrivilege(s, func(p coveoapi.Privilege) bool {
		return strings.TrimSpace(p.Owner) == "" || strings.TrimSpace(p.TargetDomain) == ""
	})
}

// impersonateInBrowser: keys of the template Authenticated search, whose mark is this
// privilege, must never be public (docs.coveo.com/en/1718).
func impersonateInBrowser(s subject) []hit {
	if !s.ForBrowser {
		return nil
	}
	return eachPrivilege(s, isSearchImpersonate)
}

// impersonateOnServer says the same of a token whose use is not known.
func impersonateOnServer(s subject) []hit {
	if s.ForBrowser {
		return nil
	}
	return eachPrivilege(s, isSearchImpersonate)
}

// cannotSearch: queries need Execute queries, or Impersonate for those as a user
// (docs.coveo.com/en/159, docs.coveo.com/en/n3ge0020).
func cannotSearch(s subject) []hit {
	can := slices.ContainsFunc(s.platform.Privileges, func(p coveoapi.Privilege) bool {
		return isSearchImpersonate(p) || is(p, "SEARCH_API", "EXECUTE_QUERY")
	})
	return when(s.ForSearching && len(s.platform.Privileges) > 0 && !can, "privileges")
}

// usersWithoutImpersonate: the documentation's example of searching as a user asks for
// Impersonate (docs.coveo.com/en/n3ge0020).
func usersWithoutImpersonate(s subject) []hit {
	return when(len(s.users) > 0 && len(s.platform.Privileges) > 0 && !slices.ContainsFunc(s.platform.Privileges, isSearchImpersonate), "userIds")
}

// privilegeRedundant: the privileges of a token are a set (uniqueItems in the OpenAPI
// of the Authorization Server API), and one for every target covers each of them.
func privilegeRedundant(s subject) []hit {
	type domain struct{ owner, name, kind string }
	targets := map[domain]map[string]int{} // how often each target occurs
	of := func(p coveoapi.Privilege) (domain, string) {
		target := p.TargetID
		if target == "" {
			target = coveoapi.AnyTarget
		}
		return domain{p.Owner, p.TargetDomain, p.EffectiveType()}, target
	}
	for _, p := range s.platform.Privileges {
		d, target := of(p)
		if targets[d] == nil {
			targets[d] = map[string]int{}
		}
		targets[d][target]++
	}
	seen := map[domain]map[string]bool{}
	return eachPrivilege(s, func(p coveoapi.Privilege) bool {
		d, target := of(p)
		if seen[d] == nil {
			seen[d] = map[string]bool{}
		}
		again := seen[d][target]
		seen[d][target] = true
		return again || target != coveoapi.AnyTarget && targets[d][coveoapi.AnyTarget] > 0
	})
}

// isSearchImpersonate reports whether a privilege lets its holder search as anybody,
// under either of the names that Coveo's sources give it.
func isSearchImpersonate(p coveoapi.Privilege) bool {
	return slices.ContainsFunc(catalog.NeededForSearchToken(), func(needed coveoapi.Privilege) bool {
		return is(p, needed.Owner, needed.TargetDomain)
	})
}

func is(p coveoapi.Privilege, owner, domain string) bool {
	return p.Owner == owner && p.TargetDomain == domain
}

// eachPrivilege names the privileges for which something holds.
func eachPrivilege(s subject, holds func(coveoapi.Privilege) bool) []hit {
	var hits []hit
	for i, p := range s.platform.Privileges {
		hits = append(hits, when(holds(p), fmt.Sprintf("privileges[%d]", i), "privilege", p.String())...)
	}
	return hits
}
