package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi/profile"
)

type configOptions struct {
	*factory
	explain, schema bool
}

// configDocument is what config prints as --json.
type configDocument struct {
	Schema   string            `json:"schema"`
	File     string            `json:"file"`
	Settings []settingDocument `json:"settings"`
}

// settingDocument is a value in effect. From is the flag, variable, profile or file
// that said it, "default" for what nobody said, and "" where there is no value.
type settingDocument struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"`
	// Fingerprint names a secret without showing any of it, "" for what is none.
	Fingerprint string `json:"fingerprint,omitempty"`
}

func newConfigCommand(f *factory, run func(context.Context, *configOptions) error) *cobra.Command {
	options := &configOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings in effect, and where each comes from",
		Long: "Show every setting in effect. A flag wins over the environment, the environment over\n" +
			"the profile, the profile over what is found out, and that over the default. Of a key\n" +
			"only its place and fingerprint are shown; a key_command is not run for that.\n\n" +
			"The settings are in config.yaml (`coveo-token locate config`), which may be edited\n" +
			"and shared: it holds no keys. --schema prints its JSON Schema, for editors:\n" +
			"  # yaml-language-server: $schema=config.schema.json",
		Example: "  coveo-token config --explain\n" +
			"  coveo-token config --schema > config.schema.json",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	cmd.Flags().BoolVar(&options.explain, "explain", false, "say where each value comes from")
	cmd.Flags().BoolVar(&options.schema, "schema", false, "print the JSON Schema of config.yaml")
	return cmd
}

func runConfig(ctx context.Context, o *configOptions) error {
	if o.schema {
		if o.explain || o.globals.json {
			return usageError("--schema prints the schema alone", "Leave the other flags out.")
		}
		return o.io.write(profile.Schema())
	}
	store, err := o.profileStore()
	if err != nil {
		return err
	}
	settings, err := o.effective(ctx)
	if err != nil {
		return err
	}
	if o.globals.json {
		return o.writeJSON(configDocument{schema("config"), store.Path(), settings})
	}
	t := table{header: []string{"SETTING", "VALUE"}}
	if o.explain {
		t.header = []string{"SETTING", "FROM", "VALUE"}
	}
	for _, s := range settings {
		value := s.Value
		if s.Fingerprint != "" {
			value = fmt.Sprintf("%s (%s)", value, s.Fingerprint)
		}
		if o.explain {
			t.add(s.Name, o.safe(s.From), o.safe(value))
		} else {
			t.add(s.Name, o.safe(value))
		}
	}
	return o.io.write([]byte(t.render(o.io.textWidth(), o.io.strong)))
}
