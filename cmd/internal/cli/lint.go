package cli

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/trial"
	"coveotoken/jwtview"
)

type lintOptions struct {
	*factory
	// argument is a file, "-" for standard input, or "" when none was given.
	argument string
	kind     string
	purposes []string
	list     bool
	// try counts what the filter keeps, trial is what came of it.
	try   bool
	trial *trial.Count
}

// What is linted, as --kind names it.
const (
	lintSearch   = "search"
	lintPlatform = "platform"
	lintToken    = "token"
)

// What a token is meant for, as --for names it.
const (
	forBrowser   = "browser"
	forSearching = "searching"
)

func newLintCommand(f *factory, run func(context.Context, *lintOptions) error) *cobra.Command {
	options := &lintOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "lint [FILE|-]",
		Short: "Say what is risky or useless in a token request, offline",
		Long: "Read the JSON body of a token request and say what in it is risky, useless or\n" +
			"wrong. Nothing leaves this machine, unless --try-filter has Coveo count how many\n" +
			"items the filter keeps. Whether it is for a search token or for a\n" +
			"platform token is told by its attributes, or by --kind. Given a token instead, its\n" +
			"length is looked at. Without an argument standard input is read. Exit code 3 says\n" +
			"that something is wrong or most likely not what was meant, 2 that the input cannot\n" +
			"be read.",
		Example: "  coveo-token lint request.json\n" +
			"  coveo-token lint request.json --for browser --json\n" +
			"  coveo-token mint search --user asmith@example.com | coveo-token lint\n" +
			"  coveo-token lint request.json --try-filter --profile sandbox\n" +
			"  coveo-token lint --list",
		Annotations: map[string]string{instant: ""},
		Args:        atMostOneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.argument = strings.Join(args, "")
			return run(cmd.Context(), options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.kind, "kind", "", "what the input is for: search or platform, or token for a token itself")
	flags.StringSliceVar(&options.purposes, "for", nil, "what the token is meant for: browser, searching")
	flags.BoolVar(&options.try, "try-filter", false, "count the items that the filter keeps, as the request's users if the key may")
	flags.BoolVar(&options.list, "list", false, "list the rules")
	registerCompletion(cmd, "kind", lintKinds)
	registerCompletion(cmd, "for", lintPurposes)
	return cmd
}

func lintKinds() []string    { return []string{lintSearch, lintPlatform, lintToken} }
func lintPurposes() []string { return []string{forBrowser, forSearching} }

func runLint(ctx context.Context, o *lintOptions) error {
	if err := o.checkFlags(); err != nil {
		return err
	}
	if o.list {
		return o.listRules()
	}
	input, err := o.input(ctx)
	if err != nil {
		return err
	}
	if err := o.tryFilter(ctx, input); err != nil {
		return err
	}
	kind, found, err := o.lint(input)
	if err != nil {
		return err
	}
	if err := o.reportFindings(kind, found); err != nil {
		return err
	}
	if slices.ContainsFunc(found, func(f lint.Finding) bool { return f.Severity > lint.Note }) {
		return &exitError{exitCheck}
	}
	return nil
}

func (o *lintOptions) checkFlags() error {
	if o.kind != "" && !slices.Contains(lintKinds(), o.kind) {
		return &coveoapi.InputError{Field: "--kind", Reason: "is none of " + strings.Join(lintKinds(), ", "), Remedy: "Leave it out to have it told by the input."}
	}
	for _, purpose := range o.purposes {
		if !slices.Contains(lintPurposes(), purpose) {
			return &coveoapi.InputError{Field: "--for", Reason: "is none of " + strings.Join(lintPurposes(), ", "), Remedy: "Write for example --for browser."}
		}
	}
	if o.list && o.argument != "" {
		return &coveoapi.InputError{Field: "--list", Reason: "lists rules and reads no file", Remedy: "Leave one of the two out."}
	}
	return nil
}

// input is the text to look at.
func (o *lintOptions) input(ctx context.Context) ([]byte, error) {
	if o.argument == "" && o.io.inTerminal {
		return nil, &coveoapi.InputError{
			Field: "FILE", Reason: "is missing",
			Remedy: "Give the file that holds the request's body, or pipe it in.",
		}
	}
	input, err := o.readInput(ctx, "file", firstOf(o.argument, "-"), jwtview.MaxTokenBytes)
	return input, inputNamed("FILE", err)
}

// lint looks at a request, or at a token.
func (o *lintOptions) lint(input []byte) (kind string, found []lint.Finding, err error) {
	kind = o.kind
	isObject := bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(input, []byte("\ufeff"))), []byte("{"))
	if kind == lintToken || kind == "" && !isObject {
		token, err := jwtview.Decode(string(input))
		if err == nil {
			return lintToken, lint.TokenSize(token.Compact), nil
		}
		if kind == lintToken {
			return kind, nil, err
		}
	}
	if _, err := (coveoapi.Target{}).RawSearchTokenCall(coveoapi.SearchTokenV2, input); err != nil {
		return kind, nil, inputNamed("FILE", err)
	}
	body := coveoapi.SearchTokenBody
	if kind == lintPlatform || kind == "" && lint.GuessKind(input) == coveoapi.PlatformTokenBody {
		body = coveoapi.PlatformTokenBody
	}
	return map[coveoapi.BodyKind]string{coveoapi.SearchTokenBody: lintSearch, coveoapi.PlatformTokenBody: lintPlatform}[body],
		lint.RawBody(body, input, o.context()), nil
}

// context is what the command line says about the token.
func (o *lintOptions) context() lint.Context {
	context := lint.Context{
		Sandbox:      firstOf(o.globals.profile, o.env(profileVariable)) == profile.SandboxName,
		ForBrowser:   slices.Contains(o.purposes, forBrowser),
		ForSearching: slices.Contains(o.purposes, forSearching),
	}
	if o.trial != nil && o.trial.AsAsked() {
		context.FilterMatches = &o.trial.Kept
	}
	return context
}

// inputNamed names the argument in an input error that knows another field.
func inputNamed(field string, err error) error {
	var input *coveoapi.InputError
	if !errors.As(err, &input) {
		return err
	}
	named := *input
	named.Field = field
	return &named
}
