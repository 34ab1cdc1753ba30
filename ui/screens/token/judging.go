package token

import (
	"coveotoken/coveoapi/preflight"
	"coveotoken/ui/components/verdictview"
)

// writeVerdict says what the token is: what it can do, whether it may be seen, and how
// to end it.
func (s *Screen) writeVerdict(w *writer) {
	found := s.asking.judged
	s.writeAsked(w, found != nil)
	switch {
	case found == nil:
	case found.row.State != preflight.Passed:
		w.put(w.styles.Bad, "✗ ", found.row.Evidence)
		if found.row.Remedy != "" {
			w.put(w.styles.Text, "→ ", found.row.Remedy)
		}
	default:
		token := s.session.Current.Decoded
		credential := preflight.Describe(found.verdict, token, token.Organization())
		w.lines = append(w.lines, verdictview.Lines(w.styles, credential, w.width)...)
	}
}
