package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/cmd/internal/shape"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/components/text"
)

// topicWidth is how wide the paragraphs of a topic are, in cells.
const topicWidth = 80

// topics are the help texts that belong to no command.
func topics() []command {
	topic := func(name, short string, write func() (examples, text string)) command {
		return command{name, func() *cobra.Command {
			examples, text := write()
			return &cobra.Command{Use: name, Short: short, Example: examples, Long: text}
		}}
	}
	return []command{
		topic("environment", "the variables that are read", func() (string, string) { return environmentExamples, environmentTopic() }),
		topic("exit-codes", "what the exit codes mean", func() (string, string) { return exitCodesExamples, exitCodesTopic() }),
		topic("files", "what is kept where", filesTopic),
		topic("formatting", "--json, --jq, --template and --plain", formattingTopic),
		topic("sandbox-control", "moving the sandbox's clock, playing faults", func() (string, string) { return sandboxControlExamples, sandboxControlTopic() }),
		topic("security", "what happens to keys and tokens", securityTopic),
	}
}

// The examples of the topics whose texts are elsewhere.
const (
	environmentExamples = "  COVEO_TOKEN_PROFILE=acme coveo-token query lantern\n" +
		"  coveo-token config --explain"
	exitCodesExamples = "  coveo-token query lantern || coveo-token explain exit $?"
)

// formattingTopic is the text of the help topic formatting.
func formattingTopic() (examples, body string) {
	examples = "  coveo-token privileges --jq '.privileges[] | [.owner, .targetDomain] | @tsv'\n" +
		"  coveo-token query lantern --jq '[.results[] | select(.title | test(\"repair\"; \"i\"))] | length'\n" +
		"  coveo-token mint search --user asmith@example.com --template 'until {{.expires_at}} ({{timeago .expires_at}})'\n" +
		"  coveo-token privileges --template '{{range .privileges}}{{tablerow .owner .meaning}}{{end}}'\n" +
		"  coveo-token doctor --plain | cut -f 1,2"
	var topic strings.Builder
	topic.WriteString(paragraphs(
		"On a terminal, commands print for people. In a pipe, and with --plain on a terminal too, tables are tab-separated, without a header and never cut.",
		"--json prints one JSON document instead, errors included; its attribute schema names its form, such as "+schema("privileges")+", and a form changes only together with that name. A token is in it only with --show-token.",
		"--jq and --template make something else of the same document; with them, failures are told in words on standard error. Neither can read the environment or files. Texts are printed as they are, but for control and other invisible characters, which are shown as \\u{001B}.",
		"--quiet keeps notes from standard error, --verbose adds a line for every call, and "+debugVariable+"="+debugAPI+" tells each call whole, without keys and tokens.",
	))
	topic.WriteString("\n--jq takes the language of jq 1.8 (jqlang.org/manual), without modules and input.\n")
	topic.WriteString("\n--template takes that of Go's text/template, with these functions besides its own:\n\n")
	for _, function := range shape.Functions() {
		fmt.Fprintf(&topic, "  %-22s %s\n", function.Name, function.Meaning)
	}
	return examples, topic.String()
}

// filesTopic is the text of the help topic files.
func filesTopic() (examples, body string) {
	examples = "  coveo-token locate config\n" +
		"  coveo-token config --explain\n" +
		"  coveo-token config --schema > schema.json"
	var topic strings.Builder
	for _, folder := range []profile.Folder{profile.ConfigFolder(), profile.StateFolder(), profile.CacheFolder()} {
		path, err := folder.Path(anyHome)
		if err == nil {
			fmt.Fprintf(&topic, "  %-8s %-30s %s\n", folder.Name, path, folder.Holds)
		}
	}
	topic.WriteString("\n" + paragraphs(
		"`coveo-token locate` prints where they are for you: variables move them, see `coveo-token help environment`.",
		"The settings, config.yaml, hold profiles, theme and key bindings, never a key: where a profile's key is kept is all they say. They are safe to share, as presets are, in the folder presets beside them.",
		"The log, "+logName+" in the state, is there only when "+debugVariable+"="+debugAPI+" was set for the screens; no key or token is in it.",
		"Files that hold keys or tokens are for their owner alone (0600, in folders 0700); one that others may read is refused, with the command that closes it. Every file is written whole or not at all, and one that cannot be read is never replaced.",
		"Nothing is read from the working directory unless it is named.",
	))
	return examples, topic.String()
}

// anyHome looks up the variables that folders are found by, in nobody's environment.
func anyHome(name string) (string, bool) {
	switch name {
	case "HOME":
		return "~", true
	case "AppData", "LocalAppData":
		return "%" + name + "%", true
	}
	return "", false
}

// securityTopic is the text of the help topic security.
func securityTopic() (examples, body string) {
	examples = "  coveo-token login                                 keep a key in the keyring\n" +
		"  coveo-token doctor --key                          what a key can do, and whether it may be public\n" +
		"  coveo-token mint search --user asmith@example.com --output token.jwt\n" +
		"  coveo-token bundle                                a file for support without secrets"
	return examples, paragraphs(
		"No flag takes a key or token as its value: other users of the machine would see it in the list of processes, and the shell keeps it. They come from the keyring, a file of one's own (--key-file, --token-file, - for standard input), a command of the profile, a hidden prompt, or the environment, which other programs of the same user can read.",
		"A key is sent to the host that it was kept for, in the Authorization header, over HTTPS with verified certificates; plain HTTP is for this machine alone. Redirects are not followed. A kept key is not sent to another host unless you confirm it.",
		"No key or token is in an error, a log, a copied command or a bundle. The screens show them masked, and for ten seconds when you ask.",
		"An API key that can impersonate must stay on a server: whoever has it can be anybody. A search token may go to a browser: it is one person, for at most 24 hours. A key that leaked can be disabled; expect the tokens that it made to stay good until their time is over.",
		"What comes from a server, a token or a file never reaches the terminal as it is: what could act on it or hide is shown as \\u{001B}.",
		"Nothing is sent to anybody but Coveo: there is no telemetry and no check for updates.",
	)
}

// paragraphs wraps texts, with an empty line between them.
func paragraphs(texts ...string) string {
	var wrapped []string
	for _, one := range texts {
		wrapped = append(wrapped, strings.Join(text.Wrap(one, topicWidth), "\n"))
	}
	return strings.Join(wrapped, "\n\n") + "\n"
}
