package common

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/lint"
)

// Global is the scope of the actions that work on every screen.
const Global = "global"

// Action is something that a key does and that can be put on another one.
type Action struct {
	// Name is the scope, which is a screen's ID or Global, and what is done there, such
	// as "token.reveal". It never changes.
	Name string
	// Does says what it does in a few words.
	Does string
	// Default are the keys that it has unless the settings say otherwise; Keys are those
	// that it has.
	Default, Keys []string
}

// scope is the part of the name before the point.
func (a Action) scope() string {
	scope, _, _ := strings.Cut(a.Name, ".")
	return scope
}

// Bindings are the keys of the actions of one run of the program: the defaults, which
// stand beside the code that handles them, with those that the user chose in their
// place. They know the actions of the screens that were made with them.
type Bindings struct {
	chosen  map[string][]string
	actions []Action
	// fixed have no name of their own, only their scope's.
	fixed []Action
}

// NewBindings makes bindings with the keys that the user chose, by the action's name.
func NewBindings(chosen map[string][]string) *Bindings { return &Bindings{chosen: chosen} }

// Binder makes the binding of an action. shown and does are for help; shown gives way
// to the keys that the user chose. An action without a name keeps its keys: those that
// move, and esc, are the same everywhere.
type Binder func(name, shown, does string, keys ...string) key.Binding

// Of is the binder of a scope.
func (b *Bindings) Of(scope string) Binder {
	return func(name, shown, does string, keys ...string) key.Binding {
		if name == "" {
			b.fixed = append(b.fixed, Action{Name: scope, Does: does, Default: keys, Keys: keys})
			return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
		}
		action := Action{Name: scope + "." + name, Does: does, Default: keys, Keys: keys}
		if chosen, ok := b.chosen[action.Name]; ok {
			action.Keys, shown = chosen, shownKeys(chosen)
		}
		b.add(action)
		return key.NewBinding(key.WithKeys(action.Keys...), key.WithHelp(shown, does))
	}
}

// add keeps an action; one that a screen binds twice, as it does different things at
// different times, counts once.
func (b *Bindings) add(action Action) {
	if !slices.ContainsFunc(b.actions, func(a Action) bool { return a.Name == action.Name }) {
		b.actions = append(b.actions, action)
	}
}

// Actions are all actions that were bound, in the order of their scopes.
func (b *Bindings) Actions() []Action { return slices.Clone(b.actions) }

// BindingError says what is wrong with the keys that were chosen for an action.
type BindingError struct {
	Action string
	// Reason continues a sentence that starts with the action; Remedy is a sentence.
	Reason, Remedy string
}

// Error implements error.
func (e *BindingError) Error() string { return e.Action + " " + e.Reason + ". " + e.Remedy }

// Check finds what is wrong with the keys that were chosen, in the order of the actions'
// names. All screens must have been made before.
func (b *Bindings) Check() error {
	for _, name := range slices.Sorted(maps.Keys(b.chosen)) {
		at := slices.IndexFunc(b.actions, func(a Action) bool { return a.Name == name })
		if at < 0 {
			return b.unknown(name)
		}
		if err := b.check(b.actions[at]); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bindings) unknown(name string) error {
	var names []string
	for _, a := range b.actions {
		names = append(names, a.Name)
	}
	remedy := "There are: " + strings.Join(names, ", ") + "."
	if near := lint.Nearest(name, names); near != "" {
		remedy = "Did you mean " + near + "? `coveo-token keys` lists all."
	}
	return &BindingError{Action: name, Reason: "is no action", Remedy: remedy}
}

// check judges the keys of one action.
func (b *Bindings) check(action Action) error {
	if len(action.Keys) == 0 {
		return &BindingError{Action: action.Name, Reason: "has no key", Remedy: "Give it at least one, or leave it out."}
	}
	for _, name := range action.Keys {
		press, ok := KeyPress(name)
		switch {
		case !ok:
			return &BindingError{
				Action: action.Name, Reason: fmt.Sprintf("has the key %q, which is none", name),
				Remedy: "Keys are written like these: a, Y, ?, ctrl+k, alt+1, shift+tab, enter, space, f5.",
			}
		case name == "esc" || name == "ctrl+c":
			return &BindingError{Action: action.Name, Reason: "cannot have " + name, Remedy: "esc always goes back, and ctrl+c always quits."}
		case press.Text != "" && !slices.ContainsFunc(action.Default, writes):
			return &BindingError{
				Action: action.Name, Reason: fmt.Sprintf("cannot have %s, which writes a character", name),
				Remedy: "It works while text is typed: choose a key with ctrl or alt, or a function key.",
			}
		}
		if err := b.conflict(action, name); err != nil {
			return err
		}
	}
	return nil
}

// writes reports whether a key writes a character.
func writes(name string) bool {
	press, ok := KeyPress(name)
	return ok && press.Text != ""
}

// conflict finds another action that has the key at the same place. Actions that share
// a default key work at different times, and may share others.
func (b *Bindings) conflict(action Action, name string) error {
	for _, other := range slices.Concat(b.actions, b.fixed) {
		together := other.scope() == action.scope() || other.scope() == Global || action.scope() == Global
		shared := slices.ContainsFunc(other.Default, func(k string) bool { return slices.Contains(action.Default, k) })
		if other.Name != action.Name && together && !shared && slices.Contains(other.Keys, name) {
			return &BindingError{
				Action: action.Name, Reason: fmt.Sprintf("has the key %s, which %s has too (%s)", name, other.Name, other.Does),
				Remedy: "Choose another key for one of them. `coveo-token keys` lists all.",
			}
		}
	}
	return nil
}

// shownKeys are keys as help shows them.
func shownKeys(keys []string) string {
	shown := make([]string, len(keys))
	for i, name := range keys {
		shown[i] = ShownKey(name)
	}
	return strings.Join(shown, "/")
}

// ShownKey is a key as help shows it: with arrows for the arrow keys.
func ShownKey(name string) string {
	prefix, bare := "", name
	if i := strings.LastIndexByte(name, '+'); i > 0 && i < len(name)-1 {
		prefix, bare = name[:i+1], name[i+1:]
	}
	switch bare {
	case "up":
		bare = "↑"
	case "down":
		bare = "↓"
	case "left":
		bare = "←"
	case "right":
		bare = "→"
	case "pgdown":
		bare = "pgdn"
	}
	return prefix + bare
}

// Pressed reports whether a key is one of a binding's. While text is typed, a key that
// writes a character is none.
func Pressed(msg tea.KeyPressMsg, binding key.Binding, typing bool) bool {
	return key.Matches(msg, binding) && !(typing && msg.Text != "")
}
