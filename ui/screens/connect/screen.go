// Package connect is the step that chooses where tokens are made: the sandbox, a
// saved profile, what the environment names, or a new profile. A key is tried before
// it is accepted, and what it may and may not do is said in words.
package connect

import (
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/picker"
)

// mode is what the screen shows.
type mode int

const (
	choosing  mode = iota // the list of what to connect to
	filling               // a form: a new profile, or a key
	failed                // why connecting did not work
	connected             // what the connection is and can do
	judged                // what a found key is
)

// Screen is the Connect step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int

	mode mode
	// origin is where failed goes back to.
	origin mode
	list   *picker.Picker
	form   *formkit.Form
	entry  *entry
	pane   pane.Pane

	call common.Call[opened]
	// found is what was found out about a found key.
	found *foundVerdict
	last  attempt
	// looking asks for what is known of the organization besides, which is place.
	looking common.Call[place]
	place   place
	// failure is why the last attempt failed.
	failure error
	// unsaved is why the profile of the open connection could not be kept.
	unsaved error
	// keyUnkept says that only its key could not.
	keyUnkept bool
	// notToken is why what was pasted did not open, until the next key.
	notToken error
	// known are the keys that were accepted in this session, by profile.
	known map[string]profile.Keys
}

var (
	_ common.Screen  = (*Screen)(nil)
	_ common.Typist  = (*Screen)(nil)
	_ common.Escaper = (*Screen)(nil)
	_ common.Stater  = (*Screen)(nil)
	_ common.Resumer = (*Screen)(nil)
)

// New makes the Connect step.
func New(session *common.Session) *Screen {
	return &Screen{
		session: session, keys: newKeyMap(session.Keys), known: map[string]profile.Keys{},
		list: picker.New(), form: formkit.New(),
	}
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.Connect }

// Title implements common.Screen.
func (s *Screen) Title() string { return "Connect" }

// Init implements common.Screen. It connects at once where the session says so.
func (s *Screen) Init() tea.Cmd {
	p, ok := s.profileNamed(s.session.ConnectTo)
	if !ok {
		return s.Resume()
	}
	s.list.SetItems(s.choices())
	s.list.MoveTo(profilePrefix + p.Name)
	return s.connect(p)
}

// Resume implements common.Resumer: profiles may have come, or a connection.
func (s *Screen) Resume() tea.Cmd {
	if s.mode == choosing && s.session.Connection != nil {
		s.show(connected)
	} else {
		s.show(s.mode)
	}
	return nil
}

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.layOut()
}

// Typing implements common.Typist.
func (s *Screen) Typing() bool {
	switch {
	case s.call.Busy():
		return false
	case s.mode == filling:
		return s.form.Typing()
	default:
		return s.mode == choosing && s.list.Filtering()
	}
}

// Escape implements common.Escaper: it cancels the attempt, clears the filter, or
// leaves the form, the failure or, with an open connection, the list.
func (s *Screen) Escape() bool {
	switch {
	case s.call.Cancel():
		s.layOut()
	case s.mode == failed:
		s.show(s.origin)
	case s.mode == judged, s.mode == filling && s.entry.purpose == foundKey:
		s.found = nil
		s.show(connected) // or choosing, where there is no connection
	case s.mode == filling && s.entry.purpose == catalogKey:
		s.show(connected)
	case s.mode == filling:
		s.show(choosing)
	case s.mode == choosing && s.list.ClearFilter():
	case s.mode == choosing && s.session.Connection != nil:
		s.show(connected)
	default:
		return false
	}
	return true
}

// State implements common.Stater.
func (s *Screen) State() common.State {
	switch {
	case s.failure != nil:
		return common.Problem
	case s.session.Connection != nil:
		return common.Done
	default:
		return common.Empty
	}
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case common.ConnectedMsg:
		s.failure = nil
		cmd := s.lookUp()
		s.show(connected)
		return cmd
	case common.AddCatalogKeyMsg:
		s.addCatalogKey()
		return nil
	case common.ThemeChangedMsg:
		s.layOut()
		return nil
	case tea.KeyPressMsg:
		s.notToken = nil
		return s.key(msg)
	case tea.PasteMsg:
		return s.pasted(msg)
	case tea.ClipboardMsg:
		return s.fill(msg)
	}
	done, cmd := s.call.Update(msg)
	if done != nil {
		return s.finish(*done)
	}
	return tea.Batch(cmd, s.looked(msg))
}

// looked hands a message to the call that asks about the organization.
func (s *Screen) looked(msg tea.Msg) tea.Cmd {
	frame := s.looking.Frame()
	done, cmd := s.looking.Update(msg)
	if done != nil {
		s.place = done.Value
	}
	if done != nil || s.looking.Frame() != frame {
		s.layOut()
	}
	return cmd
}

// show changes what is shown.
func (s *Screen) show(m mode) {
	if m == connected && s.session.Connection == nil {
		m = choosing
	}
	if m != failed {
		s.failure = nil
	}
	s.mode = m
	switch m {
	case choosing:
		s.list.SetItems(s.choices())
	case filling:
		s.form.SetSections(s.entry.sections())
	case connected, failed, judged:
		s.pane.ScrollTo(0)
	}
	s.layOut()
}
