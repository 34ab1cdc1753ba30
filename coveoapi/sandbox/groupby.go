package sandbox

// groupBy is the older way to ask for facets (RestGroupBy).
type groupBy struct {
	Field                string   `json:"field"`
	AllowedValues        []string `json:"allowedValues"`
	MaximumNumberOfValue *int     `json:"maximumNumberOfValues"`
}

type groupByResult struct {
	Field  string         `json:"field"`
	Values []groupByValue `json:"values"`
	Global []float64      `json:"globalComputedFieldResults"`
}

type groupByValue struct {
	Value           string    `json:"value"`
	LookupValue     string    `json:"lookupValue"`
	NumberOfResults int       `json:"numberOfResults"`
	Score           int       `json:"score"`
	ValueType       string    `json:"valueType"`
	Computed        []float64 `json:"computedFieldResults"`
}

// defaultGroupByValues is how many values a groupBy gives unless it says otherwise.
const defaultGroupByValues = 10

// groupBy counts the values of fields in what was found.
func (s *search) groupBy(matches []match) []groupByResult {
	results := []groupByResult{}
	documents := make([]*document, len(matches))
	for i, m := range matches {
		documents[i] = s.reader.index.documents[m.document]
	}
	for _, request := range s.params.GroupBy {
		result := groupByResult{Field: fieldName(request.Field), Values: []groupByValue{}, Global: []float64{}}
		for _, counted := range countValues(documents, result.Field) {
			if len(result.Values) == valueOr(request.MaximumNumberOfValue, defaultGroupByValues) {
				break
			}
			if len(request.AllowedValues) > 0 && !containsFold(request.AllowedValues, counted.value) {
				continue
			}
			result.Values = append(result.Values, groupByValue{
				Value: counted.value, LookupValue: counted.value, NumberOfResults: counted.count,
				ValueType: "Standard", Computed: []float64{},
			})
		}
		results = append(results, result)
	}
	return results
}
