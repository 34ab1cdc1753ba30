package catalog

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

func privilege(t *testing.T, text string) coveoapi.Privilege {
	t.Helper()
	p, err := coveoapi.ParsePrivilege(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func held(t *testing.T, texts ...string) []coveoapi.Privilege {
	t.Helper()
	var list []coveoapi.Privilege
	for _, text := range texts {
		list = append(list, privilege(t, text))
	}
	return list
}

func TestTablesAreWhole(t *testing.T) {
	if n := len(privileges().byDomain); n != 52 {
		t.Errorf("%d domains, want 52", n)
	}
	columns := 0
	for row := range rows(operationsTable) {
		columns++
		if len(row) != 5 {
			t.Fatalf("%q has %d columns", row, len(row))
		}
		needs, _ := parseNeeds(row[4])
		if got := 1 + strings.Count(row[4], "|") + strings.Count(row[4], "&"); got != len(needs) {
			t.Errorf("of %q only %d privileges were read", row[4], len(needs))
		}
	}
	if columns != 601 {
		t.Errorf("%d operations, want 601", columns)
	}
	if !slices.IsSortedFunc(slices.Collect(rows(operationsTable)), func(a, b []string) int { return strings.Compare(a[1]+" "+a[0], b[1]+" "+b[0]) }) {
		t.Error("the operations are not sorted by path and method")
	}
}

func TestEveryKnownPrivilegeHasAMeaningOfItsOwn(t *testing.T) {
	seen := map[string]coveoapi.Privilege{}
	for _, p := range Reference() {
		entry := Describe(p)
		if !entry.Known || entry.Service == "" || entry.Name == "" || entry.Owner != p.Owner || entry.TargetDomain != p.TargetDomain {
			t.Errorf("%v: %+v", p, entry)
		}
		if !strings.HasPrefix(entry.Meaning, "Lets the holder ") || !strings.HasSuffix(entry.Meaning, ".") || strings.Contains(entry.Meaning, "{") {
			t.Errorf("%v: the meaning is %q", p, entry.Meaning)
		}
		if other, ok := seen[entry.Meaning]; ok {
			t.Errorf("%v and %v have the same meaning", p, other)
		}
		seen[entry.Meaning] = p
	}
}

func TestDescribe(t *testing.T) {
	tests := map[string]Entry{
		"SEARCH_API/IMPERSONATE": {
			"SEARCH_API", "IMPERSONATE", "Search", "Impersonate",
			"Lets the holder run queries as any user it names, and create search tokens for them; whoever has it can read everything those users can.", true,
		},
		"SEARCH_API/QUERY_PIPELINE:VIEW": {
			"SEARCH_API", "QUERY_PIPELINE", "Search", "Query pipelines",
			"Lets the holder see query pipelines: the rules that route, filter and rank queries.", true,
		},
		"PLATFORM/VAULT_ENTRY:EDIT": {
			"PLATFORM", "VAULT_ENTRY", "Organization", "Vault entry",
			"Lets the holder change vault entries, the stored secrets that sources and extensions use.", true,
		},
		"NEW_SERVICE/BIG_THING:CREATE": {
			"NEW_SERVICE", "BIG_THING", "New service", "Big thing",
			"Not in our catalogue; by its name it lets the holder create what Coveo calls BIG_THING.", false,
		},
	}
	for text, want := range tests {
		if diff := cmp.Diff(want, Describe(privilege(t, text))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	untyped := Describe(coveoapi.Privilege{Owner: "PLATFORM", TargetDomain: "SOURCE"})
	if want := "Lets the holder see, change or create sources"; !strings.HasPrefix(untyped.Meaning, want) {
		t.Errorf("without a type: %q", untyped.Meaning)
	}
	if empty := Describe(coveoapi.Privilege{}); empty.Known || empty.Meaning == "" {
		t.Errorf("the empty privilege: %+v", empty)
	}
}

func TestReferenceCannotBeChangedByItsCallers(t *testing.T) {
	list := Reference()
	list[0].Owner = "CHANGED"
	if Reference()[0].Owner == "CHANGED" {
		t.Error("a caller changed the reference list")
	}
	if !slices.Contains(Reference(), privilege(t, "SEARCH_API/IMPERSONATE")) {
		t.Error("the list lacks SEARCH_API/IMPERSONATE")
	}
}

func TestUnlocks(t *testing.T) {
	names := func(operations []Operation) (list []string) {
		for _, o := range operations {
			list = append(list, o.Method+" "+o.Path)
		}
		return list
	}
	const search = "POST /rest/search/v2"
	if got := names(Unlocks(privilege(t, "SEARCH_API/EXECUTE_QUERY"))); !slices.Contains(got, search) || !slices.IsSortedFunc(got, func(a, b string) int {
		_, pathA, _ := strings.Cut(a, " ")
		_, pathB, _ := strings.Cut(b, " ")
		return strings.Compare(pathA, pathB)
	}) {
		t.Errorf("EXECUTE_QUERY unlocks %v", got)
	}
	tokens := []string{"POST /rest/search/v2/token", "POST /rest/search/v3/token"}
	for _, p := range NeededForSearchToken() {
		if diff := cmp.Diff(tokens, names(Unlocks(p))); diff != "" {
			t.Errorf("%v (-want +got):\n%s", p, diff)
		}
	}
	targeted, untargeted := Unlocks(privilege(t, "SEARCH_API/QUERY_PIPELINE:VIEW@p1")), Unlocks(privilege(t, "SEARCH_API/QUERY_PIPELINE:VIEW"))
	if len(targeted) == 0 || len(targeted) != len(untargeted) {
		t.Errorf("with a target %d operations, without %d", len(targeted), len(untargeted))
	}
	if got := Unlocks(privilege(t, "NO/SUCH")); len(got) != 0 {
		t.Errorf("an unknown privilege unlocks %v", names(got))
	}
}

func TestLookup(t *testing.T) {
	for request, want := range map[string]string{
		"GET /rest/organizations/acme/privileges/platformtokens": "/rest/organizations/{organizationId}/privileges/platformtokens",
		"GET /rest/search/v1/admin/pipelines":                    "/rest/search/v1/admin/pipelines",
		"GET /rest/search/v1/admin/pipelines/":                   "/rest/search/v1/admin/pipelines",
		"GET /rest/search/v1/admin/pipelines/p1":                 "/rest/search/v1/admin/pipelines/{pipelineId}",
		"GET /rest/search/v1/admin/pipelines/statements":         "/rest/search/v1/admin/pipelines/statements",
		"POST /rest/search/v2":                                   "/rest/search/v2",
		"DELETE /rest/search/v2":                                 "",
		"GET /nowhere":                                           "",
		"GET /":                                                  "",
	} {
		method, path, _ := strings.Cut(request, " ")
		got, ok := Lookup(method, path)
		if got.Path != want || ok != (want != "") {
			t.Errorf("%s is %q, %v; want %q", request, got.Path, ok, want)
		}
	}
	list, _ := Lookup("GET", "/rest/organizations/acme/privileges")
	if diff := cmp.Diff(held(t, "PLATFORM/ORGANIZATION:VIEW"), list.Privileges); diff != "" || list.AnyOf {
		t.Errorf("needs (-want +got):\n%s", diff)
	}
	entities, ok := Lookup("POST", "/rest/organizations/acme/securitycache/entities/list")
	if !ok || !entities.AnyOf || len(entities.Privileges) != 2 {
		t.Errorf("got %+v, want any of two privileges", entities)
	}
}

func TestJudge(t *testing.T) {
	tests := map[string]struct {
		held     []coveoapi.Privilege
		template string
		public   bool
		can      string
		cannot   string
	}{
		"anonymous search":             {held(t, "SEARCH_API/EXECUTE_QUERY", "USAGE_ANALYTICS/ANALYTICS_DATA:EDIT"), AnonymousSearch, true, "run queries as itself", "create search tokens (the Authenticated search template can)"},
		"authenticated search":         {held(t, "SEARCH_API/IMPERSONATE", "USAGE_ANALYTICS/IMPERSONATE"), AuthenticatedSearch, false, "create search tokens for any user", "list the privileges of platform tokens (a Custom key with Organization – View can)"},
		"the OpenAPI's other name":     {held(t, "SEARCH_API/IMPERSONATE_SEARCH_API"), AuthenticatedSearch, false, "create search tokens for any user", "list query pipelines (a Custom key with Query pipelines – View can)"},
		"usage analytics":              {held(t, "USAGE_ANALYTICS/IMPERSONATE", "USAGE_ANALYTICS/ANALYTICS_DATA:EDIT"), UsageAnalytics, true, "send analytics events", "run queries as itself (the Anonymous search template can)"},
		"search pages":                 {held(t, "SEARCH_API/SEARCH_PAGES:VIEW", "SEARCH_API/EXECUTE_QUERY"), SearchPages, true, "run queries as itself", "create search tokens (the Authenticated search template can)"},
		"a custom key":                 {held(t, "PLATFORM/ORGANIZATION:VIEW", "SEARCH_API/QUERY_PIPELINE:VIEW"), Custom, false, "list the privileges of platform tokens", "create search tokens (the Authenticated search template can)"},
		"an administrator who queries": {held(t, "SEARCH_API/EXECUTE_QUERY", "PLATFORM/API_KEY:EDIT"), Custom, false, "run queries as itself", "send analytics events (the Usage analytics template can)"},
		"nothing":                      {nil, Custom, false, "", "create platform tokens (they can hold no more than the key does)"},
	}
	for name, test := range tests {
		got := Judge(test.held)
		if got.Template != test.template || got.Public != test.public || got.Summary == "" {
			t.Errorf("%s: %+v", name, got)
		}
		if test.can != "" && !slices.Contains(got.Can, test.can) || !slices.Contains(got.Cannot, test.cannot) {
			t.Errorf("%s: can %q, cannot %q", name, got.Can, got.Cannot)
		}
	}
	blank := Judge([]coveoapi.Privilege{{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE"}})
	if blank.Template != AuthenticatedSearch {
		t.Errorf("without a type: %+v", blank)
	}
}

func FuzzLookup(f *testing.F) {
	f.Add("GET", "/rest/search/v1/admin/pipelines/p1")
	f.Add("POST", "//")
	f.Fuzz(func(t *testing.T, method, path string) {
		if operation, ok := Lookup(method, path); ok && operation.Method != method {
			t.Errorf("%s %s is %s %s", method, path, operation.Method, operation.Path)
		}
	})
}
