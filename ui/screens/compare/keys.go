package compare

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/persona"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

type keyMap struct {
	// accept, more and leave work in forms, the others outside of them.
	form                                          formkit.Keys
	accept, more, leave                           key.Binding
	run, connect, edit, add, change, remove       key.Binding
	anonymous, everyone, paste, current           key.Binding
	nextView, previousView, tokens, move          key.Binding
	filter, pair, detail, close, save, stop, wait key.Binding
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.Compare))
	return keyMap{
		form:   formkit.NewKeys("take it"),
		accept: bind("", "enter", "take it", "enter"),
		more:   bind("more-fields", "ctrl+o", "more fields", "ctrl+o"),
		leave:  bind("", "esc", "leave the form", "esc"),

		run:          bind("run", "r", "run", "r", "enter"),
		connect:      bind("run", "r", "connect first", "r", "enter"),
		edit:         bind("edit-query", "/", "edit the query", "/", "tab", "shift+tab"),
		add:          bind("add", "a", "add an identity", "a", "ctrl+n"),
		change:       bind("change", "e", "change the identity", "e"),
		remove:       bind("remove", "d", "remove it", "d", "ctrl+d"),
		anonymous:    bind("anonymous", "n", "anonymous on/off", "n"),
		everyone:     bind("everyone", "*", "everyone (*@*) on/off", "*"),
		paste:        bind("paste", "p", "paste a token", "p"),
		current:      bind("add-open-token", "o", "add the open token", "o"),
		nextView:     bind("next-view", "→", "next view", "right", "l"),
		previousView: bind("previous-view", "←", "previous view", "left", "h"),
		tokens:       bind("tokens", "t", "tokens claim by claim", "t"),
		move:         bind("", "↑/↓", "move", "up", "down", "k", "j", "pgup", "pgdown", "home", "end"),
		filter:       bind("filter", "f", "filter: all, only one, moved", "f"),
		pair:         bind("next-pair", "f", "next two tokens", "f"),
		detail:       bind("detail", "enter", "what it is", "enter"),
		close:        bind("", "esc", "close", "esc"),
		save:         bind("save", "w", "save as CSV or JSON", "w"),
		stop:         bind("", "esc", "stop, keep what there is", "esc"),
		wait:         bind("", "esc", "give up", "esc"),
	}
}

// bindings are the keys that work now, those that matter most first.
func (s *Screen) bindings() []key.Binding {
	k := s.keys
	switch {
	case s.call.Busy() && s.stopped:
		return []key.Binding{k.wait}
	case s.call.Busy():
		return []key.Binding{k.stop}
	case s.mode == asking:
		return []key.Binding{k.accept, k.more, k.form.Next, k.form.Previous, k.leave}
	case s.mode == naming:
		return append([]key.Binding{k.accept}, append(s.form.Bindings(k.form)[:2:2], k.leave)...)
	case s.mode != browsing:
		return []key.Binding{k.accept, k.leave}
	}
	bindings := s.viewBindings()
	if s.outcome != nil {
		bindings = append(bindings, k.save)
	}
	bindings = append(bindings, k.edit, k.nextView, k.previousView)
	if s.view != tokensView && s.tokens.count() > 1 {
		bindings = append(bindings, k.tokens)
	}
	bindings = append(bindings, k.add, k.anonymous, k.everyone, k.paste)
	if s.offersCurrent() {
		bindings = append(bindings, k.current)
	}
	return bindings
}

// runs is the key that runs the comparison, or that leads to what it needs.
func (s *Screen) runs() key.Binding {
	if s.session.Connection == nil {
		return s.keys.connect
	}
	return s.keys.run
}

// viewBindings are the keys that mean what the view makes of them.
func (s *Screen) viewBindings() []key.Binding {
	k := s.keys
	switch s.view {
	case resultsView:
		return s.listBindings()
	case tokensView:
		var bindings []key.Binding
		if s.tokens.pairs() > 1 {
			bindings = append(bindings, k.pair)
		}
		if s.tokens.pane.Scrolls() {
			bindings = append(bindings, k.move)
		}
		return append(bindings, s.runs())
	default:
		bindings := []key.Binding{s.runs()}
		if len(s.people.list) > 1 || s.detail.Scrolls() {
			bindings = append(bindings, k.move)
		}
		if _, ok := s.editable(); ok {
			bindings = append(bindings, k.change)
		}
		if len(s.people.list) > 0 {
			bindings = append(bindings, k.remove)
		}
		return bindings
	}
}

