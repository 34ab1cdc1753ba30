package connect

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

type keyMap struct {
	connect, token, recorded, back, cancel, retry, edit, next, catalog, task, other, verdict, preset, scroll key.Binding
	form                                                                                                     formkit.Keys
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.Connect))
	return keyMap{
		connect:  bind("connect", "enter", "connect", "enter"),
		token:    bind("open-token", "t", "open a token", "t"),
		recorded: bind("import", "i", "import a failing request", "i"),
		back:     bind("", "esc", "back", "esc"),
		cancel:   bind("", "esc", "cancel", "esc"),
		retry:    bind("retry", "r", "try again", "r"),
		edit:     bind("change", "e", "change it", "e", "enter"),
		next:     bind("next", "enter", "to Privileges", "enter"),
		catalog:  bind("catalogue-key", "k", "catalogue key", "k"),
		task:     bind("task", "m", "pick a task", "m"),
		other:    bind("elsewhere", "c", "connect elsewhere", "c"),
		preset:   bind("preset", "p", "open a preset", "p"),
		verdict:  bind("verdict", "v", "what is this key?", "v"),
		scroll:   bind("", "↑/↓", "scroll", "up", "down", "j", "pgup", "pgdown", "home", "end"),
		form:     formkit.NewKeys("connect"),
	}
}

// bindings are the keys that work now, those that matter most first.
func (s *Screen) bindings() []key.Binding {
	k := s.keys
	switch {
	case s.call.Busy():
		return []key.Binding{k.cancel}
	case s.mode == filling:
		return append(s.form.Bindings(k.form), k.back)
	case s.mode == failed:
		return []key.Binding{k.retry, k.edit, k.back, k.scroll}
	case s.mode == connected:
		return []key.Binding{k.next, k.task, k.catalog, k.other, k.token, k.recorded, k.verdict, k.preset, k.scroll}
	case s.mode == judged:
		return []key.Binding{k.verdict, k.back, k.scroll}
	}
	bindings := []key.Binding{k.connect, k.token, k.recorded, k.verdict, k.preset}
	if s.session.Connection != nil {
		bindings = append(bindings, k.back)
	}
	return append(bindings, s.list.Bindings()...)
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding { return s.bindings() }

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding { return [][]key.Binding{s.bindings()} }

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.call.Busy():
		return nil
	case s.mode == choosing:
		return s.listKey(msg)
	case s.mode == filling:
		return s.fill(msg)
	case s.mode == failed:
		return s.failedKey(msg)
	case s.mode == judged && !key.Matches(msg, s.keys.verdict):
		s.pane.Update(msg)
		return nil
	default:
		return s.connectedKey(msg)
	}
}

func (s *Screen) listKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.list.Filtering() && !key.Matches(msg, s.keys.connect):
		s.list.HandleKey(msg)
	case key.Matches(msg, s.keys.connect):
		return s.choose()
	case key.Matches(msg, s.keys.verdict):
		s.askFound()
	case key.Matches(msg, s.keys.token):
		return common.GoTo(common.Token)
	case key.Matches(msg, s.keys.recorded):
		return common.AskForPaste()
	case key.Matches(msg, s.keys.preset):
		return common.PickPreset
	default:
		s.list.HandleKey(msg)
	}
	return nil
}

// fill hands a key or pasted text to the form. Another choice of endpoint changes
// which fields there are.
func (s *Screen) fill(msg tea.Msg) tea.Cmd {
	if s.mode != filling {
		return nil
	}
	endpoint := s.entry.endpoint
	outcome, cmd := s.form.Update(msg)
	if outcome == formkit.Submitted {
		return s.submit()
	}
	if s.entry.endpoint != endpoint {
		s.form.SetSections(s.entry.sections())
	}
	return cmd
}

func (s *Screen) failedKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.keys.retry):
		return s.try(s.last)
	case key.Matches(msg, s.keys.edit):
		s.edit()
	default:
		s.pane.Update(msg)
	}
	return nil
}

// edit goes back to what was entered; for a choice from the list that is its key.
func (s *Screen) edit() {
	if s.origin != choosing || s.last.profile.IsSandbox() {
		s.show(s.origin)
		return
	}
	keys := s.last.keys
	s.ask(mintingKey, s.last.profile)
	s.entry.minting, s.entry.catalog = keys.Minting, keys.Catalog
	s.form.Refresh()
}

func (s *Screen) connectedKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.keys.next):
		return common.GoTo(common.Privileges)
	case key.Matches(msg, s.keys.catalog):
		s.addCatalogKey()
	case key.Matches(msg, s.keys.task):
		return common.PickTask
	case key.Matches(msg, s.keys.verdict):
		s.askFound()
	case key.Matches(msg, s.keys.preset):
		return common.PickPreset
	case key.Matches(msg, s.keys.other):
		s.show(choosing)
	case key.Matches(msg, s.keys.token):
		return common.GoTo(common.Token)
	case key.Matches(msg, s.keys.recorded):
		return common.AskForPaste()
	default:
		s.pane.Update(msg)
	}
	return nil
}

// addCatalogKey asks for a second key for the open connection.
func (s *Screen) addCatalogKey() {
	if s.session.Connection != nil && !s.call.Busy() {
		s.ask(catalogKey, s.session.Connection.Profile)
	}
}

// pasted takes pasted text: into the form or the filter, or else as a
// token or a recorded request to open.
func (s *Screen) pasted(msg tea.PasteMsg) tea.Cmd {
	switch {
	case s.call.Busy():
		return nil
	case s.mode == filling:
		return s.fill(msg)
	case s.mode == choosing && s.list.Filtering():
		s.list.Update(msg)
		return nil
	}
	opened, err := s.session.OpenPasted(msg.Content)
	s.notToken = err
	s.layOut()
	if err != nil {
		return nil
	}
	to := common.Token
	if s.session.Current == nil { // a request without a token: its query is what there is
		to = common.Query
	}
	return tea.Sequence(opened, common.GoTo(to))
}
