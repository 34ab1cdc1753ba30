package sandbox_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

func TestFacets(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	values := func(f found, facet int) map[string]int {
		counts := map[string]int{}
		for _, value := range f.Facets[facet].Values {
			counts[value.Value+" "+value.State] = value.NumberOfResults
		}
		return counts
	}
	facet := func(field string, current ...any) object {
		return object{"facetId": field, "field": field, "numberOfValues": 20, "currentValues": current}
	}
	selected := func(value string) object { return object{"value": value, "state": "selected"} }

	all := w.query(token, object{"facets": list{facet("source"), facet("objecttype"), facet("language"), facet("year"), facet("author")}})
	sources := values(all, 0)
	total := 0
	for _, count := range sources {
		total += count
	}
	if total != all.TotalCount || sources["AgentPlaybook idle"] < 5 || sources["HR idle"] != 0 {
		t.Errorf("sources of %d items: %v", all.TotalCount, sources)
	}
	for i, result := range all.Facets {
		if result.FacetID != result.Field || len(result.Values) < 2 {
			t.Errorf("facet %d: %+v", i, result)
		}
	}

	narrowed := w.query(token, object{"facets": list{facet("source", selected("Salesforce")), facet("casestatus")}})
	if narrowed.TotalCount != sources["Salesforce idle"] {
		t.Errorf("%d cases, the facet said %d", narrowed.TotalCount, sources["Salesforce idle"])
	}
	if got := values(narrowed, 0); got["Salesforce selected"] != narrowed.TotalCount || got["Intranet idle"] != sources["Intranet idle"] {
		t.Errorf("a facet's own selection changes its other values: %v", got)
	}
	if got := values(narrowed, 1); got["Open idle"] == 0 || got["Escalated idle"] != 0 {
		t.Errorf("status: %v", got)
	}
	excluded := w.query(token, object{"facets": list{facet("source", object{"value": "Salesforce", "state": "excluded"})}})
	if excluded.TotalCount != all.TotalCount-narrowed.TotalCount {
		t.Errorf("excluded: %d", excluded.TotalCount)
	}
	both := facet("product", selected("Brightbox"), selected("Skylark"))
	either := w.query(token, object{"facets": list{both}}).TotalCount
	both["resultsMustMatch"] = "allValues"
	if all := w.query(token, object{"facets": list{both}}).TotalCount; all == 0 || all >= either {
		t.Errorf("all values: %d, at least one: %d", all, either)
	}
}

