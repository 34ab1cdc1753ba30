package ui

import (
	"io"
	"os"
)

// watchedInput and watchedOutput tell when the terminal is gone. Those for files
// stay files, by which Bubble Tea knows a terminal.
type (
	watchedInput struct {
		io.Reader
		end func(error)
	}
	watchedInputFile struct {
		*os.File
		end func(error)
	}
	watchedOutput struct {
		io.Writer
		end func(error)
	}
	watchedOutputFile struct {
		*os.File
		end func(error)
	}
)

// Read implements io.Reader.
func (w *watchedInput) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	return n, watched(w.end, "reading from", err)
}

// Read implements io.Reader.
func (w *watchedInputFile) Read(p []byte) (int, error) {
	n, err := w.File.Read(p)
	return n, watched(w.end, "reading from", err)
}

// Write implements io.Writer.
func (w *watchedOutput) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	return n, watched(w.end, "writing to", err)
}

// Write implements io.Writer.
func (w *watchedOutputFile) Write(p []byte) (int, error) {
	n, err := w.File.Write(p)
	return n, watched(w.end, "writing to", err)
}

// watched ends the program at an error. Only the first cause counts, so that errors
// of a program that is ending already change nothing.
func watched(end func(error), op string, err error) error {
	if err != nil {
		end(&TerminalError{Op: op, Err: err})
	}
	return err
}
