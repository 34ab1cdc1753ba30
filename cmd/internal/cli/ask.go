package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/components/text"
)

// maxAnswer is far more than anybody types into one line.
const maxAnswer = 4 << 10

// askLine asks for a line on the terminal; an empty one gives the default. The question
// goes to standard error. An input that ends is io.EOF.
func (f *factory) askLine(ctx context.Context, question, byDefault string) (string, error) {
	if byDefault != "" {
		question += " [" + byDefault + "]"
	}
	_, _ = fmt.Fprintf(f.io.err, "%s: ", f.safe(question))
	line, err := await(ctx, func() ([]byte, error) { return readLine(f.io.in) })
	if err != nil {
		_, _ = fmt.Fprintln(f.io.err)
		return "", err
	}
	return firstOf(string(line), byDefault), nil
}

// readLine reads up to the end of a line, and nothing of what comes after it: the next
// question may be one that is answered without echo. It is io.EOF when there is no more.
func readLine(in io.Reader) ([]byte, error) {
	var line []byte
	one := make([]byte, 1)
	for len(line) < maxAnswer {
		n, err := in.Read(one)
		if n == 1 && one[0] == '\n' {
			return line, nil
		}
		line = append(line, one[:n]...)
		if errors.Is(err, io.EOF) && len(line) > 0 {
			return line, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, tooLong("The answer", maxAnswer)
}

// askChoice asks for one of some answers by its number, from 1, or its name; an empty
// line gives the first.
func (f *factory) askChoice(ctx context.Context, question string, choices []choice) (string, error) {
	_, _ = fmt.Fprintln(f.io.err, f.safe(question))
	for i, c := range choices {
		_, _ = fmt.Fprintf(f.io.err, "  %d  %-9s %s\n", i+1, f.safe(c.name), f.safe(c.meaning))
	}
	for {
		answer, err := f.askLine(ctx, "Number or name", choices[0].name)
		if err != nil {
			return "", err
		}
		for i, c := range choices {
			if answer == c.name || answer == fmt.Sprint(i+1) {
				return c.name, nil
			}
		}
		f.note("That is none of them.")
	}
}

// say tells something beside the result, behind a sign, and wraps it where a terminal
// ends.
func (f *factory) say(sign, outside string) {
	lines := []string{f.safe(outside)}
	if f.io.errTerminal && f.io.width > 0 {
		lines = text.Wrap(lines[0], max(minTextWidth, f.io.width-ansi.StringWidth(sign)))
	}
	for _, line := range lines {
		_, _ = fmt.Fprintln(f.io.err, sign+line)
		sign = strings.Repeat(" ", ansi.StringWidth(sign))
	}
}

// choice is an answer that may be given.
type choice struct{ name, meaning string }
