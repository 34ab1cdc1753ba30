package history

import (
	"fmt"
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
)

// rememberedMsg says whether a token was kept on disk.
type rememberedMsg struct{ err error }

// Owner implements common.Addressed.
func (rememberedMsg) Owner() common.ID { return common.History }

// note adds a token that was minted or opened to the list, and keeps it on disk where
// that was asked for.
func (s *Screen) note(token *common.OpenToken) tea.Cmd {
	if token == nil || token.Decoded == nil {
		return nil
	}
	noted := common.HistoryEntry(token.Decoded, token.Secret, token.At, s.session.Now())
	if known := s.find(noted.Fingerprint); known != nil {
		if known.token == nil {
			known.token = token
		}
		return nil
	}
	added := &entry{Entry: noted, token: token}
	s.compareWithAgain(added)
	s.entries, s.cursor = slices.Insert(s.entries, 0, added), 0
	if s.session.Kept == nil || token.From == nil {
		return nil
	}
	shelf, secret := s.session.Kept, token.Secret
	return func() tea.Msg { return rememberedMsg{shelf.Append(noted, secret)} }
}

// remembered says once that the history cannot be kept on disk. The tokens stay in the
// list as long as the session lasts.
func (s *Screen) remembered(err error) tea.Cmd {
	said := s.diskTrouble != nil
	s.diskTrouble = explained(err)
	if err == nil || said {
		return nil
	}
	return common.Notify("The token could not be added to the history on disk; 8 History says why.")
}

// compareWithAgain says how a token differs from the one that it was minted again from.
func (s *Screen) compareWithAgain(added *entry) {
	old := s.again
	if old == nil || added.token.From == nil || !reflect.DeepEqual(added.token.From, old.token.From) {
		return
	}
	s.again = nil
	added.differs = differences(old.token.Decoded, added.token.Decoded)
}

// differences says in sentences what two tokens of one form do not have in common. They
// are safe to show.
func differences(first, second *jwtview.Token) []string {
	diff := jwtview.DiffTokens(first, second)
	if diff.Same() {
		return []string{"It says exactly what the one before says."}
	}
	lines := []string{"Nothing differs from the one before but when it was made."}
	if !diff.Equivalent() {
		lines = []string{"It differs from the one before, although the form is the same:"}
	}
	for _, row := range slices.Concat(diff.Header, diff.Claims) {
		if row.State == jwtview.DiffSame {
			continue
		}
		lines = append(lines, fmt.Sprintf("  %s %s", safetext.Visible(row.Path), difference(row)))
	}
	return lines
}

// difference says how a claim differs.
func difference(row jwtview.Difference) string {
	later, isTime := row.Shift()
	switch {
	case isTime && later >= 0:
		return "is " + jwtview.FormatSeconds(int64(later.Seconds())) + " later"
	case row.State == jwtview.DiffOnlyFirst:
		return "is gone"
	case row.State == jwtview.DiffOnlySecond:
		return "is new"
	default:
		return "is another one"
	}
}
