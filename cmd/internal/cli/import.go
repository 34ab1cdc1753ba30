package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview"
)

type importOptions struct {
	*factory
	argument string
	entry    int
	run      bool
	as       string
	kind     string
	// code is the language to write the query in instead of reporting, or "".
	code string
}

func newImportCommand(f *factory, run func(context.Context, *importOptions) error) *cobra.Command {
	options := &importOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "import [FILE|-]",
		Short: "Read a failing request that was copied from a browser",
		Long: "Read a request that was copied from a browser's network tab: a curl command, a\n" +
			"fetch call, a HAR, an HTTP request, or a URL with access_token. It shows what was\n" +
			"asked, the token, the query, and what the recorded answer means. Of a HAR the\n" +
			"newest failed call to Coveo is taken. Nothing is sent, unless --run sends the query\n" +
			"again, or --as runs it with a token minted for somebody else from the same form.\n\n" +
			"A request names the host that its credential goes to. It is sent only to Coveo's\n" +
			"own hosts and to your endpoint; any other is to be named with --endpoint. Exit\n" +
			"code 7 says that the token has expired.",
		Example: "  pbpaste | coveo-token import\n" +
			"  coveo-token import failing.har --entry 2 --run\n" +
			"  pbpaste | coveo-token import --as asmith@example.com --json",
		Args: atMostOneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.argument = strings.Join(args, "")
			return run(cmd.Context(), options)
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&options.entry, "entry", 1, "`number` of the request, as listed of a HAR")
	flags.BoolVar(&options.run, "run", false, "run the query again as it is, with the credential in it")
	flags.StringVar(&options.as, "as", "", "mint a token for `NAME[:PROVIDER[:TYPE]]` from the same form and run the query with it")
	flags.StringVar(&options.kind, "kind", "", "`kind` of token that --as mints, search or platform, instead of the recorded one's")
	addCodeFlag(cmd, &options.code)
	registerCompletion(cmd, "kind", func() []string { return []string{lintSearch, lintPlatform} })
	return cmd
}

func runImport(ctx context.Context, o *importOptions) error {
	if err := o.checkFlags(); err != nil {
		return err
	}
	text, err := o.input(ctx)
	if err != nil {
		return err
	}
	recording, err := recorded.Parse(string(text))
	if err != nil {
		return err
	}
	o.concealAll(recording)
	if o.entry < 1 || o.entry > len(recording.Requests) {
		return &coveoapi.InputError{
			Field: "--entry", Reason: fmt.Sprintf("is %d, and there are %d requests", o.entry, len(recording.Requests)),
			Remedy: "Leave it out for the newest that failed.",
		}
	}
	found := o.look(recording)
	o.conceal(found.request.Credential, found.request.TokenSecret)
	if o.code != "" {
		return o.writeRecorded(ctx, found)
	}
	if !o.run && o.as == "" {
		if err := o.report(found, nil); err != nil {
			return err
		}
		return found.expiredExit()
	}
	return o.again(ctx, found)
}

// concealAll makes the redactor know the credentials of a recording, but not those that
// it tells by their form: a recording may hold thousands of them, and every text is
// searched for every one that it knows. They are added at once, because it sorts what it
// knows each time.
func (o *importOptions) concealAll(recording recorded.Recording) {
	var values []string
	for _, request := range recording.Requests {
		for _, secret := range []coveoapi.Secret{request.Credential, request.TokenSecret} {
			if value := secretValue(secret); !holdsSecret(value) {
				values = append(values, value)
			}
		}
	}
	slices.Sort(values)
	o.redactor.Add(slices.Compact(values)...)
}

func (o *importOptions) checkFlags() error {
	switch {
	case o.code != "" && (o.run || o.as != ""):
		return usageError("--code sends nothing, and --run and --as do", "Give one of them.")
	case o.run && o.as != "":
		return usageError("--run and --as are two ways to run the query", "Give one of the two.")
	case o.kind != "" && o.kind != lintSearch && o.kind != lintPlatform:
		return &coveoapi.InputError{Field: "--kind", Reason: "is neither search nor platform", Remedy: "Leave it out for the recorded token's."}
	case strings.Contains(o.argument, "://") || strings.ContainsAny(o.argument, "{\n"):
		return usageError("a request was given on the command line, where other users of this machine and your shell's history can see what it holds",
			"Treat its credential as exposed. Pipe the request in, or give the name of a file.")
	}
	return checkLanguage(o.code)
}

// input is the recorded text.
func (o *importOptions) input(ctx context.Context) ([]byte, error) {
	if o.argument == "" && o.io.inTerminal {
		return nil, &coveoapi.InputError{Field: "FILE", Reason: "is missing", Remedy: "Give a file, or pipe the request in: pbpaste | coveo-token import."}
	}
	text, err := o.readInput(ctx, "file", firstOf(o.argument, "-"), recorded.MaxBytes)
	return text, inputNamed("FILE", err)
}

// imported is a request with what can be said of it offline.
type imported struct {
	recording recorded.Recording
	entry     int
	request   recorded.Request
	// form is the form of the token; formed says that there is one.
	form     recorded.TokenForm
	formed   bool
	findings []lint.Finding
	life     jwtview.Life
	expired  bool
}

func (o *importOptions) look(recording recorded.Recording) imported {
	i := imported{recording: recording, entry: o.entry, request: recording.Requests[o.entry-1]}
	token := i.request.Token
	if token == nil {
		return i
	}
	i.life = token.Life()
	i.expired = i.life.At(o.now()) == jwtview.Expired
	i.form, i.formed = recorded.FormOf(token)
	known := lint.Context{Sandbox: token.FromSandbox(), ForSearching: i.request.Query != nil}
	switch {
	case !i.formed:
	case i.form.Kind == jwtview.KindPlatform:
		i.findings = lint.PlatformToken(i.form.Platform, known)
	default:
		i.findings = lint.SearchToken(i.form.Search, known)
	}
	i.findings = append(i.findings, lint.TokenSize(token.Compact)...)
	return i
}

func (i imported) expiredExit() error {
	if i.expired {
		return &exitError{exitExpired}
	}
	return nil
}

// errNoQuery is a request that there is nothing to run of.
func errNoQuery(request recorded.Request) error {
	reason := "is no query: it asks to " + request.Call.Name
	if request.Call.Kind == recorded.SearchCall {
		reason = "holds no query that can be read"
	}
	return &coveoapi.InputError{
		Field: "request", Reason: reason,
		Remedy: "Only queries are run again. Leave --run and --as out to read it.",
	}
}

// again runs the query, with the credential in the request or a new token.
func (o *importOptions) again(ctx context.Context, found imported) error {
	if found.request.Query == nil {
		return errNoQuery(found.request)
	}
	runAs := o.runAgain
	if o.as != "" {
		runAs = o.runAs
	}
	organization, reply, err := runAs(ctx, found)
	if err != nil {
		return o.withFound(found, err)
	}
	query := &queryOptions{factory: o.factory, query: *found.request.Query}
	if o.globals.json {
		document := query.document(organization, reply)
		return o.report(found, &document)
	}
	if err := o.report(found, nil); err != nil {
		return err
	}
	if o.io.outTerminal {
		_ = o.io.write([]byte("\n"))
	}
	return query.report(organization, reply)
}

// withFound tells what was found before an error that came of sending it. With
// --json there is one document, the error's.
func (o *importOptions) withFound(found imported, err error) error {
	var input *coveoapi.InputError
	if o.globals.json || errors.As(err, &input) {
		return err
	}
	if reported := o.report(found, nil); reported != nil {
		return reported
	}
	return err
}
