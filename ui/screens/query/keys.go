package query

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

type keyMap struct {
	form formkit.Keys
	// run and leave work in the form, the others outside of it.
	run, more, leave                            key.Binding
	edit, again, next, previous, insist, cancel key.Binding
	nextView, previousView, code, move          key.Binding
	compare                                     key.Binding
	connect, token, why, remint                 key.Binding
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.Query))
	return keyMap{
		form:  formkit.NewKeys("run the query"),
		run:   bind("", "enter", "run", "enter"),
		more:  bind("more-fields", "ctrl+o", "more fields", "ctrl+o"),
		leave: bind("", "esc", "leave the form", "esc"),

		edit:         bind("edit-query", "/", "edit the query", "/", "tab", "shift+tab"),
		again:        bind("run-again", "r", "run again", "r", "enter"),
		next:         bind("next-page", "n", "next page", "n"),
		previous:     bind("previous-page", "p", "previous page", "p"),
		insist:       bind("send-anyway", "s", "send it anyway", "s"),
		cancel:       bind("", "esc", "cancel", "esc"),
		nextView:     bind("next-view", "→", "next view", "right", "l"),
		previousView: bind("previous-view", "←", "previous view", "left", "h"),
		code:         bind("code", "c", "as curl or code", "c"),
		compare:      bind("compare", "=", "compare with others", "="),
		move:         bind("", "↑/↓", "scroll", "up", "down", "k", "j", "pgup", "pgdown", "home", "end"),

		why:    bind("why-pipeline", "w", "why this pipeline", "w"),
		remint: bind("mint-again", "r", "mint a new token", "r"),

		connect: bind("", "enter", "connect first", "enter"),
		token:   bind("", "enter", "get a token first", "enter"),
	}
}

// bindings are the keys that work now, those that matter most first.
func (s *Screen) bindings() []key.Binding {
	k := s.keys
	switch {
	case s.session.Connection == nil:
		return []key.Binding{k.connect}
	case s.session.Current == nil:
		return []key.Binding{k.token}
	case s.code.Shown():
		return s.code.Bindings()
	case s.call.Busy():
		return []key.Binding{k.cancel}
	case s.editing:
		return append([]key.Binding{k.run, k.more}, append(s.form.Bindings(k.form)[:2:2], k.leave)...)
	}
	var bindings []key.Binding
	if s.insist {
		bindings = append(bindings, k.insist)
	}
	again := k.again
	if s.remintable() {
		bindings = append(bindings, k.remint)
		again.SetHelp(beside(k.again, k.remint), again.Help().Desc)
	}
	bindings = append(bindings, k.edit, again)
	if s.hasPage(1) {
		bindings = append(bindings, k.next)
	}
	if s.hasPage(-1) {
		bindings = append(bindings, k.previous)
	}
	bindings = append(bindings, k.nextView)
	if s.shownPane().Scrolls() {
		bindings = append(bindings, k.move)
	}
	return append(bindings, k.why, k.compare, k.code, k.previousView)
}

// beside is the key of a binding that another one does not take first.
func beside(binding, first key.Binding) string {
	for _, name := range binding.Keys() {
		if !slices.Contains(first.Keys(), name) {
			return common.ShownKey(name)
		}
	}
	return ""
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding { return s.bindings() }

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding { return [][]key.Binding{s.bindings()} }

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.session.Connection == nil:
		return goOn(msg, s.keys.connect, common.Connect)
	case s.session.Current == nil:
		return goOn(msg, s.keys.token, common.Token)
	case s.code.Shown():
		return s.code.Key(msg)
	case s.call.Busy():
		return nil
	case s.editing:
		return s.edit(msg)
	default:
		return s.browse(msg)
	}
}

func goOn(msg tea.KeyPressMsg, binding key.Binding, to common.ID) tea.Cmd {
	if key.Matches(msg, binding) {
		return common.GoTo(to)
	}
	return nil
}

// edit hands a message to the form.
func (s *Screen) edit(msg tea.Msg) tea.Cmd {
	if !s.editing {
		return nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, s.keys.run) {
		return s.ask()
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, s.keys.more) {
		s.foldMore()
		return nil
	}
	outcome, cmd := s.form.Update(msg)
	if outcome == formkit.Submitted {
		return s.ask()
	}
	s.showRoute()
	s.layout()
	return cmd
}

// browse handles a key outside of the form.
func (s *Screen) browse(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.insist && key.Matches(msg, s.keys.insist):
		return s.send()
	case s.remintable() && key.Matches(msg, s.keys.remint):
		return common.Remint(common.Query)
	case key.Matches(msg, s.keys.why):
		s.view = routeView
	case key.Matches(msg, s.keys.edit):
		s.editing, s.insist = true, false
		s.layout()
	case key.Matches(msg, s.keys.again):
		return s.repeat()
	case key.Matches(msg, s.keys.next):
		return s.page(1)
	case key.Matches(msg, s.keys.previous):
		return s.page(-1)
	case key.Matches(msg, s.keys.nextView):
		return s.turn(1)
	case key.Matches(msg, s.keys.previousView):
		return s.turn(-1)
	case key.Matches(msg, s.keys.compare):
		query, _ := s.input.query() // Compare says itself what is wrong with it
		return common.CompareCurrent(&query)
	case key.Matches(msg, s.keys.code):
		s.showCode()
	default:
		s.shownPane().Update(msg)
	}
	return nil
}

// repeat runs the query again: the page that is shown when there is one.
func (s *Screen) repeat() tea.Cmd {
	if s.outcome == nil {
		return s.ask()
	}
	return s.trySend()
}

// turn shows another view.
func (s *Screen) turn(by view) tea.Cmd {
	for {
		s.view = (s.view + by + viewCount) % viewCount
		if s.view != reportView || s.reported() {
			return s.prepare()
		}
	}
}

// reported reports whether the reply says how the query was run.
func (s *Screen) reported() bool { return s.outcome != nil && s.outcome.Value.report != nil }

// foldMore opens or closes the fields that few need.
func (s *Screen) foldMore() {
	s.input.more = !s.input.more
	s.form.SetSections(s.input.sections())
	if s.input.more {
		s.form.FocusOn(aqField)
	} else {
		s.form.FocusOn(queryField)
	}
	s.layout()
}
