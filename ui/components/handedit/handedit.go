// Package handedit lets a screen have the body of the token request edited by hand,
// in the user's own editor, and says that it was and what is odd about it.
package handedit

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/text"
)

// mostNamed is how many unknown attributes are named.
const mostNamed = 6

// Editing edits the body of the session's draft for a screen. Use New.
type Editing struct {
	session *common.Session
	owner   common.ID
	// Edit and Toggle are its keys; the second works while Toggles says so.
	Edit, Toggle key.Binding
	// failure is why the text could not be edited, until the next try.
	failure error
}

// New makes the editing of a screen, with further keys that open the editor.
func New(session *common.Session, owner common.ID, keys ...string) *Editing {
	bind := session.Keys.Of(string(owner))
	return &Editing{
		session: session, owner: owner,
		Edit:   bind("edit-json", "ctrl+e", "edit as JSON", append([]string{"ctrl+e"}, keys...)...),
		Toggle: bind("form-or-json", "ctrl+r", "back to the form", "ctrl+r"),
	}
}

// Bindings are the keys that work now.
func (e *Editing) Bindings() []key.Binding {
	toggle := e.Toggle
	switch {
	case !e.Toggles():
		return []key.Binding{e.Edit}
	case e.session.Draft.RawBody() == nil:
		toggle.SetHelp(toggle.Help().Key, "back to your JSON")
	}
	return []key.Binding{e.Edit, toggle}
}

// Toggles reports whether there is a body that was edited by hand, in use or set
// aside.
func (e *Editing) Toggles() bool {
	draft := e.session.Draft
	return draft.RawBody() != nil || draft.Aside[draft.Kind] != nil
}

// Key handles the keys and reports whether it was one of them.
func (e *Editing) Key(msg tea.KeyPressMsg) (cmd tea.Cmd, used bool) {
	switch {
	case key.Matches(msg, e.Edit):
		return e.Open(), true
	case key.Matches(msg, e.Toggle) && e.Toggles():
		return e.toggle(), true
	}
	return nil, false
}

// Open starts the editor.
func (e *Editing) Open() tea.Cmd {
	e.failure = nil
	draft, target, name := e.session.Draft, coveoapi.Target{}, "search-token.json"
	if e.session.Connection != nil {
		target = e.session.Connection.API.Target()
	}
	if draft.Kind == common.PlatformToken {
		name = "platform-token.json"
	}
	return e.session.Editor.Open(e.owner, name, draft.EditableBody(target))
}

// Accept takes what comes back from the editor.
func (e *Editing) Accept(msg common.EditedMsg) tea.Cmd {
	e.failure = msg.Err
	switch {
	case msg.Err != nil:
		return nil
	case !msg.Changed:
		return common.Notify("Nothing was changed.")
	}
	e.session.Draft.SetRawBody(msg.Content)
	return tea.Batch(changed, common.Notify("The body that you edited will be sent."))
}

// toggle changes between the form and the body that was edited by hand.
func (e *Editing) toggle() tea.Cmd {
	e.failure = nil
	e.session.Draft.ToggleRaw()
	notice := "Back to the form. " + e.Toggle.Help().Key + " returns to the body that you edited."
	if e.session.Draft.RawBody() != nil {
		notice = "The body that you edited is used again."
	}
	return tea.Batch(changed, common.Notify(notice))
}

// changed tells every screen that the request is another one.
func changed() tea.Msg { return common.DraftChangedMsg{} }

// Lines say that the body was edited by hand and what is odd about it, or why it
// could not be. There are none while there is nothing to say.
func (e *Editing) Lines(width int) []string {
	styles, draft := e.session.Styles, e.session.Draft
	var lines []string
	if e.failure != nil {
		lines = text.Style(styles.Bad, text.Wrap("✗ "+safetext.Visible(e.failure.Error()), width))
	}
	if draft.RawBody() == nil {
		return lines
	}
	lines = append(lines, text.Style(styles.Warning, text.Wrap("! Edited by hand: this body is sent, not the form's. "+e.Toggle.Help().Key+" goes back to the form.", width))...)
	if unknown := draft.UnknownAttributes(); len(unknown) > 0 {
		lines = append(lines, text.Style(styles.Warning, text.Wrap("! Not in Coveo's published schema, sent all the same: "+list(unknown), width))...)
	}
	return lines
}

// list names the first few names, which are from outside.
func list(names []string) string {
	named := names[:min(len(names), mostNamed)]
	words := safetext.Visible(strings.Join(named, ", "))
	if more := len(names) - len(named); more > 0 {
		words += fmt.Sprintf(" and %d more", more)
	}
	return words
}
