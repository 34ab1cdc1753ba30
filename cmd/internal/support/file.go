package support

import (
	"fmt"
	"strings"
)

// File is the text that goes to somebody who helps. It is one file that its sender can
// read before it is sent.
type File struct{ text strings.Builder }

// Section begins a part of the file with the lines below it.
func (f *File) Section(title string, lines ...string) {
	if f.text.Len() > 0 {
		f.text.WriteByte('\n')
	}
	f.text.WriteString("== " + title + " ==\n")
	for _, line := range lines {
		f.text.WriteString(strings.TrimRight(line, "\n") + "\n")
	}
}

// Rows gives names and values as aligned lines.
func Rows(rows [][2]string) []string {
	width := 0
	for _, row := range rows {
		width = max(width, len(row[0]))
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = strings.TrimRight(fmt.Sprintf("%-*s  %s", width, row[0], row[1]), " ")
	}
	return lines
}

// LeakError says that a file would hold secrets. It was not written.
type LeakError struct{ Found int }

// Error implements error.
func (e *LeakError) Error() string {
	return fmt.Sprintf("the self-check found %d secrets in the file", e.Found)
}

// Finish checks the file against the secrets that are in use, and gives its text, which
// says so. The error is a *LeakError.
func (f *File) Finish(secrets []string) (string, error) {
	if found := Leaks(f.text.String(), secrets); found > 0 {
		return "", &LeakError{found}
	}
	f.Section("Self-check", "0 secrets found by self-check: keys, tokens and passwords in use, and whatever looks like one.",
		"Names, e-mail addresses, filters and host names may be in this file. Read it before you send it.")
	return f.text.String(), nil
}
