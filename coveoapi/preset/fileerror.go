package preset

import (
	"errors"
	"strings"

	"coveotoken/coveoapi/privatefile"
	"coveotoken/coveoapi/problem"
)

// FileError says which file cannot be used.
type FileError struct {
	Path string
	// Err is the cause: a *FormatError, or one of the file system.
	Err error
}

func fileError(path string, err error) *FileError { return &FileError{path, err} }

// Error implements error.
func (e *FileError) Error() string {
	p := e.Problem()
	return strings.TrimSpace(p.Title + " " + p.Remedy)
}

// Unwrap gives the cause.
func (e *FileError) Unwrap() error { return e.Err }

// Problem implements problem.Explained.
func (e *FileError) Problem() problem.Problem {
	var format *FormatError
	if errors.As(e.Err, &format) {
		title, others, remedy := format.Describe(e.Path)
		if remedy == "" {
			remedy = file().Help
		}
		return problem.Problem{ID: "preset-malformed", Kind: problem.Input, Title: title, Evidence: others, Remedy: remedy}
	}
	if errors.Is(e.Err, privatefile.ErrTooLong) {
		return problem.Problem{
			ID: "preset-malformed", Kind: problem.Input, Title: e.Path + " is too long for a preset.", Remedy: "Name another file.",
		}
	}
	return problem.Explain(e.Err)
}
