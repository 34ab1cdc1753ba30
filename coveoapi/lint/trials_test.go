package lint

import (
	"strings"
	"time"

	"coveotoken/coveoapi"
)

// trial is something to look at, and the rule whose findings count.
type trial struct {
	rule string
	// field is where the rule must find something, or "" where it must find nothing.
	field string
	found []Finding
}

func (c trial) fields() []string {
	var fields []string
	for _, f := range c.found {
		if f.ID == c.rule {
			fields = append(fields, f.Field)
		}
	}
	return fields
}

func alice() coveoapi.UserID {
	return coveoapi.UserID{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
}

func named(name, provider string) coveoapi.UserID {
	return coveoapi.UserID{Name: name, Provider: provider}
}

// search is a good search token request, after a change.
func search(change func(*coveoapi.SearchTokenRequest)) coveoapi.SearchTokenRequest {
	r := coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{alice()}, UserDisplayName: "Alice Smith", SearchHub: "SupportHub", Filter: "@objecttype==Case", ValidForMillis: 3_600_000}
	change(&r)
	return r
}

func users(ids ...coveoapi.UserID) coveoapi.SearchTokenRequest {
	return search(func(r *coveoapi.SearchTokenRequest) { r.UserIDs = ids })
}

// platform is a platform token request with privileges, after a change.
func platform(change func(*coveoapi.PlatformTokenRequest), privileges ...string) coveoapi.PlatformTokenRequest {
	var r coveoapi.PlatformTokenRequest
	for _, text := range privileges {
		p, err := coveoapi.ParsePrivilege(text)
		if err != nil {
			panic(err)
		}
		r.Privileges = append(r.Privileges, p)
	}
	if change != nil {
		change(&r)
	}
	return r
}

const (
	searchAsAnyone = "SEARCH_API/IMPERSONATE"
	eventsAsAnyone = "USAGE_ANALYTICS/IMPERSONATE"
	executeQuery   = "SEARCH_API/EXECUTE_QUERY"
)

