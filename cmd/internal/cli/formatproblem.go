package cli

import (
	"strings"

	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/strictyaml"
)

// formatProblem names all that is wrong with a file that somebody wrote, the first in
// the title. help is what to do where nothing better is known.
func formatProblem(kind, name string, format *strictyaml.FormatError, help string) error {
	if name == "-" {
		name = "standard input"
	}
	title, others, remedy := format.Describe(name)
	return &problemError{cause: format, problem: problem.Problem{
		ID: kind + "-malformed", Kind: problem.Input, Title: title,
		Evidence: strings.TrimSpace("Nothing was sent. " + others), Remedy: firstOf(remedy, help),
	}}
}
