package cli

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/ui/theme"
)

// newRootCommand builds the tree of commands, as far as the arguments may need it.
func newRootCommand(f *factory, args []string) *cobra.Command {
	showVersion := false
	root := &cobra.Command{
		Use:   "coveo-token",
		Short: "Explore Coveo's platform tokens and search tokens",
		Long: "coveo-token picks privileges, mints platform tokens and search tokens, explains\n" +
			"every claim in them and runs queries with them. Without a command it opens its\n" +
			"screens.",
		Example: "  coveo-token demo                          try everything, with no organization\n" +
			"  coveo-token privileges --filter impers     what may go into a platform token\n" +
			"  coveo-token mint search --user asmith@example.com | coveo-token inspect\n" +
			"  coveo-token query \"reset password\" --token-file token.jwt",
		Args:              noArguments,
		Annotations:       map[string]string{conversational: ""},
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return f.prepare(cmd) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				return runVersion(cmd.Context(), &versionOptions{f})
			}
			return runScreensOrHelp(cmd.Context(), f, cmd)
		},
	}
	root.Flags().BoolVar(&showVersion, "version", false, "print the version")
	root.SetIn(f.io.in)
	root.SetOut(f.io.out)
	root.SetErr(f.io.err)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _ = f.io.write([]byte(helpText(cmd, f.io.strong))) })
	root.SetHelpCommand(newHelpCommand())
	addGlobalFlags(root, f)
	addCommands(root, f, args)
	return root
}

// addCommands adds the commands and topics that occur among the arguments, and all
// of them when none does: building them all would take as long as inspecting a
// token.
func addCommands(root *cobra.Command, f *factory, args []string) {
	commands := []command{
		{"login", func() *cobra.Command { return newLoginCommand(f, runLogin) }},
		{"profiles", func() *cobra.Command { return newProfilesCommand(f) }},
		{"config", func() *cobra.Command { return newConfigCommand(f, runConfig) }},
		{"locate", func() *cobra.Command { return newLocateCommand(f) }},
		{"privileges", func() *cobra.Command { return newPrivilegesCommand(f, runPrivileges) }},
		{"presets", func() *cobra.Command { return newPresetsCommand(f) }},
		{"mint", func() *cobra.Command { return newMintCommand(f) }},
		{"token", func() *cobra.Command { return newTokenCommand(f, runToken) }},
		{"exec", func() *cobra.Command { return newExecCommand(f, runExec) }},
		{"status", func() *cobra.Command { return newStatusCommand(f, runStatus) }},
		{"prompt", func() *cobra.Command { return newPromptCommand(f, runPrompt) }},
		{"inspect", func() *cobra.Command { return newInspectCommand(f, runInspect) }},
		{"query", func() *cobra.Command { return newQueryCommand(f, runQuery) }},
		{"code", func() *cobra.Command { return newCodeCommand(f, runCode) }},
		{"compare", func() *cobra.Command { return newCompareCommand(f, runCompare) }},
		{"doctor", func() *cobra.Command { return newDoctorCommand(f, runDoctor) }},
		{"import", func() *cobra.Command { return newImportCommand(f, runImport) }},
		{"lint", func() *cobra.Command { return newLintCommand(f, runLint) }},
		{"verify", func() *cobra.Command { return newVerifyCommand(f, runVerify) }},
		{"explain", func() *cobra.Command { return newExplainCommand(f, runExplain) }},
		{"organization", func() *cobra.Command { return newOrganizationCommand(f, runOrganization) }},
		{"endpoint", func() *cobra.Command { return newEndpointCommand(f, runEndpoint) }},
		{"sandbox", func() *cobra.Command { return newSandboxCommand(f, runSandbox) }},
		{"demo", func() *cobra.Command { return newDemoCommand(f, runDemo) }},
		{"history", func() *cobra.Command { return newHistoryCommand(f) }},
		{"keys", func() *cobra.Command { return newKeysCommand(f, runKeys) }},
		{"bundle", func() *cobra.Command { return newBundleCommand(f, runBundle) }},
		{"version", func() *cobra.Command { return newVersionCommand(f, runVersion) }},
		{"man", func() *cobra.Command { return newManCommand(f, runMan) }},
	}
	commands = append(commands, topics()...)
	occurs := func(name string) bool { return slices.Contains(args, name) }
	named := slices.ContainsFunc(commands, func(c command) bool { return occurs(c.name) }) && !occurs("completion") && !occurs("man")
	root.CompletionOptions.DisableDefaultCmd = named
	for _, c := range commands {
		if !named || occurs(c.name) {
			root.AddCommand(c.build())
		}
	}
	if completes(args) {
		f.completeFlags(root)
	}
}

// instant annotates commands that wait for nothing but their input. A signal ends
// them as it ends any process: watching for it would cost them a good part of their
// time.
const instant = "instant"

