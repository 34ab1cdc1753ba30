package query

import (
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/sameas"
)

var _ sameas.Doer = (*Screen)(nil)

// SameAs implements sameas.Doer: the query that was run last.
func (s *Screen) SameAs() (line sameas.Line, ok bool) {
	var at profile.Profile
	if c := s.session.Connection; c != nil {
		at = c.Profile
	}
	return sameas.Query(s.asked, s.input.place, sameas.PlaceOf(s.session, at)), s.outcome != nil
}
