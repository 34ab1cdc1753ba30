package ui

import (
	"reflect"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

// quit quits, but asks once when that would lose a request that was never minted.
func (a *App) quit(asked bool) tea.Cmd {
	if asked || !a.unminted() {
		return tea.Quit
	}
	a.quitAsked = true
	return a.showNotice("This request has not been minted. Press " + a.keys.Quit.Help().Key + " again to quit.")
}

// unminted reports whether the draft holds something of which no token was made.
func (a *App) unminted() bool {
	return a.session.Current == nil && !reflect.DeepEqual(a.session.Draft, common.NewDraft())
}