func identityTrials() []trial {
	st := func(rule, field string, r coveoapi.SearchTokenRequest, c Context) trial {
		return trial{rule, field, SearchToken(r, c)}
	}
	directory := "Directory"
	none, sandbox := Context{}, Context{Sandbox: true}
	listed := Context{Providers: []string{coveoapi.EmailSecurityProvider, directory, "directory-id"}}
	typed := func(kind coveoapi.IdentityType, name, provider string) coveoapi.UserID {
		return coveoapi.UserID{Name: name, Provider: provider, Type: kind}
	}
	return []trial{
		st("users-missing", "userIds", users(), none),
		st("users-missing", "", users(alice()), none),
		{"users-missing", "", PlatformToken(platform(nil, executeQuery), none)},
		st("identity-incomplete", "userIds[0].name", users(named(" ", directory)), none),
		st("identity-incomplete", "userIds[1].provider", users(alice(), named("bob@example.com", "")), none),
		st("identity-incomplete", "", users(alice()), none),
		st("identity-type-unknown", "userIds[0].type", users(typed("Person", "a@example.com", directory)), none),
		st("identity-type-unknown", "", users(typed("", "a@example.com", directory)), none),
		st("identity-type-odd", "userIds[0].type", users(typed("Group", "Employees", coveoapi.EmailSecurityProvider)), none),
		st("identity-type-odd", "", users(typed("Group", "Employees", directory)), none),
		st("identity-type-odd", "", users(typed("Group", "*@*", coveoapi.EmailSecurityProvider)), none),
		st("identity-type-odd", "", users(alice()), none),
		st("email-expected", "userIds[0].name", users(named("asmith", coveoapi.EmailSecurityProvider)), none),
		st("email-expected", "userIds[1].name", users(alice(), named("@example.com", "email security provider")), none),
		st("email-expected", "", users(named("asmith", directory)), none),
		st("email-expected", "", users(named("anonymous", coveoapi.EmailSecurityProvider)), none),
		st("email-expected", "", users(typed("Group", "Employees", coveoapi.EmailSecurityProvider)), none),
		{"email-expected", "userIds[0].name", PlatformToken(platform(func(r *coveoapi.PlatformTokenRequest) {
			r.UserIDs = []coveoapi.UserID{named("asmith", coveoapi.EmailSecurityProvider)}
		}, searchAsAnyone), none)},
		st("first-user-not-email", "userIds[0].name", users(named(`ACME\asmith`, directory), alice()), none),
		st("first-user-not-email", "", users(alice(), named(`ACME\asmith`, directory)), none),
		st("first-user-not-email", "", users(named("asmith", coveoapi.EmailSecurityProvider)), none),
		st("first-user-not-email", "", users(), none),
		st("provider-misspelt", "userIds[0].provider", users(named("bob@example.com", "Email security provider")), none),
		st("provider-misspelt", "userIds[0].provider", users(named("bob@example.com", "EmailSecurityProvider")), none),
		st("provider-misspelt", "userIds[0].provider", users(named("bob@example.com", "Email Security Provider ")), none),
		st("provider-misspelt", "userIds[0].provider", users(named("bob@example.com", "Email Secruity Provider")), none),
		st("provider-misspelt", "userIds[0].provider", users(named("bob@example.com", "Email")), none),
		st("provider-misspelt", "userIds[0].provider", users(named("bob@example.com", "Directry")), listed),
		st("provider-misspelt", "", users(named("bob@example.com", "Salesforce")), none),
		st("provider-misspelt", "", users(named("bob@example.com", "directory-id")), listed),
		st("provider-misspelt", "", users(named("bob@example.com", "")), listed),
		st("provider-unknown", "userIds[0].provider", users(named("bob@example.com", "Salesforce")), listed),
		st("provider-unknown", "", users(named("bob@example.com", "Salesforce")), none),
		st("provider-unknown", "", users(named("bob@example.com", "Directry")), listed),
		st("provider-unknown", "", users(alice()), Context{Providers: []string{}}),
		st("everyone-identity", "userIds[0].name", users(named("*@*", coveoapi.EmailSecurityProvider)), none),
		st("everyone-identity", "", users(named("*@*", coveoapi.EmailSecurityProvider)), sandbox),
		st("everyone-identity", "", users(named("*@*", coveoapi.EmailSecurityProvider), alice()), none),
		st("anonymous-with-named", "userIds[0].name", users(named("*@*", coveoapi.EmailSecurityProvider), alice()), none),
		st("anonymous-with-named", "userIds[1].name", users(alice(), named("Anonymous@coveo.com", coveoapi.EmailSecurityProvider)), none),
		st("anonymous-with-named", "", users(named("anonymous", coveoapi.EmailSecurityProvider)), none),
		st("identity-duplicate", "userIds[1].name", users(alice(), named("ASmith@example.com", coveoapi.EmailSecurityProvider)), none),
		st("identity-duplicate", "", users(named("a", directory), named("A", directory)), none),
		st("identity-duplicate", "", users(alice(), named("asmith@example.com", directory)), none),
	}
}

