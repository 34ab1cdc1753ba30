package catalog

import (
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"coveotoken/coveoapi/queryexpr"
)

const (
	// mostNear is how many operations are suggested.
	mostNear = 3
	// otherMethod is how far apart two operations are that differ in their method, in
	// letters.
	otherMethod = 2
)

// Find gives the operations that a person means: "POST /rest/search/v2", a path alone,
// with values or placeholders such as {organizationId} in it, a whole URL, or the ID of
// an operation such as listSources; in any case. Of several that fit a path, those with
// the fewest placeholders are meant. When there is none, near are the
// operations that are most like it, the nearest first, if any is.
func Find(query string) (found, near []Operation) {
	asked := parseAsked(query)
	for _, operation := range operations().all {
		if asked.means(operation) {
			found = append(found, operation)
		}
	}
	if found = mostExact(found); len(found) > 0 {
		slices.SortFunc(found, compareOperations)
		return found, nil
	}
	return nil, asked.near()
}

// asked is an operation as a person names it: by method and path, or by its ID.
type asked struct {
	method   string // "" is any
	segments []string
	id       string
}

func parseAsked(query string) asked {
	query = strings.TrimSpace(query)
	method, rest, two := strings.Cut(query, " ")
	if !two || !isMethod(method) {
		method, rest = "", query
	}
	a := asked{method: strings.ToUpper(method)}
	rest = strings.TrimSpace(rest)
	if !strings.Contains(rest, "/") {
		a.id = rest
		return a
	}
	a.segments = segmentsOf(pathOf(rest))
	return a
}

func isMethod(word string) bool {
	methods := []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodHead}
	return slices.Contains(methods, strings.ToUpper(word))
}

// pathOf is the path of a URL, which may lack its scheme, or of what is a path already.
func pathOf(text string) string {
	text, _, _ = strings.Cut(text, "?")
	text, _, _ = strings.Cut(text, "#")
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		return u.Path
	}
	host, path, _ := strings.Cut(text, "/")
	if strings.Contains(host, ".") {
		return path
	}
	return text
}

func segmentsOf(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }

// means reports whether it is the operation that is asked for.
func (a asked) means(operation Operation) bool {
	switch {
	case a.method != "" && a.method != operation.Method:
		return false
	case a.id != "":
		return operation.ID != "" && strings.EqualFold(a.id, operation.ID)
	}
	return a.pathDistance(operation) == 0
}

// pathDistance counts the letters in which a path differs from an operation's; a
// placeholder is like everything.
func (a asked) pathDistance(operation Operation) int {
	distance := 0
	segments := segmentsOf(operation.Path)
	for i := range max(len(segments), len(a.segments)) {
		switch {
		case i >= len(segments):
			distance += 1 + len(a.segments[i])
		case i >= len(a.segments):
			distance += 1 + len(segments[i])
		case isVariable(segments[i]) && a.segments[i] != "":
		case !strings.EqualFold(segments[i], a.segments[i]):
			distance += wordDistance(strings.ToLower(segments[i]), strings.ToLower(a.segments[i]))
		}
	}
	return distance
}

// mostExact leaves those with the fewest placeholders.
func mostExact(found []Operation) []Operation {
	placeholders := func(o Operation) int { return strings.Count(o.Path, "{") }
	fewest := math.MaxInt
	for _, o := range found {
		fewest = min(fewest, placeholders(o))
	}
	return slices.DeleteFunc(found, func(o Operation) bool { return placeholders(o) > fewest })
}

// near are the operations that differ least from what is asked for, as long as that is
// not more than a third of it.
func (a asked) near() []Operation {
	type candidate struct {
		operation Operation
		distance  int
	}
	length := len(a.id)
	for _, segment := range a.segments {
		length += len(segment)
	}
	// Long names would take long to compare, and are like none.
	const longest = 300
	if length > longest {
		return nil
	}
	var candidates []candidate
	for _, operation := range operations().all {
		distance := a.distance(operation)
		if a.method != "" && a.method != operation.Method {
			distance += otherMethod
		}
		if 3*distance <= length {
			candidates = append(candidates, candidate{operation, distance})
		}
	}
	slices.SortStableFunc(candidates, func(x, y candidate) int { return x.distance - y.distance })
	var near []Operation
	for _, c := range candidates[:min(len(candidates), mostNear)] {
		near = append(near, c.operation)
	}
	return near
}

func (a asked) distance(operation Operation) int {
	if a.id == "" {
		return a.pathDistance(operation)
	}
	wanted, id := strings.ToLower(a.id), strings.ToLower(operation.ID)
	const telling = 6 // letters, from which on a part of a name means it
	if len(wanted) >= telling && strings.Contains(id, wanted) {
		return 1
	}
	return wordDistance(wanted, id)
}

// wordDistance counts the letters in which two words differ: the mistakes between them,
// or all letters of the longer one where they are too many to be mistakes.
func wordDistance(a, b string) int {
	const mostMistakes = 2
	if mistakes := queryexpr.EditDistance(a, b); mistakes <= mostMistakes {
		return mistakes
	}
	return max(len(a), len(b))
}

// IsCall reports whether a text names a call by its path, perhaps after a method, rather
// than anything else.
func IsCall(text string) bool {
	text = strings.TrimSpace(text)
	if method, rest, two := strings.Cut(text, " "); two && isMethod(method) {
		text = strings.TrimSpace(rest)
	}
	return strings.HasPrefix(text, "/") || strings.Contains(text, "://")
}

// FindAsTyped gives the operations that are named, as Find does, or, while a path is
// still being typed, those whose paths go on from it.
func FindAsTyped(query string) []Operation {
	if found, _ := Find(query); len(found) > 0 {
		return found
	}
	asked := parseAsked(query)
	var begun []Operation
	for _, operation := range operations().all {
		if (asked.method == "" || asked.method == operation.Method) && asked.begins(operation) {
			begun = append(begun, operation)
		}
	}
	return begun
}

// begins reports whether an operation's path starts with the segments that are asked
// for, the last of which may be a part.
func (a asked) begins(operation Operation) bool {
	segments := segmentsOf(operation.Path)
	last := len(a.segments) - 1
	if last < 0 || last >= len(segments) {
		return false
	}
	for i, segment := range a.segments[:last] {
		if !strings.EqualFold(segment, segments[i]) && !isVariable(segments[i]) {
			return false
		}
	}
	return isVariable(segments[last]) || strings.HasPrefix(strings.ToLower(segments[last]), strings.ToLower(a.segments[last]))
}
