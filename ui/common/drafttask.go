package common

import (
	"slices"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// ApplyTask fills in what a task takes, and says in a sentence each what it filled in
// and why, what it left as it was, and what is left to fill in. Nothing that was typed
// or picked is changed, but the kind of token is the task's.
func (d *Draft) ApplyTask(task catalog.Task) []string {
	kind := PlatformToken
	if task.SearchToken {
		kind = SearchToken
	}
	said := []string{"It takes a " + kind.String() + "."}
	if d.Kind != kind {
		said[0] = "It takes a " + kind.String() + " instead of a " + d.Kind.String() + "; what is filled in stays."
	}
	d.Kind = kind
	if d.RawBody() != nil {
		said = append(said, "The body was edited by hand and is still what is sent; ctrl+r in Details goes back to the form.")
	}
	if !task.SearchToken {
		said = append(said, d.pick(task.Privileges)...)
	}
	for _, field := range task.Fields {
		said = append(said, d.fill(field))
	}
	return said
}

// pick adds the privileges of a task to those that are picked.
func (d *Draft) pick(wanted []catalog.TaskPrivilege) []string {
	var said []string
	before := len(d.Privileges)
	for _, p := range wanted {
		if p.Privilege.CoveredBy(d.Privileges) {
			said = append(said, p.Privilege.String()+" is picked already. "+p.Why)
			before--
			continue
		}
		d.Privileges = append(slices.Clone(d.Privileges), p.Privilege)
		said = append(said, "Picks "+p.Privilege.String()+". "+p.Why)
	}
	if before > 0 {
		said = append(said, "Keeps the "+english.Plural(before, "other privilege", "")+" that you picked before.")
	}
	return said
}

// fill fills in a field that is empty.
func (d *Draft) fill(field catalog.TaskField) string {
	label, value := d.taskField(field.Field)
	switch typed := strings.TrimSpace(*value); {
	case typed == "" && field.Value == "":
		return "Left for you: the " + label + ". " + field.Why
	case typed == "":
		*value = field.Value
		return "Sets the " + label + " to " + field.Value + ". " + field.Why
	case field.Value != "" && typed != field.Value:
		return "Keeps the " + label + " that you typed. For this task it would be " + field.Value + ": " + field.Why
	}
	return "Keeps the " + label + " that you typed. " + field.Why
}

// taskField finds a field of the form: what people call it and where its value is. The
// user is the first one who is named, or the first row.
func (d *Draft) taskField(name catalog.FieldName) (label string, value *string) {
	switch name {
	case catalog.FieldAnalyticsUserID:
		return "analytics user ID", &d.AnalyticsUserID
	case catalog.FieldAnalyticsName:
		return "display name", &d.DisplayName
	}
	d.UserIDs = slices.Clone(d.UserIDs)
	named := slices.IndexFunc(d.UserIDs, func(id coveoapi.UserID) bool { return strings.TrimSpace(id.Name) != "" })
	return "user", &d.UserIDs[max(0, named)].Name
}

// LeftToFill reports whether a field of a task is still empty.
func (d *Draft) LeftToFill(task catalog.Task) bool {
	return slices.ContainsFunc(task.Fields, func(field catalog.TaskField) bool {
		_, value := d.taskField(field.Field)
		return strings.TrimSpace(*value) == ""
	})
}

// Lacks are the privileges for a task that the connection's key does not hold; known is
// false while that is not known.
func (s *Session) Lacks(task catalog.Task) (missing []coveoapi.Privilege, known bool) {
	if s.Connection == nil || s.Connection.HeldUnknown != nil {
		return nil, false
	}
	return task.Missing(s.Connection.Held), true
}
