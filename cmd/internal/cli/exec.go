package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
)

// tokenExpiryVariable tells a command when the token in COVEO_ACCESS_TOKEN ends.
const tokenExpiryVariable = "COVEO_ACCESS_TOKEN_EXPIRES_AT" //nolint:gosec // The name of a variable, not a credential.

type execOptions struct {
	tokenSource
	command []string
	// environ is the environment of this process.
	environ func() []string
}

func newExecCommand(f *factory, run func(context.Context, *execOptions) error) *cobra.Command {
	options := &execOptions{tokenSource: tokenSource{mintOptions: mintOptions{factory: f}}, environ: os.Environ}
	cmd := &cobra.Command{
		Use:   "exec [FLAGS] -- COMMAND [ARGUMENT…]",
		Short: "Run a command with a fresh token in its environment",
		Long: "Mint a token as `mint search` or `mint platform` do, and run a command with it in\n" +
			tokenVariable + ". Its expiry is in " + tokenExpiryVariable + " (RFC 3339), the\n" +
			"organization in " + organizationVariable + " and the endpoint in " + endpointVariable + ".\n" +
			"The API keys are taken out of the command's environment: it gets the token alone.\n\n" +
			"The command is run as it stands, without a shell; signals are passed on to it and\n" +
			"its exit code is passed back. With --profile sandbox the sandbox runs as long as it.",
		Example: "  coveo-token exec --user asmith@example.com --valid-for 1h -- npm run dev\n" +
			"  coveo-token exec --privilege SEARCH_API/IMPERSONATE -- ./nightly.sh\n" +
			"  coveo-token exec --user asmith@example.com -- sh -c 'curl -H \"Authorization: Bearer $COVEO_ACCESS_TOKEN\" …'",
		RunE: func(cmd *cobra.Command, args []string) error {
			options.noteFlags(cmd)
			if cmd.ArgsLenAtDash() != 0 || len(args) == 0 {
				return usageError("exec needs `--` and a command after its flags", "Write for example `coveo-token exec --user asmith@example.com -- env`.")
			}
			options.command = args
			return run(cmd.Context(), options)
		},
	}
	options.addFlags(cmd)
	return cmd
}

func runExec(ctx context.Context, o *execOptions) error {
	path, err := exec.LookPath(o.command[0])
	if err != nil {
		return &coveoapi.InputError{
			Field: "The command", Reason: fmt.Sprintf("%q cannot be run: %v", o.command[0], errors.Unwrap(err)),
			Remedy: "Check its name and PATH. No token was minted.",
		}
	}
	made, err := o.token(ctx)
	if err != nil {
		return err
	}
	command := &exec.Cmd{
		Path: path, Args: o.command, Stdin: o.io.in, Stdout: o.io.out, Stderr: o.errorStream(),
		Env: childEnvironment(o.environ(), made),
	}
	return runChild(command, passedSignals(o.io.inTerminal))
}

// childEnvironment is an environment with a token in place of the keys.
func childEnvironment(environ []string, made minted) []string {
	set := [][2]string{
		{tokenVariable, secretValue(made.secret)},
		{organizationVariable, made.target.OrganizationID},
		{endpointVariable, made.target.Endpoint.Platform},
		{tokenExpiryVariable, ""},
		{keyVariable, ""},
		{catalogKeyVariable, ""},
		{profileVariable, ""}, // it may lead elsewhere, or to the keys
	}
	if made.token != nil {
		if expires := made.token.Life().ExpiresAt; !expires.IsZero() {
			set[3][1] = expires.UTC().Format(time.RFC3339)
		}
	}
	var child []string
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		if !replaced(set, name) {
			child = append(child, pair)
		}
	}
	for _, variable := range set {
		if variable[1] != "" {
			child = append(child, variable[0]+"="+variable[1])
		}
	}
	return child
}

func replaced(set [][2]string, name string) bool {
	for _, variable := range set {
		if variable[0] == name {
			return true
		}
	}
	return false
}

// runChild runs a command to its end, passes signals on to it, and ends as it did.
func runChild(command *exec.Cmd, passed []os.Signal) error {
	// Signals that come while the command starts wait for it.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, append(passed, endingSignals()...)...)
	defer signal.Stop(signals)
	if err := command.Start(); err != nil {
		return fmt.Errorf("start %s: %w", command.Args[0], err)
	}
	ended := make(chan struct{})
	go passOn(signals, passed, command.Process, ended)
	err := command.Wait()
	close(ended)
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &exit):
		return &exitError{childExitCode(exit.ProcessState)}
	default:
		return fmt.Errorf("run %s: %w", command.Args[0], err)
	}
}
