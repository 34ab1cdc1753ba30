// Package ui is the program on a terminal: one workspace of steps. App is the
// only Bubble Tea model; it owns the frame, routes messages to the screens, and
// shows the overlays. The screens know nothing of each other.
package ui

import (
	"io"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/presenter"
	"coveotoken/ui/theme"
)

// Options are what the program on a terminal needs.
type Options struct {
	// Session is shared by the screens; Screens are made by NewScreens.
	Session *common.Session
	Screens []common.Screen
	// Start is the step shown first; "" means the first one.
	Start common.ID
	// Palette is one of theme.Names; those that follow the terminal's background, also
	// "", ask the terminal for it and are dark until it answers.
	Palette string
	// Presenter starts in presenter mode.
	Presenter bool
	// ASCII writes frames in ASCII alone, for terminals that show nothing else.
	ASCII bool
	// Input and Output are the terminal; nil means standard input and output.
	Input  io.Reader
	Output io.Writer
	// Environ is the environment, in which the terminal's abilities are named.
	Environ []string
	// Width and Height are the size where Output is not a terminal that knows it.
	Width, Height int
	// Program adds options to the Bubble Tea program, and Wrap wraps the model in
	// another. The tests of the whole program see with them when it is idle.
	Program []tea.ProgramOption
	Wrap    func(tea.Model) tea.Model
}

// App is the root model.
type App struct {
	session *common.Session
	screens []common.Screen
	active  common.ID
	keys    rootKeys
	look    look
	ascii   bool
	stops   *suspender
	// masker masks what is shown while the session is being presented, and pressed are
	// the keys that were pressed last.
	masker  *presenter.Masker
	pressed []string

	width, height int
	overlay       overlay
	notice        notice
	side          sidePane
	// bannerShown says that this machine's clock is wrong, which a row tells.
	bannerShown bool
	// ticking says that the next second's tick is under way.
	ticking bool
	// quitAsked says that q was pressed once and would lose a draft.
	quitAsked bool
}

var _ tea.Model = (*App)(nil)

// NewApp makes the root model. It starts no work.
func NewApp(o Options) *App {
	a := &App{
		session: o.Session, screens: o.Screens, active: o.Start, look: look{palette: o.Palette},
		ascii: o.ASCII, stops: newSuspender(), masker: presenter.New(),
		keys: newRootKeys(o.Session.Keys),
	}
	if a.active == "" {
		a.active = o.Screens[0].ID()
	}
	a.session.Styles = theme.New(a.look.choose())
	a.session.Presenting = o.Presenter
	return a
}

// Init implements tea.Model.
func (a *App) Init() tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(a.screens)+2)
	if a.look.needsBackground() {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	for _, screen := range a.screens {
		cmds = append(cmds, screen.Init())
	}
	return tea.Batch(append(cmds, a.resume())...)
}

// Update implements tea.Model.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.route(msg)
	a.observeSkew()
	return a, tea.Batch(cmd, a.tick())
}

// route hands a message to whom it concerns.
func (a *App) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(msg.Width, msg.Height)
		return nil
	case tea.KeyPressMsg:
		return a.handleKey(msg)
	case tea.BackgroundColorMsg:
		return a.applyBackground(msg)
	case tea.BlurMsg:
		return a.visible().Update(msg)
	case tea.ColorProfileMsg:
		return a.applyDepth(msg)
	case common.GoToMsg:
		return a.show(msg.Screen)
	case common.PickTaskMsg:
		return a.openTasks()
	case common.SavePresetMsg:
		return a.openPresetSaving()
	case common.PickPresetMsg:
		return a.listPresets()
	case presetsListedMsg:
		return a.openPresets(msg)
	case presetKeptMsg:
		return a.presetKept(msg)
	case common.NoticeMsg:
		return a.showNotice(msg.Text)
	case common.SecretStayedMsg:
		return a.session.ClearClipboard(msg)
	case suspendMsg:
		return a.stops.suspend()
	case resumedMsg:
		return a.resumed(msg)
	case noticeExpiredMsg:
		a.expireNotice(msg)
		return nil
	case tickMsg:
		a.ticking = false
		return a.visible().Update(common.TickMsg{})
	case common.Broadcast:
		return a.broadcast(msg)
	case common.Addressed:
		return a.deliver(msg)
	}
	if a.overlay != nil {
		return a.overlay.Update(msg)
	}
	return a.visible().Update(msg)
}

// handleKey finds whose key it is: the overlay's, the root's, or the screen's.
func (a *App) handleKey(msg tea.KeyPressMsg) tea.Cmd {
	a.notePressed(msg)
	asked := a.quitAsked
	a.quitAsked = false
	if key.Matches(msg, a.keys.Interrupt) {
		return tea.Quit
	}
	if common.Pressed(msg, a.keys.Suspend, a.typing()) {
		return a.stops.suspend()
	}
	if a.overlay != nil && !a.tooSmall() {
		return a.handleOverlayKey(msg)
	}
	if common.Pressed(msg, a.keys.Quit, a.typing()) {
		return a.quit(asked)
	}
	if a.tooSmall() {
		return nil
	}
	if cmd, handled := a.handleRootKey(msg); handled {
		return cmd
	}
	return a.visible().Update(msg)
}

// View implements tea.Model.
func (a *App) View() tea.View {
	view := tea.NewView(a.shown(a.frame()))
	view.AltScreen, view.ReportFocus = true, true
	view.WindowTitle = "coveo-token"
	return view
}
