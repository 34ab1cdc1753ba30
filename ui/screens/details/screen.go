// Package details is the step in which the token request is filled in: who the token
// is for, what it may find, how long it lives. Both kinds of token have a form, and
// share one draft, which changes with every key.
package details

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/handedit"
)

// Screen is the Details step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int
	form          *formkit.Form
	editing       *handedit.Editing
	// opened are the sections that are closed at first and were opened.
	opened [foldCount]bool
	// sideShown says that the live request is shown beside this screen.
	sideShown bool
	// submitted makes empty fields that are needed mistakes.
	submitted bool

	listing common.Listing
	// looked are the findings that were looked for last.
	looked looked
	// counting counts what the filter keeps.
	counting counting
}

var (
	_ common.Screen    = (*Screen)(nil)
	_ common.Typist    = (*Screen)(nil)
	_ common.Resumer   = (*Screen)(nil)
	_ common.Escaper   = (*Screen)(nil)
	_ common.Stater    = (*Screen)(nil)
	_ common.SideAware = (*Screen)(nil)
	_ common.Explainer = (*Screen)(nil)
)

// New makes the Details step.
func New(session *common.Session) *Screen {
	return &Screen{
		session: session, keys: newKeyMap(session.Keys), form: formkit.New(),
		editing: handedit.New(session, common.Details),
	}
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.Details }

// Title implements common.Screen.
func (s *Screen) Title() string { return "Details" }

// Init implements common.Screen.
func (s *Screen) Init() tea.Cmd {
	s.rebuild()
	s.form.FocusOn(userField(0, "name"))
	return nil
}

// Resume implements common.Resumer: pipelines, providers and hubs are asked for once a
// connection.
func (s *Screen) Resume() tea.Cmd {
	s.form.Refresh()
	return s.listing.Start(s.session, common.Details)
}

// Escape implements common.Escaper: it ends the counting.
func (s *Screen) Escape() bool {
	ended := s.counting.cancel()
	s.form.Refresh()
	return ended
}

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.layOut()
}

// Typing implements common.Typist.
func (s *Screen) Typing() bool { return s.form.Typing() }

// Explain implements common.Explainer with the field that has the focus.
func (s *Screen) Explain() (title string, sentences []string) { return s.form.Explain() }

// State implements common.Stater.
func (s *Screen) State() common.State {
	draft := s.session.Draft
	_, hidden := s.hiddenWrong()
	switch {
	case s.form.FirstWrong() != "", hidden != "", s.invalidBody() != nil:
		return common.Problem
	case draft.RawBody() != nil:
		return common.Done
	case !filled(draft):
		return common.Empty
	case draft.Kind == common.SearchToken && !hasUser(draft):
		return common.Problem
	default:
		return common.Done
	}
}

// filled reports whether anything was entered for the draft's kind of token.
func filled(d *common.Draft) bool {
	entered := []string{d.DisplayName, d.Validity}
	if d.Kind == common.PlatformToken {
		entered = append(entered, d.AnalyticsUserID, d.Subject)
	} else {
		entered = append(entered, d.Groups, d.SearchHub, d.Pipeline, d.Filter)
	}
	for _, id := range d.UserIDs {
		entered = append(entered, id.Name)
	}
	return strings.TrimSpace(strings.Join(entered, "")) != ""
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case common.DraftChangedMsg:
		s.rebuild()
		return nil
	case common.FocusFieldMsg:
		return s.focusOn(msg.Field)
	case common.EditedMsg:
		defer s.layOut()
		return s.editing.Accept(msg)
	case common.ConnectedMsg:
		s.listing.Cancel()
		s.counting.forget()
		s.rebuild()
		return nil
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg, tea.ClipboardMsg:
		_, cmd := s.form.Update(msg)
		return cmd
	}
	listed, cmd := s.listing.Update(s.session, msg)
	if listed {
		s.rebuild()
	}
	return tea.Batch(cmd, s.updateCounting(msg))
}

// rebuild makes the form for the draft as it is now.
func (s *Screen) rebuild() {
	s.looked = looked{}
	s.form.SetSections(s.sections())
	s.layOut()
}
