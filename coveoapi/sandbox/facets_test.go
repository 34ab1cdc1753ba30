package sandbox_test

import (
	"slices"
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
