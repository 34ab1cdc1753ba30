package sandbox_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"coveotoken/coveoapi/sandbox"
)

// The three ways to send a query, and the ways to send its token, agree.
func TestQueryForms(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	facets := `[{"field":"source","facetId":"source"}]`
	values := url.Values{"q": {"lamp"}, "aq": {"@source==KnowledgeBase"}, "numberOfResults": {"2"}, "facets": {facets}, "enableQuerySyntax": {"true"}}
	want := w.query(token, object{"q": "lamp", "aq": "@source==KnowledgeBase", "numberOfResults": 2, "facets": list{object{"field": "source", "facetId": "source"}}})
	if len(want.Results) != 2 || want.TotalCount < 3 || len(want.Facets) != 1 {
		t.Fatalf("unexpected results: %+v", want)
	}
	const formType = "application/x-www-form-urlencoded; charset=UTF-8"
	for name, r := range map[string]reply{
		"GET":               w.get("/rest/search/v2?"+values.Encode(), token),
		"GET slash":         w.get("/rest/search/v2/?"+values.Encode(), token),
		"older path":        w.get("/rest/search?"+values.Encode(), token),
		"access_token":      w.get("/rest/search/v2?access_token="+token+"&"+values.Encode(), ""),
		"form":              w.send("POST", "/rest/search/v2", token, values.Encode(), "Content-Type", formType),
		"form access_token": w.send("POST", "/rest/search/v2", "", values.Encode()+"&access_token="+token, "Content-Type", formType),
		"v3":                w.post("/rest/search/v3", token, object{"q": "lamp", "aq": "@source==KnowledgeBase", "numberOfResults": 2, "facets": list{object{"field": "source", "facetId": "source"}}}),
	} {
		got := decode[found](t, r)
		if !slices.Equal(got.titles(), want.titles()) || got.TotalCount != want.TotalCount || len(got.Facets) != 1 {
			t.Errorf("%s: %d %v, want %d %v", name, got.TotalCount, got.titles(), want.TotalCount, want.titles())
		}
	}
}

func TestQuerySyntax(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	tests := []struct {
		name  string
		query object
		want  []string // permanent IDs that must be found
		not   []string
	}{
		{"stemming", object{"q": "lamps flickering"}, []string{"kb-lamp-flickers", "ap-flicker"}, nil},
		{"phrase", object{"q": `"forgotten password"`}, []string{"kb-reset-password"}, []string{"in-password-policy"}},
		{"accents", object{"q": "reinitialiser"}, []string{"kb-fr-reset"}, nil},
		{"ideographs", object{"q": "ランプ"}, []string{"kb-ja-pairing"}, nil},
		{"field in q", object{"q": "@objecttype==Case hub"}, []string{"case-10019"}, []string{"kb-network"}},
		{"syntax off", object{"q": "@objecttype==Case", "enableQuerySyntax": false}, nil, []string{"case-10019"}},
		{"wrong syntax in q", object{"q": "lamp ("}, []string{"kb-lamp-flickers"}, nil},
		{"wildcard", object{"q": "flick*", "wildcards": true}, []string{"kb-lamp-flickers"}, []string{"kb-de-flackern"}},
		{"aq list", object{"aq": `@author==("Jonas Weber","Erik Park") @year==2025`}, []string{"kb-return", "kb-pair-lamp"}, []string{"kb-warranty"}},
		{"relative date", object{"aq": "@date>=today-1mo"}, []string{"case-10021", "in-canteen"}, []string{"kb-warranty"}},
		{"disjunction", object{"q": "absentword", "dq": "@source==HR OR @objecttype==Letter OR @title=warranty"}, []string{"kb-warranty"}, nil},
		{"constant", object{"dq": "@source==KnowledgeBase", "cq": "@language==Greek"}, []string{"kb-el-return"}, []string{"kb-warranty"}},
		{"nested", object{"aq": `[[@author] @objecttype==Manual] @source==Intranet`}, []string{"in-roadmap"}, []string{"in-welcome"}},
		{"large", object{"lq": "my brass lantern from the winter"}, []string{"in-roadmap", "kb-recycling"}, nil},
		{"context", object{"aq": "@product==$context.wanted", "context": object{"wanted": "Tidewick"}}, []string{"kb-tidewick-manual"}, []string{"kb-warranty"}},
	}
	for _, test := range tests {
		test.query["numberOfResults"] = 100
		ids := w.query(token, test.query).ids()
		for _, id := range test.want {
			if !ids[id] {
				t.Errorf("%s: %s not found in %v", test.name, id, ids)
			}
		}
		for _, id := range test.not {
			if ids[id] {
				t.Errorf("%s: %s found", test.name, id)
			}
		}
	}
}

