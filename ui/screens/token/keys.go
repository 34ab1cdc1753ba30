package token

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

type keyMap struct {
	next, previous, move, query, check, reveal, copyToken, copyHeader, save, code, paste key.Binding
	compare, field, ask, grants, calls, verdict, request                                 key.Binding
	// accept and cancel work while a field is open.
	accept, cancel, erase, clear key.Binding
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.Token))
	return keyMap{
		next:       bind("next-view", "→/tab", "next view", "tab", "right", "l"),
		previous:   bind("previous-view", "←", "previous view", "shift+tab", "left", "h"),
		move:       bind("", "↑/↓", "move", "up", "down", "k", "j", "pgup", "pgdown", "home", "end"),
		query:      bind("query", "x", "query with it", "x", "enter"),
		compare:    bind("compare", "=", "compare with others", "="),
		field:      bind("form-field", "f", "its form field", "f"),
		ask:        bind("ask", "a", "ask Coveo", "a", "R"),
		grants:     bind("grants", "g", "requested, granted, effective", "g"),
		calls:      bind("calls", "u", "calls it unlocks", "u"),
		verdict:    bind("verdict", "w", "what it is", "w"),
		check:      bind("check-signature", "s", "check signature", "s"),
		reveal:     bind("reveal", "v", "reveal for 10 s", "v"),
		copyToken:  bind("copy", "y", "copy token", "y"),
		copyHeader: bind("copy-header", "Y", "copy as header", "Y"),
		save:       bind("save", "W", "save to a file", "W"),
		code:       bind("code", "c", "as curl or code", "c"),
		paste:      bind("paste", "p", "paste a token or request", "p", "t"),
		request:    bind("next-request", "n", "next request", "n"),

		accept: bind("", "enter", "open the token", "enter"),
		cancel: bind("", "esc", "keep the old one", "esc"),
		erase:  bind("", "backspace", "erase", "backspace"),
		clear:  bind("", "ctrl+u", "erase all", "ctrl+u"),
	}
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding {
	k := s.keys
	switch {
	case s.paste.shown:
		return []key.Binding{k.accept, k.cancel, k.clear}
	case s.save.shown:
		return []key.Binding{relabel(k.accept, "save the token"), relabel(k.cancel, "do not save"), k.clear}
	case s.code.Shown():
		return s.code.Bindings()
	case s.session.Current == nil:
		return []key.Binding{k.paste}
	case s.asks():
		return []key.Binding{k.ask, k.next, k.query, k.copyToken, k.check, k.move}
	case s.several():
		return []key.Binding{k.query, k.request, k.next, k.check, k.copyToken, k.reveal, k.paste, k.move}
	case s.fieldOfClaim() != "":
		return []key.Binding{k.query, k.next, k.field, k.copyToken, k.check, k.paste, k.move}
	default:
		return []key.Binding{k.query, k.next, k.check, k.copyToken, k.reveal, k.paste, k.move}
	}
}

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding {
	k := s.keys
	switch {
	case s.paste.shown:
		return [][]key.Binding{{k.accept, k.cancel, k.erase, k.clear}}
	case s.save.shown:
		return [][]key.Binding{{relabel(k.accept, "save the token"), relabel(k.cancel, "do not save"), k.erase, k.clear}}
	case s.code.Shown():
		return [][]key.Binding{s.code.Bindings()}
	case s.session.Current == nil:
		return [][]key.Binding{{k.paste}}
	default:
		return [][]key.Binding{
			append([]key.Binding{k.move, k.next, k.previous, k.grants, k.calls, k.verdict}, s.hereOnly()...),
			{k.query, k.compare, k.check, k.copyToken, k.copyHeader, k.save, k.code, k.reveal, k.paste},
		}
	}
}

// hereOnly are the keys of the visible view.
func (s *Screen) hereOnly() []key.Binding {
	switch {
	case s.asks():
		return []key.Binding{s.keys.ask}
	case s.fieldOfClaim() != "":
		return []key.Binding{s.keys.field}
	default:
		return nil
	}
}

// key handles a key while the paste field is closed.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if key.Matches(msg, s.keys.paste) {
		s.paste.open()
		s.layout()
		return nil
	}
	current := s.session.Current
	if s.several() && key.Matches(msg, s.keys.request) {
		return s.session.ImportNext()
	}
	if current == nil {
		return nil
	}
	switch {
	case key.Matches(msg, s.keys.next):
		return s.turn(1)
	case key.Matches(msg, s.keys.previous):
		return s.turn(-1)
	case key.Matches(msg, s.keys.query):
		return common.GoTo(common.Query)
	case key.Matches(msg, s.keys.compare):
		return common.CompareCurrent(nil)
	case key.Matches(msg, s.keys.check):
		if s.call.Busy() {
			return nil
		}
		return s.checkSignature()
	case key.Matches(msg, s.keys.reveal):
		return s.showSecret()
	case key.Matches(msg, s.keys.code):
		return s.showCode()
	case key.Matches(msg, s.keys.copyToken):
		return common.CopyToken(s.session)
	case key.Matches(msg, s.keys.copyHeader):
		return common.CopySecret(s.session, "Authorization header", "Authorization: Bearer "+current.Secret.Reveal())
	}
	return s.viewKey(msg)
}

// relabel is a binding that does something else here.
func relabel(b key.Binding, does string) key.Binding {
	b.SetHelp(b.Help().Key, does)
	return b
}

// viewKey handles the keys that choose a view, and those of the visible one.
func (s *Screen) viewKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.keys.save):
		s.save.open()
		s.layout()
	case key.Matches(msg, s.keys.grants):
		return s.show(grantsView)
	case key.Matches(msg, s.keys.calls):
		return s.show(callsView)
	case key.Matches(msg, s.keys.verdict):
		return s.show(verdictView)
	case s.asks() && key.Matches(msg, s.keys.ask):
		return s.ask()
	case s.asks():
		s.report.Update(msg)
	case s.view == claimsView && key.Matches(msg, s.keys.field):
		return s.goToField()
	case s.view == claimsView:
		s.list.Update(msg)
	case s.view == jsonView:
		s.json.Update(msg)
	default:
		s.facts.Update(msg)
	}
	return nil
}

// turn shows the view that many further on.
func (s *Screen) turn(by view) tea.Cmd { return s.show((s.view + by + viewCount) % viewCount) }

// show shows a view. What it needs to ask about a token of this session is asked.
func (s *Screen) show(which view) tea.Cmd {
	s.view = which
	s.layout()
	return tea.Batch(s.prepare(), s.lookedAt())
}
