package sandbox_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

// chosen is the part of an answer that has the facets of the server's choice.
type chosen struct {
	TotalCount int
	Automatic  *struct {
		Facets []struct {
			FacetID, Field, Label string
			MoreValuesAvailable   bool
			Values                []struct {
				Value, State    string
				NumberOfResults int
			}
		}
	} `json:"generateAutomaticFacets"`
}

func (c chosen) fields() []string {
	var names []string
	for _, facet := range c.Automatic.Facets {
		names = append(names, facet.Field)
	}
	return names
}

func TestAutomaticFacets(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	ask := func(automatic, more object) chosen {
		body := object{"generateAutomaticFacets": automatic}
		for name, value := range more {
			body[name] = value
		}
		return decode[chosen](t, w.post("/rest/search/v2", token, body))
	}
	all := ask(object{"desiredCount": 20}, nil)
	if got := all.fields(); len(got) < 6 || slices.Contains(got, "filetype") {
		t.Errorf("the fields are %v: all but that with one value were wanted", got)
	}
	three := ask(object{"desiredCount": 3, "numberOfValues": 2, "sortCriteria": "alphaDescending"}, nil)
	if diff := cmp.Diff(all.fields()[:3], three.fields()); diff != "" {
		t.Errorf("the first three (-want +got):\n%s", diff)
	}
	for _, facet := range three.Automatic.Facets {
		if len(facet.Values) != 2 || facet.Values[0].Value < facet.Values[1].Value || !facet.MoreValuesAvailable || facet.Label == "" || facet.FacetID != "" {
			t.Errorf("%+v", facet)
		}
	}
	only := ask(object{"fields": object{"toInclude": list{"source", "author", "year"}, "toExclude": list{"@year"}}},
		object{"facets": list{object{"facetId": "a", "field": "author"}}})
	if diff := cmp.Diff([]string{"source"}, only.fields()); diff != "" {
		t.Errorf("neither excluded nor a facet already (-want +got):\n%s", diff)
	}
	if none := decode[chosen](t, w.post("/rest/search/v2", token, object{})); none.Automatic != nil {
		t.Errorf("facets that nobody asked for: %v", none.fields())
	}
}

// A value that is selected in a chosen facet narrows the results and keeps its facet.
func TestAutomaticFacetsNarrow(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	current := object{"field": "casestatus", "label": "Casestatus", "currentValues": list{object{"value": "Closed", "state": "selected"}}}
	got := decode[chosen](t, w.post("/rest/search/v2", w.searchToken("asmith@example.com", nil), object{
		"generateAutomaticFacets": object{"desiredCount": 1, "currentFacets": list{current}},
	}))
	if diff := cmp.Diff([]string{"casestatus"}, got.fields()); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	values := got.Automatic.Facets[0].Values
	if values[0].Value != "Closed" || values[0].State != "selected" || values[0].NumberOfResults != got.TotalCount || got.TotalCount == 0 || len(values) < 2 {
		t.Errorf("%d results: %+v", got.TotalCount, values)
	}
}
