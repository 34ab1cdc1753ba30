package details

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// Questions are the form of the session's draft for whoever asks for its fields one
// after the other rather than on a screen.
type Questions struct{ screen *Screen }

// NewQuestions makes the questions. What is passed over counts as left out, so that
// empty fields that are needed are mistakes.
func NewQuestions(session *common.Session) Questions {
	s := New(session)
	s.submitted = true
	return Questions{s}
}

// Sections are the fields for the draft's kind of token, which is not among them; more
// adds those that few need. A user row that names nobody has its name alone, and one
// such row follows those that name somebody: it is added to the draft.
func (q Questions) Sections(more bool) []formkit.Section {
	draft := q.screen.session.Draft
	if last := draft.UserIDs[len(draft.UserIDs)-1]; strings.TrimSpace(last.Name) != "" {
		draft.InsertUser(len(draft.UserIDs))
	}
	var asked []formkit.Section
	for _, section := range q.screen.sections()[1:] {
		section.Fields = slices.DeleteFunc(section.Fields, q.idle)
		if len(section.Fields) > 0 {
			asked = append(asked, section)
		}
	}
	if more && draft.RawBody() == nil {
		section := q.screen.withClaims(q.screen.folds())[advanced]
		section.Note = "few need these"
		section.Fields = slices.DeleteFunc(section.Fields, q.idle)
		asked = append(asked, section)
	}
	return asked
}

// idle reports whether a field belongs to a user row that names nobody, other than the
// name itself.
func (q Questions) idle(field formkit.Field) bool {
	row, ok := rowOf(field.ID)
	if !ok {
		_, err := fmt.Sscanf(field.ID, infosField, &row)
		ok = err == nil
	}
	return ok && field.ID != userField(row, "name") && strings.TrimSpace(q.screen.session.Draft.UserIDs[row].Name) == ""
}
