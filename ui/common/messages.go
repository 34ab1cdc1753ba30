package common

import (
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// Addressed is a message for one screen, visible or not.
type Addressed interface {
	Owner() ID
}

// GoToMsg makes a screen the visible one.
type GoToMsg struct{ Screen ID }

// GoTo returns a command that makes a screen the visible one.
func GoTo(screen ID) tea.Cmd {
	return func() tea.Msg { return GoToMsg{Screen: screen} }
}

// FocusFieldMsg asks the Details step to focus the field with an ID of
// jwtview.FormField.
type FocusFieldMsg struct{ Field string }

// Owner implements Addressed.
func (FocusFieldMsg) Owner() ID { return Details }

// FocusField returns a command that goes to the step in which a form field is filled
// in, and to the field itself.
func FocusField(id string) tea.Cmd {
	switch id {
	case jwtview.FieldOrganization:
		return GoTo(Connect)
	case jwtview.FieldPrivileges:
		return GoTo(Privileges)
	}
	return tea.Sequence(GoTo(Details), func() tea.Msg { return FocusFieldMsg{id} })
}

// PickTaskMsg opens the choice of what a token is wanted for.
type PickTaskMsg struct{}

// PickTask is a command that opens the choice of what a token is wanted for.
func PickTask() tea.Msg { return PickTaskMsg{} }

// AddCatalogKeyMsg asks the Connect step for a second key for the open connection; it
// goes to every screen.
type AddCatalogKeyMsg struct{}

// NoticeMsg shows a short sentence in the footer for a few seconds. Failures are
// not notices: they belong beside what caused them.
type NoticeMsg struct{ Text string }

// Notify returns a command that shows a notice.
func Notify(text string) tea.Cmd {
	return func() tea.Msg { return NoticeMsg{Text: text} }
}

// CompareMsg asks the Compare step to take the session's current token as one of its
// identities.
type CompareMsg struct {
	// Query is what to run as all of them, or nil to leave the step's own.
	Query *coveoapi.SearchQuery
	// Tokens are taken instead of the current one, unless there are none.
	Tokens []*OpenToken
}

// Owner implements Addressed.
func (CompareMsg) Owner() ID { return Compare }

// CompareCurrent returns a command that goes to the Compare step with the session's
// current token and, unless it is nil, a query.
func CompareCurrent(query *coveoapi.SearchQuery) tea.Cmd {
	return tea.Sequence(func() tea.Msg { return CompareMsg{Query: query} }, GoTo(Compare))
}

// CompareTokens returns a command that goes to the Compare step with tokens.
func CompareTokens(tokens []*OpenToken) tea.Cmd {
	return tea.Sequence(func() tea.Msg { return CompareMsg{Tokens: tokens} }, GoTo(Compare))
}

// RemintMsg asks the Review step to mint a token with the draft as it is, for a key
// that was pressed in another step.
type RemintMsg struct {
	// Back is the step to go to when the token is there.
	Back ID
}

// Owner implements Addressed.
func (RemintMsg) Owner() ID { return Review }

// Remint returns a command that goes to the Review step, mints there and comes back.
func Remint(back ID) tea.Cmd {
	return tea.Sequence(GoTo(Review), func() tea.Msg { return RemintMsg{Back: back} })
}

// TickMsg comes to the visible screen each second while a countdown runs, so that
// it is drawn again. It carries no time: read the session's clock.
type TickMsg struct{}

// ConnectedMsg says that the session has a new connection; it goes to every screen.
type ConnectedMsg struct{}

// TokenOpenedMsg says that the session's current token changed; it goes to every
// screen.
type TokenOpenedMsg struct{}

// DraftChangedMsg says that the draft changed in a way that another screen may have
// to show, such as its kind; it goes to every screen.
type DraftChangedMsg struct{}

// ThemeChangedMsg says that the session's styles changed; it goes to every screen,
// for those that keep styled lines.
type ThemeChangedMsg struct{}

// Broadcast is a message for every screen.
type Broadcast interface{ broadcast() }

func (ConnectedMsg) broadcast()     {}
func (TokenOpenedMsg) broadcast()   {}
func (DraftChangedMsg) broadcast()  {}
func (ThemeChangedMsg) broadcast()  {}
func (AddCatalogKeyMsg) broadcast() {}