// prepare tells the streams what the global flags decided, and lets signals end the
// command's context.
func (f *factory) prepare(cmd *cobra.Command) error {
	if f.globals.timeout <= 0 {
		return &coveoapi.InputError{Field: "--timeout", Reason: "is not a positive duration", Remedy: "Write for example 10s."}
	}
	if err := f.checkKeepHistory(); err != nil {
		return err
	}
	f.io.plain = f.io.plain || f.globals.noColor
	f.io.noInput = f.io.noInput || f.globals.noInput
	f.io.dumb = f.io.dumb || f.wantsConversation()
	if err := f.prepareOutput(cmd.Context); err != nil {
		return err
	}
	_, isInstant := cmd.Annotations[instant]
	switch {
	case f.converses(cmd): // where an interrupt ends what is waited for
		cmd.SetContext(f.watchFor(cmd.Context(), otherEndingSignals()))
	case !isInstant:
		cmd.SetContext(f.watchSignals(cmd.Context()))
	}
	return nil
}

// watchSignals lets a signal end the context.
func (f *factory) watchSignals(ctx context.Context) context.Context {
	return f.watchFor(ctx, endingSignals())
}

// watchFor lets one of the signals end the context.
func (f *factory) watchFor(ctx context.Context, signals []os.Signal) context.Context {
	if f.untilSignal == nil {
		return ctx
	}
	ctx, stop := f.untilSignal(ctx, signals)
	f.later(closerFunc(stop))
	return ctx
}

// command is a command that can be built.
type command struct {
	name  string
	build func() *cobra.Command
}

// addGlobalFlags declares the flags that every command has.
func addGlobalFlags(root *cobra.Command, f *factory) {
	flags := root.PersistentFlags()
	g := &f.globals
	flags.StringVar(&g.profile, "profile", "", "`name` of a saved profile, or sandbox")
	flags.StringVarP(&g.organization, "organization", "o", "", "`ID` of the organization")
	flags.StringVar(&g.endpoint, "endpoint", "", "organization, us, eu, au, ca, hipaa, organization-hipaa, or a `URL`")
	flags.StringVar(&g.keyFile, "key-file", "", "read the API key from a `file` (- is standard input)")
	flags.DurationVar(&g.timeout, "timeout", coveoapi.DefaultTimeout, "longest wait for one answer")
	flags.BoolVar(&g.json, "json", false, "print one JSON document, errors included")
	addFormatFlags(flags, &g.format)
	flags.BoolVar(&g.noColor, "no-color", false, "no colours and no emphasis")
	flags.BoolVar(&g.accessible, "accessible", false, "questions and answers instead of screens, and no animation")
	flags.BoolVar(&g.noInput, "no-input", false, "never ask; fail instead")
	flags.StringVar(&g.theme, "theme", "", "colours of the screens: auto, dark, light, high-contrast, mono")
	flags.StringVar(&g.keepHistory, "keep-history", "", "remember minted tokens on disk: fingerprints, tokens or off, of which `what` is kept")
	flags.Lookup("keep-history").NoOptDefVal = historyFingerprints
	registerCompletion(root, "keep-history", historyModes)
	flags.BoolVar(&g.presenter, "presenter", false, "mask keys, tokens and people on the screens, and show the pressed keys")
	registerCompletion(root, "endpoint", endpointNames)
	registerCompletion(root, "theme", theme.Names)
	registerCompletion(root, "profile", f.profileNames)
}

// noArguments refuses arguments and names the first: as a command that does not
// exist, where there are commands to choose from.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.HasAvailableSubCommands() {
		return unknownCommand(cmd, args[0])
	}
	return usageError(fmt.Sprintf("`%s` does not take the argument %q", cmd.CommandPath(), args[0]),
		"See `"+cmd.CommandPath()+" --help`.")
}

// unknownCommand names the commands that may have been meant.
func unknownCommand(parent *cobra.Command, name string) error {
	parent.SuggestionsMinimumDistance = 2
	remedy := "See `" + parent.CommandPath() + " --help`."
	if close := parent.SuggestionsFor(name); len(close) > 0 {
		remedy = "Did you mean " + strings.Join(close, " or ") + "? " + remedy
	}
	return usageError(fmt.Sprintf("there is no command `%s %s`", parent.CommandPath(), name), remedy)
}

// atMostOneArgument refuses a second argument.
func atMostOneArgument(cmd *cobra.Command, args []string) error {
	if len(args) <= 1 {
		return nil
	}
	return usageError(fmt.Sprintf("`%s` takes one argument, and there are %d", cmd.CommandPath(), len(args)),
		"Quote an argument that holds spaces. See `"+cmd.CommandPath()+" --help`.")
}

// flagError explains a flag that cannot be understood.
func flagError(cmd *cobra.Command, err error) error {
	return usageError(err.Error(), "See `"+cmd.CommandPath()+" --help`.")
}

// runScreensOrHelp is the program without a command: its screens on a terminal, or
// questions and answers, and its short help where there is neither.
func runScreensOrHelp(ctx context.Context, f *factory, cmd *cobra.Command) error {
	if converses := f.converses(cmd); converses || f.io.canRunScreens() && !f.globals.json {
		chosen, err := f.chosenProfile()
		if err != nil {
			return err
		}
		if chosen.from == onlyProfile { // nobody asked for it
			chosen.Name = ""
		}
		if converses {
			return runConversation(ctx, f, chosen.Name)
		}
		return runScreens(ctx, f, chosen.Name)
	}
	if f.globals.json {
		return usageError("no command was given", "See `coveo-token --help`.")
	}
	_, _ = fmt.Fprint(f.io.err, shortHelp(cmd, f.io.strongError))
	return &exitError{exitUsage}
}
