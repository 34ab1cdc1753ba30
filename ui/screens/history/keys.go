package history

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/compare"
	"coveotoken/ui/common"
	"coveotoken/ui/sameas"
)

type keyMap struct {
	open, again, mark, compare, forget, move, scroll, mint key.Binding
}

func newKeyMap(keys *common.Bindings) keyMap {
	bind := keys.Of(string(common.History))
	return keyMap{
		open:    bind("open", "enter", "open it", "enter"),
		again:   bind("mint-again", "r", "mint it again", "r"),
		mark:    bind("mark", "space", "mark", "space"),
		compare: bind("compare", "=", "compare", "="),
		forget:  bind("forget", "d", "forget", "d", "delete"),
		move:    bind("", "↑/↓", "choose", "up", "down", "k", "j", "home", "end"),
		scroll:  bind("", "pgdn", "more of it", "pgdown", "pgup"),
		mint:    bind("", "enter", "to Review", "enter"),
	}
}

// bindings are the keys that work now, those that matter most first.
func (s *Screen) bindings() []key.Binding {
	k, e := s.keys, s.selected()
	if e == nil {
		return []key.Binding{k.mint}
	}
	var bindings []key.Binding
	if e.token != nil {
		bindings = append(bindings, k.open)
		if e.token.From != nil {
			bindings = append(bindings, k.again)
		}
		bindings = append(bindings, k.mark)
	}
	if len(s.comparable()) > 1 {
		bindings = append(bindings, k.compare)
	}
	bindings = append(bindings, k.forget)
	if len(s.entries) > 1 {
		bindings = append(bindings, k.move)
	}
	if s.detail.Scrolls() {
		bindings = append(bindings, k.scroll)
	}
	return bindings
}

// ShortHelp implements help.KeyMap.
func (s *Screen) ShortHelp() []key.Binding { return s.bindings() }

// FullHelp implements help.KeyMap.
func (s *Screen) FullHelp() [][]key.Binding { return [][]key.Binding{s.bindings()} }

// selected is the token under the cursor, or nil.
func (s *Screen) selected() *entry {
	if s.cursor >= len(s.entries) {
		return nil
	}
	return s.entries[s.cursor]
}

// key handles a key.
func (s *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	asked := s.asked
	s.asked, s.trouble = "", ""
	e := s.selected()
	switch {
	case e == nil:
		if key.Matches(msg, s.keys.mint) {
			return common.GoTo(common.Review)
		}
		return nil
	case key.Matches(msg, s.keys.open):
		return s.open(e)
	case key.Matches(msg, s.keys.again):
		return s.mintAgain(e)
	case key.Matches(msg, s.keys.mark):
		s.mark(e)
	case key.Matches(msg, s.keys.compare):
		return s.compare()
	case key.Matches(msg, s.keys.forget):
		return s.forget(e, asked)
	case key.Matches(msg, s.keys.move):
		s.moveTo(msg.String())
	case key.Matches(msg, s.keys.scroll):
		s.detail.Update(msg)
	}
	return nil
}

func (s *Screen) moveTo(pressed string) {
	last := len(s.entries) - 1
	switch pressed {
	case "up", "k":
		s.cursor = max(0, s.cursor-1)
	case "down", "j":
		s.cursor = min(last, s.cursor+1)
	case "home":
		s.cursor = 0
	default:
		s.cursor = last
	}
	s.detail.ScrollTo(0)
}

// onlyFingerprint is why a token of an earlier session cannot be used.
const onlyFingerprint = "Only the fingerprint of this token was kept."

// open shows a token on the Token step.
func (s *Screen) open(e *entry) tea.Cmd {
	if e.token == nil {
		s.trouble = onlyFingerprint
		return nil
	}
	s.session.Current, s.session.Imported = e.token, nil
	return tea.Sequence(func() tea.Msg { return common.TokenOpenedMsg{} }, common.GoTo(common.Token))
}

// mintAgain mints with the form that a token was minted with.
func (s *Screen) mintAgain(e *entry) tea.Cmd {
	connection := s.session.Connection
	switch {
	case e.token == nil || e.token.From == nil:
		s.trouble = "It was not minted in this session, so that its form is not known. enter opens it, and Token reads its form from the claims."
	case connection == nil || connection.Profile != e.token.At:
		s.trouble = "It was minted with the profile " + e.Profile + ". Connect to that first (1): with another key it would be another token."
	default:
		s.again = e
		return tea.Sequence(s.session.ReplaceDraft(*e.token.From), common.Remint(common.History))
	}
	return nil
}

// mark adds a token to those that are to be compared, or takes it out again.
func (s *Screen) mark(e *entry) {
	switch {
	case s.marked[e.Fingerprint]:
		delete(s.marked, e.Fingerprint)
	case e.token == nil:
		s.trouble = onlyFingerprint
	case len(s.marked) >= compare.MaxPersonas:
		s.trouble = "Compare takes no more than five tokens."
	default:
		s.marked[e.Fingerprint] = true
	}
}

// comparable are the marked tokens, and the one under the cursor where only one is
// marked: the one thing that can be meant then.
func (s *Screen) comparable() []*common.OpenToken {
	var tokens []*common.OpenToken
	for i, e := range s.entries {
		if s.marked[e.Fingerprint] || len(s.marked) == 1 && i == s.cursor && e.token != nil {
			tokens = append(tokens, e.token)
		}
	}
	return tokens
}

func (s *Screen) compare() tea.Cmd {
	tokens := s.comparable()
	if len(tokens) < 2 {
		s.trouble = "Mark two tokens or more with space first."
		return nil
	}
	return common.CompareTokens(tokens)
}

// forget takes a token out of the list, and off the disk, when d is pressed twice.
func (s *Screen) forget(e *entry, asked string) tea.Cmd {
	if asked != e.Fingerprint {
		s.asked = e.Fingerprint
		return nil
	}
	delete(s.marked, e.Fingerprint)
	s.entries = slices.DeleteFunc(s.entries, func(other *entry) bool { return other == e })
	s.cursor = max(0, min(s.cursor, len(s.entries)-1))
	if s.session.Kept == nil || !e.earlier && e.token.From == nil {
		return nil
	}
	shelf, fingerprint := s.session.Kept, e.Fingerprint
	return func() tea.Msg { return rememberedMsg{shelf.Remove(fingerprint)} }
}

// SameAs implements sameas.Doer: the command for the token under the cursor.
func (s *Screen) SameAs() (line sameas.Line, ok bool) {
	e := s.selected()
	switch {
	case e == nil:
		return sameas.Line{}, false
	case e.token != nil && e.token.From != nil:
		return sameas.Mint(*e.token.From, sameas.PlaceOf(s.session, e.token.At)), true
	case e.earlier:
		return sameas.ShowHistory(e.Fingerprint), true
	default:
		return sameas.Inspect(), true
	}
}
