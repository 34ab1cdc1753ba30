package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// mintOptions are the flags that both kinds of token have.
type mintOptions struct {
	*factory
	users     []string
	validFor  string
	showToken bool
	dryRun    bool
}

func newMintCommand(f *factory) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mint",
		Short: "Mint a search token or a platform token",
		Long: "Mint a token. On a terminal a short report follows, with the token masked; in a\n" +
			"pipe or file the token stands alone.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			return usageError("mint needs to know which kind of token", "Write `coveo-token mint search` or `coveo-token mint platform`.")
		},
	}
	cmd.AddCommand(newMintSearchCommand(f, runMintSearch), newMintPlatformCommand(f, runMintPlatform))
	return cmd
}

// addFlags declares the flags that both kinds of token have.
func (o *mintOptions) addFlags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&o.users, "user", nil, "identity as `NAME[:PROVIDER[:TYPE]]`; repeatable, \\: is a colon inside a part")
	flags.StringVar(&o.validFor, "valid-for", "", "life of the token as a `duration` such as 1h, 90m or PT8H")
	flags.BoolVar(&o.showToken, "show-token", false, "show the token itself in the report or in the JSON")
	flags.BoolVar(&o.dryRun, "dry-run", false, "show the request, with the key masked, and send nothing")
}

// userIDs reads the --user flags.
func (o *mintOptions) userIDs() ([]coveoapi.UserID, error) {
	ids := []coveoapi.UserID{}
	for _, text := range o.users {
		id, err := coveoapi.ParseUserID(text)
		if err != nil {
			return nil, flagInput("user", err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// validity reads the --valid-for flag; zero leaves it to the server.
func (o *mintOptions) validity() (time.Duration, error) {
	if o.validFor == "" {
		return 0, nil
	}
	validity, err := coveoapi.ParseValidity(o.validFor)
	return validity, flagInput("valid-for", err)
}

// mint is how one kind of token is made.
type mint struct {
	kind string
	// call builds the request, send sends it.
	call func(coveoapi.Target) (coveoapi.Request, error)
	send func(context.Context, *coveoapi.Client) (coveoapi.Reply[coveoapi.Secret], error)
}

// run mints the token and reports it, or shows the request of a dry run.
func (o *mintOptions) run(ctx context.Context, m mint) error {
	d, err := o.destination(ctx)
	if err != nil {
		return err
	}
	request, err := m.call(d.target)
	if err != nil {
		return err
	}
	if o.dryRun {
		return o.showRequest(request)
	}
	keys, err := o.keys(ctx, d)
	if err != nil {
		return err
	}
	wait := o.newProgress()
	client, err := o.newCommandClient(d.target, keys, wait)
	if err != nil {
		return err
	}
	defer wait.start("Minting a " + m.kind)()
	reply, err := m.send(ctx, client)
	wait.stop()
	if err != nil {
		return err
	}
	return o.report(m.kind, d.target, reply)
}

// report prints a minted token: alone into a pipe, masked on a terminal.
func (o *mintOptions) report(kind string, target coveoapi.Target, reply coveoapi.Reply[coveoapi.Secret]) error {
	switch {
	case o.globals.json:
		return o.reportJSON(kind, target, reply)
	case !o.io.outTerminal:
		return o.io.write([]byte(secretValue(reply.Value) + "\n"))
	}
	return o.io.write([]byte(o.mintReport(kind, reply)))
}

// mintDocument is a minted token as --json shows it.
type mintDocument struct {
	Schema       string  `json:"schema"`
	Kind         string  `json:"kind"`
	Organization string  `json:"organization"`
	IssuedAt     *string `json:"issued_at"`
	ExpiresAt    *string `json:"expires_at"`
	ExpiresIn    *int64  `json:"expires_in"`
	DurationMS   int64   `json:"duration_ms"`
	Token        string  `json:"token,omitempty"`
	Claims       rawJSON `json:"claims,omitempty"`
}

func (o *mintOptions) reportJSON(kind string, target coveoapi.Target, reply coveoapi.Reply[coveoapi.Secret]) error {
	document := mintDocument{
		Schema: schema("mint"), Kind: kind, Organization: target.OrganizationID,
		DurationMS: reply.Exchange.Duration.Milliseconds(),
	}
	if token, err := jwtview.Decode(secretValue(reply.Value)); err == nil {
		life := token.Life()
		document.IssuedAt, document.ExpiresAt = jsonTime(life.IssuedAt), jsonTime(life.ExpiresAt)
		document.ExpiresIn = secondsUntil(life.ExpiresAt, serverTime(reply.Exchange))
		document.Claims = o.redactJSON(valueJSON(token.Claims, len(token.Compact)))
	}
	if o.showToken {
		document.Token = secretValue(reply.Value)
	}
	return o.io.writeJSON(document)
}

// mintReport is what a person needs to know of a token just minted.
func (o *mintOptions) mintReport(kind string, reply coveoapi.Reply[coveoapi.Secret]) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n", o.io.strong(fmt.Sprintf("✓ %s minted in %s", sentenceStart(kind), milliseconds(reply.Exchange.Duration))))
	shown, hint := reply.Value.Masked(), "  masked; --show-token shows it, and a pipe gets it alone"
	if o.showToken {
		shown, hint = secretValue(reply.Value), ""
	}
	fmt.Fprintf(&text, "  Token    %s%s\n", shown, hint)
	token, err := jwtview.Decode(secretValue(reply.Value))
	if err != nil {
		fmt.Fprintf(&text, "  Note     it is not a JSON web token: %s\n", o.safe(err.Error()))
		return text.String()
	}
	if identities := tokenIdentities(token); len(identities) > 0 {
		fmt.Fprintf(&text, "  Acts as  %s\n", o.safe(strings.Join(identities, ", ")))
	}
	fmt.Fprintf(&text, "  Life     %s\n", expiryText(token.Life(), serverTime(reply.Exchange)))
	fmt.Fprintf(&text, "  Claims   %s\n", "pipe the same command into `coveo-token inspect`")
	return text.String()
}

// milliseconds writes how long a call took.
func milliseconds(d time.Duration) string {
	if d < time.Millisecond {
		return "less than 1 ms"
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}

// serverTime is the server's clock when it answered, or ours where it did not say.
func serverTime(e coveoapi.Exchange) time.Time {
	if date, err := parseHTTPDate(e.Header.Get("Date")); err == nil {
		return date
	}
	return e.ReceivedAt
}

// expiryText says when a token ends, and how long that is from now.
func expiryText(life jwtview.Life, now time.Time) string {
	if life.ExpiresAt.IsZero() {
		return life.Describe(now)
	}
	return bothTimes(life.ExpiresAt) + ", " + life.Describe(now)
}
