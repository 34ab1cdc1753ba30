package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

// tickMsg is one second of a countdown.
type tickMsg struct{}

// tick starts the next second when something visible counts and none is under way.
func (a *App) tick() tea.Cmd {
	if a.ticking || !a.counting() {
		return nil
	}
	a.ticking = true
	return a.session.After(time.Second, tickMsg{})
}

// counting reports whether something visible changes with the clock: the header's
// countdown until the token has expired, or something on the screen.
func (a *App) counting() bool {
	if ticker, ok := a.visible().(common.Ticker); ok && ticker.Ticking() {
		return true
	}
	if a.session.Current == nil || a.session.Current.Decoded == nil {
		return false
	}
	switch a.session.Current.Decoded.Life().At(a.session.Now()) {
	case jwtview.Valid, jwtview.NotYetValid:
		return true
	}
	return false
}
