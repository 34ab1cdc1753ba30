package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

type privilegesOptions struct {
	*factory
	filter string
}

// privilegesDocument is the list of privileges as --json shows it.
type privilegesDocument struct {
	Schema       string               `json:"schema"`
	Organization string               `json:"organization"`
	Total        int                  `json:"total"`
	Privileges   []describedPrivilege `json:"privileges"`
}

type describedPrivilege struct {
	coveoapi.Privilege
	Service string `json:"service"`
	Name    string `json:"name"`
	Meaning string `json:"meaning"`
	// Unlocks counts the operations of Coveo's APIs that name the privilege.
	Unlocks int `json:"unlocks"`
}

func newPrivilegesCommand(f *factory, run func(context.Context, *privilegesOptions) error) *cobra.Command {
	options := &privilegesOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "privileges",
		Short: "List the privileges that may go into a platform token",
		Long: "List the privileges that may go into a platform token, as the organization gives\n" +
			"them. The key needs the privilege to view the organization; " + catalogKeyVariable + "\n" +
			"names one when the minting key may not. The first column is what the flag\n" +
			"--privilege of `mint platform` takes.",
		Example: "  coveo-token privileges --profile sandbox\n" +
			"  coveo-token privileges --filter impersonate --json",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	cmd.Flags().StringVar(&options.filter, "filter", "", "show only those that contain every word of `text`")
	return cmd
}

func runPrivileges(ctx context.Context, o *privilegesOptions) error {
	wait := o.newProgress()
	client, err := o.connect(ctx, wait)
	if err != nil {
		return err
	}
	defer wait.start("Listing privileges")()
	reply, err := client.PlatformTokenPrivileges(ctx)
	wait.stop()
	if err != nil {
		return err
	}
	shown := describePrivileges(reply.Value, o.filter)
	if o.globals.json {
		return o.writeJSON(privilegesDocument{
			schema("privileges"), client.Target().OrganizationID, len(reply.Value), shown,
		})
	}
	if o.io.errTerminal {
		o.note("%d of %d privileges, live from %s", len(shown), len(reply.Value), client.Target().OrganizationID)
	}
	return o.io.write([]byte(o.privilegeTable(shown).render(o.io.textWidth(), o.io.strong)))
}

// describePrivileges adds to each privilege what we know of it, and keeps those
// that match the filter.
func describePrivileges(privileges []coveoapi.Privilege, filter string) []describedPrivilege {
	described := []describedPrivilege{}
	words := strings.Fields(strings.ToLower(filter))
	for _, p := range privileges {
		entry := catalog.Describe(p)
		d := describedPrivilege{p, entry.Service, entry.Name, entry.Meaning, len(catalog.Unlocks(p))}
		if matchesAll(strings.ToLower(fmt.Sprint(p, " ", d.Service, " ", d.Name, " ", d.Meaning)), words) {
			described = append(described, d)
		}
	}
	return described
}

func matchesAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (f *factory) privilegeTable(privileges []describedPrivilege) *table {
	t := &table{header: []string{"PRIVILEGE", "NAME", "MEANING"}}
	for _, p := range privileges {
		t.add(f.safe(p.String()), f.safe(p.Service+" – "+p.Name), f.safe(p.Meaning))
	}
	return t
}
