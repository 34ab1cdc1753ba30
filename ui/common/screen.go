// Package common holds what every screen shares: the screen contract, the session,
// cancellable calls, and the messages that cross from one screen to another.
package common

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"
)

// ID names a screen, which is also a step of the workspace.
type ID string

// The screens, in the order of the step bar.
const (
	Connect    ID = "connect"
	Privileges ID = "privileges"
	Details    ID = "details"
	Review     ID = "review"
	Token      ID = "token"
	Query      ID = "query"
	Compare    ID = "compare"
	History    ID = "history"
)

// Steps lists the screens in the order of the step bar.
func Steps() []ID { return []ID{Connect, Privileges, Details, Review, Token, Query, Compare, History} }

// Screen is one step of the workspace. The root model owns the frame around it.
type Screen interface {
	ID() ID
	// Title is the step's name in the bar and in help.
	Title() string
	// Init starts the screen's work; constructors do none.
	Init() tea.Cmd
	// Update handles a message on a pointer receiver.
	Update(tea.Msg) tea.Cmd
	// View renders exactly the size set by SetSize, or less; the root pads it.
	View() string
	SetSize(width, height int)
	// KeyMap lists the keys that work now: ShortHelp for the footer (at most six),
	// FullHelp for the help page and the palette.
	help.KeyMap
}

// Typist is a screen that may be taking text, so that letters and digits are not
// root keys.
type Typist interface {
	Typing() bool
}

// Resumer is a screen that wants to know when it becomes the visible one.
type Resumer interface {
	Resume() tea.Cmd
}

// Leaver is a screen that wants to know when another one becomes visible.
type Leaver interface {
	Leave()
}

// Escaper is a screen that may have something for esc to undo before esc goes
// back: a running call, a filter, an open pane. Escape reports whether it did.
type Escaper interface {
	Escape() (handled bool)
}

// SideAware is a screen that shows the request itself where the root model has no
// room for it at the side. It is told with every change of size.
type SideAware interface {
	SetSideShown(shown bool)
}

// Ticker is a screen that may be showing something that changes each second, beyond
// the countdown of an open token, which ticks anyway.
type Ticker interface {
	Ticking() bool
}

// Personal is a screen that shows people whom neither the form nor the open token
// names. Presenter mode masks them.
type Personal interface {
	// Persons are names and e-mail addresses, or texts that hold such addresses.
	Persons() []string
}

// Explainer is a screen that can say more about what has the focus than it shows. The
// help page begins with it.
type Explainer interface {
	// Explain gives a title and sentences, each of which begins a line of its own and
	// may hold text from outside. The title is "" when nothing has the focus.
	Explain() (title string, sentences []string)
}

// State is how far a step is, shown in the bar with a glyph and never by colour
// alone.
type State int

// The states of a step.
const (
	Empty State = iota
	Done
	Problem
)

// Stater is a screen that knows how far its step is.
type Stater interface {
	State() State
}
