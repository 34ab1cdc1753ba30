package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

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
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if word := strings.ToLower(strings.TrimSpace(string(answer))); word == "y" || word == "yes" {
		return nil
	}
	return refused
}
