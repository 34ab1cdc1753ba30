package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/jwtview"
)

// defaultResults is how many results a query asks for, as Coveo's own default.
const defaultResults = 10

type queryOptions struct {
	*factory
	query       coveoapi.SearchQuery
	tokenFile   string
	asParameter bool
	noCheck     bool
	explain     bool
	// code is the language to write the query in instead of sending it, or "".
	code string
	// explained is there once the query has run, if it was asked for.
	explained *explained
}

func newQueryCommand(f *factory, run func(context.Context, *queryOptions) error) *cobra.Command {
	options := &queryOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "query [TEXT]",
		Short: "Run a query with a token",
		Long: "Run a query with a search token or platform token from --token-file or\n" +
			tokenVariable + ". Without one the API key is used, as a page without signed-in\n" +
			"users would. Query syntax is on, so that @source==KnowledgeBase works. A token that\n" +
			"has expired is not sent (exit code 7), unless --no-check is given.",
		Example: "  coveo-token query lantern --token-file token.jwt\n" +
			"  coveo-token mint search --user asmith@example.com | coveo-token query lantern --token-file -\n" +
			"  coveo-token query '@objecttype==Case' -n 3 --json\n" +
			"  coveo-token query --aq '@source==KnowledgeBase' --sort 'date descending' --token-file token.jwt --debug\n" +
			"  coveo-token query lantern --code python",
		Args: atMostOneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.query.Q = strings.Join(args, "")
			return run(cmd.Context(), options)
		},
	}
	options.addFlags(cmd.Flags())
	addCodeFlag(cmd, &options.code)
	return cmd
}

func (o *queryOptions) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.tokenFile, "token-file", "", "read the token from a `file` (- is standard input)")
	flags.IntVarP(&o.query.NumberOfResults, "results", "n", defaultResults, "`number` of results")
	flags.IntVar(&o.query.FirstResult, "first", 0, "`number` of results to skip")
	o.addExpressionFlags(flags)
	flags.StringVar(&o.query.SearchHub, "search-hub", "", "search `hub` of the query; --hub is the same")
	flags.StringVar(&o.query.SearchHub, "hub", "", "search `hub` of the query")
	_ = flags.MarkHidden("hub")
	flags.StringVar(&o.query.Pipeline, "pipeline", "", "query `pipeline`; one in the token wins")
	flags.BoolVar(&o.query.Debug, "debug", false, "show what the token did: identities, roles, restrictions, pipeline")
	flags.BoolVar(&o.explain, "explain", false, "say which pipeline should answer and why, and what every result must match")
}

// addExpressionFlags declares the flags of every command that runs queries: what is
// looked for, how it is sorted, and how the token is sent.
func (o *queryOptions) addExpressionFlags(flags *pflag.FlagSet) {
	o.query.EnableQuerySyntax = true
	flags.StringVar(&o.query.AQ, "aq", "", "advanced `expression`, which adds to the query")
	flags.StringVar(&o.query.CQ, "cq", "", "constant `expression`, which adds to the query and is cached")
	flags.StringVar(&o.query.SortCriteria, "sort", "", "`criteria` such as relevancy, 'date descending' or '@year ascending'")
	flags.BoolVar(&o.asParameter, "as-parameter", false, "send the token as access_token in the URL, which logs may keep")
	flags.BoolVar(&o.noCheck, "no-check", false, "send all the same what looks wrong, such as expressions that cannot be read")
}

// check returns the first thing that is wrong with the query.
func (o *queryOptions) check() error {
	if o.code != "" && o.explain {
		return usageError("--code sends nothing, so that there is nothing to --explain", "Leave one of the two out.")
	}
	if err := checkLanguage(o.code); err != nil {
		return err
	}
	for _, number := range []struct {
		flag  string
		value int
	}{{"--results", o.query.NumberOfResults}, {"--first", o.query.FirstResult}} {
		if number.value < 0 {
			return &coveoapi.InputError{Field: number.flag, Reason: "is negative", Remedy: "Ask for 0 or more."}
		}
	}
	if o.noCheck {
		return nil
	}
	for _, expression := range [][2]string{{"--aq", o.query.AQ}, {"--cq", o.query.CQ}} {
		if err := queryexpr.Check(expression[1]); err != nil {
			return &coveoapi.InputError{
				Field: expression[0], Reason: "is not a query expression: " + err.Error(),
				Remedy: "Mend it at that column, or send it all the same with --no-check.",
			}
		}
	}
	return nil
}

func runQuery(ctx context.Context, o *queryOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	d, err := o.destination(ctx)
	if err != nil {
		return err
	}
	if o.code != "" {
		return o.writeQuery(d)
	}
	token, err := o.token(ctx, d)
	if err != nil {
		return err
	}
	o.conceal(token)
	if !o.noCheck {
		if err := o.refuseExpired(token, "The token", "Mint a new one; or send it anyway with --no-check, to see how Coveo refuses it."); err != nil {
			return err
		}
	}
	c, err := o.connectTo(ctx, d, false)
	if err != nil {
		return err
	}
	defer c.wait.start("Running the query")()
	reply, err := c.client.Search(ctx, token, o.place(), o.query)
	if err != nil {
		return err
	}
	o.explained, err = o.explanation(ctx, d, token, reply)
	c.wait.stop()
	if err != nil {
		return err
	}
	return o.report(d.target.OrganizationID, reply)
}

// place is how the token is sent.
func (o *queryOptions) place() coveoapi.CredentialPlace {
	if o.asParameter {
		return coveoapi.InAccessTokenParameter
	}
	return coveoapi.InAuthorizationHeader
}

// writeQuery prints the query as a program instead of running it.
func (o *queryOptions) writeQuery(d destination) error {
	request, err := d.target.SearchCall(coveoapi.Secret{}, o.place(), o.query)
	if err != nil {
		return err
	}
	return o.writeCode(o.code, d, request, tokenVariable)
}

// token finds the credential of the query: a token, or else the API key.
func (o *queryOptions) token(ctx context.Context, d destination) (coveoapi.Secret, error) {
	if o.tokenFile != "" {
		return o.readCredential(ctx, "token-file", o.tokenFile, jwtview.MaxTokenBytes)
	}
	if d.sandboxKeys != nil && o.globals.keyFile == "" {
		return d.sandboxKeys.AnonymousSearch, nil
	}
	token, err := o.environmentCredential(tokenVariable)
	if err != nil || !token.IsZero() {
		return token, err
	}
	if o.globals.keyFile != "" {
		return o.readCredential(ctx, "key-file", o.globals.keyFile, maxKeyBytes)
	}
	if key, err := o.environmentCredential(keyVariable); err != nil || !key.IsZero() {
		return key, err
	}
	if o.io.canPrompt() {
		return o.promptSecret(ctx, "Token")
	}
	return token, missingToken()
}

// refuseExpired keeps a token that has expired by this machine's clock from being used.
// what names it, and remedy is what to do then. An API key does not say when it expires.
func (f *factory) refuseExpired(secret coveoapi.Secret, what, remedy string) error {
	token, err := jwtview.Decode(secretValue(secret))
	if err != nil {
		return nil
	}
	life := token.Life()
	if life.At(f.now()) != jwtview.Expired {
		return nil
	}
	return &problemError{problem: problem.Problem{
		ID: "token-expired", Kind: problem.Expired,
		Title:    what + " " + life.Describe(f.now()) + ".",
		Evidence: "Its exp says so, by this machine's clock. Nothing was sent.",
		Remedy:   remedy,
	}}
}