func searchTrials() []trial {
	st := func(rule, field string, c Context, change func(*coveoapi.SearchTokenRequest)) trial {
		return trial{rule, field, SearchToken(search(change), c)}
	}
	filter := func(rule, field, expression string) trial {
		return st(rule, field, Context{}, func(r *coveoapi.SearchTokenRequest) { r.Filter = expression })
	}
	life := func(rule, field string, millis int64) trial {
		return st(rule, field, Context{}, func(r *coveoapi.SearchTokenRequest) { r.ValidForMillis = millis })
	}
	known := Context{Pipelines: []string{"Support", "default"}, Hubs: []string{"SupportHub"}}
	count := func(n int) Context { return Context{FilterMatches: &n} }
	same := func(*coveoapi.SearchTokenRequest) {}
	return []trial{
		st("dictionary-both", "dictionaryFieldContext", Context{}, func(r *coveoapi.SearchTokenRequest) {
			r.DictionaryFieldContext, r.AllowedDictionaryFieldKeys = map[string]any{"price": "eur"}, map[string][]string{"price": {"*"}}
		}),
		st("dictionary-both", "", Context{}, func(r *coveoapi.SearchTokenRequest) { r.DictionaryFieldContext = map[string]any{"price": "eur"} }),
		st("dictionary-key", "allowedDictionaryFieldKeys", Context{}, func(r *coveoapi.SearchTokenRequest) {
			r.AllowedDictionaryFieldKeys = map[string][]string{"price": {"*"}, "stock": {"berlin"}}
		}),
		st("dictionary-key", "", Context{}, func(r *coveoapi.SearchTokenRequest) {
			r.AllowedDictionaryFieldKeys = map[string][]string{"price": {"*"}}
		}),
		st("attribute-deprecated", "scope", Context{}, func(r *coveoapi.SearchTokenRequest) { r.Scope = 1 }),
		st("attribute-deprecated", "superUserToken", Context{}, func(r *coveoapi.SearchTokenRequest) { r.SuperUserToken = "x" }),
		st("attribute-deprecated", "userIds[0].password", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserIDs[0].Password = "x" }),
		st("attribute-deprecated", "", Context{}, same),
		st("attribute-internal", "salesforceFallbackToAdmin", Context{}, func(r *coveoapi.SearchTokenRequest) { r.SalesforceFallbackToAdmin = true }),
		st("attribute-internal", "usertype", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserType = "Standard" }),
		st("attribute-internal", "userIds[0].authCookie", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserIDs[0].AuthCookie = "x" }),
		st("attribute-internal", "", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserIDs[0].Infos = map[string]string{"team": "Sales"} }),
		st("groups-not-security", "userGroups[1]", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserGroups = []string{"Employees", `ACME\Agents`} }),
		st("groups-not-security", "userGroups[0]", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserGroups = []string{"cn=agents,dc=example"} }),
		st("groups-not-security", "", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserGroups = []string{"Employees", "Tech support agents"} }),
		st("pipeline-and-hub", "searchHub", Context{}, func(r *coveoapi.SearchTokenRequest) { r.Pipeline = "Support" }),
		st("pipeline-and-hub", "", Context{}, same),
		st("pipeline-unknown", "pipeline", known, func(r *coveoapi.SearchTokenRequest) { r.Pipeline = "support" }),
		st("pipeline-unknown", "", known, func(r *coveoapi.SearchTokenRequest) { r.Pipeline = "Support" }),
		st("pipeline-unknown", "", Context{}, func(r *coveoapi.SearchTokenRequest) { r.Pipeline = "support" }),
		st("hub-unknown", "searchHub", known, func(r *coveoapi.SearchTokenRequest) { r.SearchHub = "Supporthub" }),
		st("hub-unknown", "", known, same),
		filter("filter-unreadable", "filter", "@source=="),
		st("filter-unreadable", "commerce.filter", Context{}, func(r *coveoapi.SearchTokenRequest) {
			r.Commerce = &coveoapi.CommerceParameters{CatalogID: "c", Filter: `"open`}
		}),
		filter("filter-unreadable", "", `@source=="Knowledge base" OR NOT @year<2020`),
		filter("filter-unreadable", "", ""),
		st("filter-matches-nothing", "filter", count(0), same),
		st("filter-matches-nothing", "", count(7), same),
		st("filter-matches-nothing", "", Context{}, same),
		st("filter-matches-nothing", "", count(0), func(r *coveoapi.SearchTokenRequest) { r.Filter = " " }),
		filter("filter-lowercase-operator", "filter", "@source==Wiki or @source==Cases"),
		filter("filter-lowercase-operator", "filter", "(@year>2020 NOT (@source==Wiki and @language==en))"),
		filter("filter-lowercase-operator", "", `@source==Wiki OR "salt and pepper"`),
		filter("filter-lowercase-operator", "", "@source==("),
		filter("filter-contains", "filter", "@objecttype=Case"),
		filter("filter-contains", "filter", `NOT @objecttype=(Case, "Case note")`),
		filter("filter-contains", "", "@objecttype==Case"),
		filter("filter-contains", "", "@year=2024 @year=2020..2024"),
		life("validity-outside", "validFor", 899_999),
		life("validity-outside", "validFor", 86_400_001),
		life("validity-outside", "validFor", -1),
		life("validity-outside", "", 900_000),
		life("validity-outside", "", 86_400_000),
		life("validity-outside", "", 0),
		life("validity-outside", "validFor", 3600),
		life("validity-in-seconds", "", 3600), // as 3.6s was typed into a form
		st("display-name-missing", "userDisplayName", Context{}, func(r *coveoapi.SearchTokenRequest) { r.UserDisplayName = "" }),
		st("display-name-missing", "", Context{}, same),
		{"display-name-missing", "", SearchToken(coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{named("anonymous", "x")}}, Context{})},
	}
}

