package codeview

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type keyMap struct {
	copy, next, previous, swap, move, leave key.Binding
}

func newKeyMap() keyMap {
	return keyMap{
		copy:     key.NewBinding(key.WithKeys("y", "enter", "c"), key.WithHelp("y", "copy")),
		next:     key.NewBinding(key.WithKeys("right", "l", "tab"), key.WithHelp("→", "next language")),
		previous: key.NewBinding(key.WithKeys("left", "h", "shift+tab"), key.WithHelp("←", "previous language")),
		swap:     key.NewBinding(key.WithKeys("s"), key.WithHelp("s", "the other request")),
		move:     key.NewBinding(key.WithKeys("up", "down", "k", "j", "pgup", "pgdown", "home", "end"), key.WithHelp("↑/↓", "scroll")),
		leave:    key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "back")),
	}
}

// Bindings are the keys that work now, those that matter most first. The screen's
// Escape is to close the view.
func (v *View) Bindings() []key.Binding {
	bindings := []key.Binding{v.keys.copy, v.keys.next, v.keys.leave}
	if len(v.subjects) > 1 {
		swap := v.keys.swap
		swap.SetHelp("s", v.subjects[(v.subject+1)%len(v.subjects)].Name)
		bindings = append(bindings, swap)
	}
	if v.pane.Scrolls() {
		bindings = append(bindings, v.keys.move)
	}
	return append(bindings, v.keys.previous)
}

// Key handles a key while the view is shown.
func (v *View) Key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, v.keys.copy):
		return v.copy()
	case key.Matches(msg, v.keys.next):
		v.turn(1)
	case key.Matches(msg, v.keys.previous):
		v.turn(-1)
	case key.Matches(msg, v.keys.swap):
		if len(v.subjects) > 1 {
			v.swap()
		}
	default:
		v.pane.Update(msg)
	}
	return nil
}
