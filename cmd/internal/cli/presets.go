package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"
	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
)

type presetsOptions struct {
	*factory
	overwrite, yes bool
}

func newPresetsCommand(f *factory) *cobra.Command {
	options := &presetsOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "presets",
		Short: "Keep filled forms under names: list, show, save and remove them",
		Long: "A preset is the filled form of a token, and a query, in a YAML file without any\n" +
			"secret: it can go into a repository. `mint`, `token`, `exec` and `endpoint` take one\n" +
			"with --preset, by its name or by the path of a file anywhere; `mint --save-preset`\n" +
			"and ctrl+g in the screens make one. Without a subcommand the presets are listed.",
		Example: "  coveo-token mint search --user asmith@example.com --search-hub SupportHub --save-preset support-agent --dry-run\n" +
			"  coveo-token mint search --preset support-agent --valid-for 15m\n" +
			"  coveo-token presets show support-agent > support-agent.yaml\n" +
			"  coveo-token presets schema > preset.schema.json",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return options.list() },
	}
	cmd.AddCommand(
		options.command("list", "List the presets", "", 0, func(context.Context, []string) error { return options.list() }),
		options.command("show", "Print a preset as YAML", "NAME|FILE", 1, func(_ context.Context, args []string) error { return options.show(args[0]) }),
		options.saveCommand(), options.removeCommand(),
		options.command("schema", "Print the JSON Schema of presets, for editors", "", 0, func(context.Context, []string) error {
			return f.io.write([]byte(preset.Schema()))
		}),
	)
	return cmd
}

// command makes a subcommand that takes so many arguments.
func (o *presetsOptions) command(name, short, arguments string, count int, run func(context.Context, []string) error) *cobra.Command {
	cmd := &cobra.Command{
		Use: strings.TrimSpace(name + " " + arguments), Short: short, Example: "  coveo-token presets " + name + presetExample(name),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != count {
				return usageError(fmt.Sprintf("`%s` takes %s, and there are %d", cmd.CommandPath(), english.Plural(count, "argument", ""), len(args)),
					"Write `coveo-token presets "+strings.TrimSpace(name+" "+arguments)+"`.")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return run(cmd.Context(), args) },
	}
	if count > 0 {
		cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 || name == "save" {
				return nil, cobra.ShellCompDirectiveDefault
			}
			return completions(o.presetNames(), typed), cobra.ShellCompDirectiveDefault
		}
	}
	return cmd
}

// presetExample are the arguments in the example of a subcommand.
func presetExample(name string) string {
	switch name {
	case "show", "remove":
		return " support-agent"
	case "save":
		return " support-agent support-agent.yaml"
	default:
		return ""
	}
}

func (o *presetsOptions) saveCommand() *cobra.Command {
	cmd := o.command("save", "Keep a preset file under a name", "NAME FILE|-", 2, func(ctx context.Context, args []string) error {
		return o.save(ctx, args[0], args[1])
	})
	cmd.Flags().BoolVar(&o.overwrite, "overwrite", false, "replace a preset of that name without asking")
	return cmd
}

func (o *presetsOptions) removeCommand() *cobra.Command {
	cmd := o.command("remove", "Remove a preset", "NAME", 1, func(ctx context.Context, args []string) error { return o.remove(ctx, args[0]) })
	cmd.Flags().BoolVar(&o.yes, "yes", false, "remove it without asking")
	return cmd
}

// presetsDocument lists presets, as --json shows it.
type presetsDocument struct {
	Schema  string        `json:"schema"`
	Presets []savedPreset `json:"presets"`
}

type savedPreset struct {
	Name        string   `json:"name"`
	File        string   `json:"file"`
	Kind        string   `json:"kind,omitempty"`
	Description string   `json:"description,omitempty"`
	Users       []string `json:"users,omitempty"`
	// Error says why the file cannot be used.
	Error string `json:"error,omitempty"`
}

func (o *presetsOptions) list() error {
	store, err := o.presetStore()
	if err != nil {
		return err
	}
	list, err := store.List()
	if err != nil {
		return err
	}
	document, rows := presetsDocument{schema("presets"), []savedPreset{}}, &table{header: []string{"NAME", "KIND", "USERS", "DESCRIPTION"}}
	for _, saved := range list {
		row := savedPreset{Name: saved.Name, File: store.Path(saved.Name), Kind: string(saved.Preset.Kind), Description: saved.Preset.Description}
		for _, user := range saved.Preset.Users {
			row.Users = append(row.Users, user.Name)
		}
		if saved.Err != nil {
			row.Error = saved.Err.Error()
		}
		document.Presets = append(document.Presets, row)
		rows.add(o.safe(row.Name), firstOf(row.Kind, "!"), o.safe(strings.Join(row.Users, ", ")), o.safe(firstOf(row.Error, row.Description)))
	}
	switch {
	case o.globals.json:
		return o.writeJSON(document)
	case len(list) == 0:
		o.note("There are no presets in %s. `coveo-token mint … --save-preset NAME` makes one.", store.Path("…"))
		return nil
	}
	return o.io.write([]byte(rows.render(o.io.textWidth(), o.io.strong)))
}

// presetDocument is a preset as --json shows it.
type presetDocument struct {
	Schema string  `json:"schema"`
	Preset rawJSON `json:"preset"`
}

func (o *presetsOptions) show(nameOrFile string) error {
	p, err := o.loadPreset(nameOrFile)
	if err != nil {
		return inputNamed("NAME", err)
	}
	content, err := preset.Encode(p)
	if err != nil {
		return err
	}
	if !o.globals.json {
		return o.io.write(content)
	}
	if content, err = yaml.YAMLToJSON(content); err != nil {
		return err
	}
	return o.writeJSON(presetDocument{schema("preset"), rawJSON(content)})
}

func (o *presetsOptions) save(ctx context.Context, name, path string) error {
	if err := preset.CheckName(name); err != nil {
		return inputNamed("NAME", err)
	}
	content, err := o.readInput(ctx, "file", path, preset.MaxFileBytes)
	if err != nil {
		return inputNamed("FILE", err)
	}
	p, err := preset.Parse(content)
	var format *preset.FormatError
	if errors.As(err, &format) {
		return formatProblem("preset", path, format, "`coveo-token presets schema` prints the form.")
	}
	if err != nil {
		return err
	}
	return o.keepPreset(ctx, name, p, o.overwrite)
}

func (o *presetsOptions) remove(ctx context.Context, name string) error {
	store, err := o.presetStore()
	if err != nil {
		return err
	}
	var unknown *coveoapi.InputError
	if _, err := store.Load(name); errors.As(err, &unknown) {
		return inputNamed("NAME", err)
	}
	if !o.yes {
		if err := o.confirm(ctx, "The preset "+name+" is in "+store.Path(name)+".", "Remove it?", "Add --yes to remove it without being asked."); err != nil {
			return err
		}
	}
	if err := store.Remove(name); err != nil {
		return inputNamed("NAME", err)
	}
	o.note("Removed the preset %s.", name)
	return nil
}
