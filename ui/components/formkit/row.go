package formkit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// maxLength bounds what a field takes. Nothing that belongs into a form is longer,
// and a text input slows down with its length.
const maxLength = 8192

// The arrows move the cursor of a typed value and change a chosen one.
const (
	leftKey  = "left"
	rightKey = "right"
)

// row is a field with the huh field that edits it.
type row struct {
	field   *Field
	section int
	editor  huh.Field
	input   *huh.Input // the editor of a typed value, or nil
	message Message
	// note says what was removed from what was pasted, until the next key.
	note string
	// inside is set while the cursor may stand inside the value, where the right
	// arrow moves rather than completes.
	inside bool
}

func newRow(field *Field, section int, theme *fieldTheme) *row {
	r := &row{field: field, section: section}
	if len(field.Choices) > 0 {
		choice := huh.NewSelect[string]().Inline(true)
		choice.WithTheme(theme)
		r.editor = choice.Options(options(field)...).Accessor(r)
	} else {
		r.input = huh.NewInput().Prompt("").CharLimit(maxLength).Placeholder(field.Placeholder)
		r.input.WithTheme(theme)
		if field.Hidden {
			r.input.EchoMode(huh.EchoModePassword)
		}
		r.editor = r.input.Accessor(r)
	}
	r.editor.WithKeyMap(editorKeys())
	return r
}

// editorKeys leaves huh's fields only the keys that change a value; moving from
// field to field is the form's own business.
func editorKeys() *huh.KeyMap {
	return &huh.KeyMap{Select: huh.SelectKeyMap{
		Left:  key.NewBinding(key.WithKeys(leftKey)),
		Right: key.NewBinding(key.WithKeys(rightKey, "space")),
	}}
}

// options are the choices of a field, and its value too when that is none of them,
// so that showing a value never changes it.
func options(field *Field) []huh.Option[string] {
	value := field.Get()
	known := false
	list := make([]huh.Option[string], 0, len(field.Choices)+1)
	for _, c := range field.Choices {
		known = known || c.Value == value
		list = append(list, huh.NewOption(c.Label, c.Value))
	}
	if !known {
		list = append(list, huh.NewOption(clean(value), value))
	}
	return list
}

// Get implements huh.Accessor with what can be edited of the value.
func (r *row) Get() string {
	if r.field.Choices != nil {
		return r.field.Get()
	}
	return clean(r.field.Get())
}

// Set implements huh.Accessor. huh calls it after every message.
func (r *row) Set(value string) {
	if value != r.Get() {
		r.field.Set(value)
	}
}

// typed reports whether letters go into the field.
func (r *row) typed() bool { return r.input != nil }

func (r *row) focus() {
	r.inside = false
	r.refresh()
	r.editor.Focus()
}

func (r *row) blur() {
	r.editor.Blur()
	r.note = ""
}

func (r *row) refresh() {
	if r.input != nil {
		r.input.Accessor(r)
	}
}

func (r *row) check() {
	r.message = Message{}
	if r.field.Check != nil {
		r.message = r.field.Check(r.field.Get())
	}
}

// update passes a key to the huh field. Its commands are not run: they are "next
// field" messages without an address and the blinking of a cursor, which we do
// without.
func (r *row) update(msg tea.KeyPressMsg) {
	r.note = ""
	if msg.Text != "" {
		msg.Text = clean(msg.Text)
		if msg.Text == "" {
			return
		}
	}
	switch msg.String() {
	case leftKey, "ctrl+b", "home", "ctrl+a", "ctrl+left", "alt+left", "alt+b":
		r.inside = true
	case "end", "ctrl+e":
		r.inside = false
	}
	r.editor.Update(msg)
}

// paste inserts pasted text as far as a field can hold it.
func (r *row) paste(content string) {
	if r.input == nil {
		return
	}
	text, note := CleanPaste(content)
	r.editor.Update(tea.PasteMsg{Content: text})
	if r.field.Tidy != nil {
		tidied, tidyNote := r.field.Tidy(r.field.Get())
		if tidied != r.field.Get() {
			r.field.Set(tidied)
			r.input.Accessor(r)
			note = tidyNote
		}
	}
	r.note = note
}

// setWidth sets the width of the editor in cells.
func (r *row) setWidth(width int) {
	// huh keeps one cell of an input for the cursor.
	r.editor.WithWidth(max(2, width))
}
