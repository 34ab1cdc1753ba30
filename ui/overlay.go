package ui

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/theme"
)

// overlay covers the body and has all keys until it is closed.
type overlay interface {
	SetSize(width, height int)
	SetStyles(*theme.Styles)
	Update(tea.Msg) tea.Cmd
	View() string
	// Closes reports whether a key closes the overlay.
	Closes(tea.KeyPressMsg) bool
	// Chosen gives the action that a key chooses; the overlay closes first.
	Chosen(tea.KeyPressMsg) (action, bool)
	help.KeyMap
}

// handleOverlayKey gives a key to the overlay, and acts on what it means.
func (a *App) handleOverlayKey(msg tea.KeyPressMsg) tea.Cmd {
	if a.overlay.Closes(msg) || key.Matches(msg, a.keys.Back) {
		a.overlay = nil
		return nil
	}
	if chosen, ok := a.overlay.Chosen(msg); ok {
		a.overlay = nil
		return chosen.run()
	}
	return a.overlay.Update(msg)
}

func (a *App) open(o overlay) {
	o.SetSize(a.overlaySize())
	a.overlay = o
}