func platformTrials() []trial {
	pt := func(rule, field string, c Context, change func(*coveoapi.PlatformTokenRequest), privileges ...string) trial {
		return trial{rule, field, PlatformToken(platform(change, privileges...), c)}
	}
	browser, searching := Context{ForBrowser: true}, Context{ForSearching: true}
	asAlice := func(r *coveoapi.PlatformTokenRequest) { r.UserIDs = []coveoapi.UserID{alice()} }
	eventsOfAlice := func(r *coveoapi.PlatformTokenRequest) {
		r.AnalyticsUserID, r.AnalyticsDisplayName = "12345678", "Alice Smith"
	}
	return []trial{
		pt("privileges-missing", "privileges", Context{}, nil),
		pt("privileges-missing", "", Context{}, nil, executeQuery),
		pt("privilege-incomplete", "privileges[1]", Context{}, func(r *coveoapi.PlatformTokenRequest) {
			r.Privileges = append(r.Privileges, coveoapi.Privilege{Owner: "PLATFORM"})
		}, executeQuery),
		pt("privilege-incomplete", "", Context{}, nil, executeQuery),
		pt("impersonate-in-browser", "privileges[1]", browser, nil, executeQuery, searchAsAnyone),
		pt("impersonate-in-browser", "privileges[0]", browser, nil, "SEARCH_API/IMPERSONATE_SEARCH_API"),
		pt("impersonate-in-browser", "", browser, nil, executeQuery, eventsAsAnyone),
		pt("impersonate-in-browser", "", Context{}, nil, searchAsAnyone),
		pt("impersonate-on-server", "privileges[0]", Context{}, nil, searchAsAnyone),
		pt("impersonate-on-server", "", browser, nil, searchAsAnyone),
		pt("cannot-search", "privileges", searching, nil, "PLATFORM/ORGANIZATION:VIEW"),
		pt("cannot-search", "", searching, nil, executeQuery),
		pt("cannot-search", "", searching, nil, searchAsAnyone),
		pt("cannot-search", "", Context{}, nil, "PLATFORM/ORGANIZATION:VIEW"),
		pt("users-without-impersonate", "userIds", Context{}, asAlice, executeQuery),
		pt("users-without-impersonate", "", Context{}, asAlice, searchAsAnyone),
		pt("users-without-impersonate", "", Context{}, nil, executeQuery),
		pt("privilege-redundant", "privileges[0]", Context{}, nil, "SEARCH_API/QUERY_PIPELINE:VIEW@a1", "SEARCH_API/QUERY_PIPELINE:VIEW"),
		pt("privilege-redundant", "privileges[1]", Context{}, nil, executeQuery, executeQuery),
		pt("privilege-redundant", "", Context{}, nil, "SEARCH_API/QUERY_PIPELINE:VIEW@a1", "SEARCH_API/QUERY_PIPELINE:VIEW@b2"),
		pt("privilege-redundant", "", Context{}, nil, "SEARCH_API/QUERY_PIPELINE:VIEW", "SEARCH_API/QUERY_PIPELINE:EDIT@a1"),
		pt("analytics-user-missing", eventUser, Context{}, nil, eventsAsAnyone),
		pt("analytics-user-missing", "", Context{}, eventsOfAlice, eventsAsAnyone),
		pt("analytics-user-missing", "", Context{}, nil, searchAsAnyone),
		pt("analytics-user-without-privilege", eventUser, Context{}, eventsOfAlice, searchAsAnyone),
		pt("analytics-user-without-privilege", "", Context{}, eventsOfAlice, eventsAsAnyone),
		pt("display-name-missing", eventName, Context{}, func(r *coveoapi.PlatformTokenRequest) { r.AnalyticsUserID = "12345678" }, eventsAsAnyone),
		pt("display-name-missing", "", Context{}, eventsOfAlice, eventsAsAnyone),
		pt("display-name-missing", "", Context{}, asAlice, searchAsAnyone),
		pt("validity-long", "validityPeriod", Context{}, func(r *coveoapi.PlatformTokenRequest) { r.Validity = 25 * time.Hour }, executeQuery),
		pt("validity-long", "", Context{}, func(r *coveoapi.PlatformTokenRequest) { r.Validity = 24 * time.Hour }, executeQuery),
		{"token-over-4-kb", "token", TokenSize(strings.Repeat("a", 4097))},
		{"token-over-4-kb", "", TokenSize(strings.Repeat("a", 4096))},
		{"token-over-4-kb", "", TokenSize(strings.Repeat("a", 8193))},
		{"token-over-8-kb", "token", TokenSize(strings.Repeat("a", 8193))},
		{"token-over-8-kb", "", TokenSize(strings.Repeat("a", 8192))},
	}
}
