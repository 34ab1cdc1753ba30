package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

// screen finds a screen by its ID, or nil.
func (a *App) screen(id common.ID) common.Screen {
	for _, screen := range a.screens {
		if screen.ID() == id {
			return screen
		}
	}
	return nil
}

// visible is the screen that is shown.
func (a *App) visible() common.Screen { return a.screen(a.active) }

// typing reports whether letters belong to the visible screen.
func (a *App) typing() bool {
	typist, ok := a.visible().(common.Typist)
	return ok && typist.Typing()
}

// resize gives every screen the size of its body. Sizes change nowhere else.
func (a *App) resize(width, height int) {
	a.width, a.height = width, height
	for _, screen := range a.screens {
		l := a.arrange(hasSide(screen.ID()))
		if l.tooSmall {
			continue
		}
		if aware, ok := screen.(common.SideAware); ok {
			aware.SetSideShown(l.side.Width > 0)
		}
		screen.SetSize(l.body.Width, l.body.Height)
	}
	if a.overlay != nil && !a.tooSmall() {
		a.overlay.SetSize(a.overlaySize())
	}
}

// observeSkew makes room for the banner when the clock turns out to be wrong, and takes
// it back when it is right again.
func (a *App) observeSkew() {
	if wrong := a.session.SkewNotice() != ""; wrong != a.bannerShown {
		a.bannerShown = wrong
		a.resize(a.width, a.height)
	}
}

func (a *App) tooSmall() bool { return a.width < minWidth || a.height < minHeight }

// handleRootKey runs a key that works on every screen.
func (a *App) handleRootKey(msg tea.KeyPressMsg) (cmd tea.Cmd, handled bool) {
	typing := a.typing()
	switch {
	case common.Pressed(msg, a.keys.Help, typing):
		return a.openHelp(), true
	case common.Pressed(msg, a.keys.Palette, typing):
		return a.openPalette(), true
	case common.Pressed(msg, a.keys.Presenter, typing):
		return a.present(), true
	case key.Matches(msg, a.keys.Back):
		return a.escape(), true
	}
	for i, step := range common.Steps() {
		if common.Pressed(msg, a.keys.Jump[i], typing) {
			return a.show(step), true
		}
	}
	return nil, false
}

// escape undoes what the screen can undo, or goes back. It never quits.
func (a *App) escape() tea.Cmd {
	if escaper, ok := a.visible().(common.Escaper); ok && escaper.Escape() {
		return nil
	}
	return a.back()
}

// back shows the step before the visible one, if there is one.
func (a *App) back() tea.Cmd {
	for i, screen := range a.screens {
		if screen.ID() == a.active && i > 0 {
			return a.show(a.screens[i-1].ID())
		}
	}
	return nil
}

// show makes a screen the visible one.
func (a *App) show(id common.ID) tea.Cmd {
	if id == a.active || a.screen(id) == nil {
		return nil
	}
	if leaver, ok := a.visible().(common.Leaver); ok {
		leaver.Leave()
	}
	a.active = id
	return a.resume()
}

// resume tells the visible screen that it has become so.
func (a *App) resume() tea.Cmd {
	if resumer, ok := a.visible().(common.Resumer); ok {
		return resumer.Resume()
	}
	return nil
}

// broadcast hands a message to every screen.
func (a *App) broadcast(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(a.screens))
	for _, screen := range a.screens {
		cmds = append(cmds, screen.Update(msg))
	}
	return tea.Batch(cmds...)
}

// deliver hands a message to the screen it is for, visible or not.
func (a *App) deliver(msg common.Addressed) tea.Cmd {
	if screen := a.screen(msg.Owner()); screen != nil {
		return screen.Update(msg)
	}
	return nil
}
