package sandbox_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
)

func TestTrimming(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	anyone := w.query(w.keys.AnonymousSearch.Reveal(), everything()).ids()
	tests := []struct {
		name        string
		token       string
		sees, lacks []string
	}{
		{
			"alice", w.searchToken("asmith@example.com", nil),
			[]string{"in-welcome", "ap-refund", "case-10021", "in-surprise-party", "in-two-levels"},
			[]string{"hr-hiring", "ap-escalation", "case-9987", "letter-dana-lee", "in-hr-and-support"},
		},
		{"alice by platform token", w.platformToken("asmith@example.com"), []string{"ap-refund"}, []string{"hr-hiring"}},
		{"alice by alias", w.searchToken("alice.smith@tumbleglow.example", nil), []string{"ap-refund", "case-10021"}, []string{"hr-hiring"}},
		{"alice in capitals", w.searchToken("ASmith@Example.com", nil), []string{"ap-refund"}, nil},
		{"bob", w.searchToken("bob@example.com", nil), []string{"in-welcome"}, []string{"in-surprise-party", "in-two-levels", "ap-refund"}},
		{"carmen", w.searchToken("cdiaz@example.com", nil), []string{"hr-hiring", "in-welcome", "in-surprise-party"}, []string{"in-hr-and-support", "ap-refund"}},
		{"erik", w.searchToken("epark@example.com", nil), []string{"ap-escalation", "case-9987", "ap-refund", "in-welcome", "in-two-levels"}, []string{"hr-hiring"}},
		{"dana", w.searchToken("dlee@customer.example", nil), []string{"letter-dana-lee"}, []string{"in-welcome"}},
		{"both circles", w.mint("/rest/search/v2/token", w.keys.AuthenticatedSearch, object{"userIds": list{
			userID("asmith@example.com", "Email Security Provider"), userID("cdiaz@example.com", "Email Security Provider"),
		}}), []string{"in-hr-and-support", "hr-hiring", "ap-refund"}, nil},
		{"a group", w.mint("/rest/search/v2/token", w.keys.AuthenticatedSearch, object{"userIds": list{
			object{"name": "Employees", "provider": "Tumbleglow Directory", "type": "Group"},
		}}), []string{"in-welcome"}, []string{"ap-refund"}},
		{
			"user groups are labels", w.searchToken("nobody@example.com", object{"userGroups": list{"Employees", "Tech support agents"}}),
			nil,
			[]string{"in-welcome", "ap-refund"},
		},
	}
	for _, test := range tests {
		f := w.query(test.token, everything())
		ids := f.ids()
		if f.TotalCount != len(f.Results) {
			t.Errorf("%s: totalCount %d, %d results", test.name, f.TotalCount, len(f.Results))
		}
		for _, id := range test.sees {
			if !ids[id] {
				t.Errorf("%s does not see %s", test.name, id)
			}
		}
		for _, id := range test.lacks {
			if ids[id] {
				t.Errorf("%s sees %s", test.name, id)
			}
		}
		for id := range anyone {
			if !ids[id] {
				t.Errorf("%s does not see the public %s", test.name, id)
			}
		}
	}
}

// A misspelt provider is another provider: exactly what anyone sees, without error.
func TestMisspeltProvider(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	misspelt := w.mint("/rest/search/v2/token", w.keys.AuthenticatedSearch, object{"userIds": list{userID("asmith@example.com", "Email Security provider")}})
	got := w.query(misspelt, everything()).titles()
	want := w.query(w.keys.AnonymousSearch.Reveal(), everything()).titles()
	if !slices.Equal(got, want) {
		t.Errorf("%d items, anyone sees %d", len(got), len(want))
	}
}

func TestTokenFilter(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", object{"filter": "@objecttype==Case"})
	f := w.query(token, object{"q": "*", "numberOfResults": 100})
	if f.TotalCount < 5 {
		t.Fatalf("%d cases", f.TotalCount)
	}
	for _, result := range f.Results {
		if result.Raw["objecttype"] != "Case" {
			t.Errorf("the filter lets %q through", result.Title)
		}
	}
	if f := w.query(token, object{"dq": "@source==KnowledgeBase"}); f.TotalCount != 0 {
		t.Errorf("dq gets around the filter: %d results", f.TotalCount)
	}
	broken := w.searchToken("asmith@example.com", object{"filter": "@objecttype=="})
	r := w.post("/rest/search/v2", broken, object{})
	if message, _ := r.json(t)["message"].(string); r.status != 400 || !strings.Contains(message, "the token's filter' cannot be read: column 14") {
		t.Errorf("broken filter: %d %s", r.status, r.body)
	}
}

func TestRouting(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	tests := []struct {
		name       string
		attributes object
		query      object
		want       string
	}{
		{"nothing", nil, object{}, "default"},
		{"hub of the request", nil, object{"searchHub": "IntranetHub"}, "InternalSearch"},
		{"pipeline of the request", nil, object{"pipeline": "AgentAssist", "searchHub": "IntranetHub"}, "AgentAssist"},
		{"empty pipeline of the request", nil, object{"pipeline": ""}, ""},
		{"first by position", nil, object{"searchHub": "AgentPanel"}, "CustomerSupport"},
		{"hub of the token", object{"searchHub": "SupportHub"}, object{}, "CustomerSupport"},
		{"hub of the token beats the request's", object{"searchHub": "SupportHub"}, object{"searchHub": "IntranetHub"}, "CustomerSupport"},
		{"hub of the token beats the request's pipeline", object{"searchHub": "SupportHub"}, object{"pipeline": "AgentAssist"}, "CustomerSupport"},
		{"hub of the token without a condition", object{"searchHub": "Elsewhere"}, object{"pipeline": "AgentAssist"}, "default"},
		{"pipeline of the token beats all", object{"pipeline": "InternalSearch", "searchHub": "SupportHub"}, object{"pipeline": "AgentAssist"}, "InternalSearch"},
		{"empty pipeline of the token", object{"pipeline": ""}, object{"pipeline": "AgentAssist"}, ""},
	}
	for _, test := range tests {
		f := w.query(w.searchToken("asmith@example.com", test.attributes), test.query)
		if f.Pipeline != test.want {
			t.Errorf("%s: pipeline %q, want %q", test.name, f.Pipeline, test.want)
		}
	}
	if r := w.post("/rest/search/v2", w.searchToken("a", nil), object{"pipeline": "Typo"}); r.status != 400 {
		t.Errorf("unknown pipeline: %d", r.status)
	}
	ids := w.query(w.searchToken("a", object{"searchHub": "SupportHub"}), everything()).ids()
	if ids["ar-oil-lanterns"] || !ids["kb-warranty"] {
		t.Error("the filter of CustomerSupport does not keep the archive away")
	}
}

func TestViewAllContent(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for _, yes := range []string{"1", "true"} {
		all := decode[found](t, w.post("/rest/search/v2?viewAllContent="+yes, w.keys.Administrator.Reveal(), everything()))
		if ids := all.ids(); !ids["letter-dana-lee"] || !ids["in-hr-and-support"] {
			t.Errorf("viewAllContent=%s does not show everything", yes)
		}
	}
	if r := w.post("/rest/search/v2?viewAllContent=1", w.searchToken("asmith@example.com", nil), object{}); r.status != http.StatusForbidden {
		t.Errorf("a search token may view all content: %d", r.status)
	}
}
