package claims

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// maxDetail is the most lines that an explanation gets.
	maxDetail = 9
	// itemBytes is the most that is shown of one item of a list.
	itemBytes = 400
	// ruledHeight is the height from which an explanation has a title.
	ruledHeight = 4
	// ruleCells is what a rule has around its title.
	ruleCells = 4
)

// detailHeight is how many lines of a list's height explain the claim under the
// cursor.
func detailHeight(height int) int { return min(maxDetail, height/2) }

// detail explains the claim under the cursor: what set it, what it means, when it
// is, what it changes, where that is written, and its value without the limits of a
// row.
func (l *List) detail(styles *theme.Styles, now time.Time) []string {
	height := detailHeight(l.height)
	claim, ok := l.Current()
	if !ok || height == 0 {
		return nil
	}
	r := &l.rows[l.cursor]
	var lines []string
	if height >= ruledHeight {
		lines = append(lines, rule(styles, r.path, l.width))
	}
	for _, s := range l.sentences(styles, claim, now) {
		lines = append(lines, text.Style(s.style, text.Wrap(safetext.Visible(s.words), l.width))...)
	}
	told := len(lines)
	lines = append(lines, valueLines(styles, r, l.width, max(0, height-told))...)
	if len(lines) <= height {
		return lines
	}
	if told >= height {
		lines[height-1] = text.Cut(text.Cut(lines[height-1], l.width-2)+" …", l.width)
		return lines[:height]
	}
	return append(lines[:height-1], styles.Muted.Render(text.Cut("… all of it in the JSON view", l.width)))
}

// field says which field of the form sets a claim and what stands there now, or
// nothing.
func (l *List) field(claim jwtview.Explained) string {
	if claim.Field.ID == "" {
		return ""
	}
	s := "Set by " + claim.Field.Label
	if now, _ := cut(l.origins[claim.Path].Now, itemBytes); now != "" {
		s += ", which " + now
	}
	return s + "."
}

// valueLines shows the value of a row where the row itself has no room for it: a
// list or object item by item. It makes at most one line more than there is room
// for, so that the caller sees that something is missing.
func valueLines(styles *theme.Styles, r *row, width, room int) []string {
	var lines []string
	put := func(s string) {
		for _, line := range text.Wrap(s, width) {
			if len(lines) <= room {
				lines = append(lines, valueStyle(styles, r.kind()).Render(line))
			}
		}
	}
	v := r.claim.Value
	switch r.kind() {
	case jwtview.Array:
		for i := 0; i < len(v.Items) && len(lines) <= room; i++ {
			put("• " + Preview(v.Items[i], itemBytes))
		}
	case jwtview.Object:
		for i := 0; i < len(v.Members) && len(lines) <= room; i++ {
			name, _ := cut(v.Members[i].Name, pathBytes)
			put("• " + safetext.Visible(name) + ": " + Preview(v.Members[i].Value, itemBytes))
		}
	case jwtview.String:
		put(r.value())
	}
	return lines
}

// rule is a line with a title in it.
func rule(styles *theme.Styles, title string, width int) string {
	title = text.Cut(title, max(0, width-ruleCells))
	dashes := strings.Repeat("─", max(0, width-ruleCells-ansi.StringWidth(title)))
	return text.Cut(styles.Line.Render("── ")+styles.Label.Render(title)+styles.Line.Render(" "+dashes), width)
}
