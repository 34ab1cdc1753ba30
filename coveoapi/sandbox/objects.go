package sandbox

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi/queryexpr"
)

// fieldValues answers nested queries: the values of a field in the visible items
// that an expression matches.
func (s *search) fieldValues(field string, query queryexpr.Expr) map[string]bool {
	values := map[string]bool{}
	for _, number := range s.find(query) {
		for _, value := range s.reader.index.documents[number].values(field) {
			values[strings.ToLower(value.Text)] = true
		}
	}
	return values
}

// object gives the value of a query object such as $context.product or $searchHub.
func (s *search) object(name string) (string, bool) {
	root, property, _ := strings.Cut(name, ".")
	switch strings.ToLower(root) {
	case "context":
		value, ok := s.params.Context[property]
		return fmt.Sprint(value), ok
	case "locale":
		return s.params.Locale, s.params.Locale != ""
	case "searchhub":
		return s.route.hub, s.route.hub != ""
	case "groups":
		return strings.Join(s.grant.groups, ";"), len(s.grant.groups) > 0
	case "identity":
		return nameAll(s.grant.userIDs), len(s.grant.userIDs) > 0
	default:
		return "", false
	}
}
