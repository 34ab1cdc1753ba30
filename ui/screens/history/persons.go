package history

import "coveotoken/ui/common"

var _ common.Personal = (*Screen)(nil)

// Persons implements common.Personal: those whom the tokens are for.
func (s *Screen) Persons() []string {
	var names []string
	for _, e := range s.entries {
		names = append(names, e.Users...)
	}
	return names
}
