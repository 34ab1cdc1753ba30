package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

type statusOptions struct {
	*factory
	warnWithin string
}

func newStatusCommand(f *factory, run func(context.Context, *statusOptions) error) *cobra.Command {
	options := &statusOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show where commands would go, where the keys are, and how long the token lives",
		Long: "Show the profile, organization and host that a command would use, where its keys are\n" +
			"kept, through which proxy it would go, and what is left of the token in\n" +
			tokenVariable + ". Nothing is sent; `coveo-token doctor` asks Coveo. The exit code\n" +
			"is 7 when the token has expired, and 8 when it does within --warn-within.",
		Example: "  coveo-token status\n" +
			"  coveo-token status --warn-within 10m >/dev/null || export COVEO_ACCESS_TOKEN=$(coveo-token token --user asmith@example.com)",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	cmd.Flags().StringVar(&options.warnWithin, "warn-within", "", "exit with 8 when the token expires within a `time` such as 10m")
	return cmd
}

// readWarnWithin reads a --warn-within; zero when it was not given.
func readWarnWithin(text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	within, err := coveoapi.ParseValidity(text)
	return within, flagInput("warn-within", err)
}

// statusDocument is the status as --json shows it.
type statusDocument struct {
	Schema   string            `json:"schema"`
	Settings []settingDocument `json:"settings"`
	Token    heldToken         `json:"token"`
}

func runStatus(ctx context.Context, o *statusOptions) error {
	within, err := readWarnWithin(o.warnWithin)
	if err != nil {
		return err
	}
	settings, err := o.effective(ctx)
	if err != nil {
		return err
	}
	// How things look is no part of where they go.
	settings = slices.DeleteFunc(settings, func(s settingDocument) bool {
		return slices.Contains([]string{"theme", "timeout", "keyring"}, s.Name)
	})
	token, held := o.heldToken()
	if o.globals.json {
		err = o.writeJSON(statusDocument{schema("status"), settings, held})
	} else {
		err = o.io.write([]byte(o.statusText(settings, token, held)))
	}
	if err != nil {
		return err
	}
	return o.statusEnd(token, within)
}

// statusEnd is how the command ends, by what is left of the token.
func (o *statusOptions) statusEnd(token *jwtview.Token, within time.Duration) error {
	if token == nil {
		return nil
	}
	left, ends := token.Life().Remaining(o.now())
	switch {
	case token.Life().At(o.now()) == jwtview.Expired:
		return &exitError{exitExpired}
	case ends && left <= within:
		return &exitError{exitExpiring}
	}
	return nil
}

func (o *statusOptions) statusText(settings []settingDocument, token *jwtview.Token, held heldToken) string {
	var text strings.Builder
	row := func(name, value string) {
		fmt.Fprintf(&text, "%s\n", o.cut(fmt.Sprintf("%-14s %s", sentenceStart(name), value), 0))
	}
	for _, s := range settings {
		value := firstOf(s.Value, "none")
		if s.Fingerprint != "" {
			value += " (" + s.Fingerprint + ")"
		}
		if s.From != "" {
			value += ", from " + s.From
		}
		row(s.Name, value)
	}
	switch {
	case token != nil:
		of := firstOf(strings.Join(slices.DeleteFunc([]string{held.User, held.Organization}, func(s string) bool { return s == "" }), " in "), "nobody named")
		row("token", of+", "+expiryText(token.Life(), o.now()))
	case held.State == unreadableToken:
		row("token", "what is in "+tokenVariable+" is not one")
	}
	return text.String()
}
