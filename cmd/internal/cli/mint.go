package cli

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

// mintOptions are the flags that both kinds of token have.
type mintOptions struct {
	*factory
	users     []string
	validFor  string
	rawJSON   string
	edit      bool
	showToken bool
	dryRun    bool
	// output is the file that the token is written to, or ""; replaces says that it
	// takes the place of another.
	output   string
	replaces bool
	// force sends also what is surely refused.
	force bool
	check bool
	// code is the language to write the request in instead of sending it, or "".
	code   string
	taskID string
	preset *presetFlags
	// given are the flags of the command line that say something about the body.
	given []string
}

func newMintCommand(f *factory) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mint",
		Short: "Mint a search token or a platform token",
		Long: "Mint a token. On a terminal a short report follows, with the token masked; in a\n" +
			"pipe or file the token stands alone.\n\n" +
			"--check then asks the organization what the token may do, and compares that with\n" +
			"the request and the claims. The token is printed as without it; in a pipe the\n" +
			"comparison goes to standard error. Exit code 6 says that something differs, or that\n" +
			"a platform token's signature is not valid. An organization that does not tell is no\n" +
			"difference: the other two columns are compared.",
		Example: "  coveo-token mint search --user asmith@example.com\n" +
			"  coveo-token mint platform --user asmith@example.com --privilege SEARCH_API/IMPERSONATE --check",
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
	o.addGrantFlags(flags)
	flags.StringVar(&o.rawJSON, "raw-json", "", "send the JSON object in a `file` as the body, unchanged (- is standard input)")
	flags.BoolVar(&o.edit, "edit", false, "edit the body in $VISUAL or $EDITOR before it is sent")
	flags.BoolVar(&o.showToken, "show-token", false, "show the token itself in the report or in the JSON")
	flags.StringVar(&o.output, "output", "", "write the token to a `file` that only you can read, instead of standard output")
	flags.BoolVar(&o.check, "check", false, "compare what was requested, what is in the token and what it may do; exit code 6 when they differ")
	flags.BoolVar(&o.dryRun, "dry-run", false, "show the request, with the key masked, and send nothing")
}

// addGrantFlags declares the flags of every command that mints, also of those that do
// something else with the token than to report it.
func (o *mintOptions) addGrantFlags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&o.users, "user", nil, "identity as `NAME[:PROVIDER[:TYPE]]`; repeatable, \\: is a colon inside a part")
	addValidityFlag(flags, &o.validFor)
	flags.BoolVar(&o.force, "force", false, "send the request even when the key is known to lack the privilege for it")
}

