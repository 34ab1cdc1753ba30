// Package compare is the step that runs one query as several people and shows who
// finds what: the results side by side, what the difference says about their
// identities, and their tokens claim by claim.
package compare

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/compare"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/pane"
)

// view is one of the ways to look at a comparison.
type view int

const (
	peopleView view = iota
	resultsView
	tokensView
	viewCount
)

// mode says which form has the keys.
type mode int

const (
	// browsing is when none has.
	browsing mode = iota
	asking        // the query
	naming        // a person
	pasting       // a token
	saving        // the name of a file
)

// Screen is the Compare step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int

	input  input
	people people
	// cursor is the person under the cursor.
	cursor int

	mode mode
	// form has the fields of the mode, which edit the input, the candidate, the
	// pasted text or the file name.
	form      *formkit.Form
	candidate candidate
	pasted    string
	fileName  string
	// trouble says why what was last asked for was not done, until the next key.
	trouble string

	view   view
	list   resultList
	detail pane.Pane // of the person under the cursor
	tokens tokenPair

	call common.Call[compare.Comparison]
	// stop ends the running comparison, which hands in what it has; live is how far
	// it is.
	stop    context.CancelFunc
	stopped bool
	live    *live
	// outcome is what the last comparison of these people found, or nil.
	outcome *compare.Comparison
}

var (
	_ common.Screen  = (*Screen)(nil)
	_ common.Typist  = (*Screen)(nil)
	_ common.Resumer = (*Screen)(nil)
	_ common.Escaper = (*Screen)(nil)
	_ common.Stater  = (*Screen)(nil)
	_ common.Ticker  = (*Screen)(nil)
)

// New makes the Compare step.
func New(session *common.Session) *Screen {
	return &Screen{session: session, keys: newKeyMap(session.Keys), input: newInput(), form: formkit.New(), stop: func() {}}
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.Compare }

// Title implements common.Screen.
func (s *Screen) Title() string { return "Compare" }

// Init implements common.Screen.
func (s *Screen) Init() tea.Cmd { return nil }

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.layout()
}

// Typing implements common.Typist.
func (s *Screen) Typing() bool { return s.mode != browsing && s.form.Typing() }

// Resume implements common.Resumer: until the user has chosen whom to compare, it is
// whom the form is for.
func (s *Screen) Resume() tea.Cmd {
	if !s.call.Busy() && s.outcome == nil {
		s.people.propose(s.session.Draft)
	}
	s.layout()
	return nil
}

// Escape implements common.Escaper.
func (s *Screen) Escape() bool {
	defer s.layout()
	switch {
	case s.call.Busy() && !s.stopped:
		s.stop()
		s.stopped = true
	case s.call.Cancel():
	case s.mode != browsing:
		s.mode, s.pasted, s.trouble = browsing, "", ""
	case s.view == resultsView && s.list.opened:
		s.list.open(false)
	default:
		return false
	}
	return true
}

// State implements common.Stater.
func (s *Screen) State() common.State {
	if s.outcome == nil {
		return common.Empty
	}
	for _, column := range s.outcome.Columns {
		if column.Err != nil {
			return common.Problem
		}
	}
	return common.Done
}

// Ticking implements common.Ticker: the lives of the tokens that were given pass.
func (s *Screen) Ticking() bool {
	return slices.ContainsFunc(s.people.list, func(p person) bool { return p.given != nil })
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case common.ConnectedMsg:
		s.call.Cancel()
		s.forget()
		return nil
	case common.CompareMsg:
		s.take(msg)
		return nil
	case common.ThemeChangedMsg, common.TickMsg:
		s.layout()
		return nil
	case savedMsg:
		return s.saved(msg)
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg:
		return s.paste(msg.Content)
	case tea.ClipboardMsg:
		return s.paste(msg.Content)
	}
	done, cmd := s.call.Update(msg)
	if done != nil {
		s.finish(*done)
	}
	return cmd
}

// take brings the session's token in, and a query.
func (s *Screen) take(msg common.CompareMsg) {
	if msg.Query != nil {
		s.input.take(*msg.Query)
	}
	switch {
	case s.call.Busy():
		s.trouble = "A comparison is running; the token was not added. o adds it later."
	case len(msg.Tokens) > 0:
		s.people = people{changed: true}
		for _, token := range msg.Tokens {
			s.addPerson(bearer(token))
		}
	case s.session.Current != nil:
		s.people.propose(s.session.Draft)
		s.addPerson(bearer(s.session.Current))
	}
	s.mode = browsing
	s.layout()
}

// forget drops what was found, as people or their organization changed.
func (s *Screen) forget() {
	s.outcome = nil
	if s.mode == saving { // there is nothing left to save
		s.mode = browsing
	}
	s.list.show(nil)
	s.tokens.take(s.people.list, nil)
	s.cursor = max(0, min(s.cursor, len(s.people.list)-1))
	s.layout()
}
