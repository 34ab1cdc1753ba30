package coveoapi

import "context"

// The names of the calls for field values in errors and logs.
const (
	OperationListValues  = "list the values of a field"
	OperationSearchFacet = "search the values of a facet"
)

// ValuesQuery asks for the values of a field (RestListFieldValuesParameter).
type ValuesQuery struct {
	// Field is with its sign, such as "@author". It is required.
	Field                 string `json:"field"`
	MaximumNumberOfValues int    `json:"maximumNumberOfValues,omitempty"`
	// Pattern is what values must be like, in the syntax that PatternType names:
	// legacy, wildcards, regex or editdistance.
	Pattern     string `json:"pattern,omitempty"`
	PatternType string `json:"patternType,omitempty"`
	// QueryOverride limits the items whose values are counted.
	QueryOverride string `json:"queryOverride,omitempty"`
}

// FieldValue is a value of a field with how many items have it.
type FieldValue struct {
	Value           string `json:"value"`
	LookupValue     string `json:"lookupValue"`
	NumberOfResults int64  `json:"numberOfResults"`
}

// Values lists the values of a field over the items that the token can find (POST
// /rest/search/v2/values). It may be repeated. It needs SEARCH_API/EXECUTE_QUERY.
func (c *Client) Values(ctx context.Context, token Secret, query ValuesQuery) (Reply[[]FieldValue], error) {
	if query.Field == "" {
		return Reply[[]FieldValue]{}, fieldMissing()
	}
	reply, err := ask[struct {
		Values []FieldValue `json:"values"`
	}](ctx, c, OperationListValues, "v2/values", token, query)
	return Reply[[]FieldValue]{Value: reply.Value.Values, Exchange: reply.Exchange}, err
}

// FacetQuery searches the values of a facet that has no hierarchy
// (RestFacetSearchParametersSpecific).
type FacetQuery struct {
	// Field is without its sign, such as "author". It is required.
	Field string `json:"field"`
	// Query is what values must be like; "*" stands for anything.
	Query          string       `json:"query,omitempty"`
	NumberOfValues int          `json:"numberOfValues,omitempty"`
	IgnoreValues   []string     `json:"ignoreValues,omitempty"`
	SearchContext  *SearchQuery `json:"searchContext,omitempty"`
}

// FacetValues is the answer to FacetQuery (RestFacetSearchResponse).
type FacetValues struct {
	Values              []FacetValue `json:"values"`
	MoreValuesAvailable bool         `json:"moreValuesAvailable"`
}

// FacetValue is a value that was found.
type FacetValue struct {
	DisplayValue string `json:"displayValue"`
	RawValue     string `json:"rawValue"`
	Count        int64  `json:"count"`
}

// SearchFacet searches the values of a facet (POST /rest/search/v2/facet). Unlike
// Coveo's own client it does not repeat the token in the body. It may be repeated.
// It needs SEARCH_API/EXECUTE_QUERY.
func (c *Client) SearchFacet(ctx context.Context, token Secret, query FacetQuery) (Reply[FacetValues], error) {
	if query.Field == "" {
		return Reply[FacetValues]{}, fieldMissing()
	}
	question := struct {
		// Type tells this question from that of a hierarchical facet.
		Type string `json:"type"`
		FacetQuery
	}{"specific", query}
	return ask[FacetValues](ctx, c, OperationSearchFacet, "v2/facet", token, question)
}

func fieldMissing() *InputError {
	return &InputError{Field: "field", Reason: "is empty", Remedy: "Name a field, for example @author."}
}
