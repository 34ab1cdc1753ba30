package sandbox

import (
	"strings"
)

// hierarchicalFacet counts values that are paths, such as "Lamps|Reading lamps".
type hierarchicalFacet struct {
	request  facetRequest
	selected []string // the path that is selected, or opened
	filters  bool
}

func newHierarchicalFacet(request facetRequest) hierarchicalFacet {
	if request.DelimitingCharacter == "" {
		request.DelimitingCharacter = "|"
	}
	f := hierarchicalFacet{request: request}
	for values := request.CurrentValues; len(values) > 0; {
		next, ok := opened(values)
		if !ok {
			break
		}
		f.selected = append(f.selected, next.Value)
		f.filters = f.filters || next.State == stateSelected
		values = next.Children
	}
	return f
}

// opened finds the value that is selected or has children that are shown.
func opened(values []facetValueRequest) (facetValueRequest, bool) {
	for _, value := range values {
		if value.State == stateSelected || len(value.Children) > 0 || value.Retrieve {
			return value, true
		}
	}
	return facetValueRequest{}, false
}

// paths gives the paths of a document. A value may hold the path itself, or the
// parents may be values of their own.
func (f hierarchicalFacet) paths(d *document) [][]string {
	var paths [][]string
	for _, text := range texts(d, f.request.Field) {
		paths = append(paths, strings.Split(text, f.request.DelimitingCharacter))
	}
	return paths
}

func hasPrefix(path, prefix []string) bool {
	if len(path) < len(prefix) {
		return false
	}
	for i := range prefix {
		if !strings.EqualFold(path[i], prefix[i]) {
			return false
		}
	}
	return true
}

func (f hierarchicalFacet) anyBelow(d *document, prefix []string) bool {
	for _, path := range f.paths(d) {
		if hasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

func (f hierarchicalFacet) keeps(d *document) bool {
	if valueOr(f.request.FilterByBasePath, true) && !f.anyBelow(d, f.request.BasePath) {
		return len(f.request.BasePath) == 0
	}
	return !f.filters || f.anyBelow(d, f.selected)
}

func (f hierarchicalFacet) count(documents []*document) facetResult {
	values, more := f.children(documents, f.request.BasePath)
	if len(f.selected) > 0 {
		values = []facetValue{f.chain(documents, 0)}
	}
	return facetResult{FacetID: f.request.FacetID, Field: f.request.Field, Values: values, MoreValuesAvailable: more}
}

// chain gives the selected path from a depth on, with the children of its end.
func (f hierarchicalFacet) chain(documents []*document, depth int) facetValue {
	path := append(append([]string(nil), f.request.BasePath...), f.selected[:depth+1]...)
	value := f.value(path, f.countBelow(documents, path))
	if depth+1 < len(f.selected) {
		value.Children = []facetValue{f.chain(documents, depth+1)}
		return value
	}
	if f.filters {
		value.State = stateSelected
	}
	children, more := f.children(documents, path)
	value.Children, value.MoreValues = children, &more
	leaf := len(children) == 0
	value.IsLeaf = &leaf
	return value
}

func (f hierarchicalFacet) value(path []string, count int) facetValue {
	name, no := path[len(path)-1], false
	return facetValue{Value: &name, State: stateIdle, NumberOfResults: count, Path: path, Children: []facetValue{}, IsLeaf: &no, MoreValues: &no}
}

func (f hierarchicalFacet) countBelow(documents []*document, prefix []string) int {
	count := 0
	for _, d := range documents {
		if f.anyBelow(d, prefix) {
			count++
		}
	}
	return count
}

// children gives the values one level below a path, in the order of their first
// occurrence in the counts.
func (f hierarchicalFacet) children(documents []*document, prefix []string) (values []facetValue, more bool) {
	values = []facetValue{}
	seen := map[string]bool{}
	for _, counted := range countValues(documents, f.request.Field) {
		path := strings.Split(counted.value, f.request.DelimitingCharacter)
		if len(path) <= len(prefix) || !hasPrefix(path, prefix) || seen[strings.ToLower(path[len(prefix)])] {
			continue
		}
		if len(values) == f.request.limit() {
			return values, true
		}
		child := path[:len(prefix)+1]
		seen[strings.ToLower(child[len(prefix)])] = true
		values = append(values, f.value(child, f.countBelow(documents, child)))
	}
	return values, false
}
