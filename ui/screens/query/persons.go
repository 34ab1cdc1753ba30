package query

import (
	"coveotoken/ui/common"
	"coveotoken/ui/presenter"
)

var _ common.Personal = (*Screen)(nil)

// mostSearched is how much of a reply is searched for addresses, in bytes: more than
// results are shown of.
const mostSearched = 256 << 10

// persons are the addresses in the reply to a run.
type persons struct {
	run  int
	list []string
}

// Persons implements common.Personal: the addresses in the reply, which the results show
// in pieces.
func (s *Screen) Persons() []string {
	if s.outcome == nil || s.persons.run == s.runs {
		return s.persons.list
	}
	s.persons = persons{run: s.runs}
	body := s.outcome.Value.Exchange.Body
	for _, found := range presenter.Emails(string(body[:min(len(body), mostSearched)])) {
		s.persons.list = append(s.persons.list, found.Text)
	}
	return s.persons.list
}
