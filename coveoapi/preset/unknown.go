package preset

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
)

// unknown is the error about a name that no preset has.
func (s *Store) unknown(name string) error {
	list, _ := s.List() // without it there is nothing to suggest
	var names []string
	for _, saved := range list {
		names = append(names, saved.Name)
	}
	remedy := "There is none yet; mint with --save-preset NAME to make one, or give the path of a file."
	if near := lint.Nearest(name, names); near != "" {
		remedy = "Did you mean " + near + "?"
	} else if len(names) > 0 {
		remedy = "There are: " + strings.Join(names, ", ") + "."
	}
	return &coveoapi.InputError{Field: "preset", Reason: fmt.Sprintf("%q is not saved", name), Remedy: remedy}
}