func TestRefusedQueries(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	tests := []struct {
		body any
		want string
	}{
		{object{"aq": "@a=="}, "'aq'"},
		{object{"cq": "(("}, "'cq'"},
		{object{"numberOfResults": 2001}, "'numberOfResults'"},
		{object{"numberOfResults": "ten"}, "'numberOfResults'"},
		{object{"firstResult": -1}, "'firstResult'"},
		{object{"firstResult": 4999, "numberOfResults": 2}, "5000"},
		{object{"sortCriteria": "@date sideways"}, "'sortCriteria'"},
		{object{"facets": list{object{"facetId": "x"}}}, "'facets[0].field'"},
		{object{"facets": list{object{"field": "a", "facetId": "not/good"}}}, "'facets[0].facetId'"},
		{object{"facets": list{object{"field": "a", "type": "odd"}}}, "'facets[0].type'"},
		{`{"q":`, "JSON"},
	}
	for _, test := range tests {
		r := w.post("/rest/search/v2", token, test.body)
		body := r.json(t)
		if message, _ := body["message"].(string); r.status != 400 || body["statusCode"] != 400.0 || !strings.Contains(message, test.want) {
			t.Errorf("%v: %d %v, want 400 with %s", test.body, r.status, body, test.want)
		}
	}
	r := w.post("/rest/search/v2", token, object{"groupBy": list{object{"field": "@source"}}, "facets": list{object{"field": "source"}}})
	if r.status != 400 || r.json(t)["type"] != "GroupByAndFacetBothExistingException" {
		t.Errorf("groupBy and facets: %d %s", r.status, r.body)
	}
}

func TestPagingAndSorting(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	all := w.query(token, object{"q": "lamp", "numberOfResults": 100})
	var paged []string
	for first := 0; first < all.TotalCount; first += 3 {
		f := w.query(token, object{"q": "lamp", "numberOfResults": 3, "firstResult": first})
		if f.TotalCount != all.TotalCount {
			t.Errorf("totalCount %d on the page from %d", f.TotalCount, first)
		}
		paged = append(paged, f.titles()...)
	}
	if !slices.Equal(paged, all.titles()) {
		t.Errorf("pages %v\nall %v", paged, all.titles())
	}
	if !slices.IsSortedFunc(all.Results, func(a, b foundItem) int { return b.Score - a.Score }) {
		t.Error("not sorted by score")
	}
	byDate := w.query(token, object{"q": "lamp", "numberOfResults": 100, "sortCriteria": "date descending"})
	dates := make([]float64, len(byDate.Results))
	for i, result := range byDate.Results {
		dates[i], _ = result.Raw["date"].(float64)
	}
	slices.Reverse(dates)
	if !slices.IsSorted(dates) {
		t.Errorf("dates not descending: %v", dates)
	}
	byAuthor := w.query(token, object{"numberOfResults": 100, "sortCriteria": "@author ascending, @title descending"})
	authors := make([]string, len(byAuthor.Results))
	for i, result := range byAuthor.Results {
		authors[i], _ = result.Raw["author"].(string)
		authors[i] = strings.ToLower(authors[i])
	}
	if !slices.IsSorted(authors) {
		t.Errorf("authors not ascending: %v", authors)
	}
	if f := w.query(token, object{"numberOfResults": 0}); len(f.Results) != 0 || f.TotalCount == 0 {
		t.Errorf("no results asked for: %d of %d", len(f.Results), f.TotalCount)
	}
}

func TestHighlights(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	f := w.query(w.keys.AnonymousSearch.Reveal(), object{"q": "skylark luz", "numberOfResults": 1, "excerptLength": 60})
	if len(f.Results) != 1 || f.Results[0].Raw["language"].([]any)[0] != "Portuguese" {
		t.Fatalf("results: %v", f.titles())
	}
	result := f.Results[0]
	if length := len([]rune(result.Excerpt)); length > 62 {
		t.Errorf("excerpt of %d characters: %q", length, result.Excerpt)
	}
	units := utf16.Encode([]rune(result.Title))
	var marked []string
	for _, h := range result.TitleHighlights {
		marked = append(marked, string(utf16.Decode(units[h.Offset:h.Offset+h.Length])))
	}
	if want := []string{"Luz", "Skylark"}; !slices.Equal(marked, want) {
		t.Errorf("highlighted %q, want %q", marked, want)
	}
}

func TestFieldsToInclude(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.AnonymousSearch.Reveal()
	f := w.query(key, object{"numberOfResults": 1, "fieldsToInclude": list{"@source", "year", "absent"}, "fieldsToExclude": list{"source"}})
	if raw := f.Results[0].Raw; len(raw) != 2 || raw["source"] == nil || raw["year"] == nil {
		t.Errorf("raw = %v", raw)
	}
	got := decode[found](t, w.get("/rest/search/v2?numberOfResults=1&fieldsToInclude=source,year", key))
	if raw := got.Results[0].Raw; len(raw) != 2 {
		t.Errorf("by GET: raw = %v", raw)
	}
}

func TestDidYouMean(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.AnonymousSearch.Reveal()
	body := w.post("/rest/search/v2", key, object{"q": "warrenty", "enableDidYouMean": true}).json(t)
	corrections, _ := body["queryCorrections"].([]any)
	if len(corrections) != 1 || corrections[0].(map[string]any)["correctedQuery"] != "warranty" {
		t.Errorf("queryCorrections = %v", corrections)
	}
	body = w.post("/rest/search/v2", key, object{"q": "warrenty", "queryCorrection": object{
		"enabled": true, "options": object{"automaticallyCorrect": "whenNoResults"},
	}}).json(t)
	report, _ := body["queryCorrection"].(map[string]any)
	if report["correctedQuery"] != "warranty" || body["totalCount"] == 0.0 {
		t.Errorf("queryCorrection = %v, totalCount = %v", report, body["totalCount"])
	}
}
