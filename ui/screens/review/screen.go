// Package review is the step that shows what will be sent, says what is wrong with
// it and where to mend it, and mints the token.
package review

import (
	"bytes"
	"context"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/components/codeview"
	"coveotoken/ui/components/handedit"
	"coveotoken/ui/components/pane"
)

// minted is the reply to a mint.
type minted = coveoapi.Reply[coveoapi.Secret]

// Screen is the Review step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int
	sideShown     bool

	pane    pane.Pane
	editing *handedit.Editing
	code    *codeview.View
	mint    common.Call[minted]
	// failure is why the last mint failed, until the next one or until sent, its
	// request, is no longer what would be sent.
	failure error
	sent    coveoapi.Request
	// from is the draft that it was made from.
	from common.Draft
	// cancelled says that the last mint was cancelled on the way.
	cancelled bool
	// back is the step to go to with the token that is being minted.
	back    common.ID
	checkup checkup
}

var (
	_ common.Screen    = (*Screen)(nil)
	_ common.SideAware = (*Screen)(nil)
	_ common.Resumer   = (*Screen)(nil)
	_ common.Escaper   = (*Screen)(nil)
	_ common.Stater    = (*Screen)(nil)
)

// New makes the Review step.
func New(session *common.Session) *Screen {
	return &Screen{session: session, keys: newKeyMap(session.Keys), editing: handedit.New(session, common.Review, "E"), code: codeview.New(session)}
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.Review }

// Title implements common.Screen.
func (s *Screen) Title() string { return "Review" }

// Init implements common.Screen.
func (s *Screen) Init() tea.Cmd {
	s.refresh()
	return nil
}

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.code.SetSize(width, height)
	s.refresh()
}

// SetSideShown implements common.SideAware: beside the live request this screen
// need not show it too.
func (s *Screen) SetSideShown(shown bool) {
	s.sideShown = shown
	s.refresh()
}

// Resume implements common.Resumer: the draft may have changed.
func (s *Screen) Resume() tea.Cmd {
	s.forgetFailure()
	s.forgetCheckup()
	s.code.Close()
	s.refresh()
	return nil
}

// Escape implements common.Escaper: it closes the code, or cancels a mint, or checks,
// or closes their pane.
func (s *Screen) Escape() bool {
	if s.code.Close() {
		return true
	}
	if !s.mint.Cancel() {
		return s.escapeCheckup()
	}
	s.cancelled = true
	s.refresh()
	return true
}

// State implements common.Stater.
func (s *Screen) State() common.State {
	switch {
	case s.failure != nil:
		return common.Problem
	case s.session.Current != nil && s.session.Current.MintedFor != "":
		return common.Done
	default:
		return common.Empty
	}
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case common.DraftChangedMsg, common.ConnectedMsg:
		s.forgetFailure()
		s.forgetCheckup()
		s.code.Close()
		s.refresh()
		return nil
	case common.ThemeChangedMsg, common.TokenOpenedMsg:
		s.code.Refresh()
		s.refresh()
		return nil
	case common.EditedMsg:
		defer s.refresh()
		return s.editing.Accept(msg)
	case common.RemintMsg:
		return s.remint(msg.Back)
	case tea.KeyPressMsg:
		return s.key(msg)
	}
	done, cmd := s.mint.Update(msg)
	if done != nil {
		return s.finish(*done)
	}
	return tea.Batch(cmd, s.updateCheckup(msg))
}

// request is what minting would send; err is what is wrong with it.
func (s *Screen) request() (coveoapi.Request, error) {
	return Request(s.session)
}

// forgetFailure drops what happened to a request that would no longer be sent.
func (s *Screen) forgetFailure() {
	if s.session.Connection != nil && !s.mint.Busy() {
		request, _ := s.request()
		if same(request, s.sent) {
			return
		}
	}
	s.failure, s.cancelled = nil, false
	s.checkup.awaiting.Cancel() // what would be minted is no longer what was meant
}

// same reports whether two requests send the same.
func same(a, b coveoapi.Request) bool {
	return a.URL == b.URL && bytes.Equal(a.Body, b.Body) && a.Credential == b.Credential
}

// start mints, unless something is wrong with the draft. It is only ever called for
// a key that was pressed: each mint may create a token.
func (s *Screen) start() tea.Cmd {
	if s.mint.Busy() {
		return nil
	}
	if s.checkup.shown {
		s.closeCheckup()
	}
	request, err := s.request()
	if err != nil {
		s.pane.ScrollTo(0)
		return common.Notify("Nothing was sent: the request is not complete yet.")
	}
	return s.send(request, MintCall(s.session.Connection.API, *s.session.Draft, request))
}

// send makes the call that mints.
func (s *Screen) send(request coveoapi.Request, call func(context.Context) (minted, error)) tea.Cmd {
	s.checkup.awaiting.Cancel()
	s.failure, s.cancelled, s.sent, s.from, s.back = nil, false, request, s.session.Draft.Clone(), common.Token
	cmd := s.mint.Start(s.session, common.Review, call)
	s.refresh()
	return cmd
}

// finish takes the reply to a mint.
func (s *Screen) finish(result common.Result[minted]) tea.Cmd {
	defer s.refresh()
	s.session.ObserveDate(result.Value.Exchange)
	if result.Err == nil {
		result.Err = Keep(s.session, s.from, s.sent, result.Value.Value)
	}
	if result.Err != nil {
		s.failure = result.Err
		s.pane.ScrollTo(0)
		return nil
	}
	return tea.Batch(
		func() tea.Msg { return common.TokenOpenedMsg{} },
		common.GoTo(s.back),
		common.Notify("The token was minted."),
	)
}

// showCode shows the request as a program.
func (s *Screen) showCode() {
	request, _ := s.request() // what is wrong with it stays on the screen
	s.code.Open(false, codeview.MintSubject(request))
}

func (s *Screen) copyBody() tea.Cmd {
	request, _ := s.request()
	return common.Copy(s.session, "JSON body", string(request.Body))
}
