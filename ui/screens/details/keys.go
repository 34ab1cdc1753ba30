package details

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

type keyMap struct {
	add, remove, kind, advanced, internal, try, keep key.Binding

	form formkit.Keys
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.Details))
	return keyMap{
		add:      bind("add-user", "ctrl+n", "add user", "ctrl+n"),
		remove:   bind("remove-user", "ctrl+d", "remove user", "ctrl+d"),
		kind:     bind("other-kind", "ctrl+t", "other kind", "ctrl+t"),
		advanced: bind("advanced", "ctrl+o", "advanced", "ctrl+o"),
		internal: bind("internal", "ctrl+x", "internal", "ctrl+x"),
		try:      bind("try-filter", "ctrl+f", "try the filter", "ctrl+f"),
		keep:     bind("keep-preset", "ctrl+g", "keep as a preset", "ctrl+g"),
		form:     formkit.NewKeys("review"),
	}
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding {
	bindings := append([]key.Binding{s.keys.form.Submit}, s.bindings()...)
	for _, b := range s.form.Bindings(s.keys.form) {
		if b.Help() != s.keys.form.Submit.Help() {
			bindings = append(bindings, b)
		}
	}
	return bindings
}

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding {
	return [][]key.Binding{s.form.Bindings(s.keys.form), s.bindings()}
}

// bindings are the keys beside those of the form, those that matter most first.
func (s *Screen) bindings() []key.Binding {
	k := s.keys
	if s.session.Draft.RawBody() != nil {
		return append(s.editing.Bindings(), k.kind, k.keep)
	}
	bindings := []key.Binding{k.add, k.advanced}
	if s.form.Focused() == FilterField {
		bindings = append([]key.Binding{k.try}, bindings...)
	}
	if _, ok := rowOf(s.form.Focused()); ok {
		bindings = append(bindings, k.remove)
	}
	bindings = append(append(bindings, k.kind), s.editing.Bindings()...)
	if s.session.Draft.Kind == common.SearchToken {
		bindings = append(bindings, k.internal)
	}
	return append(bindings, k.keep)
}

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if cmd, used := s.editing.Key(msg); used {
		s.layOut()
		return cmd
	}
	if key.Matches(msg, s.keys.kind) {
		return s.switchKind()
	}
	if key.Matches(msg, s.keys.keep) {
		return common.SavePreset
	}
	if key.Matches(msg, s.keys.try) && s.form.Focused() == FilterField {
		return s.tryFilter()
	}
	if s.session.Draft.RawBody() == nil && s.formKey(msg) {
		return nil
	}
	kind := s.session.Draft.Kind
	outcome, cmd := s.form.Update(msg)
	switch {
	case outcome == formkit.Submitted:
		return s.submit()
	case s.session.Draft.Kind != kind:
		return draftChanged
	}
	return cmd
}

// formKey handles the keys that change which fields there are.
func (s *Screen) formKey(msg tea.KeyPressMsg) (used bool) {
	switch {
	case key.Matches(msg, s.keys.add):
		s.addUser()
	case key.Matches(msg, s.keys.remove):
		return s.removeUser()
	case key.Matches(msg, s.keys.advanced):
		s.toggle(advanced)
	case key.Matches(msg, s.keys.internal):
		s.toggle(internal)
	default:
		return false
	}
	return true
}

func (s *Screen) switchKind() tea.Cmd {
	draft := s.session.Draft
	if draft.Kind == common.PlatformToken {
		draft.Kind = common.SearchToken
	} else {
		draft.Kind = common.PlatformToken
	}
	return draftChanged
}

// draftChanged tells every screen, this one too, which then shows the other form.
func draftChanged() tea.Msg { return common.DraftChangedMsg{} }

// submit goes on to Review, or to the first field that is wrong.
func (s *Screen) submit() tea.Cmd {
	s.submitted = true
	s.form.Refresh()
	wrong := s.form.FirstWrong()
	if in, hidden := s.hiddenWrong(); wrong == "" && hidden != "" {
		s.toggle(in)
		wrong = hidden
	}
	switch {
	case wrong != "":
		s.form.FocusOn(wrong)
		return common.Notify("Mend this field first. Step 4 Review shows the request as it is.")
	case s.invalidBody() != nil:
		return common.Notify("Mend the body first (" + s.editing.Edit.Help().Key + "). Step 4 Review shows the request as it is.")
	}
	return common.GoTo(common.Review)
}
