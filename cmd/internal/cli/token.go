package cli

import (
	"context"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
)

type tokenOptions struct{ tokenSource }

func newTokenCommand(f *factory, run func(context.Context, *tokenOptions) error) *cobra.Command {
	options := &tokenOptions{tokenSource{mintOptions: mintOptions{factory: f}}}
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Print a token and nothing else",
		Long: "Print a token alone on one line, on a terminal too, for $(coveo-token token …). With\n" +
			"the flags of `mint search` or `mint platform` it is minted; --privilege makes it a\n" +
			"platform token. Without them it is the one in " + tokenVariable + ", unless that has\n" +
			"expired (exit code 7). On a terminal it stays in the scrollback: `mint` masks it.",
		Example: "  curl -H \"Authorization: Bearer $(coveo-token token --user asmith@example.com)\" …\n" +
			"  export COVEO_ACCESS_TOKEN=$(coveo-token token --user asmith@example.com --valid-for 1h)\n" +
			"  coveo-token token --privilege SEARCH_API/IMPERSONATE --valid-for 8h",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options.noteFlags(cmd)
			return run(cmd.Context(), options)
		},
	}
	options.addFlags(cmd)
	return cmd
}

func runToken(ctx context.Context, o *tokenOptions) error {
	if o.globals.json {
		return usageError("token prints the token alone, and no JSON", "Write `coveo-token mint search --json --show-token …`.")
	}
	secret, err := o.find(ctx)
	if err != nil {
		return err
	}
	return o.io.write([]byte(secretValue(secret) + "\n"))
}

// find mints the token, or takes the one in the environment where no flag asks for one.
func (o *tokenOptions) find(ctx context.Context) (coveoapi.Secret, error) {
	if !o.isGiven() {
		secret, err := o.environmentCredential(tokenVariable)
		if err != nil {
			return secret, err
		}
		if !secret.IsZero() {
			return secret, o.refuseExpired(secret, "The token in "+tokenVariable, "Mint a new one, for example with `coveo-token token --user asmith@example.com`.")
		}
	}
	made, err := o.token(ctx)
	return made.secret, err
}
