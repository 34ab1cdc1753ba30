package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/profile"
)

type profilesOptions struct {
	*factory
	yes bool
}

// profilesDocument is what `profiles list` prints as --json.
type profilesDocument struct {
	Schema   string            `json:"schema"`
	Profiles []profileDocument `json:"profiles"`
}

// profileDocument is a profile. Host is where its keys go.
type profileDocument struct {
	Name         string       `json:"name"`
	Organization string       `json:"organization"`
	Endpoint     string       `json:"endpoint"`
	Host         string       `json:"host"`
	Default      bool         `json:"default"`
	Key          keptDocument `json:"key"`
	CatalogKey   keptDocument `json:"catalog_key"`
}

// keptDocument is where a key is kept: keyring, command, file or nowhere.
type keptDocument struct {
	Kept    string `json:"kept"`
	Command string `json:"command,omitempty"`
	File    string `json:"file,omitempty"`
}

func newProfilesCommand(f *factory) *cobra.Command {
	options := &profilesOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "profiles",
		Short: "List, show, choose and remove saved profiles",
		Long: "Saved profiles: an organization, its endpoint, and where its keys are kept. Make one\n" +
			"with `coveo-token login`; --profile uses one. The profile sandbox always exists.",
		Example: "  coveo-token profiles list\n" +
			"  coveo-token profiles use acme\n" +
			"  coveo-token profiles remove acme",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	add := func(use, short string, args cobra.PositionalArgs, run func(context.Context, string) error) *cobra.Command {
		child := &cobra.Command{
			Use: use, Short: short, Args: args,
			Example: "  coveo-token profiles " + strings.NewReplacer("[NAME]", "acme", "NAME", "acme").Replace(use),
			ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
				if len(args) > 0 || !strings.Contains(use, "NAME") {
					return nil, cobra.ShellCompDirectiveNoFileComp
				}
				return completions(f.profileNames(), typed), cobra.ShellCompDirectiveNoFileComp
			},
			RunE: func(cmd *cobra.Command, args []string) error {
				return run(cmd.Context(), firstOf(append(args, f.globals.profile)...))
			},
		}
		cmd.AddCommand(child)
		return child
	}
	add("list", "List the profiles", noArguments, func(context.Context, string) error { return options.list() })
	add("show [NAME]", "Show a profile, or the one in use", atMostOneArgument, func(_ context.Context, name string) error { return options.show(name) })
	add("use NAME", "Use a profile when nothing else is said", atMostOneArgument, func(_ context.Context, name string) error { return options.use(name) })
	remove := add("remove NAME", "Remove a profile and its keys", atMostOneArgument, options.remove)
	remove.Flags().BoolVar(&options.yes, "yes", false, "do not ask")
	return cmd
}

func (o *profilesOptions) list() error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	document := profilesDocument{Schema: schema("profiles"), Profiles: []profileDocument{}}
	t := table{header: []string{"NAME", "ORGANIZATION", "ENDPOINT", "KEY", "DEFAULT"}}
	for _, p := range settings.Profiles {
		document.Profiles = append(document.Profiles, newProfileDocument(p, settings))
		mark := ""
		if p.Name == settings.Default {
			mark = "yes"
		}
		t.add(o.safe(p.Name), o.safe(p.OrganizationID), o.safe(p.Endpoint), keptWord(p.Source(profile.MintingRole)), mark)
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	if len(t.rows) == 0 {
		o.note("There is no profile yet: run `coveo-token login`, or use --profile sandbox.")
		return nil
	}
	return o.io.write([]byte(t.render(o.io.textWidth(), o.io.strong)))
}

