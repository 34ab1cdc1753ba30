// Package accessible is the whole program as a conversation: one question after the
// other, an answer a line, and plain sentences in between. It is for people who read
// with a screen reader or a Braille display, for terminals that understand no control
// sequences, and for answers that come from a script.
//
// Nothing is ever redrawn: there is no alternate screen, no animation, no colour and no
// box, and no state is a glyph alone. What is asked and said comes from where the
// screens have it; only the way of asking is different.
package accessible

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/connect"
	"coveotoken/ui/screens/query"
)

// Options are what the conversation needs.
type Options struct {
	Session *common.Session
	// Input brings the answers, one a line, and Output takes everything that is said.
	Input  io.Reader
	Output io.Writer
	// Secret calls ask and then reads a line from the terminal without echo. It is nil
	// where Input is no terminal; secrets then come from it like all answers.
	Secret func(ctx context.Context, ask func()) (string, error)
	// Interrupts has a value for every time that the user interrupts. That ends a wait,
	// and at a question the program.
	Interrupts <-chan os.Signal
	// Safe makes a text fit to be shown: without secrets, with every character visible.
	Safe func(string) string
	// Conceal makes Safe know a secret.
	Conceal func(coveoapi.Secret)
	// After is time.After; tests replace it to need no time.
	After func(time.Duration) <-chan time.Time
}

// errBack goes back to the question before, errQuit ends the conversation.
var (
	errBack = errors.New("back")
	errQuit = errors.New("quit")
)

// Run talks until the user quits or the input ends, which both are no error. It returns
// context.Canceled when the user interrupted a question, and else ctx's error or that
// of the output.
func Run(ctx context.Context, o Options) error {
	d := &dialog{Options: o, ctx: ctx, lines: bufio.NewReader(o.Input), spelling: newSpelling()}
	if d.After == nil {
		d.After = time.After
	}
	d.connecting, d.querying = connect.NewQuestions(o.Session), query.NewQuestions(o.Session)
	err := d.converse()
	switch {
	case d.broken != nil:
		return d.broken
	case errors.Is(err, errQuit):
		d.say("Goodbye.")
	case errors.Is(err, io.EOF):
		d.say("The input has ended. Goodbye.")
	default:
		return err
	}
	return d.broken
}

// dialog is a running conversation.
type dialog struct {
	Options
	ctx        context.Context //nolint:containedctx // It is the conversation's own, for its whole life.
	lines      *bufio.Reader
	spelling   spelling
	connecting connect.Questions
	// querying has the query that was run last.
	querying *query.Questions
	// broken is why the output takes no more.
	broken error
}

// converse greets, connects, and then does one thing after the other.
func (d *dialog) converse() error {
	d.say("coveo-token, as questions and answers.")
	d.say("Type an answer and press enter. At every question, a question mark explains it, back goes to the question before, and quit ends the program.")
	if err := d.connect(); err != nil {
		return err
	}
	for {
		if err := d.chooseWhatNext(); err != nil && !errors.Is(err, errBack) {
			return err
		}
	}
}
