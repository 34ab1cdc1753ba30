package compare

import "coveotoken/ui/common"

var _ common.Personal = (*Screen)(nil)

// Persons implements common.Personal: those to compare.
func (s *Screen) Persons() []string {
	var names []string
	for _, person := range s.people.list {
		for _, id := range person.UserIDs {
			names = append(names, id.Name)
		}
	}
	return append(names, s.candidate.Name)
}
