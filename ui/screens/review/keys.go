package review

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/preflight"
	"coveotoken/ui/common"
)

type keyMap struct {
	mint, again, cancel, mend, check, fix, regions, wait, leave, code, body, move, connect, insist, keep key.Binding
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.Review))
	return keyMap{
		mint:    bind("mint", "enter", "mint the token", "enter"),
		again:   bind("retry", "r", "try again", "r"),
		cancel:  bind("", "esc", "cancel", "esc"),
		mend:    bind("go-and-mend", "e", "go and mend it", "e"),
		check:   bind("check", "d", "check first", "d"),
		fix:     bind("mend", "f", "mend", "f"),
		regions: bind("other-regions", "t", "send the key to the other regions", "t"),
		wait:    bind("wait", "w", "wait until it answers", "w"),
		leave:   bind("", "esc", "back to the request", "esc"),
		code:    bind("code", "c", "as curl or code", "c"),
		body:    bind("copy-body", "y", "copy JSON body", "y"),
		move:    bind("", "↑/↓", "scroll", "up", "down", "k", "j", "pgup", "pgdown", "home", "end"),
		insist:  bind("send-anyway", "!", "send it anyway", "!"),
		keep:    bind("keep-preset", "ctrl+g", "keep as a preset", "ctrl+g"),
		connect: bind("", "enter", "connect first", "enter"),
	}
}

// bindings are the keys that work now, those that matter most first.
func (s *Screen) bindings() []key.Binding {
	k := s.keys
	if s.session.Connection == nil {
		return []key.Binding{k.connect}
	}
	if s.code.Shown() {
		return s.code.Bindings()
	}
	if s.checkup.shown {
		return s.checkupBindings()
	}
	_, invalid := s.request()
	var bindings []key.Binding
	switch {
	case s.mint.Busy():
		bindings = append(bindings, k.cancel)
	case s.checkup.awaiting.Busy():
		bindings = append(bindings, k.cancel)
	case s.failure != nil && isPaused(s.failure):
		bindings = append(bindings, k.wait, k.again)
	case s.failure != nil:
		bindings = append(bindings, k.again)
	case invalid == nil:
		bindings = append(bindings, k.mint)
	}
	if _, ok := s.mendingStep(); ok && !s.mint.Busy() {
		bindings = append(bindings, k.mend)
	}
	if !s.mint.Busy() {
		if s.beyondRange() {
			bindings = append(bindings, k.insist)
		}
		bindings = append(bindings, k.check)
	}
	if s.mint.Busy() {
		return s.scrolling(append(bindings, k.body, k.keep))
	}
	bindings = append(append(bindings, k.code, k.body), s.editing.Bindings()...)
	bindings = append(bindings, k.keep)
	return s.scrolling(bindings)
}

// checkupBindings are the keys that work while the pane of the checks is shown.
func (s *Screen) checkupBindings() []key.Binding {
	k := s.keys
	if s.checkup.busy() {
		return s.scrolling([]key.Binding{k.cancel})
	}
	bindings := []key.Binding{k.leave, k.check}
	if s.asksRegions() {
		bindings = append([]key.Binding{k.regions}, bindings...)
	}
	if preflight.IsPaused(s.checkup.rows.now()) {
		bindings = append([]key.Binding{k.wait}, bindings...)
	}
	if fix, ok := s.mendable(); ok {
		mend := k.fix
		mend.SetHelp(mend.Help().Key, FixWords(fix))
		bindings = append([]key.Binding{mend}, bindings...)
	}
	if _, invalid := s.request(); invalid == nil && s.failure == nil {
		bindings = append(bindings, k.mint)
	}
	return s.scrolling(bindings)
}

// scrolling adds the keys that scroll where there is more than fits.
func (s *Screen) scrolling(bindings []key.Binding) []key.Binding {
	if s.pane.Scrolls() {
		return append(bindings, s.keys.move)
	}
	return bindings
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding { return s.bindings() }

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding { return [][]key.Binding{s.bindings()} }

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if s.session.Connection == nil {
		if key.Matches(msg, s.keys.connect) {
			return common.GoTo(common.Connect)
		}
		return nil
	}
	if s.code.Shown() {
		return s.code.Key(msg)
	}
	if s.checkup.shown {
		return s.checkupKey(msg)
	}
	if cmd, used := s.edit(msg); used {
		return cmd
	}
	switch {
	case key.Matches(msg, s.keys.check):
		if !s.mint.Busy() {
			return s.check()
		}
	case key.Matches(msg, s.keys.mint):
		if s.failure != nil {
			return common.Notify("The last try failed. Press " + s.keys.again.Help().Key + " to try again: each try may create a token.")
		}
		return s.start()
	case key.Matches(msg, s.keys.insist):
		return s.insist()
	case key.Matches(msg, s.keys.wait):
		if s.failure != nil && isPaused(s.failure) && !s.mint.Busy() && !s.checkup.awaiting.Busy() {
			return s.await(s.start)
		}
	case key.Matches(msg, s.keys.again):
		if s.failure != nil && s.beyondRange() {
			return s.insist()
		} else if s.failure != nil {
			return s.start()
		}
	case key.Matches(msg, s.keys.mend):
		if step, ok := s.mendingStep(); ok && !s.mint.Busy() {
			return common.GoTo(step)
		}
	default:
		return s.takeAway(msg)
	}
	return nil
}

// takeAway handles the keys that keep or copy the request, and those that scroll.
func (s *Screen) takeAway(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.keys.keep):
		return common.SavePreset
	case key.Matches(msg, s.keys.code):
		if !s.mint.Busy() {
			s.showCode()
		}
	case key.Matches(msg, s.keys.body):
		return s.copyBody()
	default:
		s.pane.Update(msg)
	}
	return nil
}

// checkupKey handles a key while the pane of the checks is shown.
func (s *Screen) checkupKey(msg tea.KeyPressMsg) tea.Cmd {
	busy := s.checkup.busy()
	switch {
	case key.Matches(msg, s.keys.regions) && s.asksRegions():
		return s.askRegions()
	case key.Matches(msg, s.keys.wait) && !busy && preflight.IsPaused(s.checkup.rows.now()):
		return s.await(s.check)
	case key.Matches(msg, s.keys.check) && !busy:
		return tea.Batch(s.check(), common.Notify("Checking again."))
	case key.Matches(msg, s.keys.fix) && !busy:
		return s.mend()
	case key.Matches(msg, s.keys.mint) && !busy && s.failure == nil:
		return s.start()
	default:
		s.pane.Update(msg)
		return nil
	}
}

// edit handles the keys that edit the body by hand: to mend what is wrong in it, the
// key that goes and mends things opens the editor too.
func (s *Screen) edit(msg tea.KeyPressMsg) (cmd tea.Cmd, used bool) {
	if s.mint.Busy() {
		return nil, false
	}
	if key.Matches(msg, s.keys.mend) && s.bodyWrong() {
		return s.editing.Open(), true
	}
	if cmd, used = s.editing.Key(msg); used {
		s.refresh()
	}
	return cmd, used
}
