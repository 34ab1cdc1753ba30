package ui

import (
	"errors"
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

// SignalError says that a signal ended the program. The terminal was restored.
type SignalError struct{ Signal os.Signal }

// Error implements error.
func (e *SignalError) Error() string { return "ended by signal: " + e.Signal.String() }

// TerminalError says that the terminal went away: its input ended, or it took no
// more output.
type TerminalError struct {
	// Op is "reading from" or "writing to".
	Op  string
	Err error
}

// Error implements error.
func (e *TerminalError) Error() string {
	return e.Op + " the terminal failed, so that the program ended: " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *TerminalError) Unwrap() error { return e.Err }

// ending remembers why a program ends when its user did not quit.
type ending struct {
	program *tea.Program

	mu    sync.Mutex
	cause error
}

// end lets the program quit as if its user had: only then does Bubble Tea wait for
// its reader before it closes it. The first cause counts.
func (e *ending) end(cause error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cause != nil {
		return
	}
	e.cause = cause
	go e.program.Quit()
}

// outcome is the error of a program that has ended; reported is Bubble Tea's own.
func (e *ending) outcome(session *common.Session, reported error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var caught *caughtPanic
	switch {
	case errors.As(e.cause, &caught):
		return caught.explain(session)
	case e.cause != nil:
		return e.cause
	default:
		return reported
	}
}
