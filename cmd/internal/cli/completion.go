package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/jwtview/safetext"
)

// Completions are values, each with a tab and a word about it. They come from what this
// machine knows: a shell waits for them while somebody types, so that nothing is sent
// and nobody is asked.

// completes reports whether a shell asks for completions.
func completes(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// completeFlags completes the flags that mean the same in every command that has them.
func (f *factory) completeFlags(cmd *cobra.Command) {
	values := map[string]func() []string{
		"user": f.knownUsers, "allow-user": f.knownUsers, "as": f.knownUsers, "can-see-user-profile-of": f.knownUsers,
		"search-hub": f.knownHubs, "hub": f.knownHubs, "pipeline": f.knownPipelines,
		"privilege": f.knownPrivileges, "evaluate": f.knownPrivileges, "valid-for": lives, "warn-within": warnings, "fault": knownFaults,
	}
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if complete := values[flag.Name]; complete != nil {
			registerCompletion(cmd, flag.Name, complete) // one of the command's own stays
		}
	})
	for _, child := range cmd.Commands() {
		f.completeFlags(child)
	}
}

// registerCompletion completes the values of a flag.
func registerCompletion(cmd *cobra.Command, flag string, values func() []string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return completions(values(), typed), cobra.ShellCompDirectiveNoFileComp
	})
}

// completions are the values that begin with what was typed, fit for a shell: names from files and servers that hold what
// acts on a terminal are left out, because what is shown in their place would not be
// the name.
func completions(values []string, typed string) []string {
	var fit []string
	for _, value := range values {
		name, meaning, described := strings.Cut(value, "\t")
		if !strings.HasPrefix(name, typed) || safetext.Visible(name) != name {
			continue
		}
		if described {
			name += "\t" + safetext.Visible(meaning)
		}
		fit = append(fit, name)
	}
	return fit
}

// inSandbox reports whether commands go to a sandbox: that of the profile, or one that
// runs beside.
func (f *factory) inSandbox() bool {
	chosen, err := f.chosenProfile()
	if err != nil {
		return false
	}
	return chosen.IsSandbox() || f.organizationSetting(chosen.Profile).value == sandbox.OrganizationID
}

// knownUsers are the people of the sandbox. Others are nobody's business to remember.
func (f *factory) knownUsers() []string {
	if !f.inSandbox() {
		return nil
	}
	var names []string
	for _, user := range sandbox.Users() {
		name := user.Name
		if user.Provider != coveoapi.EmailSecurityProvider {
			name += ":" + user.Provider
		}
		names = append(names, name+"\t"+user.DisplayName+". "+user.Sees)
	}
	return names
}

func (f *factory) knownHubs() []string { return f.named(sandbox.SearchHubs) }

func (f *factory) knownPipelines() []string { return f.named(sandbox.Pipelines) }

// named are the names of things in the sandbox, where that is where commands go.
func (f *factory) named(list func() []sandbox.Named) []string {
	if !f.inSandbox() {
		return nil
	}
	return describedNames(list())
}

func describedNames(list []sandbox.Named) []string {
	var names []string
	for _, thing := range list {
		names = append(names, thing.Name+"\t"+thing.Meaning)
	}
	return names
}

func knownFaults() []string { return describedNames(sandbox.Faults()) }

// knownPrivileges are those that the organization listed when it was last asked, or else
// those of the built-in reference.
func (f *factory) knownPrivileges() []string {
	known := f.cachedPrivileges()
	if len(known) == 0 {
		known = catalog.Reference()
	}
	var names []string
	for _, p := range known {
		names = append(names, p.String()+"\t"+catalog.Describe(p).Meaning)
	}
	return names
}

// lives are lives of tokens that people ask for.
func lives() []string {
	return []string{"15m\tthe shortest of a search token", "1h", "8h", "24h\tthe longest of a search token"}
}

func warnings() []string { return []string{"1h", "1d", "7d", "30d"} }

func endpointNames() []string {
	var names []string
	for _, spec := range coveoapi.EndpointSpecs() {
		names = append(names, spec.Spec+"\t"+spec.Meaning)
	}
	return names
}

// completeExplain offers the IDs and codes that are known.
func completeExplain(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, entry := range problem.Catalogue() {
		for _, name := range append([]string{entry.ID}, entry.Codes...) {
			names = append(names, name+"\t"+entry.Title)
		}
	}
	for _, rule := range lint.All() {
		names = append(names, rule.ID+"\t"+rule.Sentence)
	}
	slices.Sort(names)
	return completions(names, typed), cobra.ShellCompDirectiveDefault
}
