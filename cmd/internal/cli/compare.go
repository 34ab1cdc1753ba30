package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
)

type compareOptions struct {
	*factory
	searchForm
	query queryOptions
	// arguments are the text of the query, or the two tokens of --tokens; given are the
	// flags that only a query has.
	arguments, given    []string
	text, validFor      string
	users, tokenFiles   []string
	anonymous, everyone bool
	number              int
	csvFile             string
	expectSame, tokens  bool
}

func newCompareCommand(f *factory, run func(context.Context, *compareOptions) error) *cobra.Command {
	options := &compareOptions{factory: f, query: queryOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "compare [TEXT] | compare --tokens FILE FILE",
		Short: "Run one query as several people, or compare two tokens",
		Long: "Run one query as two to five people and lay their results side by side. For each\n" +
			"--user, and for --anonymous and --everyone, a search token is minted from the same\n" +
			"flags; --token-file brings a token. Up to --number results of each are compared; an\n" +
			"item is said to be missing only where that was found out. What a rank stands for:\n" +
			"  7     the item is result number 7\n" +
			"  >100  it is found, but not among the 100 results that were compared\n" +
			"  -     it is not found\n" +
			"  ?     it is not among the results that were compared; more is not known\n\n" +
			"With --tokens two tokens are compared claim by claim, offline.\n\n" +
			"With --expect-same exit code 3 says that there is a difference: in the items that\n" +
			"are found, not in their order; in what tokens say, not in when they were made. It\n" +
			"also says that not all items were compared, so that there may be one.",
		Example: "  coveo-token compare reset --user asmith@example.com --anonymous\n" +
			"  coveo-token compare --user bob@example.com --everyone --search-hub SupportHub --csv items.csv\n" +
			"  coveo-token compare '@source==HR' --user cdiaz@example.com --token-file token.jwt --json\n" +
			"  coveo-token compare --tokens yesterday.jwt today.jwt --expect-same",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.arguments, options.given = args, changedFlags(cmd, "tokens", "expect-same")
			return run(cmd.Context(), options)
		},
	}
	options.addFlags(cmd)
	return cmd
}

func (o *compareOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&o.users, "user", nil, "compare `NAME[:PROVIDER[:TYPE]]`, anonymous or everyone; repeatable")
	flags.BoolVar(&o.anonymous, "anonymous", false, "compare a visitor who is not signed in")
	flags.BoolVar(&o.everyone, "everyone", false, "compare the identity *@*, which stands for everybody")
	flags.StringArrayVar(&o.tokenFiles, "token-file", nil, "compare whoever the token in a `file` stands for (- is standard input); repeatable")
	o.searchForm.addFlags(cmd)
	addValidityFlag(flags, &o.validFor)
	o.query.addExpressionFlags(flags)
	flags.StringVar(&o.text, "query", "", "`text` of the query, instead of the argument")
	flags.IntVarP(&o.number, "number", "n", compare.DefaultNumber, fmt.Sprintf("`number` of results of each to compare, up to %d", compare.MaxNumber))
	flags.StringVar(&o.csvFile, "csv", "", "write the items to a `file` as comma-separated values (- is standard output)")
	flags.BoolVar(&o.expectSame, "expect-same", false, "end with exit code 3 when there is a difference")
	flags.BoolVar(&o.tokens, "tokens", false, "compare the tokens in two files (- is standard input) claim by claim")
}

func runCompare(ctx context.Context, o *compareOptions) error {
	if o.tokens {
		return o.compareTokens(ctx)
	}
	if err := o.checkQuery(); err != nil {
		return err
	}
	plan, err := o.plan(ctx)
	if err != nil {
		return err
	}
	c, err := o.connect(ctx, o.mints())
	if err != nil {
		return err
	}
	plan.Client = c.client
	return o.reportComparison(o.run(ctx, plan, c.wait))
}

// run compares, and tells how many have answered, or that one of them has to wait.
func (o *compareOptions) run(ctx context.Context, plan compare.Plan, wait *progress) compare.Comparison {
	ended, waiting := map[int]bool{}, map[int]bool{}
	saying := func() string { return fmt.Sprintf("Comparing: %d of %d have answered", len(ended), len(plan.Personas)) }
	wait.start(saying())
	defer wait.stop()
	return compare.Run(ctx, plan, func(p compare.Progress) {
		o.conceal(p.Column.Token)
		if p.Wait.Attempts > 0 {
			waiting[p.Index] = true
			return
		}
		delete(waiting, p.Index)
		if p.Column.State == compare.Done {
			ended[p.Index] = true
			if len(waiting) == 0 { // whose line stays until the wait is over
				wait.stop()
				wait.start(saying())
			}
		}
	})
}

// checkQuery returns the first thing that is wrong with the query and what to do with
// the answers.
func (o *compareOptions) checkQuery() error {
	switch {
	case len(o.arguments) > 1:
		return usageError("there are "+fmt.Sprint(len(o.arguments))+" arguments", "Quote a query of several words; give two files with --tokens only.")
	case len(o.arguments) == 1 && o.text != "":
		return &coveoapi.InputError{Field: "--query", Reason: "is given beside the same thing as an argument", Remedy: "Leave one of the two out."}
	case o.globals.json && o.csvFile == "-":
		return &coveoapi.InputError{Field: "--csv", Reason: "cannot be standard output, which --json writes", Remedy: "Give a file."}
	case o.number == 0:
		return &coveoapi.InputError{Field: "--number", Reason: "is 0", Remedy: "Compare at least one result of each."}
	}
	o.query.query.Q = o.text
	if len(o.arguments) == 1 {
		o.query.query.Q = o.arguments[0]
	}
	return o.query.check()
}
