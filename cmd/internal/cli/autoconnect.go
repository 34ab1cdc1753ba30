package cli

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

// autoConnect is the model of the screens with the sandbox connected from the
// start: the connection is opened while the first frame is drawn, because starting
// the sandbox before it would keep the user waiting.
type autoConnect struct {
	tea.Model
	ctx     context.Context
	session *common.Session
	// failed is why the sandbox could not be used; it ends the program.
	failed error
}

// connectedMsg is how opening the connection ended.
type connectedMsg struct {
	connection common.Connection
	err        error
}

// Init implements tea.Model.
func (a *autoConnect) Init() tea.Cmd { return tea.Batch(a.connect(), a.Model.Init()) }

func (a *autoConnect) connect() tea.Cmd {
	ctx, open := a.ctx, a.session.Open
	return func() tea.Msg {
		connection, err := open(ctx, profile.Profile{Name: profile.SandboxName}, profile.Keys{})
		return connectedMsg{connection, err}
	}
}

// Update implements tea.Model.
func (a *autoConnect) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	connected, ours := msg.(connectedMsg)
	switch {
	case !ours:
		return a, a.forward(msg)
	case connected.err != nil:
		a.failed = connected.err
		return a, tea.Quit
	}
	a.session.Connection = &connected.connection
	return a, tea.Batch(a.forward(common.ConnectedMsg{}), a.forward(common.GoToMsg{Screen: common.Privileges}))
}

// forward gives a message to the screens.
func (a *autoConnect) forward(msg tea.Msg) tea.Cmd {
	model, cmd := a.Model.Update(msg)
	a.Model = model
	return cmd
}
