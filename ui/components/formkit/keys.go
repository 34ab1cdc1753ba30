package formkit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Outcome says what a form made of a message.
type Outcome int

// The outcomes.
const (
	// Ignored means that the message meant nothing to the form.
	Ignored Outcome = iota
	// Used means that the form took it; a value may have changed.
	Used
	// Submitted means that the user is done with the form: enter on the last
	// field, or ctrl+s anywhere.
	Submitted
)

// Keys are the keys of a form, for help and footers.
type Keys struct {
	Next, Previous, Submit, Complete, Choose key.Binding
}

// NewKeys gives the keys; submits says what submitting does, such as "review".
func NewKeys(submits string) Keys {
	return Keys{
		Next:     key.NewBinding(key.WithKeys("tab", "down"), key.WithHelp("tab", "next field")),
		Previous: key.NewBinding(key.WithKeys("shift+tab", "up"), key.WithHelp("shift+tab", "previous field")),
		Submit:   key.NewBinding(key.WithKeys("ctrl+s"), key.WithHelp("ctrl+s", submits)),
		Complete: key.NewBinding(key.WithKeys(rightKey, "end"), key.WithHelp("→", "complete")),
		Choose:   key.NewBinding(key.WithKeys(leftKey, rightKey), key.WithHelp("←/→", "choose")),
	}
}

// Bindings lists the keys that work on the field with the focus.
func (f *Form) Bindings(k Keys) []key.Binding {
	bindings := []key.Binding{k.Next, k.Previous}
	if f.focus < len(f.rows) {
		r := f.rows[f.focus]
		if !r.typed() {
			bindings = append(bindings, k.Choose)
		} else if r.completion() != "" {
			bindings = append(bindings, k.Complete)
		}
	}
	return append(bindings, k.Submit)
}

// Update handles keys and pasted text; other messages are ignored. The command, if
// any, asks the terminal for its clipboard.
func (f *Form) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	if f.focus >= len(f.rows) {
		return Ignored, nil
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return f.handleKey(msg)
	case tea.PasteMsg:
		return f.paste(msg.Content), nil
	case tea.ClipboardMsg:
		return f.paste(msg.Content), nil
	}
	return Ignored, nil
}

func (f *Form) paste(content string) Outcome {
	f.rows[f.focus].paste(content)
	f.check()
	return Used
}

func (f *Form) handleKey(msg tea.KeyPressMsg) (Outcome, tea.Cmd) {
	r := f.rows[f.focus]
	switch msg.String() {
	case "tab", "down":
		f.focusRow((f.focus + 1) % len(f.rows))
	case "shift+tab", "up":
		f.focusRow((f.focus + len(f.rows) - 1) % len(f.rows))
	case "pgdown":
		f.focusRow(f.sectionStart(r.section + 1))
	case "pgup":
		f.focusRow(f.sectionStart(r.section - 1))
	case "ctrl+s":
		return Submitted, nil
	case "enter":
		if f.focus == len(f.rows)-1 {
			return Submitted, nil
		}
		f.focusRow(f.focus + 1)
	case "ctrl+v":
		// The text input would read the clipboard of the machine that the program
		// runs on; the terminal knows the user's.
		return Used, tea.ReadClipboard
	case "end":
		r.complete()
	case rightKey:
		if r.completion() != "" && !r.inside {
			r.complete()
		} else {
			r.update(msg)
		}
	case "esc":
		return Ignored, nil
	default:
		r.update(msg)
	}
	f.check()
	return Used, nil
}

// sectionStart is the first row of a section, or of the nearest that has any.
func (f *Form) sectionStart(section int) int {
	start := 0
	for i, r := range f.rows {
		if r.section > section {
			break
		}
		if i == 0 || r.section != f.rows[i-1].section {
			start = i
		}
	}
	return start
}