// listBindings are the keys of the results.
func (s *Screen) listBindings() []key.Binding {
	k := s.keys
	var bindings []key.Binding
	switch {
	case s.list.opened:
		bindings = append(bindings, k.close)
	case len(s.list.shown) > 0:
		bindings = append(bindings, k.filter, k.detail)
	case s.list.any():
		bindings = append(bindings, k.filter)
	}
	if len(s.list.shown) > 1 || s.list.opened && s.list.item.Scrolls() {
		bindings = append(bindings, k.move)
	}
	return append(bindings, s.runs())
}

// offersCurrent reports whether the session has a token that is not compared yet.
func (s *Screen) offersCurrent() bool {
	return s.session.Current != nil && s.people.find(bearer(s.session.Current)) < 0
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding { return s.bindings() }

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding { return [][]key.Binding{s.bindings()} }

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if s.call.Busy() {
		return nil
	}
	defer s.layout()
	s.trouble = ""
	switch {
	case s.mode == browsing:
		return s.browse(msg)
	case key.Matches(msg, s.keys.accept):
		return s.accept()
	case s.mode == asking && key.Matches(msg, s.keys.more):
		s.foldMore()
		return nil
	}
	outcome, cmd := s.form.Update(msg)
	if outcome == formkit.Submitted {
		return s.accept()
	}
	return cmd
}

// browse handles a key outside of the forms.
func (s *Screen) browse(msg tea.KeyPressMsg) tea.Cmd {
	if used, cmd := s.choose(msg); used {
		return cmd
	}
	k := s.keys
	switch {
	case s.view == resultsView && len(s.list.shown) > 0 && key.Matches(msg, k.detail):
		s.list.open(!s.list.opened)
	case key.Matches(msg, k.run):
		return s.run()
	case key.Matches(msg, k.edit):
		s.ask()
	case key.Matches(msg, k.nextView):
		s.view = (s.view + 1) % viewCount
	case key.Matches(msg, k.previousView):
		s.view = (s.view + viewCount - 1) % viewCount
	case key.Matches(msg, k.tokens):
		s.view = tokensView
	case s.outcome != nil && key.Matches(msg, k.save):
		s.askForFile()
	case s.view == resultsView:
		s.list.key(msg, k)
	case s.view == tokensView:
		s.tokens.key(msg, k)
	default:
		s.moveCursor(msg)
	}
	return nil
}

// choose handles the keys that change whom to compare.
func (s *Screen) choose(msg tea.KeyPressMsg) (used bool, cmd tea.Cmd) {
	k := s.keys
	switch {
	case key.Matches(msg, k.add):
		s.nameNew()
	case key.Matches(msg, k.anonymous):
		s.toggle(persona.Anonymous())
	case key.Matches(msg, k.everyone):
		s.toggle(persona.Everyone())
	case key.Matches(msg, k.paste):
		s.askForToken()
	case key.Matches(msg, k.current) && s.offersCurrent():
		s.addPerson(bearer(s.session.Current))
	case s.view == peopleView && key.Matches(msg, k.change):
		s.editCurrent()
	case s.view == peopleView && key.Matches(msg, k.remove) && s.cursor < len(s.people.list):
		s.people.remove(s.cursor)
		s.forget()
	default:
		return false, nil
	}
	return true, nil
}

// moveCursor moves from person to person, or scrolls what is said of one.
func (s *Screen) moveCursor(msg tea.KeyPressMsg) {
	switch msg.String() {
	case "up", "k":
		s.cursor = max(0, s.cursor-1)
	case "down", "j":
		s.cursor = max(0, min(len(s.people.list)-1, s.cursor+1))
	default:
		s.detail.Update(msg)
	}
}

// foldMore opens or closes the fields that few need.
func (s *Screen) foldMore() {
	s.input.more = !s.input.more
	s.form.SetSections(s.input.sections())
	if s.input.more {
		s.form.FocusOn(aqField)
	} else {
		s.form.FocusOn(queryField)
	}
}
