package strictyaml

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong with a file. Its texts may quote the file;
// show them through safetext.
type Fault struct {
	// Line is the line, from 1, or 0 when it is about the whole file.
	Line int
	// Reason is a sentence without its full stop, Remedy a sentence or "".
	Reason, Remedy string
}

// String says where, what and what to do.
func (f Fault) String() string {
	text := f.Reason + "."
	if f.Line > 0 {
		text = fmt.Sprintf("line %d: %s", f.Line, text)
	}
	return strings.TrimSpace(text + " " + f.Remedy)
}

// FormatError says everything that is wrong with a file, in the order of its
// lines. There is at least one fault.
type FormatError struct {
	Faults []Fault
}

// Error implements error with the first fault.
func (e *FormatError) Error() string { return e.Faults[0].String() }

// Describe says in a sentence what is wrong first with the file of a name, what else is
// wrong with it, and what to do about the first.
func (e *FormatError) Describe(name string) (title, others, remedy string) {
	first := e.Faults[0]
	if first.Line > 0 {
		name = fmt.Sprintf("%s, line %d", name, first.Line)
	}
	var also []string
	for _, fault := range e.Faults[1:] {
		also = append(also, "Also "+fault.String())
	}
	return name + ": " + first.Reason + ".", strings.Join(also, " "), first.Remedy
}

// mostFaults keeps the report of a file that is something else altogether short.
const mostFaults = 20

func formatError(faults []Fault) *FormatError {
	slices.SortStableFunc(faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return &FormatError{faults[:min(len(faults), mostFaults)]}
}
