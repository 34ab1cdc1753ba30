package catalog

import (
	"slices"

	"coveotoken/coveoapi"
)

// The API key templates of Coveo's console (docs.coveo.com/en/1718).
const (
	AnonymousSearch     = "Anonymous search"
	AuthenticatedSearch = "Authenticated search"
	UsageAnalytics      = "Usage analytics"
	SearchPages         = "Search pages"
	Custom              = "Custom"
)

// Verdict says what a holder of privileges can do, in sentences.
type Verdict struct {
	// Template is the API key template the privileges resemble, or "Custom".
	Template string
	// Public says that such a key may be seen by anyone.
	Public bool
	// Summary is one sentence; Can and Cannot list what matters to this program,
	// Cannot with the template that would.
	Summary     string
	Can, Cannot []string
}

func enable(owner, domain string) coveoapi.Privilege {
	return typed(owner, domain, coveoapi.TypeEnable)
}

func typed(owner, domain, privilegeType string) coveoapi.Privilege {
	return coveoapi.Privilege{
		Type: privilegeType, TargetDomain: domain, TargetID: coveoapi.AnyTarget, Owner: owner, Level: coveoapi.LevelNormal,
	}
}

// NeededForSearchToken says which privileges Coveo's sources name for creating a
// search token: holding any one of the list is enough. The documentation says
// IMPERSONATE, the OpenAPI file IMPERSONATE_SEARCH_API.
func NeededForSearchToken() []coveoapi.Privilege {
	return []coveoapi.Privilege{
		enable("SEARCH_API", "IMPERSONATE"),
		enable("SEARCH_API", "IMPERSONATE_SEARCH_API"),
	}
}

// keyTemplate says by which privileges a template's key is known, and which others
// it may hold. Since 30 June 2022 a key that queries or impersonates may add nothing
// but the analytics privileges (docs.coveo.com/en/ccv2ac/whats_new_20220630).
type keyTemplate struct {
	name, summary  string
	public         bool
	marks, besides []coveoapi.Privilege
}

// templates lists the templates, the more powerful first.
func templates() []keyTemplate {
	query := enable("SEARCH_API", "EXECUTE_QUERY")
	pushEvents := typed("USAGE_ANALYTICS", "ANALYTICS_DATA", "EDIT")
	eventsAsAnyone := enable("USAGE_ANALYTICS", "IMPERSONATE")
	searchPages := typed("SEARCH_API", "SEARCH_PAGES", "VIEW")
	return []keyTemplate{
		{
			name:    AuthenticatedSearch,
			summary: "A key of the Authenticated search template: it creates tokens for any user, so keep it on a server.",
			marks:   NeededForSearchToken(),
			besides: []coveoapi.Privilege{query, pushEvents, eventsAsAnyone},
		},
		{
			name:    SearchPages,
			summary: "A key of the Search pages template: it shows hosted search pages, and may be public.",
			public:  true,
			marks:   []coveoapi.Privilege{searchPages},
			besides: []coveoapi.Privilege{query, pushEvents},
		},
		{
			name:    AnonymousSearch,
			summary: "A key of the Anonymous search template: it finds public items and sends analytics events, and may be public.",
			public:  true,
			marks:   []coveoapi.Privilege{query},
			besides: []coveoapi.Privilege{pushEvents},
		},
		{
			name:    UsageAnalytics,
			summary: "A key of the Usage analytics template: it sends analytics events, and may be public.",
			public:  true,
			marks:   []coveoapi.Privilege{pushEvents, eventsAsAnyone},
		},
	}
}

// fits reports whether the held privileges are what a key of the template has: at
// least one of its marks, and nothing else but what it may hold besides.
func (t keyTemplate) fits(held []coveoapi.Privilege) bool {
	allowed := slices.Concat(t.marks, t.besides)
	for _, p := range held {
		if !p.CoveredBy(allowed) {
			return false
		}
	}
	return holdsAny(held, t.marks)
}

func holdsAny(held, alternatives []coveoapi.Privilege) bool {
	return slices.ContainsFunc(alternatives, func(p coveoapi.Privilege) bool { return p.CoveredBy(held) })
}

// Judge says what a key with these privileges is.
func Judge(held []coveoapi.Privilege) Verdict {
	verdict := Verdict{Template: Custom, Summary: "A custom key: its privileges are those of no template."}
	if len(held) == 0 {
		verdict.Summary = "A key without any privilege in this organization."
	}
	for _, t := range templates() {
		if t.fits(held) {
			verdict.Template, verdict.Public, verdict.Summary = t.name, t.public, t.summary
			break
		}
	}
	for _, a := range abilities() {
		if holdsAny(held, a.needs) {
			verdict.Can = append(verdict.Can, a.can)
		} else {
			verdict.Cannot = append(verdict.Cannot, a.cannot)
		}
	}
	if len(held) > 0 {
		verdict.Can = append(verdict.Can, "create platform tokens that hold what it holds itself")
	} else {
		verdict.Cannot = append(verdict.Cannot, "create platform tokens (they can hold no more than the key does)")
	}
	return verdict
}

// ability is something that this program may ask a key to do. Any one of needs is
// enough.
type ability struct {
	needs       []coveoapi.Privilege
	can, cannot string
}

func abilities() []ability {
	return []ability{
		{
			needs:  NeededForSearchToken(),
			can:    "create search tokens for any user",
			cannot: "create search tokens (the Authenticated search template can)",
		},
		{
			needs:  []coveoapi.Privilege{enable("SEARCH_API", "EXECUTE_QUERY")},
			can:    "run queries as itself",
			cannot: "run queries as itself (the Anonymous search template can)",
		},
		{
			needs:  []coveoapi.Privilege{typed("PLATFORM", "ORGANIZATION", "VIEW")},
			can:    "list the privileges of platform tokens",
			cannot: "list the privileges of platform tokens (a Custom key with Organization – View can)",
		},
		{
			needs:  []coveoapi.Privilege{typed("SEARCH_API", "QUERY_PIPELINE", "VIEW")},
			can:    "list query pipelines",
			cannot: "list query pipelines (a Custom key with Query pipelines – View can)",
		},
		{
			needs: []coveoapi.Privilege{
				typed("USAGE_ANALYTICS", "ANALYTICS_DATA", "EDIT"),
				enable("USAGE_ANALYTICS", "IMPERSONATE"),
			},
			can:    "send analytics events",
			cannot: "send analytics events (the Usage analytics template can)",
		},
	}
}
