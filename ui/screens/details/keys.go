package details

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

type keyMap struct {
	add, remove, kind key.Binding
	form              formkit.Keys
}

func newKeyMap() keyMap {
	bind := func(help, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
	}
	return keyMap{
		add:    bind("ctrl+n", "add user", "ctrl+n"),
		remove: bind("ctrl+d", "remove user", "ctrl+d"),
		kind:   bind("ctrl+t", "other kind", "ctrl+t"),
		form:   formkit.NewKeys("review"),
	}
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding {
	k := s.keys
	bindings := []key.Binding{k.form.Submit, k.add}
	if _, ok := rowOf(s.form.Focused()); ok {
		bindings = append(bindings, k.remove)
	}
	bindings = append(bindings, k.kind)
	for _, b := range s.form.Bindings(k.form) {
		if b.Help() != k.form.Submit.Help() {
			bindings = append(bindings, b)
		}
	}
	return bindings
}

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding {
	return [][]key.Binding{s.form.Bindings(s.keys.form), {s.keys.add, s.keys.remove, s.keys.kind}}
}

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.keys.add):
		s.addUser()
		return nil
	case key.Matches(msg, s.keys.remove) && s.removeUser():
		return nil
	case key.Matches(msg, s.keys.kind):
		return s.switchKind()
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
	if wrong := s.form.FirstWrong(); wrong != "" {
		s.form.FocusOn(wrong)
		return common.Notify("Mend this field first, or press alt+4 to see the request as it is.")
	}
	return common.GoTo(common.Review)
}
