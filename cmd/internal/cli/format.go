package cli

import (
	"context"

	"github.com/spf13/pflag"

	"coveotoken/cmd/internal/shape"
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
)

// format is what the user asked of a command's output.
type format struct {
	jq, template          string
	plain, quiet, verbose bool
}

// addFormatFlags declares the flags for it, which every command has.
func addFormatFlags(flags *pflag.FlagSet, f *format) {
	flags.StringVar(&f.jq, "jq", "", "print what this jq `expression` makes of the JSON document")
	flags.StringVar(&f.template, "template", "", "print what this Go `template` makes of the JSON document")
	flags.BoolVar(&f.plain, "plain", false, "tab-separated tables without headers, as a pipe gets them")
	flags.BoolVar(&f.quiet, "quiet", false, "nothing on standard error but failures")
	flags.BoolVar(&f.verbose, "verbose", false, "a line on standard error for every call")
}

// prepareOutput tells the streams what the flags for the output decided. A filter that
// cannot be understood is refused before anything is sent. The context is asked for
// when the filter runs.
func (f *factory) prepareOutput(ctx func() context.Context) error {
	asked := f.globals.format
	f.io.tabs, f.io.quiet = asked.plain, asked.quiet
	f.io.plain = f.io.plain || asked.plain
	if asked.quiet && asked.verbose {
		return usageError("--quiet and --verbose contradict each other", "Give one of the two.")
	}
	f.shareErrorStream()
	if err := f.logExchanges(f.logWriter()); err != nil {
		return err
	}
	filter, flag, err := f.filter(asked)
	if err != nil || filter == nil {
		return err
	}
	f.globals.json = true
	f.io.reshape = func(document []byte) ([]byte, error) {
		text, err := filter(ctx(), document)
		if err != nil {
			return nil, filterProblem(ctx(), flag, err)
		}
		return text, nil
	}
	return nil
}

// filter makes the filter that is asked for, nil when there is none, and names its
// flag.
func (f *factory) filter(asked format) (filter shape.Filter, flag string, err error) {
	remedy := "See `coveo-token help formatting`."
	switch {
	case asked.jq != "" && asked.template != "":
		return nil, "", usageError("--jq and --template both say what to print", "Give one of the two.")
	case asked.jq != "":
		flag = "--jq"
		filter, err = shape.JQ(asked.jq, f.io.indent())
	case asked.template != "":
		flag = "--template"
		filter, err = shape.Template(asked.template, f.now)
	}
	if err != nil {
		return nil, flag, &coveoapi.InputError{Field: flag, Reason: "cannot be understood: " + err.Error(), Remedy: remedy}
	}
	return filter, flag, nil
}

// filterProblem is a document that does not have what the filter expects.
func filterProblem(ctx context.Context, flag string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &problemError{cause: err, problem: problem.Problem{
		ID: "filter-failed", Kind: problem.Unexpected,
		Title:    flag + " does not fit the document.",
		Evidence: sentence(err.Error()),
		Remedy:   "Look at the whole document with --json in its place. What the command did is done.",
	}}
}
