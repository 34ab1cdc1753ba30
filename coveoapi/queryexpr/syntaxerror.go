package queryexpr

import (
	"fmt"
	"unicode/utf8"
)

// SyntaxError says why something is not an expression.
type SyntaxError struct {
	// Offset is the byte at which the problem is noticed, Column the same counted
	// in characters from 1.
	Offset, Column int
	// Reason is a clause such as "`==` needs a value".
	Reason string
}

// Error implements error.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("column %d: %s", e.Column, e.Reason)
}

// errorAt makes a SyntaxError for a byte offset of the source.
func errorAt(source string, offset int, format string, args ...any) *SyntaxError {
	offset = min(offset, len(source))
	return &SyntaxError{
		Offset: offset,
		Column: utf8.RuneCountInString(source[:offset]) + 1,
		Reason: fmt.Sprintf(format, args...),
	}
}
