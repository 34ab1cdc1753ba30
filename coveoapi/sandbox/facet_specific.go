package sandbox

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// specificFacet counts the values of a field.
type specificFacet struct{ request facetRequest }

// keeps applies the selected and the excluded values.
func (f specificFacet) keeps(d *document) bool {
	values := texts(d, f.request.Field)
	selected, fitting := 0, 0
	for _, current := range f.request.CurrentValues {
		has := containsFold(values, current.Value)
		switch current.State {
		case stateExcluded:
			if has {
				return false
			}
		case stateSelected:
			selected++
			if has {
				fitting++
			}
		}
	}
	if f.request.ResultsMustMatch == "allValues" {
		return fitting == selected
	}
	return selected == 0 || fitting > 0
}

func (f specificFacet) count(documents []*document) facetResult {
	counts := countValues(documents, f.request.Field)
	result := facetResult{FacetID: f.request.FacetID, Field: f.request.Field, Values: []facetValue{}}
	shown := map[string]bool{}
	for _, current := range f.request.CurrentValues {
		if f.request.FreezeCurrentValues || current.State == stateSelected || current.State == stateExcluded {
			shown[strings.ToLower(current.Value)] = true
			result.Values = append(result.Values, newFacetValue(current.Value, current.State, counts.of(current.Value)))
		}
	}
	if f.request.FreezeCurrentValues {
		return result
	}
	for _, counted := range f.sorted(counts) {
		if shown[strings.ToLower(counted.value)] || !f.allowed(counted.value) {
			continue
		}
		if len(result.Values) >= f.request.limit() {
			result.MoreValuesAvailable = true
			break
		}
		result.Values = append(result.Values, newFacetValue(counted.value, stateIdle, counted.count))
	}
	return result
}

func newFacetValue(value, state string, count int) facetValue {
	if state == "" {
		state = stateIdle
	}
	return facetValue{Value: &value, State: state, NumberOfResults: count}
}

func (f specificFacet) allowed(value string) bool {
	return f.request.AllowedValues == nil || containsFold(f.request.AllowedValues.Values, value)
}

// valueCounts are values with the number of documents that have them.
type valueCounts []valueCount

type valueCount struct {
	value string
	count int
}

func (c valueCounts) of(value string) int {
	for _, counted := range c {
		if strings.EqualFold(counted.value, value) {
			return counted.count
		}
	}
	return 0
}

// countValues counts the values of a field, the most frequent first.
func countValues(documents []*document, field string) valueCounts {
	byValue := map[string]int{}
	for _, d := range documents {
		for _, text := range texts(d, field) {
			byValue[text]++
		}
	}
	counts := make(valueCounts, 0, len(byValue))
	for value, count := range byValue {
		counts = append(counts, valueCount{value, count})
	}
	slices.SortFunc(counts, func(a, b valueCount) int {
		return cmp.Or(b.count-a.count, strings.Compare(a.value, b.value))
	})
	return counts
}

// sorted puts counts in the order that the request asks for, a name or an object
// with type and order.
func (f specificFacet) sorted(counts valueCounts) valueCounts {
	kind, descending := sortOf(f.request.SortCriteria)
	switch kind {
	case "alphanumeric", "alphanumericnatural":
		slices.SortFunc(counts, func(a, b valueCount) int { return strings.Compare(a.value, b.value) })
	case "custom":
		slices.SortStableFunc(counts, func(a, b valueCount) int {
			return f.customPlace(a.value) - f.customPlace(b.value)
		})
	}
	if descending {
		slices.Reverse(counts)
	}
	return counts
}

func sortOf(raw json.RawMessage) (kind string, descending bool) {
	var object struct {
		Type  string `json:"type"`
		Order string `json:"order"`
	}
	if json.Unmarshal(raw, &object) == nil && object.Type != "" {
		return strings.ToLower(object.Type), object.Order == "descending"
	}
	var name string
	if json.Unmarshal(raw, &name) != nil {
		return "", false
	}
	name, descending = strings.CutSuffix(strings.ToLower(name), "descending")
	return name, descending
}

func (f specificFacet) customPlace(value string) int {
	for i, custom := range f.request.CustomSort {
		if strings.EqualFold(custom, value) {
			return i
		}
	}
	return len(f.request.CustomSort)
}
