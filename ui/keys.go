package ui

import (
	"slices"
	"strconv"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"coveotoken/ui/common"
)

// rootKeys are the keys that work on every screen. While text is typed, those that write
// a character do not: actions that are needed then have another key, too.
type rootKeys struct {
	Palette, Help, Quit, Suspend, Presenter key.Binding
	// Back and Interrupt are the same for everybody.
	Back, Interrupt key.Binding
	// Jump are in the order of the steps.
	Jump []key.Binding
}

func newRootKeys(keys *common.Bindings) rootKeys {
	bind := keys.Of(common.Global)
	k := rootKeys{
		Help:      bind("help", "? f1", "help", "?", "f1"),
		Palette:   bind("palette", "ctrl+p", "all actions", "ctrl+p"),
		Back:      bind("", "esc", "cancel, then back", "esc"),
		Quit:      bind("quit", "q", "quit", "q"),
		Interrupt: bind("", "ctrl+c", "quit at once", "ctrl+c"),
		Presenter: bind("presenter", "P", "presenter mode on or off", "P"),
		Suspend:   bind("suspend", "ctrl+z", "back to the shell; fg returns", "ctrl+z"),
	}
	k.Suspend.SetEnabled(suspends)
	for i, step := range common.Steps() {
		digit := strconv.Itoa(i + 1)
		k.Jump = append(k.Jump, bind("go-to-"+string(step), digit+"/alt+"+digit, "go to step "+digit, digit, "alt+"+digit))
	}
	return k
}

// everywhere are the bindings that the help page lists below the screen's own.
func (k rootKeys) everywhere() []key.Binding {
	return append(k.jumps(), k.Back, k.Palette, k.Help, k.Presenter, k.Quit, k.Interrupt, k.Suspend)
}

// jumps are the keys that go to a step: in two lines while they are those that everybody
// knows.
func (k rootKeys) jumps() []key.Binding {
	for i, jump := range k.Jump {
		if digit := strconv.Itoa(i + 1); !slices.Equal(jump.Keys(), []string{digit, "alt+" + digit}) {
			return slices.Clone(k.Jump)
		}
	}
	last := strconv.Itoa(len(k.Jump))
	return []key.Binding{
		key.NewBinding(key.WithKeys("1"), key.WithHelp("1–"+last, "go to a step (while not typing)")),
		key.NewBinding(key.WithKeys("alt+1"), key.WithHelp("alt+1–"+last, "go to a step")),
	}
}

// now is a binding with the key that works now in its help: the first that does.
func now(binding key.Binding, typing bool) key.Binding {
	for _, name := range binding.Keys() {
		if press, ok := common.KeyPress(name); ok && common.Pressed(press, binding, typing) {
			binding.SetHelp(common.ShownKey(name), binding.Help().Desc)
			break
		}
	}
	return binding
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
	return append(bindings, now(k.root.Help, k.typing))
}

// FullHelp implements help.KeyMap.
func (k screenKeys) FullHelp() [][]key.Binding {
	return append(k.screen.FullHelp(), k.root.everywhere())
}