func TestFacetOptions(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	names := func(facet object) []string {
		facet["field"], facet["facetId"] = "source", "f"
		var names []string
		result := w.query(token, object{"facets": list{facet}}).Facets[0]
		for _, value := range result.Values {
			names = append(names, value.Value)
		}
		if limit, ok := facet["numberOfValues"].(int); ok && result.MoreValuesAvailable != (limit < 5) {
			t.Errorf("moreValuesAvailable = %t with %d values", result.MoreValuesAvailable, limit)
		}
		return names
	}
	sorted := []string{"AgentPlaybook", "Archive", "Intranet", "KnowledgeBase", "Salesforce"}
	reversed := slices.Clone(sorted)
	slices.Reverse(reversed)
	tests := []struct {
		name  string
		facet object
		want  []string
	}{
		{"alphanumeric", object{"sortCriteria": "alphanumeric", "numberOfValues": 8}, sorted},
		{"object", object{"sortCriteria": object{"type": "alphanumeric", "order": "descending"}}, reversed},
		{"limited", object{"sortCriteria": "alphanumeric", "numberOfValues": 2}, sorted[:2]},
		{"custom", object{"sortCriteria": object{"type": "custom", "customSort": list{}}, "customSort": list{"Salesforce", "Archive"}, "numberOfValues": 2}, []string{"Salesforce", "Archive"}},
		{"allowed", object{"sortCriteria": "alphanumeric", "allowedValues": object{"type": "simple", "values": list{"Archive", "Intranet"}}}, []string{"Archive", "Intranet"}},
		{"frozen", object{"freezeCurrentValues": true, "currentValues": list{object{"value": "Intranet", "state": "idle"}, object{"value": "Nowhere"}}}, []string{"Intranet", "Nowhere"}},
	}
	for _, test := range tests {
		if got := names(test.facet); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestRangeFacets(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	years := object{"facetId": "y", "field": "year", "type": "numericalRange", "currentValues": list{
		object{"start": 2016, "end": 2020, "endInclusive": false, "state": "selected"},
		object{"start": 2020, "end": 2026, "endInclusive": true, "state": "idle"},
	}}
	dates := object{"facetId": "d", "field": "date", "type": "dateRange", "currentValues": list{
		object{"start": "past-1-month", "end": "now", "state": "idle"},
		object{"start": "2019/01/01@00:00:00", "end": "2020/01/01@00:00:00", "state": "idle"},
	}}
	f := w.query(token, object{"facets": list{years, dates}})
	if f.TotalCount != 3 {
		t.Errorf("%d items from 2016 to 2019", f.TotalCount)
	}
	if y := f.Facets[0].Values; len(y) != 2 || y[0].NumberOfResults != 3 || y[1].NumberOfResults < 40 || y[0].State != "selected" {
		t.Errorf("years: %+v", y)
	}
	if d := f.Facets[1].Values; len(d) != 2 || d[0].NumberOfResults != 0 || d[1].NumberOfResults != 1 || d[1].Start != "2019/01/01@00:00:00" {
		t.Errorf("dates: %+v", d)
	}
	for _, field := range []string{"year", "date"} {
		kind := map[string]string{"year": "numericalRange", "date": "dateRange"}[field]
		f := w.query(token, object{"facets": list{object{"facetId": "a", "field": field, "type": kind, "generateAutomaticRanges": true, "numberOfValues": 4}}})
		total := 0
		for _, value := range f.Facets[0].Values {
			total += value.NumberOfResults
		}
		if len(f.Facets[0].Values) != 4 || total != f.TotalCount {
			t.Errorf("automatic ranges of %s: %+v of %d", field, f.Facets[0].Values, f.TotalCount)
		}
	}
}

func TestHierarchicalFacet(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	// Every author's name is a path of first name and last name.
	facet := func(current ...any) object {
		return object{"facets": list{object{
			"facetId": "h", "field": "author", "type": "hierarchical", "delimitingCharacter": " ",
			"currentValues": current, "numberOfValues": 3,
		}}}
	}
	top := w.post("/rest/search/v2", token, facet()).json(t)
	values := top["facets"].(list)[0].(object)["values"].(list)
	if len(values) != 3 || values[0].(object)["path"] == nil {
		t.Fatalf("top values: %v", values)
	}
	chosen := w.post("/rest/search/v2", token, facet(object{"value": "Alice", "state": "selected", "retrieveChildren": true})).json(t)
	value := chosen["facets"].(list)[0].(object)["values"].(list)[0].(object)
	children := value["children"].(list)
	if value["state"] != "selected" || len(children) != 1 || children[0].(object)["value"] != "Smith" {
		t.Errorf("Alice: %v", value)
	}
	if chosen["totalCount"] != value["numberOfResults"] || chosen["totalCount"] == top["totalCount"] {
		t.Errorf("totalCount = %v of %v", chosen["totalCount"], top["totalCount"])
	}
}

func TestGroupBy(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	body := w.post("/rest/search/v2", w.searchToken("asmith@example.com", nil), object{
		"aq": "@source==Salesforce", "groupBy": list{object{"field": "@casestatus", "maximumNumberOfValues": 1}},
	}).json(t)
	group := body["groupByResults"].(list)[0].(object)
	values := group["values"].(list)
	if group["field"] != "casestatus" || len(values) != 1 || values[0].(object)["value"] != "Closed" {
		t.Errorf("groupBy: %v", group)
	}
}

func TestFacetSearch(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	search := func(token string, body object) []string {
		var names []string
		for _, value := range decode[struct {
			Values []struct{ DisplayValue, RawValue string }
		}](t, w.post("/rest/search/v2/facet", token, body)).Values {
			names = append(names, value.DisplayValue+"="+value.RawValue)
		}
		return names
	}
	alice, anyone := w.searchToken("asmith@example.com", nil), w.keys.AnonymousSearch.Reveal()
	request := object{"field": "author", "query": "*am*", "numberOfValues": 10, "captions": object{"Sam Rivers": "Ms Amber"}, "ignoreValues": list{"Priya Raman"}}
	if got := search(alice, request); !slices.Equal(got, []string{"Ms Amber=Sam Rivers"}) {
		t.Errorf("Alice: %v", got)
	}
	if got := search(anyone, request); len(got) != 0 {
		t.Errorf("anyone finds an author of the intranet: %v", got)
	}
	context := object{"field": "source", "searchContext": object{"q": "password", "aq": "@objecttype==Policy", "accessToken": "secret"}}
	if got := search(alice, context); !slices.Equal(got, []string{"Intranet=Intranet"}) {
		t.Errorf("with context: %v", got)
	}
}

func TestValuesAndFields(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("bob@example.com", nil)
	type values struct {
		Values []struct {
			Value           string
			NumberOfResults int
		}
	}
	byGet := decode[values](t, w.get("/rest/search/v2/values?field=%40source&sortCriteria=alphaascending", token))
	byPost := decode[values](t, w.post("/rest/search/v2/values", token, object{"field": "@source", "sortCriteria": "alphaascending"}))
	if diff := cmp.Diff(byGet, byPost); diff != "" || len(byGet.Values) != 3 || byGet.Values[1].Value != "Intranet" {
		t.Errorf("%+v\n%s", byGet, diff)
	}
	if r := w.get("/rest/search/v2/values", token); r.status != 400 {
		t.Errorf("without field: %d", r.status)
	}
	fields := decode[struct {
		Fields []struct {
			Name         string
			GroupByField bool
		}
	}](t, w.get("/rest/search/v2/fields", token))
	facetable := map[string]bool{}
	for _, field := range fields.Fields {
		facetable[field.Name] = field.GroupByField
	}
	for _, name := range []string{"@source", "@objecttype", "@author", "@language", "@year"} {
		if !facetable[name] {
			t.Errorf("%s is not a facet", name)
		}
	}
}

func TestQuickview(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	alice, anyone := w.searchToken("asmith@example.com", nil), w.keys.AnonymousSearch.Reveal()
	result := decode[struct {
		Results []struct{ UniqueID, PrimaryID string }
	}](t, w.post("/rest/search/v2", alice, object{"aq": "@permanentid==ap-refund"})).Results[0]
	for name, r := range map[string]reply{
		"GET":       w.get("/rest/search/v2/html?access_token="+alice+"&organizationId="+sandbox.OrganizationID+"&uniqueId="+strings.ReplaceAll(result.UniqueID, "$", "%24"), ""),
		"primaryId": w.get("/rest/search/v2/html?primaryId="+result.PrimaryID, alice),
		"form":      w.send("POST", "/rest/search/v2/html", alice, "enableNavigation=false&q=&requestedOutputSize=0&uniqueId="+result.UniqueID, "Content-Type", "application/x-www-form-urlencoded"),
		"JSON":      w.post("/rest/search/v2/html?requestedOutputSize=0&uniqueId="+strings.ReplaceAll(result.UniqueID, "$", "%24"), alice, object{"q": "refund"}),
		"text":      w.get("/rest/search/v2/text?uniqueId="+result.UniqueID, alice),
		"document":  w.get("/rest/search/v2/document?uniqueId="+result.UniqueID, alice),
	} {
		if r.status != 200 || !strings.Contains(string(r.body), "refunds after sixty days") {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	for name, r := range map[string]reply{
		"not visible": w.get("/rest/search/v2/html?uniqueId="+result.UniqueID, anyone),
		"filtered":    w.get("/rest/search/v2/html?uniqueId="+result.UniqueID, w.searchToken("asmith@example.com", object{"filter": "@source==Intranet"})),
		"absent":      w.get("/rest/search/v2/html?uniqueId=x", alice),
	} {
		if r.status != 404 {
			t.Errorf("%s: %d", name, r.status)
		}
	}
	if r := w.get("/rest/search/v2/html?uniqueId=a&primaryId=b", alice); r.status != 400 {
		t.Errorf("both IDs: %d", r.status)
	}
	hostile := decode[struct{ Results []struct{ UniqueID string } }](t, w.post("/rest/search/v2", anyone, object{"aq": "@permanentid==hostile-title"})).Results[0]
	page := w.get("/rest/search/v2/html?uniqueId="+hostile.UniqueID, anyone)
	if strings.Contains(string(page.body), "<script") || page.header.Get("Content-Security-Policy") == "" {
		t.Errorf("the hostile page is not defused: %s", page.body)
	}
}

func TestSuggestAndPlan(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", object{"filter": "@source==Intranet", "searchHub": "SupportHub"})
	type completions struct {
		Completions []struct{ Expression, Highlighted string }
		ResponseID  string
	}
	got := decode[completions](t, w.post("/rest/search/v2/querySuggest", token, object{"q": "RES", "count": 2, "actionsHistory": list{}}))
	if len(got.Completions) != 2 || got.Completions[0].Highlighted != "(res)[et password]" || got.ResponseID == "" {
		t.Errorf("suggestions: %+v", got)
	}
	inside := decode[completions](t, w.get("/rest/search/v2/querySuggest?q=battery&count=9", token))
	if len(inside.Completions) != 2 || inside.Completions[1].Highlighted != "[replace] (battery)" {
		t.Errorf("suggestions: %+v", inside)
	}
	plan := decode[map[string]any](t, w.post("/rest/search/v2/plan", token, object{"q": "a  b", "cq": "@year==2026"}))
	want := object{
		"preprocessingOutput": object{"triggers": list{}},
		"pipeline":            "CustomerSupport",
		"parsedInput": object{
			"basicExpression": "a b", "advancedExpression": "", "largeExpression": "", "disjunctionExpression": "",
			"constantExpression": "(@year==2026) (NOT @source==Archive)", "mandatoryExpression": "@source==Intranet",
		},
	}
	if diff := cmp.Diff(want, plan); diff != "" {
		t.Errorf("plan (-want +got)\n%s", diff)
	}
}

func TestDebug(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", object{"filter": "@source==KnowledgeBase", "searchHub": "SupportHub", "userGroups": list{"VIP"}})
	body := w.post("/rest/search/v2", token, object{"q": "lamp flickers", "aq": "@year==2026", "debug": true}).json(t)
	identities := map[string]bool{}
	for _, who := range body["userIdentities"].(list) {
		identities[who.(object)["name"].(string)] = true
	}
	for _, name := range []string{"asmith@example.com", "Tech support agents", "Employees", "Case workers", "alice.smith@tumbleglow.example", "*@*"} {
		if !identities[name] {
			t.Errorf("no identity %q in %v", name, identities)
		}
	}
	steps := map[string]object{}
	for _, step := range body["executionReport"].(object)["children"].(list) {
		steps[step.(object)["name"].(string)] = step.(object)
	}
	result := steps["PerformAuthentication"]["result"].(object)
	if restrictions := result["queryRestrictions"].(object); restrictions["filter"] != "@source==KnowledgeBase" || restrictions["searchHub"] != "SupportHub" {
		t.Errorf("restrictions: %v", restrictions)
	}
	if !cmp.Equal(result["roles"], list{"queryExecutor"}) || !cmp.Equal(result["userGroups"], list{"VIP"}) {
		t.Errorf("result: %v", result)
	}
	if pipeline := steps["ResolvePipeline"]["result"].(object)["pipeline"]; pipeline != "CustomerSupport" {
		t.Errorf("pipeline: %v", pipeline)
	}
	if body["advancedExpression"] != "@year==2026" || body["rankingExpressions"].(list)[0].(object)["modifier"] != 100.0 {
		t.Errorf("expressions: %v %v", body["advancedExpression"], body["rankingExpressions"])
	}
	if info := body["results"].(list)[0].(object)["rankingInfo"]; info == nil {
		t.Error("no rankingInfo")
	}
	if plain := w.post("/rest/search/v2", token, object{}).json(t); plain["executionReport"] != nil {
		t.Error("a report without debug")
	}
}

func TestAdministration(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.PrivilegeViewer.Reveal()
	const organization = "/rest/organizations/" + sandbox.OrganizationID
	type pipeline struct {
		ID, Name  string
		IsDefault bool
		Position  int
		Condition struct{ Definition string }
	}
	bare := decode[[]pipeline](t, w.get("/rest/search/v1/admin/pipelines?organizationId="+sandbox.OrganizationID, key))
	paged := decode[struct {
		Items        []pipeline
		TotalEntries int
	}](t, w.get("/rest/search/v1/admin/pipelines?enablePagination=true&perPage=2&page=1", key))
	if len(bare) != 4 || bare[0].Name != "InternalSearch" || bare[0].Condition.Definition != `when $searchHub is "IntranetHub"` || !bare[3].IsDefault {
		t.Errorf("pipelines: %+v", bare)
	}
	if paged.TotalEntries != 4 || len(paged.Items) != 2 || paged.Items[0] != bare[2] {
		t.Errorf("second page: %+v", paged)
	}
	if one := decode[pipeline](t, w.get("/rest/search/v1/admin/pipelines/"+bare[1].ID, key)); one != bare[1] {
		t.Errorf("one pipeline: %+v", one)
	}
	type named struct{ Name, Type string }
	if hubs := decode[[]named](t, w.get(organization+"/searchusagemetrics/hubs/", key)); len(hubs) != 3 || hubs[0].Name != "SupportHub" {
		t.Errorf("hubs: %+v", hubs)
	}
	providers := decode[[]named](t, w.get(organization+"/securityproviders", key))
	if len(providers) != 3 || providers[0] != (named{"Email Security Provider", "EMAIL"}) {
		t.Errorf("providers: %+v", providers)
	}
	entities := decode[struct{ Items []named }](t, w.post(organization+"/securitycache/entities/list", key, object{"identityTypes": list{"GROUP"}, "filterTerm": "support"}))
	if diff := cmp.Diff([]named{{"Support leads", "GROUP"}, {"Tech support agents", "GROUP"}}, entities.Items); diff != "" {
		t.Errorf("groups\n%s", diff)
	}
	members := decode[struct{ Items []named }](t, w.get(organization+"/securitycache/entities/Email%20Security%20Provider/members?usePageModel=true", key))
	if len(members.Items) != 6 {
		t.Errorf("members: %+v", members.Items)
	}
	for _, path := range []string{organization + "/indexes/page/fields?perPage=3&page=1", ""} {
		r := w.post(organization+"/indexes/fields/search", key, object{"perPage": 3, "page": 1})
		if path != "" {
			r = w.get(path, key)
		}
		fields := decode[struct {
			Items                    []named
			TotalEntries, TotalPages int
		}](t, r)
		if len(fields.Items) != 3 || fields.TotalPages != 5 || fields.Items[0].Name != "casestatus" {
			t.Errorf("fields: %+v", fields)
		}
	}
	where := w.get("/rest/global/organizations/"+sandbox.OrganizationID, key).json(t)
	if where["organizationId"] != sandbox.OrganizationID || where["primaryMainRegion"] == "" {
		t.Errorf("where: %v", where)
	}
}

func TestAnalytics(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	const events = "/rest/organizations/" + sandbox.OrganizationID + "/events/v1"
	good := object{"meta": object{"type": "search", "ts": 1, "clientId": "c", "config": object{"trackingId": "t"}}}
	sent := w.send("POST", events+"?access_token="+token, "", good, "Content-Type", "text/plain")
	if sent.status != 400 {
		t.Errorf("an event that is no list: %d", sent.status)
	}
	answer := decode[struct {
		Events []struct {
			Accepted  bool
			ErrorCode string
		}
	}](t, w.send("POST", events+"?access_token="+token, "", list{good, object{}}, "Content-Type", "text/plain"))
	if len(answer.Events) != 2 || !answer.Events[0].Accepted || answer.Events[1].Accepted {
		t.Errorf("events: %+v", answer)
	}
	checked := decode[[]struct {
		Valid  bool
		Errors []struct{ Path string }
	}](t, w.post(events+"/validate", token, list{good, object{"meta": object{"type": "search"}}}))
	if !checked[0].Valid || checked[1].Valid || len(checked[1].Errors) != 3 {
		t.Errorf("validation: %+v", checked)
	}
	logged := w.post("/rest/ua/v15/analytics/search?visitor=v1", token, object{"searchQueryUid": "u", "clientId": "c"}).json(t)
	if logged["searchEventUid"] != "u" || logged["visitorId"] != "v1" || logged["clientId"] != "c" {
		t.Errorf("search event: %v", logged)
	}
	if r := w.get("/rest/ua/v15/analytics/monitoring/health", ""); r.status != 200 {
		t.Errorf("health: %d", r.status)
	}
}

func TestStructuredExpression(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const path = "/rest/search/v3/analysis/expressions/structured"
	key := w.keys.Administrator.Reveal()
	got := w.post(path, key, object{"query": `@source==KnowledgeBase "reset it" NOT +lamp`}).json(t)
	want := object{"structured": object{"type": "and", "expressions": list{
		object{"type": "fieldExpression", "fieldName": "source", "operator": "isExactly", "value": object{"type": "string", "value": "KnowledgeBase"}},
		object{"type": "exactMatch", "value": "reset it"},
		object{"type": "not", "expression": object{"type": "keyword", "value": "lamp", "stemming": false}},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	r := w.post(path, key, object{"query": "@source=="})
	if r.status != 422 || r.header.Get("Content-Type") != "application/problem+json" || r.json(t)["detail"] != "column 10: `==` needs a value" {
		t.Errorf("%d %s %s", r.status, r.header.Get("Content-Type"), r.body)
	}
}
