package cli

import (
	"context"
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"coveotoken/coveoapi/together"
)

// defaultWidth is the width of text where no terminal tells one.
const defaultWidth = 80

// ioStreams are the three streams of a command and every decision that depends on
// what they are connected to: whether to style, how wide, whether to ask.
type ioStreams struct {
	in       io.Reader
	out, err io.Writer

	inTerminal, outTerminal, errTerminal bool
	// width of the terminal in cells, 0 when there is none.
	width int
	// dumb is set when the terminal understands no control sequences.
	dumb bool
	// plain is set when the user asked for no styling, and forced when for styling also
	// where there is no terminal; plain wins.
	plain, forced bool
	// noInput is set when the user asked not to be asked.
	noInput bool
	// tabs is set when the user asked for what a pipe gets, on a terminal too.
	tabs bool
	// quiet is set when the user wants nothing on standard error but failures.
	quiet bool
	// reshape turns a JSON document into what the user asked for instead; nil leaves
	// it as it is.
	reshape func(document []byte) ([]byte, error)
	// readSecret asks for a line on the terminal and reads it without echo.
	readSecret func(ctx context.Context, ask func()) (string, error)
	// readKeys reads the terminal key by key until restore is called; ctrl+c is then a
	// key. It may be nil.
	readKeys func() (keys <-chan byte, restore func(), err error)
}

// systemStreams are the streams of the process.
func systemStreams(lookup func(string) (string, bool)) *ioStreams {
	s := &ioStreams{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		inTerminal:  term.IsTerminal(os.Stdin.Fd()),
		outTerminal: term.IsTerminal(os.Stdout.Fd()),
		errTerminal: term.IsTerminal(os.Stderr.Fd()),
		readSecret:  readTerminalSecret,
		readKeys:    readTerminalKeys,
	}
	if s.outTerminal {
		s.width, _, _ = term.GetSize(os.Stdout.Fd())
	}
	s.heed(lookup)
	return s
}

// heed takes what the environment decides.
func (s *ioStreams) heed(lookup func(string) (string, bool)) {
	value := func(name string) string {
		value, _ := lookup(name)
		return value
	}
	force := value("CLICOLOR_FORCE")
	s.dumb = value("TERM") == "dumb"
	s.plain = value("NO_COLOR") != "" || value("CLICOLOR") == "0" && (force == "" || force == "0")
	s.forced = force != "" && force != "0"
	s.noInput = value("COVEO_TOKEN_NO_INPUT") != ""
}

// canRunScreens reports whether the full-screen program can run.
func (s *ioStreams) canRunScreens() bool { return s.inTerminal && s.outTerminal && !s.dumb }

// canPrompt reports whether the user may be asked: the question goes to standard
// error, so that standard output stays clean for a pipe.
func (s *ioStreams) canPrompt() bool { return s.inTerminal && s.errTerminal && !s.noInput }

// canAnimate reports whether a line of standard error may be rewritten.
func (s *ioStreams) canAnimate() bool { return s.errTerminal && !s.dumb && !s.quiet }

// forPeople reports whether standard output is to be aligned, cut and wrapped for a
// person, instead of tab-separated for a program.
func (s *ioStreams) forPeople() bool { return s.outTerminal && !s.tabs }

// textWidth is the width for text on standard output, 0 for unlimited when it is
// not for people.
func (s *ioStreams) textWidth() int {
	switch {
	case !s.forPeople():
		return 0
	case s.width <= 0:
		return defaultWidth
	default:
		return s.width
	}
}

// strong emphasizes text on standard output where that can be seen.
func (s *ioStreams) strong(text string) string {
	return emphasize(text, s.styles(s.outTerminal))
}

// strongError emphasizes text on standard error where that can be seen.
func (s *ioStreams) strongError(text string) string {
	return emphasize(text, s.styles(s.errTerminal))
}

// styles reports whether text is styled on a stream, which is a terminal or is not.
func (s *ioStreams) styles(terminal bool) bool {
	return !s.plain && (s.forced || terminal && !s.dumb)
}

func emphasize(text string, styled bool) string {
	if !styled {
		return text
	}
	return "\x1b[1m" + text + "\x1b[0m"
}

// write puts a finished document on standard output.
func (s *ioStreams) write(text []byte) error {
	_, err := s.out.Write(text)
	return err
}

// readLimited reads standard input up to a limit; a longer input is refused. It
// returns at once when ctx ends, even while the input still hangs.
func (s *ioStreams) readLimited(ctx context.Context, field string, limit int64) (string, error) {
	text, err := await(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(s.in, limit+1)) })
	if err == nil && int64(len(text)) > limit {
		return "", tooLong(field, limit)
	}
	return string(text), err
}

// await gives what read returns, or the error of a context that ends first; read
// then goes on by itself.
func await(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	if ctx.Done() == nil {
		return read()
	}
	type result struct {
		text []byte
		err  error
	}
	done := make(chan result, 1)
	var panics together.Panics
	go func() {
		var r result
		defer func() { done <- r }()
		defer panics.Catch()
		r.text, r.err = read()
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		panics.Rethrow()
		return r.text, r.err
	}
}
