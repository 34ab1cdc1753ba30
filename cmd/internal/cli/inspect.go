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
	// keysFile and secretFile name what the signature is checked with; verify has it
	// checked with the keys that the platform publishes. At most one is given.
	keysFile, secretFile string
	verify               bool
}

func newInspectCommand(f *factory, run func(context.Context, *inspectOptions) error) *cobra.Command {
	options := &inspectOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "inspect [TOKEN|-]",
		Short: "Read a token, offline",
		Long: "Read a token and explain its claims. Nothing leaves this machine. The token may\n" +
			"have \"Bearer \", quotes or line breaks around or in it. Without an argument it is\n" +
			"read from standard input. Exit code 7 says that it has expired, 2 that it is no\n" +
			"token.\n\n" +
			"The signature is checked only when it is asked for: with keys or a secret that you\n" +
			"have, offline too, or with --verify, which gets the keys that Coveo publishes for\n" +
			"platform tokens from the endpoint of --endpoint, --profile or " + endpointVariable + ",\n" +
			"with an API key. The token itself is not sent. Exit code 3 says that the signature\n" +
			"was not verified, for whatever reason.",
		Example: "  coveo-token mint search --user asmith@example.com | coveo-token inspect\n" +
			"  pbpaste | coveo-token inspect --json\n" +
			"  coveo-token inspect --verify --endpoint us <platform.jwt\n" +
			"  coveo-token inspect --keys certificates.json <platform.jwt",
		Annotations: map[string]string{instant: ""},
		Args:        atMostOneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.argument = strings.Join(args, "")
			return run(cmd.Context(), options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.keysFile, "keys", "", "verify with the keys in a `file`: JWK set, PEM or certificate (- is standard input)")
	flags.StringVar(&options.secretFile, "secret-file", "", "verify with the secret in a `file` (- is standard input); a last line end is left out")
	flags.BoolVar(&options.verify, "verify", false, "verify a platform token with the keys that Coveo publishes")
	return cmd
}

func runInspect(ctx context.Context, o *inspectOptions) error {
	if err := o.checkFlags(); err != nil {
		return err
	}
	input, err := o.input(ctx)
	if err != nil {
		return err
	}
	token, err := jwtview.Decode(input)
	if err != nil {
		return err
	}
	proof, err := o.prove(ctx, token)
	if err != nil {
		return err
	}
	now := o.now()
	if o.globals.json {
		err = o.writeInspectJSON(token, proof, now)
	} else {
		view := tokenView{
			token: token, proof: proof, now: now, width: o.io.textWidth(), strong: o.io.strong, budget: outputBudget(len(token.Compact)),
		}
		err = o.io.write([]byte(view.render()))
	}
	switch {
	case err != nil:
		return err
	case proof != nil && !proof.verified:
		return &exitError{exitCheck}
	case token.Life().At(now) == jwtview.Expired:
		return &exitError{exitExpired}
	}
	return nil
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
	if err := o.takeStdin("the token"); err != nil {
		return "", err
	}
	return o.io.readLimited(ctx, "The token", jwtview.MaxTokenBytes)
}
