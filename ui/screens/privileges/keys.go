package privileges

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

type keyMap struct {
	kind, next, target, operations, refresh, catalog, task, cancel, close, scroll key.Binding
	form                                                                          formkit.Keys
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.Privileges))
	return keyMap{
		kind:       bind("other-kind", "tab", "other kind", "tab", "ctrl+t"),
		next:       bind("next", "enter", "to Details", "enter"),
		target:     bind("limit", "e", "limit to a resource", "e"),
		operations: bind("more", "o", "more about it", "o"),
		refresh:    bind("refresh", "R", "refresh", "R"),
		catalog:    bind("catalogue-key", "K", "catalogue key", "K"),
		task:       bind("task", "m", "pick a task", "m"),
		cancel:     bind("", "esc", "cancel", "esc"),
		close:      bind("", "esc", "close", "esc"),
		scroll:     bind("", "↑/↓", "scroll", "up", "down", "j", "k", "pgup", "pgdown", "home", "end"),
		form:       formkit.NewKeys("limit"),
	}
}

// bindings are the keys that work now, those that matter most first.
func (s *Screen) bindings() []key.Binding {
	k := s.keys
	switch {
	case s.target != nil:
		return []key.Binding{k.form.Submit, k.close}
	case s.operations:
		return []key.Binding{k.close, k.scroll}
	case !s.platform():
		return []key.Binding{k.next, k.kind, k.task, k.scroll}
	case s.call.Busy():
		return []key.Binding{k.cancel, k.kind}
	case s.list.Filtering():
		list := s.list.Keys()
		return []key.Binding{list.Toggle, list.EndFilter, list.Up, list.Down}
	}
	list := s.list.Keys()
	bindings := []key.Binding{list.Toggle, list.Filter, k.next, k.kind, k.task, k.target, k.operations}
	if s.liveAt.IsZero() {
		bindings = []key.Binding{list.Toggle, list.Filter, k.next, k.kind, k.refresh, k.catalog, k.task, k.target, k.operations}
	}
	return append(bindings, k.refresh, list.All, list.None)
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding { return s.bindings() }

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding {
	if s.target != nil || s.operations || !s.platform() {
		return [][]key.Binding{s.bindings()}
	}
	k := s.keys
	return [][]key.Binding{
		{k.next, k.kind, k.task, k.target, k.operations, k.refresh, k.catalog},
		s.list.Bindings(),
	}
}

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.target != nil:
		return s.targetKey(msg)
	case s.operations && key.Matches(msg, s.keys.operations):
		s.operations = false
		return nil
	case s.operations:
		s.pane.Update(msg)
		return nil
	case s.platform() && s.list.Filtering():
		return s.listKey(msg)
	case key.Matches(msg, s.keys.kind):
		return s.switchKind()
	case key.Matches(msg, s.keys.next):
		return common.GoTo(common.Details)
	case key.Matches(msg, s.keys.task):
		return common.PickTask
	case s.platform():
		return s.platformKey(msg)
	default:
		s.pane.Update(msg)
		return nil
	}
}

func (s *Screen) platformKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.keys.refresh):
		if !s.call.Busy() {
			return s.load()
		}
	case key.Matches(msg, s.keys.catalog):
		return tea.Sequence(common.GoTo(common.Connect), func() tea.Msg { return common.AddCatalogKeyMsg{} })
	case key.Matches(msg, s.keys.target):
		s.openTarget()
	case key.Matches(msg, s.keys.operations):
		if _, _, ok := s.current(); ok {
			s.operations = true
			s.pane.ScrollTo(0)
		}
	default:
		return s.listKey(msg)
	}
	return nil
}

// listKey hands a key to the list and takes over what it selects. What is selected by
// itself is evaluated.
func (s *Screen) listKey(msg tea.KeyPressMsg) tea.Cmd {
	before := s.list.SelectedCount()
	s.list.HandleKey(msg)
	s.collect()
	if _, p, ok := s.current(); ok && key.Matches(msg, s.list.Keys().Toggle) && s.list.SelectedCount() > before {
		return s.evaluate(p)
	}
	return nil
}

// switchKind changes the kind of token, for every screen.
func (s *Screen) switchKind() tea.Cmd {
	draft := s.session.Draft
	if draft.Kind == common.PlatformToken {
		draft.Kind = common.SearchToken
	} else {
		draft.Kind = common.PlatformToken
	}
	return tea.Batch(func() tea.Msg { return common.DraftChangedMsg{} }, s.Resume())
}

// paste hands pasted text to what takes text.
func (s *Screen) paste(msg tea.Msg) tea.Cmd {
	if s.target != nil {
		_, cmd := s.target.Update(msg)
		return cmd
	}
	if s.platform() {
		s.list.Update(msg)
	}
	return nil
}
