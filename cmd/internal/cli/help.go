package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/profile"
)

// helpText is the help of a command. Examples come first: they are what most
// readers look for.
func helpText(cmd *cobra.Command, strong func(string) string) string {
	var text strings.Builder
	section := func(title, body string) {
		if body != "" {
			fmt.Fprintf(&text, "\n%s\n%s\n", strong(title), strings.TrimRight(body, "\n"))
		}
	}
	text.WriteString(sentence(cmd.Short) + "\n")
	section("Examples", cmd.Example)
	if cmd.Long != "" {
		text.WriteString("\n" + strings.Trim(cmd.Long, "\n") + "\n")
	}
	if cmd.IsAdditionalHelpTopicCommand() {
		return text.String()
	}
	section("Usage", usageLines(cmd))
	section("Commands", commandList(cmd, false))
	section("Flags", flagList(cmd.LocalFlags()))
	section("Global flags", flagList(cmd.InheritedFlags()))
	section("More help (coveo-token help …)", commandList(cmd, true))
	return text.String()
}

// shortHelp is what a run without a command and without a terminal prints.
func shortHelp(cmd *cobra.Command, strong func(string) string) string {
	return "The screens of coveo-token need a terminal. Without one, give a command:\n\n" +
		strong("Examples") + "\n" + cmd.Example + "\n\n" +
		strong("Commands") + "\n" + commandList(cmd, false) + "\n`coveo-token --help` tells more.\n"
}

func usageLines(cmd *cobra.Command) string {
	var lines []string
	if cmd.Runnable() {
		lines = append(lines, "  "+cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		lines = append(lines, "  "+cmd.CommandPath()+" COMMAND")
	}
	return strings.Join(lines, "\n")
}

// commandList lists the commands below cmd, or its help topics.
func commandList(cmd *cobra.Command, topics bool) string {
	var text strings.Builder
	for _, child := range cmd.Commands() {
		if child.IsAdditionalHelpTopicCommand() == topics && (topics || child.IsAvailableCommand() || child.Name() == "help") {
			fmt.Fprintf(&text, "  %-16s %s\n", child.Name(), child.Short)
		}
	}
	return text.String()
}

// flagList lists flags with their usage, one a line.
func flagList(flags *pflag.FlagSet) string {
	var text strings.Builder
	flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(flag)
		name := "    --" + flag.Name
		if flag.Shorthand != "" {
			name = "-" + flag.Shorthand + ", --" + flag.Name
		}
		if value != "" {
			name += " " + value
		}
		fmt.Fprintf(&text, "  %-32s %s\n", name, usage)
	})
	return text.String()
}

// newHelpCommand shows the help of another command or topic.
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help for a command or topic",
		Example: "  coveo-token help mint search\n  coveo-token help exit-codes",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if parent, _, err := cmd.Root().Find(args); err == nil {
				for _, child := range parent.Commands() {
					names = append(names, child.Name()+"\t"+child.Short)
				}
			}
			return completions(names, typed), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(found, strings.Join(rest, " "))
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// environmentTopic is the text of the help topic environment.
func environmentTopic() string {
	rows := [][2]string{
		{organizationVariable, "ID of the organization"},
		{endpointVariable, "endpoint: organization, us, eu, au, ca, hipaa, or a URL"},
		{keyVariable, "API key that mints tokens"},
		{catalogKeyVariable, "API key that may list privileges, when the minting key may not"},
		{tokenVariable, "token that query, token and prompt use; exec sets it"},
		{tokenExpiryVariable, "when that token ends; exec sets it"},
		{profileVariable, "profile, when --profile does not name one"},
		{regionVariable, "endpoint by its region: us, eu, au, ca"},
		{environmentVariable, "endpoint by its environment: prod, hipaa, stg, dev"},
		{configVariable, "folder of config.yaml, instead of the usual one"},
		{profile.StateVariable, "folder of what is remembered, instead of the usual one"},
		{"XDG_CONFIG_HOME, XDG_STATE_HOME", "folders of all programs; XDG_CACHE_HOME too"},
		{keystore.Variable, "native, off (no keyring), or file (keys in clear)"},
		{"COVEO_TOKEN_NO_INPUT", "any value: never ask"},
		{debugVariable, debugAPI + ": tell every call on standard error, without keys and tokens"},
		{"VISUAL, EDITOR", "editor for a request's body, in the screens and with mint --edit"},
		{"NO_COLOR", "any value: no colours and no emphasis; CLICOLOR=0 does the same"},
		{"CLICOLOR_FORCE", "1: emphasis also where the output is no terminal"},
		{"COLORTERM, TERM", "how many colours the screens use: truecolor, 256, 16 or none"},
		{"LC_ALL, LC_CTYPE, LANG", "a locale without UTF-8: the screens use ASCII alone"},
		{"TERM", "dumb: no control sequences; questions and answers instead of screens"},
		{accessibleVariable, "1: questions and answers instead of screens, as with --accessible"},
		{"HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "proxy; never used for this machine itself"},
		{"SSL_CERT_FILE, SSL_CERT_DIR", "certificates to trust instead of the system's"},
	}
	var text strings.Builder
	text.WriteString("A flag wins over the environment, and the environment over the profile.\n" +
		"Other programs of the same user can read the environment of a process; --key-file\n" +
		"and standard input are safer for keys. No flag takes a key as its value.\n\n")
	for _, row := range rows {
		fmt.Fprintf(&text, "  %-34s %s\n", row[0], row[1])
	}
	return text.String()
}
