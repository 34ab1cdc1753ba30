package review

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
)

// remint mints for another step, which is gone back to with the token.
func (s *Screen) remint(back common.ID) tea.Cmd {
	if s.session.Connection == nil {
		return nil
	}
	cmd := s.start()
	if s.mint.Busy() {
		s.back = back
	}
	return cmd
}

// BeyondRange reports whether all that is wrong with the request is that the token
// would live shorter or longer than a search token may. Such a request is complete
// and can be sent, to learn what Coveo answers.
func BeyondRange(session *common.Session) bool {
	if session.Connection == nil || session.Draft.RawBody() != nil {
		return false
	}
	_, err := Request(session)
	var input *coveoapi.InputError
	if !errors.As(err, &input) || input.Field != "validFor" {
		return false
	}
	draft := *session.Draft
	draft.Validity = ""
	_, err = draft.Call(session.Connection.API.Target())
	return err == nil
}

func (s *Screen) beyondRange() bool { return BeyondRange(s.session) }

// insist mints with a life that is out of range.
func (s *Screen) insist() tea.Cmd {
	if s.mint.Busy() || !s.beyondRange() {
		return nil
	}
	request, _ := s.request()
	return s.send(request, MintCall(s.session.Connection.API, *s.session.Draft, request))
}
