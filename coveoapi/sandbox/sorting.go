package sandbox

import (
	"slices"
	"strconv"
	"strings"

	"coveotoken/coveoapi/queryexpr"
)

// sortCriterion is one of the criteria of a query, in order.
type sortCriterion struct {
	field      string // "" for relevance
	descending bool
	none       bool // nosort: index order
}

// maxCriteria is how many criteria a query sorts by.
const maxCriteria = 16

// parseSort reads sortCriteria: relevancy, qre, nosort, date ascending, @field
// descending, or a list of these.
func parseSort(text string) ([]sortCriterion, error) {
	var criteria []sortCriterion
	for part := range strings.SplitSeq(text, ",") {
		words := strings.Fields(strings.ToLower(part))
		if len(words) == 0 {
			continue
		}
		criterion, ok := parseCriterion(words)
		if !ok {
			return nil, fail(causeBadRequest, "The value of 'sortCriteria' has "+strconv.Quote(strings.TrimSpace(part))+
				"; known are relevancy, qre, nosort, date ascending, date descending, @field ascending and @field descending.")
		}
		criteria = append(criteria, criterion)
	}
	if len(criteria) > maxCriteria {
		return nil, fail(causeBadRequest, "The value of 'sortCriteria' has more than 16 criteria.")
	}
	return criteria, nil
}

func parseCriterion(words []string) (sortCriterion, bool) {
	switch words[0] {
	case "relevancy", "qre":
		return sortCriterion{}, len(words) == 1
	case "nosort":
		return sortCriterion{none: true}, len(words) == 1
	}
	field, isField := strings.CutPrefix(words[0], "@")
	if !isField && words[0] != "date" || len(words) != 2 {
		return sortCriterion{}, false
	}
	switch words[1] {
	case "ascending":
		return sortCriterion{field: field}, true
	case "descending":
		return sortCriterion{field: field, descending: true}, true
	default:
		return sortCriterion{}, false
	}
}

// sort orders matches, which come by relevance.
func (s *search) sort(matches []match, criteria []sortCriterion) {
	if len(criteria) == 0 {
		return
	}
	documents := s.reader.index.documents
	slices.SortStableFunc(matches, func(a, b match) int {
		for _, criterion := range criteria {
			var order int
			switch {
			case criterion.none:
				order = a.document - b.document
			case criterion.field == "":
				order = s.byRelevance(a, b)
			default:
				order = criterion.compare(documents[a.document], documents[b.document])
			}
			if order != 0 {
				return order
			}
		}
		return 0
	})
}

// compare orders two documents by a field; one without it comes last.
func (c sortCriterion) compare(a, b *document) int {
	x, y := a.values(c.field), b.values(c.field)
	switch {
	case len(x) == 0 || len(y) == 0:
		return len(y) - len(x)
	case c.descending:
		return compareValues(y[0], x[0])
	default:
		return compareValues(x[0], y[0])
	}
}

func compareValues(a, b queryexpr.FieldValue) int {
	switch {
	case a.Date != nil && b.Date != nil:
		return a.Date.Compare(*b.Date)
	case a.Number != nil && b.Number != nil:
		return int(max(-1, min(1, *a.Number-*b.Number)))
	default:
		return strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text))
	}
}

// fieldName is the name of a field without the at sign that requests may give it.
func fieldName(name string) string { return strings.ToLower(strings.TrimPrefix(name, "@")) }
