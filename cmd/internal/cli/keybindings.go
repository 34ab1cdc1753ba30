package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi/profile"
	"coveotoken/ui"
	"coveotoken/ui/common"
)

// bindings are the keys of the screens' actions, with those of the settings.
func bindings(settings profile.Settings) (*common.Bindings, error) {
	keys, err := ui.NewBindings(settings.KeyBindings)
	var wrong *common.BindingError
	if errors.As(err, &wrong) {
		return nil, settings.Invalid(wrong.Reason, wrong.Remedy, "keys", wrong.Action)
	}
	return keys, err
}

type keysOptions struct{ *factory }

// bindingsDocument lists the actions of the screens, as --json shows them.
type bindingsDocument struct {
	Schema  string        `json:"schema"`
	Actions []boundAction `json:"actions"`
}

// boundAction is an action with its keys; Default are those that it has unless the
// settings say otherwise.
type boundAction struct {
	Name    string   `json:"name"`
	Keys    []string `json:"keys"`
	Default []string `json:"default"`
	Does    string   `json:"does"`
}

func newKeysCommand(f *factory, run func(context.Context, *keysOptions) error) *cobra.Command {
	options := &keysOptions{factory: f}
	return &cobra.Command{
		Use:   "keys",
		Short: "List the keys of the screens, and how to change them",
		Long: "Lists the actions of the screens with their keys. An action has other keys when\n" +
			"the settings name them (`coveo-token locate config` says where they are):\n\n" +
			"  keys:\n    token.reveal: [ctrl+v]\n    global.palette: [ctrl+k, f2]\n\n" +
			"The arrows, tab, enter and esc of lists and forms, and ctrl+c, are the same for\neverybody.",
		Example: "  coveo-token keys\n  coveo-token keys --json",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
}

func runKeys(_ context.Context, o *keysOptions) error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	keys, err := bindings(settings)
	if err != nil {
		return err
	}
	document := bindingsDocument{Schema: schema("keys")}
	for _, a := range keys.Actions() {
		document.Actions = append(document.Actions, boundAction{a.Name, a.Keys, a.Default, a.Does})
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	rows := &table{header: []string{"ACTION", "KEYS", "DOES"}}
	for _, a := range document.Actions {
		does := a.Does
		if !slices.Equal(a.Keys, a.Default) {
			does += " (instead of " + strings.Join(a.Default, ", ") + ")"
		}
		rows.add(a.Name, strings.Join(a.Keys, ", "), does)
	}
	return o.io.write([]byte(rows.render(o.io.textWidth(), o.io.strong)))
}
