package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/jwtview"
)

type privilegesOptions struct {
	*factory
	filter string
	// of is whose privileges are listed: "key", "token", or "" for those that may go
	// into a platform token.
	of, tokenFile string
	withKey       bool
	// At most one of these asks for something else than a list of privileges.
	evaluate, forCall string
	calls, tasks      bool
}

// The values of --of.
const (
	ofKey   = "key"
	ofToken = "token"
)

// privilegesDocument is the list of privileges as --json shows it.
type privilegesDocument struct {
	Schema       string `json:"schema"`
	Organization string `json:"organization"`
	// Of says whose they are: key, token, or nobody's in particular.
	Of         string               `json:"of,omitempty"`
	Total      int                  `json:"total"`
	Privileges []describedPrivilege `json:"privileges"`
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
		Short: "List privileges, or ask whether one is held",
		Long: "List the privileges that may go into a platform token, as the organization gives\n" +
			"them. The key needs the privilege to view the organization; " + catalogKeyVariable + "\n" +
			"names one when the minting key may not. The first column is what the flag\n" +
			"--privilege of `mint platform` takes.\n\n" +
			"With --of, list what an API key or a token may do instead, and with --evaluate ask\n" +
			"whether it holds one privilege, and if not, why not: exit code 5 then. The token is\n" +
			"from --token-file or " + tokenVariable + ". --calls lists which calls it can make.\n\n" +
			"--for says which privileges a call needs, and --tasks what to ask for to do something.\n" +
			"Both look into the built-in catalogue and send nothing.\n\n" + aboutPrivileges(),
		Example: "  coveo-token privileges --profile sandbox\n" +
			"  coveo-token privileges --filter impersonate --json\n" +
			"  coveo-token privileges --of key\n" +
			"  coveo-token privileges --of token --token-file token.jwt\n" +
			"  coveo-token privileges --of token --calls --token-file token.jwt\n" +
			"  coveo-token privileges --evaluate SEARCH_API/QUERY_PIPELINE:VIEW\n" +
			"  coveo-token privileges --for 'POST /rest/search/v2'\n" +
			"  coveo-token privileges --tasks",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	flags.StringVar(&options.filter, "filter", "", "show only those that contain every word of `text`")
	flags.StringVar(&options.of, "of", "", "list what the API `key` or the token may do: key or token")
	flags.StringVar(&options.tokenFile, "token-file", "", "read the token from a `file` (- is standard input)")
	flags.BoolVar(&options.withKey, "with-key", false, "ask about the token with the API key; puts the token into the URL, which logs may keep")
	flags.StringVar(&options.evaluate, "evaluate", "", "ask whether `OWNER/DOMAIN[:TYPE][@TARGET]` is held")
	flags.StringVar(&options.forCall, "for", "", "say which privileges a `call` needs: its method and path, its URL, or its operation ID")
	flags.BoolVar(&options.calls, "calls", false, "list which calls the key or token can make")
	flags.BoolVar(&options.tasks, "tasks", false, "list what people want tokens for, with what it takes")
	registerCompletion(cmd, "of", func() []string { return []string{ofKey, ofToken} })
	return cmd
}

// check refuses flags that do not go together, and completes --of.
func (o *privilegesOptions) check() error {
	if err := o.checkQuestion(); err != nil {
		return err
	}
	switch {
	case o.of == "" && o.tokenFile != "":
		o.of = ofToken
	case o.of == "" && o.calls:
		o.of = ofKey
	}
	switch {
	case o.of != "" && o.of != ofKey && o.of != ofToken:
		return &coveoapi.InputError{Field: "--of", Reason: fmt.Sprintf("is %q", o.of), Remedy: "Write key or token."}
	case o.of == ofKey && o.tokenFile != "":
		return usageError("--token-file is not for --of key", "Write --of token.")
	case o.withKey && (o.of != ofToken || o.evaluate != ""):
		return usageError("--with-key is for --of token alone", "Leave it out: a key and a token ask for themselves.")
	}
	return nil
}

