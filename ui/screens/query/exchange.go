package query

import (
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/components/codeview"
	"coveotoken/ui/components/lazypane"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/requestview"
	"coveotoken/ui/theme"
)

// exchangeKey is what the lines of the raw views depend on.
type exchangeKey struct {
	runs   int
	place  coveoapi.CredentialPlace
	query  string
	width  int
	styles *theme.Styles
}

// shownRequest is the request that was sent last, or the one that would be.
func (s *Screen) shownRequest() coveoapi.Request {
	if s.outcome != nil && s.outcome.Value.Exchange.Request.URL != "" {
		return s.outcome.Value.Exchange.Request
	}
	query, _ := s.input.query() // what is wrong with it is said in the form
	request, _ := s.session.Connection.API.Target().SearchCall(s.session.Current.Secret, s.input.place, query)
	return request
}

// shownPane is the pane of the view that is shown.
func (s *Screen) shownPane() *pane.Pane {
	switch s.view {
	case requestView:
		return &s.request.Pane
	case replyView:
		return &s.reply.Pane
	case reportView:
		return &s.report
	case routeView:
		return &s.route
	default:
		return &s.results
	}
}

// source is what the lines of a raw view are made from.
type source struct {
	pane  *lazypane.Pane
	key   exchangeKey
	bytes int
	lines func() []string
}

// raw is the source of the raw view that is shown; ok is false when there is none.
func (s *Screen) raw() (raw source, ok bool) {
	if !s.usable() || s.width == 0 {
		return source{}, false
	}
	styles, width := s.session.Styles, s.width
	raw.key = exchangeKey{runs: s.runs, width: width, styles: styles}
	switch {
	case s.view == requestView:
		request := s.shownRequest()
		raw.key.place, raw.key.query = request.Place, string(request.Body)
		raw.pane, raw.bytes = s.request, len(request.Body)
		raw.lines = func() []string { return requestview.RequestLines(styles, request, width) }
	case s.view == replyView && s.outcome != nil:
		exchange := s.outcome.Value.Exchange
		raw.pane, raw.bytes = s.reply, len(exchange.Body)
		raw.lines = func() []string { return requestview.ReplyLines(styles, exchange, width) }
	default:
		return source{}, false
	}
	return raw, true
}

// prepare makes the lines of the raw view that is shown, if they are not there.
func (s *Screen) prepare() tea.Cmd {
	if raw, ok := s.raw(); ok {
		return raw.pane.Prepare(raw.key, raw.bytes, raw.lines)
	}
	return nil
}

// prepareNow is prepare for where no command can be handed out.
func (s *Screen) prepareNow() {
	if raw, ok := s.raw(); ok {
		raw.pane.PrepareNow(raw.key, raw.lines)
	}
}

// showCode shows as programs the query, and the request that minted the token.
func (s *Screen) showCode() {
	subjects := []codeview.Subject{codeview.QuerySubject(s.shownRequest())}
	if minted, ok := codeview.Minted(s.session); ok {
		subjects = append(subjects, minted)
	}
	s.code.Open(true, subjects...)
}
