package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"
	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/history"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
)

type historyOptions struct {
	*factory
	showToken, yes bool
}

func newHistoryCommand(f *factory) *cobra.Command {
	options := &historyOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "history",
		Short: "List the tokens that were minted, where that was asked for",
		Long: "List the tokens that were minted with --keep-history, or with the setting history:\n" +
			"what each is, for whom, where, and whether it still lives. Of the tokens themselves\n" +
			"only fingerprints are kept, unless --keep-history=tokens asks for them. The file is\n" +
			"in the folder that `coveo-token locate state` names, readable by you alone. Nothing\n" +
			"is kept without being asked for.",
		Example: "  coveo-token mint search --user asmith@example.com --keep-history > token.jwt\n" +
			"  coveo-token history\n" +
			"  coveo-token history show sha256:72bc\n" +
			"  coveo-token history clear --yes",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return options.list() },
	}
	show := &cobra.Command{
		Use: "show FINGERPRINT", Short: "Show what is known of a token", Example: "  coveo-token history show sha256:72bc",
		Args: atMostOneArgument,
		RunE: func(_ *cobra.Command, args []string) error { return options.show(strings.Join(args, "")) },
	}
	show.Flags().BoolVar(&options.showToken, "show-token", false, "show the token itself, where it was kept")
	clear := &cobra.Command{
		Use: "clear", Short: "Forget all tokens", Example: "  coveo-token history clear --yes", Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return options.clear(cmd.Context()) },
	}
	clear.Flags().BoolVar(&options.yes, "yes", false, "forget them without asking")
	list := &cobra.Command{
		Use: "list", Short: "List the tokens", Example: "  coveo-token history list --json", Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return options.list() },
	}
	cmd.AddCommand(list, show, clear)
	return cmd
}

// historyDocument lists tokens, as --json shows it.
type historyDocument struct {
	Schema string         `json:"schema"`
	Tokens []historyToken `json:"tokens"`
	// Unread is how many lines of the file could not be read.
	Unread int `json:"unread,omitempty"`
}

type historyToken struct {
	Fingerprint  string   `json:"fingerprint"`
	Kind         string   `json:"kind"`
	Users        []string `json:"users"`
	SearchHub    string   `json:"search_hub,omitempty"`
	Profile      string   `json:"profile,omitempty"`
	Organization string   `json:"organization,omitempty"`
	Endpoint     string   `json:"endpoint,omitempty"`
	MintedAt     *string  `json:"minted_at"`
	ExpiresAt    *string  `json:"expires_at"`
	ExpiresIn    *int64   `json:"expires_in"`
	// Kept says that the token itself is in the history; Token is there only with
	// --show-token.
	Kept  bool   `json:"kept"`
	Token string `json:"token,omitempty"`
}

func (o *historyOptions) document(e history.Entry) historyToken {
	t := historyToken{
		Fingerprint: e.Fingerprint, Kind: e.Kind, Users: append([]string{}, e.Users...), SearchHub: e.SearchHub, Profile: e.Profile,
		Organization: e.Organization, Endpoint: e.Endpoint, MintedAt: jsonTime(e.MintedAt), ExpiresAt: jsonTime(e.ExpiresAt),
		ExpiresIn: secondsUntil(e.ExpiresAt, o.now()), Kept: e.Token != "",
	}
	if o.showToken {
		t.Token = e.Token
	}
	return t
}

// entries reads the history.
func (o *historyOptions) entries() (entries []history.Entry, unread int, err error) {
	store, err := o.historyFile(false)
	if err != nil {
		return nil, 0, err
	}
	entries, unread, err = store.List()
	return entries, unread, historyProblem(err)
}

// state says where a token is in its life.
func (o *historyOptions) state(e history.Entry) string {
	return jwtview.Life{IssuedAt: e.IssuedAt, ExpiresAt: e.ExpiresAt}.Describe(o.now())
}

func (o *historyOptions) list() error {
	entries, unread, err := o.entries()
	if err != nil {
		return err
	}
	document := historyDocument{schema("history"), []historyToken{}, unread}
	rows := &table{header: []string{"MINTED", "KIND", "FOR", "HUB", "PROFILE", "FINGERPRINT", "STATE"}}
	for _, e := range entries {
		document.Tokens = append(document.Tokens, o.document(e))
		rows.add(o.safe(jwtview.DescribeTime(e.MintedAt, o.now()).Local), o.safe(e.Kind), o.safe(strings.Join(e.Users, ", ")),
			o.safe(e.SearchHub), o.safe(e.Profile), o.safe(e.Fingerprint), o.state(e))
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	if unread > 0 {
		o.note("%s of the history could not be read.", english.Plural(unread, "line", ""))
	}
	if len(entries) == 0 {
		o.note("The history is empty. --keep-history adds what is minted.")
		return nil
	}
	return o.io.write([]byte(rows.render(o.io.textWidth(), o.io.strong)))
}

// showDocument is one token, as --json shows it.
type showDocument struct {
	Schema string `json:"schema"`
	historyToken
}

func (o *historyOptions) show(fingerprint string) error {
	e, err := o.find(fingerprint)
	if err != nil {
		return err
	}
	if o.showToken && e.Token == "" {
		o.note("Only the fingerprint of this token was kept.")
	}
	if o.globals.json {
		return o.io.writeJSON(showDocument{schema("history-token"), o.document(e)})
	}
	var text strings.Builder
	for _, row := range [][2]string{
		{"Fingerprint", e.Fingerprint},
		{"Kind", e.Kind},
		{"For", strings.Join(e.Users, ", ")},
		{"Hub", e.SearchHub},
		{"Profile", e.Profile},
		{"Organization", e.Organization},
		{"Endpoint", e.Endpoint},
		{"Minted", jwtview.DescribeTime(e.MintedAt, o.now()).Local},
		{"State", o.state(e)},
	} {
		if row[1] != "" {
			fmt.Fprintf(&text, "%-13s%s\n", row[0], o.safe(row[1]))
		}
	}
	if o.showToken && e.Token != "" {
		fmt.Fprintf(&text, "%-13s%s\n", "Token", safetext.Visible(e.Token))
	}
	return o.io.write([]byte(text.String()))
}

// find gives the token of a fingerprint, or of its beginning.
func (o *historyOptions) find(fingerprint string) (history.Entry, error) {
	wrong := func(reason, remedy string) (history.Entry, error) {
		return history.Entry{}, &coveoapi.InputError{Field: "FINGERPRINT", Reason: reason, Remedy: remedy}
	}
	if fingerprint == "" {
		return wrong("is missing", "`coveo-token history` lists them.")
	}
	entries, _, err := o.entries()
	if err != nil {
		return history.Entry{}, err
	}
	var found []history.Entry
	for _, e := range entries {
		if strings.HasPrefix(e.Fingerprint, fingerprint) || strings.HasPrefix(strings.TrimPrefix(e.Fingerprint, "sha256:"), fingerprint) {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return wrong(fmt.Sprintf("%q is not in the history", fingerprint), "`coveo-token history` lists what is.")
	case 1:
		return found[0], nil
	default:
		return wrong(fmt.Sprintf("%q fits %d tokens", fingerprint, len(found)), "Give more of it.")
	}
}

func (o *historyOptions) clear(ctx context.Context) error {
	store, err := o.historyFile(false)
	if err != nil {
		return err
	}
	if !o.yes {
		if err := o.confirm(ctx, "The history is in "+store.Path()+".", "Forget all of it?", "Add --yes to forget it without being asked."); err != nil {
			return err
		}
	}
	if err := store.Clear(); err != nil {
		return err
	}
	o.note("The history is empty now.")
	return nil
}
