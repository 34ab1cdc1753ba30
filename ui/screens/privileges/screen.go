// Package privileges is the step that says what a token may do: for a platform token
// a choice from the organization's live list, for a search token what it always can
// do and what the key needs to make one.
package privileges

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/picker"
)

type listing = coveoapi.Reply[[]coveoapi.Privilege]

// Screen is the Privileges step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int

	list   *picker.Picker
	offers offers
	call   common.Call[listing]
	// askedOf is the connection that the list was last asked of.
	askedOf *common.Connection
	// liveAt is when the live list came; zero for the built-in one.
	liveAt time.Time
	// failure is why there is no live list; cancelled that the user did not wait.
	failure   error
	cancelled bool

	// evaluations are what the minting key was evaluated to hold.
	evaluations evaluations

	// target is the form for a resource ID, or nil.
	target   *formkit.Form
	targetID string
	// operations says that all operations of the current row are shown.
	operations bool
	pane       pane.Pane
}

var (
	_ common.Screen  = (*Screen)(nil)
	_ common.Typist  = (*Screen)(nil)
	_ common.Escaper = (*Screen)(nil)
	_ common.Resumer = (*Screen)(nil)
	_ common.Stater  = (*Screen)(nil)
	_ common.Ticker  = (*Screen)(nil)
)

// New makes the Privileges step.
func New(session *common.Session) *Screen {
	s := &Screen{session: session, keys: newKeyMap(session.Keys), list: picker.NewMulti()}
	s.list.SetLookup(s.unlocking)
	s.evaluations.forget()
	return s
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.Privileges }

// Title implements common.Screen.
func (s *Screen) Title() string { return "Privileges" }

// Init implements common.Screen.
func (s *Screen) Init() tea.Cmd {
	s.layOut()
	return nil
}

// Resume implements common.Resumer: a platform token needs the list.
func (s *Screen) Resume() tea.Cmd {
	defer s.layOut()
	if s.platform() && !s.call.Busy() && (s.askedOf != s.session.Connection || s.list.Len() == 0) {
		return s.load()
	}
	return nil
}

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.layOut()
}

// Typing implements common.Typist.
func (s *Screen) Typing() bool { return s.target != nil || s.platform() && s.list.Filtering() }

// Ticking implements common.Ticker: the list's age is counted in seconds for a
// minute.
func (s *Screen) Ticking() bool {
	return s.platform() && !s.liveAt.IsZero() && s.session.Clock().Sub(s.liveAt) < time.Minute
}

// Escape implements common.Escaper.
func (s *Screen) Escape() bool {
	defer s.layOut()
	switch {
	case s.target != nil:
		s.target = nil
	case s.operations:
		s.operations = false
	case s.call.Cancel():
		s.cancelled = true
		s.refer(nil)
	case s.evaluations.cancel():
	case s.platform() && s.list.ClearFilter():
	default:
		return false
	}
	return true
}

// State implements common.Stater: a problem is what minting is sure to fail on.
func (s *Screen) State() common.State {
	c := s.session.Connection
	known := c != nil && c.HeldUnknown == nil
	switch {
	case !s.platform() && known && !s.mayMintSearch():
		return common.Problem
	case !s.platform() && known:
		return common.Done
	case !s.platform() || len(s.session.Draft.Privileges) == 0:
		return common.Empty
	case known && len(s.lacking()) > 0:
		return common.Problem
	default:
		return common.Done
	}
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	defer s.layOut()
	switch msg := msg.(type) {
	case common.ConnectedMsg:
		s.call.Cancel()
		s.evaluations.forget()
		s.askedOf, s.liveAt = nil, time.Time{}
		s.show(nil)
		return nil
	case common.DraftChangedMsg:
		s.adopt()
		return nil
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg, tea.ClipboardMsg:
		return s.paste(msg)
	}
	done, cmd := s.call.Update(msg)
	if done != nil {
		s.finish(*done)
	}
	return tea.Batch(cmd, s.evaluated(msg))
}

func (s *Screen) platform() bool { return s.session.Draft.Kind == common.PlatformToken }

// load asks for the live list, or shows the built-in one when there is nobody to ask.
func (s *Screen) load() tea.Cmd {
	connection := s.session.Connection
	s.askedOf, s.cancelled, s.failure = connection, false, nil
	if connection == nil {
		s.refer(nil)
		return nil
	}
	api := connection.API
	return s.call.Start(s.session, common.Privileges, func(ctx context.Context) (listing, error) {
		return api.PlatformTokenPrivileges(ctx)
	})
}

func (s *Screen) finish(result common.Result[listing]) {
	s.session.ObserveDate(result.Value.Exchange)
	if result.Err != nil {
		s.refer(result.Err)
		return
	}
	s.failure = nil
	s.liveAt = s.session.Clock()
	s.show(result.Value.Value)
}