// checkQuestion refuses more than one question, and flags that are not for it.
func (o *privilegesOptions) checkQuestion() error {
	var asked []string
	for _, question := range []struct {
		flag  string
		given bool
	}{{"--evaluate", o.evaluate != ""}, {"--for", o.forCall != ""}, {"--calls", o.calls}, {"--tasks", o.tasks}} {
		if question.given {
			asked = append(asked, question.flag)
		}
	}
	switch {
	case len(asked) > 1:
		return usageError(asked[0]+" and "+asked[1]+" ask two questions", "Give one of the two.")
	case o.evaluate != "" && o.filter != "":
		return usageError("--filter is for lists, and --evaluate asks about one privilege", "Give one of the two.")
	case o.forCall != "" && o.filter != "":
		return usageError("--filter is for lists, and --for asks about one call", "Give one of the two.")
	case (o.forCall != "" || o.tasks) && (o.of != "" || o.tokenFile != ""):
		return usageError(asked[0]+" asks about nobody's key or token", "Leave --of and --token-file out.")
	}
	return nil
}

func runPrivileges(ctx context.Context, o *privilegesOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	switch {
	case o.evaluate != "":
		return runEvaluate(ctx, o)
	case o.forCall != "":
		return runNeeds(o)
	case o.tasks:
		return runTasks(o)
	}
	c, ask, err := o.asking(ctx)
	if err != nil {
		return err
	}
	defer c.wait.start("Listing privileges")()
	reply, err := ask(ctx)
	c.wait.stop()
	if err != nil {
		return err
	}
	organization := c.target.OrganizationID
	if o.calls {
		return o.reportCalls(organization, reply.Value)
	}
	shown := describePrivileges(reply.Value, o.filter)
	if o.globals.json {
		return o.writeJSON(privilegesDocument{schema("privileges"), organization, o.of, len(reply.Value), shown})
	}
	if o.io.errTerminal {
		of := ""
		if o.of != "" {
			of = " of the " + o.of
		}
		o.note("%d of %d privileges%s, live from %s", len(shown), len(reply.Value), of, organization)
	}
	return o.io.write([]byte(o.privilegeTable(shown).render(o.io.textWidth(), o.io.strong)))
}

// privilegeCall asks for privileges.
type privilegeCall func(context.Context) (coveoapi.Reply[[]coveoapi.Privilege], error)

// asking makes a connection and says which question is asked.
func (o *privilegesOptions) asking(ctx context.Context) (*connection, privilegeCall, error) {
	if o.of == "" {
		c, err := o.connect(ctx, true)
		if err != nil {
			return nil, nil, err
		}
		return c, c.client.PlatformTokenPrivileges, nil
	}
	c, token, err := o.connectAs(ctx)
	if err != nil {
		return nil, nil, err
	}
	return c, func(ctx context.Context) (coveoapi.Reply[[]coveoapi.Privilege], error) {
		switch {
		case o.of == ofKey:
			return c.client.PrivilegesOf(ctx, c.keys.Minting)
		case o.withKey:
			return c.client.PrivilegesInTokenOf(ctx, c.keys.Minting, token)
		}
		return c.client.PrivilegesInToken(ctx, token)
	}, nil
}

// connectAs makes a connection for the credentials that are asked about and asked with:
// its key, the token, or both.
func (o *privilegesOptions) connectAs(ctx context.Context) (c *connection, token coveoapi.Secret, err error) {
	if c, err = o.connect(ctx, o.of != ofToken || o.withKey); err != nil || o.of != ofToken {
		return c, token, err
	}
	if token, err = o.token(ctx); err != nil {
		return nil, token, err
	}
	o.conceal(token)
	return c, token, nil
}

// token finds the token that is asked about.
func (o *privilegesOptions) token(ctx context.Context) (coveoapi.Secret, error) {
	if o.tokenFile != "" {
		return o.readCredential(ctx, "token-file", o.tokenFile, jwtview.MaxTokenBytes)
	}
	token, err := o.environmentCredential(tokenVariable)
	if err != nil || !token.IsZero() {
		return token, err
	}
	if o.io.canPrompt() {
		return o.promptSecret(ctx, "Token")
	}
	return token, missingToken()
}

// describePrivileges adds to each privilege what we know of it, and keeps those
// that match the filter.
func describePrivileges(privileges []coveoapi.Privilege, filter string) []describedPrivilege {
	described := []describedPrivilege{}
	words := strings.Fields(strings.ToLower(filter))
	for _, p := range privileges {
		d := describePrivilege(p)
		if matchesAll(strings.ToLower(fmt.Sprint(p, " ", d.Service, " ", d.Name, " ", d.Meaning)), words) {
			described = append(described, d)
		}
	}
	return described
}

func describePrivilege(p coveoapi.Privilege) describedPrivilege {
	entry := catalog.Describe(p)
	return describedPrivilege{p, entry.Service, entry.Name, entry.Meaning, len(catalog.Unlocks(p))}
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