// addValidityFlag declares the flag for the life of a token.
func addValidityFlag(flags *pflag.FlagSet, validFor *string) {
	flags.StringVar(validFor, "valid-for", "", "life of the token as a `duration` such as 1h, 90m or PT8H")
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

// readValidity reads the --valid-for flag; zero leaves it to the server.
func readValidity(text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	validity, err := coveoapi.ParseValidity(text)
	return validity, flagInput("valid-for", err)
}

// mint is how one kind of token is made.
type mint struct {
	kind     string
	bodyKind coveoapi.BodyKind
	// call builds the request that the flags make, rawCall the one for a body that
	// was written by hand.
	call    func(coveoapi.Target) (coveoapi.Request, error)
	rawCall func(target coveoapi.Target, body []byte) (coveoapi.Request, error)
	// form is the form with which the screens would ask for the same, or nil.
	form *common.Draft
	// warnings say what is odd about the request and sent all the same.
	warnings []string
}

// run mints the token and reports it, or shows the request of a dry run.
func (o *mintOptions) run(ctx context.Context, m mint) error {
	if err := o.checkSending(); err != nil {
		return err
	}
	d, err := o.destination(ctx)
	if err != nil {
		return err
	}
	var keys profile.Keys
	if o.edit && o.sends() { // What was edited must not be lost for want of a key.
		if keys, err = o.keys(ctx, d); err != nil {
			return err
		}
	}
	request, err := o.build(ctx, d.target, &m)
	if err != nil {
		return err
	}
	for _, warning := range m.warnings {
		o.note("Warning: %s", warning)
	}
	if err := o.savePreset(ctx, d.target, m, request); err != nil {
		return err
	}
	switch {
	case o.code != "":
		return o.writeCode(o.code, d, request, keyVariable)
	case o.dryRun:
		return o.showRequest(request, m.warnings)
	}
	if err := o.claimOutput(ctx); err != nil {
		return err
	}
	if !o.edit {
		if keys, err = o.keys(ctx, d); err != nil {
			return err
		}
	}
	return o.send(ctx, d.target, keys, m, request)
}

// sends reports whether the token is minted, and not only shown how.
func (o *mintOptions) sends() bool { return !o.dryRun && o.code == "" }

// checkSending refuses flags that cannot stand together.
func (o *mintOptions) checkSending() error {
	switch {
	case o.code != "" && (o.check || o.dryRun):
		return usageError("--code sends nothing, so that --check and --dry-run have no meaning", "Leave them out.")
	case o.dryRun && o.check:
		return usageError("--check needs a token, and --dry-run mints none", "Leave one of the two out.")
	default:
		return checkLanguage(o.code)
	}
}

// send mints the token, and compares it with what was asked for where that is wanted.
func (o *mintOptions) send(ctx context.Context, target coveoapi.Target, keys profile.Keys, m mint, request coveoapi.Request) error {
	wait := o.newProgress()
	client, err := o.newCommandClient(target, keys, wait)
	if err != nil {
		return err
	}
	reply, err := o.obtain(ctx, client, wait, &m, keys.Minting, request)
	if err == nil {
		err = o.writeOutput(reply.Value)
	}
	if err != nil {
		return err
	}
	switch {
	case !o.check:
		return o.report(m, target, reply, nil)
	case o.globals.json:
		check := o.checkMinted(ctx, client, wait, request, reply.Value)
		return errors.Join(o.report(m, target, reply, check), check.codeOnly())
	}
	if err := o.report(m, target, reply, nil); err != nil { // A token that was minted is not lost for the check.
		return err
	}
	check := o.checkMinted(ctx, client, wait, request, reply.Value)
	if o.io.outTerminal {
		err = o.io.write([]byte("\n" + o.checkReport(check, o.io.textWidth(), o.io.strong)))
	} else {
		_, err = io.WriteString(o.io.err, o.checkReport(check, unlimitedWidth, o.io.strongError))
	}
	return errors.Join(err, check.err())
}

// obtain mints the token, unless its key surely may not, and notes what is odd about the
// answer.
func (o *mintOptions) obtain(ctx context.Context, client *coveoapi.Client, wait *progress, m *mint, key coveoapi.Secret, request coveoapi.Request) (coveoapi.Reply[coveoapi.Secret], error) {
	stop := wait.start("Minting a " + m.kind)
	defer stop()
	if err := o.refuseEarly(ctx, client, *m, key); err != nil {
		return coveoapi.Reply[coveoapi.Secret]{}, err
	}
	reply, err := client.MintRaw(ctx, request)
	stop()
	if err != nil {
		return reply, err
	}
	o.noteSkew(reply.Exchange)
	o.remember(client.Target(), reply.Value)
	m.noteSize(o.factory, reply.Value)
	return reply, nil
}

// unlimitedWidth is wider than any table: what is aligned in a log is not cut.
const unlimitedWidth = 1 << 20

// noteSize warns of a token that something on its way may not take.
func (m *mint) noteSize(f *factory, minted coveoapi.Secret) {
	for _, finding := range lint.TokenSize(secretValue(minted)) {
		warning := finding.Sentence + " " + finding.Remedy
		f.note("%s: %s", sentenceStart(finding.Severity.String()), warning)
		m.warnings = append(m.warnings, warning)
	}
}
