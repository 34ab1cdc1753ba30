// Package query is the step that tries a token: it runs a query with it and shows
// what comes back, with the raw request and reply, or why nothing does.
package query

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/components/codeview"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/lazypane"
	"coveotoken/ui/components/pane"
)

// answer is the reply to a query.
type answer = coveoapi.Reply[coveoapi.SearchResponse]

// found is a reply with what its execution report says, if it has one.
type found struct {
	answer
	report *coveoapi.ExecutionReport
}

// view is one of the ways to look at an exchange.
type view int

const (
	resultsView view = iota
	reportView
	requestView
	replyView
	routeView
	viewCount
)

// Screen is the Query step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int

	input   input
	form    *formkit.Form
	editing bool // keys go to the form

	view           view
	results        pane.Pane
	report         pane.Pane
	route          pane.Pane
	request, reply *lazypane.Pane
	code           *codeview.View

	listing common.Listing
	call    common.Call[found]
	// asked is the query that runs or ran last, outcome how it ended.
	asked   coveoapi.SearchQuery
	outcome *common.Result[found]
	// runs counts the outcomes, so that views know theirs.
	runs int
	// persons are those whom the last reply names.
	persons persons
	// insist is set while the user is asked whether an expired token is to be sent.
	insist    bool
	cancelled bool
}

var (
	_ common.Screen  = (*Screen)(nil)
	_ common.Typist  = (*Screen)(nil)
	_ common.Resumer = (*Screen)(nil)
	_ common.Escaper = (*Screen)(nil)
	_ common.Stater  = (*Screen)(nil)
)

// New makes the Query step.
func New(session *common.Session) *Screen {
	s := &Screen{
		session: session, keys: newKeyMap(session.Keys), input: newInput(), form: formkit.New(),
		request: lazypane.New(common.Query, "request"), reply: lazypane.New(common.Query, "reply"),
		code: codeview.New(session),
	}
	s.form.SetSections(s.input.sections())
	return s
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.Query }

// Title implements common.Screen.
func (s *Screen) Title() string { return "Query" }

// Init implements common.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.code.SetSize(width, height)
	s.layout()
	s.showResults()
	s.prepareNow()
}

// Typing implements common.Typist.
func (s *Screen) Typing() bool { return s.editing && s.form.Typing() }

// Resume implements common.Resumer: who comes here for the first time can type at
// once. Which pipelines there are is asked for once a connection.
func (s *Screen) Resume() tea.Cmd {
	s.code.Close()
	if s.usable() && s.outcome == nil && !s.call.Busy() {
		s.editing = true
	}
	s.layout()
	s.showResults()
	return s.listing.Start(s.session, common.Query)
}

// Escape implements common.Escaper.
func (s *Screen) Escape() bool {
	switch {
	case s.code.Close():
	case s.call.Cancel():
		s.cancelled = true
	case s.insist:
		s.insist = false
	case s.editing:
		s.editing = false
		s.prepareNow() // the request view shows what is in the form
	default:
		return false
	}
	s.layout()
	return true
}

// State implements common.Stater.
func (s *Screen) State() common.State {
	switch {
	case s.outcome == nil:
		return common.Empty
	case s.outcome.Err != nil:
		return common.Problem
	default:
		return common.Done
	}
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case common.ConnectedMsg, common.TokenOpenedMsg:
		s.startOver()
		return nil
	case common.ImportedMsg:
		s.takeImported()
		return nil
	case common.PresetOpenedMsg:
		s.takePreset(msg.Query)
		return nil
	case common.ThemeChangedMsg:
		s.code.Refresh()
		s.showResults()
		return s.prepare()
	case lazypane.LinesMsg:
		s.request.Accept(msg)
		s.reply.Accept(msg)
		return nil
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg, tea.ClipboardMsg:
		return s.edit(msg)
	}
	listed, ticking := s.listing.Update(s.session, msg)
	if listed {
		s.showResults()
	}
	done, cmd := s.call.Update(msg)
	if done != nil {
		return s.finish(*done)
	}
	return tea.Batch(ticking, cmd)
}

// usable reports whether there is something to run a query with and on.
func (s *Screen) usable() bool { return s.session.Connection != nil && s.session.Current != nil }

// startOver drops what belongs to another token; the query stays.
func (s *Screen) startOver() {
	s.code.Close()
	s.call.Cancel()
	s.listing.Cancel()
	s.outcome, s.insist, s.cancelled = nil, false, false
	s.editing, s.view = false, resultsView
	s.showResults()
	s.request.Forget()
	s.reply.Forget()
	s.layout()
}

// ask runs the query from its first result, or asks back when the token cannot work
// any more.
func (s *Screen) ask() tea.Cmd {
	query, ok := s.input.query()
	if !ok {
		s.editing = true
		s.form.FocusOn(s.form.FirstWrong())
		s.layout()
		return nil
	}
	s.asked = query
	s.session.Query = &preset.Query{Q: query.Q, AQ: query.AQ, CQ: query.CQ}
	s.editing, s.view = false, resultsView
	return s.trySend()
}

// trySend runs the query, or first says that the token has expired.
func (s *Screen) trySend() tea.Cmd {
	if s.life() != jwtview.Expired {
		return s.send()
	}
	s.insist = true
	s.layout()
	return nil
}

// send runs the query as it stands in asked.
func (s *Screen) send() tea.Cmd {
	s.insist, s.cancelled = false, false
	api, token, place, query := s.session.Connection.API, s.session.Current.Secret, s.input.place, s.asked
	cmd := s.call.Start(s.session, common.Query, func(ctx context.Context) (found, error) {
		reply, err := api.Search(ctx, token, place, query)
		result := found{answer: reply}
		if report, ok := coveoapi.ParseExecutionReport(reply.Exchange.Body); ok && query.Debug {
			result.report = &report
		}
		return result, err
	})
	s.layout()
	return cmd
}

// finish takes the reply to a query.
func (s *Screen) finish(result common.Result[found]) tea.Cmd {
	s.outcome = &result
	if result.Err != nil && s.view == routeView {
		s.view = resultsView // which says what happened
	}
	s.runs++
	s.session.ObserveDate(result.Value.Exchange)
	s.results.ScrollTo(0)
	s.report.ScrollTo(0)
	s.route.ScrollTo(0)
	s.layout()
	s.showResults()
	return s.prepare()
}

// page moves by pages of results, if there are any that way.
func (s *Screen) page(by int) tea.Cmd {
	if !s.hasPage(by) {
		return nil
	}
	s.asked.FirstResult = max(0, s.asked.FirstResult+by*s.asked.NumberOfResults)
	return s.trySend()
}

func (s *Screen) hasPage(by int) bool {
	if s.outcome == nil || s.outcome.Err != nil || s.call.Busy() || s.asked.NumberOfResults == 0 {
		return false
	}
	if by < 0 {
		return s.asked.FirstResult > 0
	}
	return s.asked.FirstResult+len(s.outcome.Value.Value.Results) < s.outcome.Value.Value.TotalCountFiltered
}

// life is where the token stands in its life.
func (s *Screen) life() jwtview.Validity {
	return s.session.Current.Decoded.Life().At(s.session.Now())
}
