package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

type inspectOptions struct {
	*factory
	// argument is the token, "-" for standard input, or "" when none was given.
	argument string
}

func newInspectCommand(f *factory, run func(context.Context, *inspectOptions) error) *cobra.Command {
	options := &inspectOptions{factory: f}
	return &cobra.Command{
		Use:   "inspect [TOKEN|-]",
		Short: "Read a token, offline",
		Long: "Read a token and explain its claims. Nothing leaves this machine. The token may\n" +
			"have \"Bearer \", quotes or line breaks around or in it. Without an argument it is\n" +
			"read from standard input. Exit code 7 says that it has expired, 2 that it is no\n" +
			"token.",
		Example: "  coveo-token mint search --user asmith@example.com | coveo-token inspect\n" +
			"  pbpaste | coveo-token inspect --json",
		Annotations: map[string]string{instant: ""},
		Args:        atMostOneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.argument = strings.Join(args, "")
			return run(cmd.Context(), options)
		},
	}
}

func runInspect(ctx context.Context, o *inspectOptions) error {
	input, err := o.input(ctx)
	if err != nil {
		return err
	}
	token, err := jwtview.Decode(input)
	if err != nil {
		return err
	}
	now := o.now()
	if o.globals.json {
		err = o.writeInspectJSON(token, now)
	} else {
		view := tokenView{token: token, now: now, width: o.io.textWidth(), strong: o.io.strong, budget: outputBudget(len(token.Compact))}
		err = o.io.write([]byte(view.render()))
	}
	if err == nil && token.Life().At(now) == jwtview.Expired {
		return &exitError{exitExpired}
	}
	return err
}

// input is the text that holds the token.
func (o *inspectOptions) input(ctx context.Context) (string, error) {
	if o.argument != "" && o.argument != "-" {
		return o.argument, nil
	}
	if o.argument == "" && o.io.inTerminal {
		return "", &coveoapi.InputError{
			Field: "TOKEN", Reason: "is missing",
			Remedy: "Give it as an argument, or pipe it in: pbpaste | coveo-token inspect.",
		}
	}
	return o.io.readLimited(ctx, "The token", jwtview.MaxTokenBytes)
}
