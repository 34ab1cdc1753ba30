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
	"coveotoken/jwtview/safetext"
)

// The colours of a prompt, by what the token's life says.
const (
	promptGood = "32"
	promptSoon = "33"
	promptDead = "31"
)

// expiringSoon is when a prompt begins to warn of a token's end.
const expiringSoon = 5 * time.Minute

// maxPromptName is the widest organization or user in a prompt.
const maxPromptName = 24

type promptOptions struct {
	*factory
	shell string
	color bool
}

func newPromptCommand(f *factory, run func(context.Context, *promptOptions) error) *cobra.Command {
	options := &promptOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "prompt",
		Short: "Print organization, user and minutes left, for a shell's prompt",
		Long: "Print what the token in " + tokenVariable + " is, short enough for a prompt: its\n" +
			"organization, its user and the time that is left. Nothing is sent. Without a token\n" +
			"nothing is printed, and the exit code is 0 in any case.\n\n" +
			"bash      PS1='$(coveo-token prompt --shell bash --color) \\$ '\n" +
			"zsh       setopt prompt_subst; RPROMPT='$(coveo-token prompt --shell zsh --color)'\n" +
			"fish      function fish_right_prompt; coveo-token prompt --shell fish --color; end\n" +
			"starship  [custom.coveo]\n" +
			"          command = \"coveo-token prompt\"\n" +
			"          when = 'test -n \"$COVEO_ACCESS_TOKEN\"'",
		Example:     "  coveo-token prompt\n  coveo-token prompt --shell zsh --color",
		Annotations: map[string]string{instant: ""},
		Args:        noArguments,
		RunE:        func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	flags.StringVar(&options.shell, "shell", "", "write for the prompt of a `shell`: bash, zsh or fish")
	flags.BoolVar(&options.color, "color", false, "colour by state: green, yellow in the last five minutes, red when expired")
	registerCompletion(cmd, "shell", promptShells)
	return cmd
}

func promptShells() []string { return []string{"bash", "zsh", "fish"} }

// promptDocument is the prompt as --json shows it.
type promptDocument struct {
	Schema string `json:"schema"`
	heldToken
}

// heldToken is what the token in the environment is, as --json shows it.
type heldToken struct {
	State        string  `json:"state"` // noToken, unreadableToken or as `inspect` has it
	Organization string  `json:"organization"`
	User         string  `json:"user"`
	ExpiresAt    *string `json:"expires_at"`
	ExpiresIn    *int64  `json:"expires_in"`
}

// The states of what is no token.
const (
	noToken         = "none"
	unreadableToken = "unreadable"
)

func runPrompt(_ context.Context, o *promptOptions) error {
	if o.shell != "" && !slices.Contains(promptShells(), o.shell) {
		return &coveoapi.InputError{
			Field: "--shell", Reason: fmt.Sprintf("%q is not known", o.shell),
			Remedy: "Write one of: " + strings.Join(promptShells(), ", ") + "; or leave it out for plain text.",
		}
	}
	token, held := o.heldToken()
	if o.globals.json {
		return o.writeJSON(promptDocument{schema("prompt"), held})
	}
	switch held.State {
	case noToken:
		return nil
	case unreadableToken:
		return o.writePrompt("token unreadable", promptDead)
	}
	words, color := o.promptLife(token.Life())
	return o.writePrompt(strings.Join(append(o.promptNames(token), words), " "), color)
}

// promptNames are the organization and the user of a token, as far as it has them.
func (o *promptOptions) promptNames(token *jwtview.Token) []string {
	var names []string
	for _, name := range []string{token.Organization(), firstIdentity(token)} {
		if name != "" {
			names = append(names, safetext.Truncate(o.safe(shortName(name)), maxPromptName))
		}
	}
	return names
}

// firstIdentity is the first user of a token, or "".
func firstIdentity(token *jwtview.Token) string {
	if names := tokenIdentities(token); len(names) > 0 {
		return names[0]
	}
	return ""
}

// shortName is a name without the host of an e-mail address.
func shortName(name string) string {
	local, _, found := strings.Cut(name, "@")
	if found && local != "" {
		return local
	}
	return name
}

// promptLife says in a word how long a token lives, and the colour for that.
func (o *promptOptions) promptLife(life jwtview.Life) (words, color string) {
	left, ends := life.Remaining(o.now())
	switch life.At(o.now()) {
	case jwtview.Expired, jwtview.BadExpiry:
		return "expired", promptDead
	case jwtview.NotYetValid:
		return "not yet", promptSoon
	}
	switch {
	case !ends:
		return "no expiry", promptGood
	case left < time.Minute:
		return "<1m", promptSoon
	case left < expiringSoon:
		return fmt.Sprintf("%dm", int(left.Minutes())), promptSoon
	case left < 2*time.Hour:
		return fmt.Sprintf("%dm", int(left.Minutes())), promptGood
	default:
		return fmt.Sprintf("%dh", int(left.Hours())), promptGood
	}
}

// writePrompt prints text as the shell's prompt wants it. Colours come only when they
// were asked for, and then into the pipe that a prompt is.
func (o *promptOptions) writePrompt(text, color string) error {
	if o.shell == "zsh" {
		text = strings.ReplaceAll(text, "%", "%%")
	}
	if o.color && !o.io.plain {
		start, end := o.invisible("\x1b["+color+"m"), o.invisible("\x1b[0m")
		text = start + text + end
	}
	return o.io.write([]byte(text + "\n"))
}

// invisible marks a control sequence, so that the shell does not count it into the
// width of its prompt.
func (o *promptOptions) invisible(sequence string) string {
	switch o.shell {
	case "bash":
		return "\x01" + sequence + "\x02"
	case "zsh":
		return "%{" + sequence + "%}"
	default:
		return sequence
	}
}

// heldToken reads the token in the environment; it is nil when there is none, or what is
// there is none.
func (f *factory) heldToken() (*jwtview.Token, heldToken) {
	text := strings.TrimSpace(f.env(tokenVariable))
	if text == "" {
		return nil, heldToken{State: noToken}
	}
	token, err := jwtview.Decode(text)
	if err != nil {
		return nil, heldToken{State: unreadableToken}
	}
	life := token.Life()
	return token, heldToken{
		life.At(f.now()).ID(), token.Organization(), firstIdentity(token), jsonTime(life.ExpiresAt), secondsUntil(life.ExpiresAt, f.now()),
	}
}
