package token

import (
	"strings"

	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi/grant"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// columnsWidth is the width from which the columns have their whole names.
	columnsWidth = 64
	// stateWidth is for a state's glyph and word.
	stateWidth = 12
)

// writeGrants puts what was requested, what is in the token and what is effective
// beside each other.
func (s *Screen) writeGrants(w *writer) {
	current := s.session.Current
	c := grant.Compare(current.Asked, current.Decoded, s.asking.effective)
	style := w.styles.Good
	if c.Differs() {
		style = w.styles.Bad
	}
	w.put(style, "", c.Summary())
	if s.asking.told && !c.Effective.Told {
		w.put(w.styles.Muted, "? ", c.Effective.Why)
	}
	s.writeAsked(w, s.asking.told)
	if !c.Asked {
		w.put(w.styles.Muted, "? ", "What was requested is not known: this program did not mint the token.")
	}
	if s.verdict.outcome == verified {
		w.put(w.styles.Good, "✓ ", "Signature: valid, key "+s.verdict.keyID+" from /rest/tokens/certificates.")
	}
	w.lines = append(w.lines, "", text.Cut(w.styles.Label.Render(columnTitles(w.width)), w.width))
	for _, row := range c.Rows {
		w.put(stateStyle(w.styles, row.State), rowMarks(row, w.width), row.Words())
	}
}

// columnTitles stand above the marks of rowMarks.
func columnTitles(width int) string {
	if width < columnsWidth {
		return "  requested, token, effective"
	}
	return strings.Repeat(" ", stateWidth) + "requested  token  effective"
}

// rowMarks are the state and the three columns of a row.
func rowMarks(row grant.Row, width int) string {
	effective := row.Effective.Mark()
	if !row.Privilege { // the organization says nothing about attributes
		effective = "·"
	}
	if width < columnsWidth {
		return row.State.Glyph() + " " + row.Requested.Mark() + row.Token.Mark() + effective + " "
	}
	return text.Fit(row.State.Glyph()+" "+string(row.State), stateWidth) +
		text.Fit(row.Requested.Mark(), len("requested  ")) + text.Fit(row.Token.Mark(), len("token  ")) + text.Fit(effective, len("effective  "))
}

func stateStyle(styles *theme.Styles, state grant.State) lipgloss.Style {
	switch state {
	case grant.Equal:
		return styles.Text
	case grant.Extra, grant.Wider:
		return styles.Warning
	default:
		return styles.Bad
	}
}
