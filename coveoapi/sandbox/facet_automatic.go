package sandbox

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// automaticFacets asks for facets of fields that the server chooses
// (generateAutomaticFacets of RestQueryParameters).
type automaticFacets struct {
	DesiredCount   *int             `json:"desiredCount"`
	NumberOfValues *int             `json:"numberOfValues"`
	SortCriteria   string           `json:"sortCriteria"`
	CurrentFacets  []automaticFacet `json:"currentFacets"`
	Fields         struct {
		ToInclude []string `json:"toInclude"`
		ToExclude []string `json:"toExclude"`
	} `json:"fields"`
}

// automaticFacet is a facet that the client shows, with the state of its values.
type automaticFacet struct {
	Field         string              `json:"field"`
	CurrentValues []facetValueRequest `json:"currentValues"`
}

// automaticResult is the answer to automaticFacets.
type automaticResult struct {
	Facets []facetResult `json:"facets"`
}

// How many facets are chosen unless the query says otherwise, as in @coveo/headless,
// and the most, as in the OpenAPI document.
const (
	defaultAutomaticFacets = 5
	maxAutomaticFacets     = 20
)

func (a *automaticFacets) limit() int {
	return min(max(0, valueOr(a.DesiredCount, defaultAutomaticFacets)), maxAutomaticFacets)
}

// automaticCounters are a facet for each field that may be chosen: those that can be
// facets and are none in the query already.
func (p *queryParams) automaticCounters() []facetCounter {
	if p.Automatic == nil {
		return nil
	}
	var counters []facetCounter
	for _, f := range fields() {
		if !f.facet || !p.Automatic.allows(f.name) || slices.ContainsFunc(p.Facets, func(r facetRequest) bool { return fieldName(r.Field) == f.name }) {
			continue
		}
		request := facetRequest{Field: f.name, NumberOfValues: p.Automatic.NumberOfValues, SortCriteria: p.Automatic.sort()}
		for _, current := range p.Automatic.CurrentFacets {
			if fieldName(current.Field) == f.name {
				request.CurrentValues = current.CurrentValues
			}
		}
		counters = append(counters, specificFacet{request})
	}
	return counters
}

func (a *automaticFacets) allows(field string) bool {
	named := func(list []string) bool {
		return slices.ContainsFunc(list, func(name string) bool { return fieldName(name) == field })
	}
	return !named(a.Fields.ToExclude) && (len(a.Fields.ToInclude) == 0 || named(a.Fields.ToInclude))
}

// sort gives the sort criteria in the words of other facets.
func (a *automaticFacets) sort() json.RawMessage {
	switch a.SortCriteria {
	case "alphaAscending":
		return quote("alphanumeric")
	case "alphaDescending":
		return quote("alphanumericdescending")
	default:
		return nil // by occurrences; the sandbox has no score of values
	}
}

// choose keeps the facets that are worth showing: those in use, then those that part
// the documents best. How Coveo ranks them is not published. documents are those that
// each facet counted.
func (a *automaticFacets) choose(counted []facetResult, documents [][]*document) *automaticResult {
	inUse := func(f facetResult) int {
		if slices.ContainsFunc(f.Values, func(v facetValue) bool { return v.State != stateIdle }) {
			return 1
		}
		return 0
	}
	chosen := []facetResult{}
	for i, facet := range counted {
		facet.Label, facet.IndexScore = label(facet.Field), parting(documents[i], facet.Field)
		if facet.IndexScore > 0 || inUse(facet) > 0 {
			chosen = append(chosen, facet)
		}
	}
	slices.SortStableFunc(chosen, func(x, y facetResult) int {
		return cmp.Or(inUse(y)-inUse(x), cmp.Compare(y.IndexScore, x.IndexScore))
	})
	return &automaticResult{Facets: chosen[:min(len(chosen), a.limit())]}
}

// parting says how well a field parts documents, from 0 when all that have it have the
// same value.
func parting(documents []*document, field string) float64 {
	counts := countValues(documents, field)
	if len(counts) < 2 {
		return 0
	}
	score, all := 0.0, float64(len(documents))
	for _, counted := range counts {
		share := float64(counted.count) / all
		score += share * (1 - share)
	}
	return score
}

// label names a field for people.
func label(field string) string {
	return strings.ToUpper(field[:1]) + field[1:]
}
