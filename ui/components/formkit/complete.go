package formkit

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// matching lists the known values that the field's value is the start of, or all of
// them while it is empty.
func (r *row) matching() []string {
	if r.field.Known == nil {
		return nil
	}
	value := strings.ToLower(r.Get())
	var matching []string
	for _, known := range r.field.Known() {
		if strings.HasPrefix(strings.ToLower(known), value) {
			matching = append(matching, known)
		}
	}
	return matching
}

// completion is the value that completing gives, or "" when there is none.
func (r *row) completion() string {
	value := r.Get()
	if value == "" {
		return ""
	}
	if matching := r.matching(); len(matching) > 0 && matching[0] != value {
		return matching[0]
	}
	return ""
}

// complete takes over the completion. huh has suggestions too, but they keep the
// case of what was typed, and names in Coveo are compared as they are written.
func (r *row) complete() {
	if completion := r.completion(); completion != "" {
		r.field.Set(completion)
		r.refresh()
	}
	r.update(tea.KeyPressMsg{Code: tea.KeyEnd})
}
