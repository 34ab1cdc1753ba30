// Command hello is a bare Bubble Tea program: a line of text that follows the last
// key. The benchmark compares with it.
package main

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
)

type model struct{ key string }

func (m model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		if press.String() == "ctrl+c" {
			return m, tea.Quit
		}
		m.key = press.String()
	}
	return m, nil
}

func (m model) View() tea.View {
	view := tea.NewView("hello " + m.key)
	view.AltScreen = true
	return view
}

func main() {
	if _, err := tea.NewProgram(model{}).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
