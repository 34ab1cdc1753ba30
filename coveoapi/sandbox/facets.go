package sandbox

import (
	"encoding/json"
	"strconv"
	"strings"
)

// facetRequest asks for the values of a field with their counts (RestFacetRequest).
type facetRequest struct {
	FacetID             string              `json:"facetId"`
	Field               string              `json:"field"`
	Type                string              `json:"type"`
	CurrentValues       []facetValueRequest `json:"currentValues"`
	FreezeCurrentValues bool                `json:"freezeCurrentValues"`
	NumberOfValues      *int                `json:"numberOfValues"`
	SortCriteria        json.RawMessage     `json:"sortCriteria"`
	CustomSort          []string            `json:"customSort"`
	ResultsMustMatch    string              `json:"resultsMustMatch"`
	AllowedValues       *struct {
		Values []string `json:"values"`
	} `json:"allowedValues"`
	GenerateAutomaticRanges bool     `json:"generateAutomaticRanges"`
	DelimitingCharacter     string   `json:"delimitingCharacter"`
	BasePath                []string `json:"basePath"`
	FilterByBasePath        *bool    `json:"filterByBasePath"`
}

// facetValueRequest is a value or a range that the client shows, with its state.
type facetValueRequest struct {
	Value        string              `json:"value"`
	State        string              `json:"state"`
	Start        any                 `json:"start"`
	End          any                 `json:"end"`
	EndInclusive bool                `json:"endInclusive"`
	Children     []facetValueRequest `json:"children"`
	Retrieve     bool                `json:"retrieveChildren"`
}

// The states of facet values.
const (
	stateIdle     = "idle"
	stateSelected = "selected"
	stateExcluded = "excluded"
)

// facetResult is the answer to a facetRequest. Headless ignores one without facetId,
// which the OpenAPI document lacks. Facets that the server chose have a label instead.
type facetResult struct {
	FacetID             string       `json:"facetId,omitempty"`
	Field               string       `json:"field"`
	Label               string       `json:"label,omitempty"`
	MoreValuesAvailable bool         `json:"moreValuesAvailable"`
	Values              []facetValue `json:"values"`
	IndexScore          float64      `json:"indexScore"`
}

type facetValue struct {
	Value           *string      `json:"value,omitempty"`
	Start           any          `json:"start,omitempty"`
	End             any          `json:"end,omitempty"`
	EndInclusive    *bool        `json:"endInclusive,omitempty"`
	State           string       `json:"state"`
	NumberOfResults int          `json:"numberOfResults"`
	Path            []string     `json:"path,omitempty"`
	Children        []facetValue `json:"children,omitzero"` // of a hierarchical value, even when none
	IsLeaf          *bool        `json:"isLeafValue,omitempty"`
	MoreValues      *bool        `json:"moreValuesAvailable,omitempty"`
}

// How many values a facet gives unless it says otherwise, and the most of values and
// of facets, so that no request can tie up the sandbox.
const (
	defaultFacetValues = 8
	maxFacetValues     = 1000
	maxFacets          = 100
)

// facetCounter counts one facet: which documents its selection keeps, and what the
// counts of its values are in documents.
type facetCounter interface {
	keeps(d *document) bool
	count(documents []*document) facetResult
}

// facets applies the selections of all facets to what was found. Each facet counts
// what the selections of the others leave, so that its own other values stay to
// choose from. It gives the documents that all selections leave.
func (s *search) facets(found []int) (*facetAnswer, []int, error) {
	counters, err := s.facetCounters()
	if err != nil {
		return nil, nil, err
	}
	asked := len(counters)
	counters = append(counters, s.params.automaticCounters()...)
	counted := make([][]*document, len(counters))
	kept := found[:0:0]
	for _, number := range found {
		d := s.reader.index.documents[number]
		against := facetsAgainst(counters, d)
		if len(against) == 0 {
			kept = append(kept, number)
		}
		for i := range counters {
			if len(against) == 0 || len(against) == 1 && against[0] == i {
				counted[i] = append(counted[i], d)
			}
		}
	}
	results := make([]facetResult, len(counters))
	for i, counter := range counters {
		results[i] = counter.count(counted[i])
	}
	answer := &facetAnswer{asked: results[:asked]}
	if s.params.Automatic != nil {
		answer.automatic = s.params.Automatic.choose(results[asked:], counted[asked:])
	}
	return answer, kept, nil
}

// facetAnswer has the facets that were asked for and those that the server chose, nil
// when it was not to choose any.
type facetAnswer struct {
	asked     []facetResult
	automatic *automaticResult
}

// facetsAgainst gives the facets whose selection does not keep a document, two at
// most: a document that two refuse counts for none.
func facetsAgainst(counters []facetCounter, d *document) []int {
	var against []int
	for i, counter := range counters {
		if !counter.keeps(d) {
			against = append(against, i)
		}
		if len(against) == 2 {
			break
		}
	}
	return against
}

// isFacetID reports whether the ID of a facet is as it must be: 1 to 60 letters,
// digits, hyphens and underscores.
func isFacetID(id string) bool {
	foreign := strings.ContainsFunc(id, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	})
	const longest = 60
	return id != "" && len(id) <= longest && !foreign
}

func (s *search) facetCounters() ([]facetCounter, error) {
	if len(s.params.Facets) > 0 && len(s.params.GroupBy) > 0 {
		return nil, &failure{causeBadRequest, "A query takes 'groupBy' or 'facets', not both.", "GroupByAndFacetBothExistingException"}
	}
	if len(s.params.Facets) > maxFacets || len(s.params.GroupBy) > maxFacets {
		return nil, fail(causeBadRequest, "A query takes up to 100 'facets' or 'groupBy'.")
	}
	counters := make([]facetCounter, 0, len(s.params.Facets))
	for i, request := range s.params.Facets {
		element := "facets[" + strconv.Itoa(i) + "]"
		request.Field = fieldName(request.Field)
		if request.Field == "" {
			return nil, fail(causeBadRequest, "The element '"+element+".field' is required.")
		}
		if request.FacetID == "" {
			request.FacetID = request.Field
		}
		if !isFacetID(request.FacetID) {
			return nil, fail(causeBadRequest, "The element '"+element+".facetId' takes up to 60 letters, digits, hyphens and underscores.")
		}
		switch request.Type {
		case "", "specific":
			counters = append(counters, specificFacet{request})
		case "numericalRange", "dateRange":
			counters = append(counters, s.rangeFacet(request))
		case "hierarchical":
			counters = append(counters, newHierarchicalFacet(request))
		default:
			return nil, fail(causeBadRequest, "The element '"+element+".type' must be specific, numericalRange, dateRange or hierarchical.")
		}
	}
	return counters, nil
}

// limit is how many values the facet gives.
func (r facetRequest) limit() int {
	return min(max(0, valueOr(r.NumberOfValues, defaultFacetValues)), maxFacetValues)
}

// texts gives the distinct texts of a field of a document.
func texts(d *document, field string) []string {
	var result []string
	for _, value := range d.values(field) {
		result = append(result, value.Text)
	}
	return result
}

// containsFold reports whether any text equals another without regard to case.
func containsFold(texts []string, wanted string) bool {
	for _, text := range texts {
		if strings.EqualFold(text, wanted) {
			return true
		}
	}
	return false
}