// show shows the profile of that name, or with "" the one that would be used.
func (o *profilesOptions) show(name string) error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	p, ok := settings.Named(name)
	if name == "" {
		chosen, err := o.chosenProfile()
		if err != nil {
			return err
		}
		if p, ok = chosen.Profile, chosen.Name != ""; !ok {
			return usageError("no profile is in use", "Name one: "+strings.Join(settings.Names(), ", ")+".")
		}
	}
	if !ok {
		return unknownProfile("NAME", name, settings)
	}
	if o.globals.json {
		return o.writeJSON(struct {
			Schema  string          `json:"schema"`
			Profile profileDocument `json:"profile"`
		}{schema("profile"), newProfileDocument(p, settings)})
	}
	if p.IsSandbox() {
		return o.io.write([]byte("sandbox is built in: an organization of its own, with its own keys. It needs no account.\n"))
	}
	t := table{header: []string{"SETTING", "VALUE"}}
	t.add("profile", o.safe(p.Name))
	t.add("organization", o.safe(p.OrganizationID))
	t.add("endpoint", o.safe(p.Endpoint))
	t.add("host", o.safe(profileHost(p)))
	for _, role := range profile.Roles() {
		t.add(role.Title(), o.safe(whereOf(p.Source(role))))
	}
	return o.io.write([]byte(t.render(o.io.textWidth(), o.io.strong)))
}

func (o *profilesOptions) use(name string) error {
	store, settings, err := o.named(name)
	if err != nil {
		return err
	}
	if _, ok := settings.Named(name); !ok {
		return unknownProfile("NAME", name, settings)
	}
	if err := store.Change(func(s *profile.Settings) { s.Default = name }); err != nil {
		return err
	}
	o.note("%s is used from now on when nothing else is said.", name)
	return nil
}

// remove takes out the profile and what was kept for it. The key goes first: a profile
// without its key can be mended, a key without its profile would be forgotten.
func (o *profilesOptions) remove(ctx context.Context, name string) error {
	store, settings, err := o.named(name)
	if err != nil {
		return err
	}
	p, ok := settings.Named(name)
	switch {
	case !ok:
		return unknownProfile("NAME", name, settings)
	case p.IsSandbox():
		return usageError("the sandbox is built in and cannot be removed", "Choose another profile.")
	}
	if !o.yes {
		fact := "The profile " + p.Name + " is " + placeOf(p) + "."
		if err := o.confirm(ctx, fact, "Remove it and the keys kept for it?", "Add --yes to remove it without being asked."); err != nil {
			return err
		}
	}
	keys, err := o.keyStore()
	if err != nil {
		return err
	}
	left, err := keys.Forget(ctx, p)
	if err != nil {
		return err
	}
	if _, err := store.Remove(name); err != nil {
		return err
	}
	o.note("Removed the profile %s.", name)
	for _, path := range left {
		o.note("Its key file %s is yours and stays.", path)
	}
	return nil
}

// named opens the settings for a command that must be told a name.
func (o *profilesOptions) named(name string) (*profile.Store, profile.Settings, error) {
	if name == "" {
		return nil, profile.Settings{}, usageError("no profile was named", "Name one; `coveo-token profiles list` lists them.")
	}
	store, err := o.profileStore()
	if err != nil {
		return nil, profile.Settings{}, err
	}
	settings, err := store.Load()
	return store, settings, err
}

func newProfileDocument(p profile.Profile, settings profile.Settings) profileDocument {
	kept := func(role profile.Role) keptDocument {
		source := p.Source(role)
		return keptDocument{keptWord(source), source.Command, source.File}
	}
	return profileDocument{
		p.Name, p.OrganizationID, p.Endpoint, profileHost(p), p.Name == settings.Default,
		kept(profile.MintingRole), kept(profile.CatalogRole),
	}
}

// keptWord is one word for where a key is.
func keptWord(source profile.Source) string {
	switch {
	case source.Keyring:
		return "keyring"
	case source.Command != "":
		return "command"
	case source.File != "":
		return "file"
	}
	return "nowhere"
}

// whereOf says where a key is, with its command or file.
func whereOf(source profile.Source) string {
	switch {
	case source.Command != "":
		return "the command " + source.Command
	case source.File != "":
		return "the file " + source.File
	}
	return source.String()
}

// profileHost is the host that a profile's keys are sent to, "" for the sandbox's.
func profileHost(p profile.Profile) string {
	target, err := p.Target()
	if err != nil {
		return ""
	}
	return keystore.BindingOf(target).Host
}

// placeOf says where a profile leads.
func placeOf(p profile.Profile) string {
	return p.OrganizationID + " at " + profileHost(p)
}
