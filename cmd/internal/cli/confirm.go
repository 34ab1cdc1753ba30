package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxAnswerBytes is more than any answer to a question needs.
const maxAnswerBytes = 1000

// confirm states a fact and asks a question that only yes lets pass. Where nobody can
// be asked, and for any other answer, it is an error which says that nothing was
// changed.
func (f *factory) confirm(ctx context.Context, fact, question, remedy string) error {
	refused := usageError(fact+" Nothing was changed", remedy)
	if !f.io.canPrompt() {
		return refused
	}
	_, _ = fmt.Fprintf(f.io.err, "%s [y/N] ", f.safe(fact+" "+question))
	answer, err := await(ctx, func() ([]byte, error) { return readLine(f.io.in) })
	if err != nil {
		return err
	}
	if word := strings.ToLower(strings.TrimSpace(string(answer))); word == "y" || word == "yes" {
		return nil
	}
	return refused
}

// readLine reads up to the end of a line and nothing beyond it.
func readLine(in io.Reader) ([]byte, error) {
	var line []byte
	var one [1]byte
	for len(line) < maxAnswerBytes {
		n, err := in.Read(one[:])
		if n == 1 && one[0] == '\n' || errors.Is(err, io.EOF) {
			return line, nil
		}
		if err != nil {
			return nil, err
		}
		line = append(line, one[:n]...)
	}
	return line, nil
}
