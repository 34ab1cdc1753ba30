package details

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// focusOn moves the focus to the field of an ID of jwtview.FormField, whose section
// is opened if it is closed. Where the form has no such field now, a notice says why.
func (s *Screen) focusOn(id string) tea.Cmd {
	if id == jwtview.FieldUsers {
		id = userField(0, "name")
	}
	switch in, closed := s.foldOf(id); {
	case s.form.FocusOn(id):
	case s.session.Draft.RawBody() != nil:
		return common.Notify("The body was edited by hand: the form is not used. ctrl+e edits the body.")
	case closed:
		s.toggle(in)
		s.form.FocusOn(id)
	default:
		return common.Notify("The form of a " + s.session.Draft.Kind.String() + " has no such field; ctrl+t shows the other form.")
	}
	return nil
}

// foldOf is the section that a field is in, if that is one that can be closed.
func (s *Screen) foldOf(id string) (in fold, found bool) {
	for i, section := range s.folds() {
		if slices.ContainsFunc(section.Fields, func(f formkit.Field) bool { return f.ID == id }) {
			return fold(i), true
		}
	}
	return 0, false
}
