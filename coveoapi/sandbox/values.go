package sandbox

import (
	"regexp"
	"slices"
	"strings"

	"coveotoken/coveoapi/queryexpr"
)

// valuesParams are the parameters of /rest/search/v2/values besides those of a query.
type valuesParams struct {
	Field                 string `json:"field"`
	MaximumNumberOfValues *int   `json:"maximumNumberOfValues"`
	SortCriteria          string `json:"sortCriteria"`
	Pattern               string `json:"pattern"`
	PatternType           string `json:"patternType"`
	QueryOverride         string `json:"queryOverride"`
	ConstantQueryOverride string `json:"constantQueryOverride"`
}

type valuesResponse struct {
	Values []fieldValue `json:"values"`
}

type fieldValue struct {
	Value           string `json:"value"`
	LookupValue     string `json:"lookupValue"`
	NumberOfResults int    `json:"numberOfResults"`
}

// listValues serves /rest/search/v2/values: the values of a field in what the caller
// may see.
func listValues(c *call) (any, error) {
	var wanted valuesParams
	if err := c.readInto(&wanted, c.r.URL.Query()); err != nil {
		return nil, err
	}
	values, err := wanted.list(c)
	return valuesResponse{Values: values}, err
}

// listBatchOfValues serves /rest/search/v2/values/batch: the values of several fields.
func listBatchOfValues(c *call) (any, error) {
	var wanted struct {
		Batch []valuesParams `json:"batch"`
	}
	if err := c.readInto(&wanted, c.r.URL.Query()); err != nil {
		return nil, err
	}
	if wanted.Batch == nil {
		return nil, fail(causeBadRequest, "The element 'batch' is required.")
	}
	if len(wanted.Batch) > maxFacets {
		return nil, fail(causeBadRequest, "A request takes up to 100 elements in 'batch'.")
	}
	answer := struct {
		Batch [][]fieldValue `json:"batch"`
	}{make([][]fieldValue, len(wanted.Batch))}
	for i, one := range wanted.Batch {
		values, err := one.list(c)
		if err != nil {
			return nil, err
		}
		answer.Batch[i] = values
	}
	return answer, nil
}

func (p valuesParams) list(c *call) ([]fieldValue, error) {
	if p.Field == "" {
		return nil, fail(causeBadRequest, "The element 'field' is required.")
	}
	matches, err := p.matcher()
	if err != nil {
		return nil, err
	}
	s, err := newSearch(c, &queryParams{AQ: p.QueryOverride, CQ: p.ConstantQueryOverride})
	if err != nil {
		return nil, err
	}
	counts := countValues(s.documents(s.find(s.parts.effective())), fieldName(p.Field))
	if strings.HasPrefix(strings.ToLower(p.SortCriteria), "alpha") {
		slices.SortFunc(counts, func(a, b valueCount) int { return strings.Compare(a.value, b.value) })
	}
	values := []fieldValue{}
	for _, counted := range counts {
		if len(values) == valueOr(p.MaximumNumberOfValues, defaultGroupByValues) {
			break
		}
		if matches(counted.value) {
			values = append(values, fieldValue{counted.value, counted.value, counted.count})
		}
	}
	return values, nil
}

// matcher gives the test that the pattern stands for.
func (p valuesParams) matcher() (func(value string) bool, error) {
	pattern := strings.ToLower(p.Pattern)
	switch {
	case pattern == "":
		return func(string) bool { return true }, nil
	case p.PatternType == "regex":
		compiled, err := regexp.Compile("(?i)^(?:" + p.Pattern + ")$")
		if err != nil {
			return nil, fail(causeBadRequest, "The regular expression in 'pattern' cannot be read: "+err.Error()+".")
		}
		return compiled.MatchString, nil
	case p.PatternType == "editdistance":
		return func(value string) bool { return queryexpr.EditDistance(pattern, strings.ToLower(value)) <= 2 }, nil
	default: // legacy, wildcards
		return func(value string) bool { return queryexpr.MatchWildcard(pattern, strings.ToLower(value)) }, nil
	}
}

// documents gives the documents of their numbers.
func (s *search) documents(numbers []int) []*document {
	documents := make([]*document, len(numbers))
	for i, number := range numbers {
		documents[i] = s.reader.index.documents[number]
	}
	return documents
}

// facetSearch is a search among the values of a facet (RestFacetSearchParameters).
type facetSearch struct {
	Field               string            `json:"field"`
	Type                string            `json:"type"`
	Query               string            `json:"query"`
	NumberOfValues      *int              `json:"numberOfValues"`
	Captions            map[string]string `json:"captions"`
	IgnoreValues        []string          `json:"ignoreValues"`
	IgnorePaths         [][]string        `json:"ignorePaths"`
	DelimitingCharacter string            `json:"delimitingCharacter"`
	SearchContext       *queryParams      `json:"searchContext"`
}

type facetSearchResponse struct {
	Values              []facetSearchValue `json:"values"`
	MoreValuesAvailable bool               `json:"moreValuesAvailable"`
}

type facetSearchValue struct {
	DisplayValue string   `json:"displayValue"`
	RawValue     string   `json:"rawValue"`
	Count        int      `json:"count"`
	Path         []string `json:"path,omitempty"`
}

// searchFacet serves POST /rest/search/v2/facet. The query of its search context
// says which items are counted.
func searchFacet(c *call) (any, error) {
	var wanted facetSearch
	if err := c.decode(&wanted); err != nil {
		return nil, err
	}
	if wanted.Field == "" {
		return nil, fail(causeBadRequest, "The element 'field' is required.")
	}
	if wanted.SearchContext == nil {
		wanted.SearchContext = &queryParams{}
	}
	s, err := newSearch(c, wanted.SearchContext)
	if err != nil {
		return nil, err
	}
	counts := countValues(s.documents(s.find(s.parts.effective())), fieldName(wanted.Field))
	response := facetSearchResponse{Values: []facetSearchValue{}}
	for _, counted := range counts {
		value, ok := wanted.value(counted)
		if !ok {
			continue
		}
		if len(response.Values) == valueOr(wanted.NumberOfValues, defaultGroupByValues) {
			response.MoreValuesAvailable = true
			break
		}
		response.Values = append(response.Values, value)
	}
	return response, nil
}

// value makes the reply's row of a value, if the query fits it or its caption.
func (f facetSearch) value(counted valueCount) (facetSearchValue, bool) {
	row := facetSearchValue{DisplayValue: counted.value, RawValue: counted.value, Count: counted.count}
	if caption, ok := f.Captions[counted.value]; ok {
		row.DisplayValue = caption
	}
	if f.Type == "hierarchical" {
		delimiter := f.DelimitingCharacter
		if delimiter == "" {
			delimiter = "|"
		}
		path := strings.Split(counted.value, delimiter)
		if slices.ContainsFunc(f.IgnorePaths, func(ignored []string) bool { return slices.Equal(ignored, path) }) {
			return row, false
		}
		row.Path, row.DisplayValue, row.RawValue = path[:len(path)-1], path[len(path)-1], path[len(path)-1]
	}
	pattern := strings.ToLower(f.Query)
	if pattern == "" {
		pattern = "*"
	}
	if containsFold(f.IgnoreValues, counted.value) {
		return row, false
	}
	return row, queryexpr.MatchWildcard(pattern, strings.ToLower(row.DisplayValue))
}
