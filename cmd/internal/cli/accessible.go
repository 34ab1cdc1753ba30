package cli

import (
	"context"
	"os"
	"os/signal"
	"slices"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/ui/accessible"
)

// accessibleVariable asks for questions and answers in the place of screens.
const accessibleVariable = "ACCESSIBLE"

// conversational annotates commands that may ask questions in the place of screens. An
// interrupt ends what they wait for, and not the command.
const conversational = "conversational"

// wantsConversation reports whether questions and answers are wanted in the place of
// screens: because they are asked for by name, or because a terminal cannot show
// screens or the environment says that its user cannot.
func (f *factory) wantsConversation() bool {
	if f.globals.accessible {
		return true
	}
	said := f.env(accessibleVariable)
	asked := said != "" && said != "0" && said != "false"
	return f.io.inTerminal && f.io.outTerminal && (f.io.dumb || asked)
}

// converses reports whether a command is about to ask questions.
func (f *factory) converses(cmd *cobra.Command) bool {
	_, able := cmd.Annotations[conversational]
	return able && f.wantsConversation() && !f.globals.json
}

// runConversation asks questions on the standard streams, and connects at once to the
// profile of that name unless it is "".
func runConversation(ctx context.Context, f *factory, connectTo string) error {
	if f.io.noInput {
		return usageError("questions cannot be asked where --no-input forbids them",
			"Leave --no-input out, or give a command: see `coveo-token --help`.")
	}
	if err := f.takeStdin("--accessible"); err != nil {
		return err
	}
	session, err := f.newSession(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	session.ConnectTo = connectTo
	options := accessible.Options{
		Session: session, Input: f.io.in, Output: f.io.out,
		Safe: f.safe, Conceal: func(secret coveoapi.Secret) { f.conceal(secret) },
	}
	if f.io.inTerminal {
		options.Secret = f.io.readSecret
	}
	if f.interrupts != nil {
		interrupts, stop := f.interrupts()
		defer stop()
		options.Interrupts = interrupts
	}
	if err := accessible.Run(ctx, options); err != nil {
		return err
	}
	f.sayTheSame(session)
	return nil
}

// interrupts tells of every interrupt, which then no longer ends the process.
func interrupts() (<-chan os.Signal, func()) {
	received := make(chan os.Signal, 1)
	signal.Notify(received, os.Interrupt)
	return received, func() { signal.Stop(received) }
}

// otherEndingSignals are those that end the program while interrupts end only waits.
func otherEndingSignals() []os.Signal {
	return slices.DeleteFunc(endingSignals(), func(s os.Signal) bool { return s == os.Interrupt })
}
