package ui

import (
	"strconv"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"coveotoken/ui/common"
)

// rootKeys are the keys that work on every screen.
type rootKeys struct {
	Palette, Back, Interrupt, Suspend key.Binding
	// Help, Quit and Jump work while no text is being typed; HelpAlways and
	// JumpAlways also then. Jumps are in the order of the steps.
	Help, Quit       key.Binding
	HelpAlways       key.Binding
	Jump, JumpAlways []key.Binding
}

func newRootKeys() rootKeys {
	k := rootKeys{
		Help:       key.NewBinding(key.WithKeys("?"), key.WithHelp("?", "help")),
		HelpAlways: key.NewBinding(key.WithKeys("f1"), key.WithHelp("f1", "help")),
		Palette:    key.NewBinding(key.WithKeys("ctrl+p"), key.WithHelp("ctrl+p", "all actions")),
		Back:       key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "cancel, then back")),
		Quit:       key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "quit")),
		Interrupt:  key.NewBinding(key.WithKeys("ctrl+c"), key.WithHelp("ctrl+c", "quit at once")),
		Suspend:    key.NewBinding(key.WithKeys("ctrl+z"), key.WithHelp("ctrl+z", "back to the shell; fg returns")),
	}
	k.Suspend.SetEnabled(suspends)
	for i := range common.Steps() {
		digit := strconv.Itoa(i + 1)
		k.Jump = append(k.Jump, key.NewBinding(key.WithKeys(digit), key.WithHelp(digit, "step "+digit)))
		k.JumpAlways = append(k.JumpAlways, key.NewBinding(key.WithKeys("alt+"+digit), key.WithHelp("alt+"+digit, "step "+digit)))
	}
	return k
}

// everywhere are the bindings that the help page lists below the screen's own.
func (k rootKeys) everywhere() []key.Binding {
	last := strconv.Itoa(len(k.Jump))
	return []key.Binding{
		key.NewBinding(key.WithKeys("1"), key.WithHelp("1–"+last, "go to a step (while not typing)")),
		key.NewBinding(key.WithKeys("alt+1"), key.WithHelp("alt+1–"+last, "go to a step")),
		k.Back,
		k.Palette,
		key.NewBinding(key.WithKeys("?"), key.WithHelp("? f1", "this help")),
		k.Quit,
		k.Interrupt,
		k.Suspend,
	}
}

// screenKeys are the footer's keys: as many of the screen's own as leave room for
// the help.
type screenKeys struct {
	screen help.KeyMap
	root   rootKeys
	typing bool
}

// ShortHelp implements help.KeyMap.
func (k screenKeys) ShortHelp() []key.Binding {
	const own = 5
	var bindings []key.Binding
	for _, binding := range k.screen.ShortHelp() {
		if binding.Enabled() && len(bindings) < own {
			bindings = append(bindings, binding)
		}
	}
	if k.typing {
		return append(bindings, k.root.HelpAlways)
	}
	return append(bindings, k.root.Help)
}

// FullHelp implements help.KeyMap.
func (k screenKeys) FullHelp() [][]key.Binding {
	return append(k.screen.FullHelp(), k.root.everywhere())
}
