package formkit

import (
	"fmt"
	"strings"
)

// maxKnown is the most known values that an explanation names.
const maxKnown = 12

// Explain says of the field with the focus all that View may have no room for: its
// label, then sentences about what it is, what its value comes to, which values are
// known, and what it becomes. They may hold text from outside; a hidden value is not
// among them.
func (f *Form) Explain() (title string, sentences []string) {
	if f.focus >= len(f.rows) {
		return "", nil
	}
	r := f.rows[f.focus]
	say := func(prefix, words string) {
		if words != "" {
			sentences = append(sentences, prefix+words)
		}
	}
	say("", r.field.Help)
	say("", r.field.Keys)
	say("Now: ", r.message.Text)
	if r.field.Placeholder != "" {
		say("Write it ", r.field.Placeholder+".")
	}
	say("Known: ", known(r.field))
	say("", r.field.More)
	return r.field.Label, sentences
}

// known names the values that are known for a field, or is "".
func known(field *Field) string {
	if field.Known == nil {
		return ""
	}
	values := field.Known()
	named := strings.Join(values[:min(len(values), maxKnown)], " · ")
	if more := len(values) - maxKnown; more > 0 {
		named += fmt.Sprintf(" · and %d more", more)
	}
	return named
}
