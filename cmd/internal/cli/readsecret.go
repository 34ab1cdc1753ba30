package cli

import (
	"bufio"
	"context"
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"coveotoken/coveoapi/together"
)

// The keys that matter while a secret is typed. In raw mode a terminal sends them
// as characters.
const (
	keyCtrlC     = 3
	keyCtrlD     = 4
	keyBackspace = 8
	keyCtrlU     = 21
	keyDelete    = 127
)

// readTerminalSecret reads a line from standard input without echo. The echo is off
// before the question is asked, so that a fast answer does not show, and on again
// however the reading ends.
func readTerminalSecret(ctx context.Context, ask func()) (string, error) {
	terminal := os.Stdin.Fd()
	state, err := term.MakeRaw(terminal)
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(terminal, state) }()
	ask()
	text, err := await(ctx, func() ([]byte, error) { return readTyped(os.Stdin) })
	return string(text), err
}

// readTerminalKeys reads standard input byte by byte without echo. The channel is closed
// when the terminal is gone.
func readTerminalKeys() (keys <-chan byte, restore func(), err error) {
	terminal := os.Stdin.Fd()
	state, err := term.MakeRaw(terminal)
	if err != nil {
		return nil, nil, err
	}
	read := make(chan byte)
	var panics together.Panics
	go func() {
		defer close(read)
		defer panics.Catch()
		for one := make([]byte, 1); ; {
			if _, err := os.Stdin.Read(one); err != nil {
				return
			}
			read <- one[0]
		}
	}()
	return read, func() {
		_ = term.Restore(terminal, state)
		panics.Rethrow()
	}, nil
}

// readTyped reads keys up to the end of a line. Interrupting ends with
// context.Canceled, an input that ends before the line with io.EOF.
func readTyped(terminal io.Reader) ([]byte, error) {
	var text []byte
	keys := bufio.NewReader(terminal)
	for len(text) <= maxKeyBytes {
		key, err := keys.ReadByte()
		if err != nil {
			return nil, err
		}
		switch key {
		case '\r', '\n':
			return text, nil
		case keyCtrlC:
			return nil, context.Canceled
		case keyCtrlD:
			return nil, io.EOF
		case keyBackspace, keyDelete:
			text = text[:max(0, len(text)-1)]
		case keyCtrlU:
			text = nil
		default:
			text = append(text, key)
		}
	}
	return nil, tooLong("The typed key", maxKeyBytes)
}
