package sandbox

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// queryParams are the parameters of a query that the sandbox honours
// (RestQueryParameters). Others are accepted and have no effect.
type queryParams struct {
	Q  string `json:"q"`
	AQ string `json:"aq"`
	CQ string `json:"cq"`
	DQ string `json:"dq"`
	LQ string `json:"lq"`

	Pipeline  *string `json:"pipeline"` // "" is the empty pipeline
	SearchHub string  `json:"searchHub"`
	Tab       string  `json:"tab"`
	Locale    string  `json:"locale"`
	Timezone  string  `json:"timezone"`
	Context   object  `json:"context"`

	FirstResult     int      `json:"firstResult"`
	NumberOfResults *int     `json:"numberOfResults"`
	SortCriteria    string   `json:"sortCriteria"`
	FieldsToInclude []string `json:"fieldsToInclude"`
	FieldsToExclude []string `json:"fieldsToExclude"`
	ExcerptLength   *int     `json:"excerptLength"`

	EnableQuerySyntax  *bool `json:"enableQuerySyntax"`
	LowercaseOperators bool  `json:"lowercaseOperators"`
	Wildcards          bool  `json:"wildcards"`
	EnableDidYouMean   bool  `json:"enableDidYouMean"`
	QueryCorrection    *struct {
		Enabled bool `json:"enabled"`
		Options struct {
			AutomaticallyCorrect string `json:"automaticallyCorrect"`
		} `json:"options"`
	} `json:"queryCorrection"`

	Debug   bool           `json:"debug"`
	Facets  []facetRequest `json:"facets"`
	GroupBy []groupBy      `json:"groupBy"`

	Automatic *automaticFacets `json:"generateAutomaticFacets"`

	UniqueID   string `json:"uniqueId"`
	PrimaryID  string `json:"primaryId"`
	Count      *int   `json:"count"` // of suggestions
	viewingAll bool   // viewAllContent, from the URL alone
}

// object is a JSON object that may also come as JSON in a string.
type object map[string]any

// UnmarshalJSON implements json.Unmarshaler.
func (o *object) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		if text == "" {
			return nil
		}
		raw = []byte(text)
	}
	return json.Unmarshal(raw, (*map[string]any)(o))
}

// The bounds of a query. That they are refused rather than corrected is our choice.
const (
	defaultResults = 10
	maxResults     = 2000
	maxReach       = 5000 // firstResult + numberOfResults
	defaultExcerpt = 200
)

// readParams reads the parameters of a query: a JSON body, a form body or the query
// string.
func (c *call) readParams() (*queryParams, error) {
	query := c.r.URL.Query()
	params := &queryParams{}
	err := c.readInto(params, query)
	if err != nil {
		return nil, err
	}
	// Clients of Coveo send 1 where the OpenAPI document has true.
	params.viewingAll = isTrue(query.Get("viewAllContent"))
	return params, params.check()
}

func (c *call) readInto(params any, query url.Values) error {
	switch {
	case c.r.Method == http.MethodGet:
		return fromForm(query, params)
	case isForm(c.r):
		form, err := url.ParseQuery(string(c.body))
		if err != nil {
			return fail(causeBadRequest, "The form body cannot be read: "+err.Error()+".")
		}
		for name, values := range query {
			if form[name] == nil {
				form[name] = values
			}
		}
		return fromForm(form, params)
	default:
		// Quickviews put some parameters in the URL and the query in the body.
		if err := fromForm(query, params); err != nil {
			return err
		}
		return c.decode(params)
	}
}

func isTrue(text string) bool {
	yes, err := strconv.ParseBool(text)
	return err == nil && yes
}

// structured are the parameters whose values are not text.
func structured() []string {
	return []string{
		"firstResult", "numberOfResults", "fieldsToInclude", "fieldsToExclude", "excerptLength",
		"enableQuerySyntax", "lowercaseOperators", "wildcards", "enableDidYouMean", "queryCorrection",
		"debug", "facets", "generateAutomaticFacets", "groupBy", "count", "context", "batch", "maximumNumberOfValues", "ignoreAccents",
		"numberOfValues", "ignoreValues", "ignorePaths", "captions", "searchContext",
	}
}

// fromForm reads parameters that came as text, those with structure as JSON text.
func fromForm(form url.Values, params any) error {
	members := map[string]json.RawMessage{}
	for name, values := range form {
		value := values[len(values)-1]
		switch {
		case !slices.Contains(structured(), name):
			members[name] = quote(value)
		case value == "":
		case strings.HasPrefix(name, "fieldsTo") && !strings.HasPrefix(value, "["):
			members[name], _ = json.Marshal(strings.Split(strings.Join(values, ","), ","))
		case json.Valid([]byte(value)):
			members[name] = json.RawMessage(value)
		default:
			members[name] = quote(value)
		}
	}
	raw, err := json.Marshal(members)
	if err != nil {
		return fail(causeBadRequest, "The parameters cannot be read: "+err.Error()+".")
	}
	return decodeJSON(raw, params)
}

func quote(text string) json.RawMessage {
	raw, _ := json.Marshal(text) // a string always encodes
	return raw
}

// check refuses numbers that are out of range.
func (p *queryParams) check() error {
	switch {
	case p.FirstResult < 0:
		return fail(causeBadRequest, "The value of 'firstResult' must not be negative.")
	case p.results() < 0 || p.results() > maxResults:
		return fail(causeBadRequest, "The value of 'numberOfResults' must be from 0 to 2000.")
	case p.FirstResult+p.results() > maxReach:
		return fail(causeBadRequest, "The sum of 'firstResult' and 'numberOfResults' must not pass 5000.")
	}
	return nil
}

func (p *queryParams) results() int { return valueOr(p.NumberOfResults, defaultResults) }

func valueOr[T any](pointer *T, otherwise T) T {
	if pointer == nil {
		return otherwise
	}
	return *pointer
}
