package policy

import (
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/coveoapi/strictyaml"
)

// MaxFileBytes is how long a policy file may be.
const MaxFileBytes = strictyaml.MaxFileBytes

// What is wrong with a policy file.
type (
	// Fault is one thing, with its line.
	Fault = strictyaml.Fault
	// FormatError is all of them.
	FormatError = strictyaml.FormatError
)

type (
	entry   = strictyaml.Entry
	mapping = strictyaml.Mapping
)

// file is the kind of file that a policy is.
func file() strictyaml.File {
	return strictyaml.File{
		Name: "policy", Help: "See `coveo-token verify --init` for the form.",
		Start: "`coveo-token verify --init` prints a policy to begin with.",
	}
}

// reader reads a policy file.
type reader struct{ *strictyaml.Reader }

// duration reads a time such as 1h, 90m, 2d or PT8H; zero when the key is not there.
func (r *reader) duration(e entry) time.Duration {
	text := r.Text(e)
	if text == "" {
		return 0
	}
	life, err := coveoapi.ParseValidity(text)
	if err != nil {
		r.Input(e, err)
	}
	return life
}

// expression reads a query expression.
func (r *reader) expression(e entry) string {
	text := r.Text(e)
	if err := queryexpr.Check(text); err != nil {
		r.Fault(e.Line, "Mend it at that column.", "%s is not a query expression: %v", e.Key, err)
	}
	return text
}
