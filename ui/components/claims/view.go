package claims

import (
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// unknownMark stands behind the value of a claim without an explanation.
	unknownMark = "not known to us"
	// setMark stands before a claim that the form set, and behind its value before
	// the form's field.
	setMark = "◂"
	// wideEnough is the width from which rows have room for unknownMark.
	wideEnough = 60
	// sampledRows are measured for the width of the path column.
	sampledRows = 200
	// minPathWidth and the half of the width bound the path column.
	minPathWidth = 8
	// marginWidth is for the cursor's and the unknown claim's marks.
	marginWidth = 4
)

// View renders the rows in view and, under them, what is known of the claim under
// the cursor. now is the moment that times are told relative to, in the local zone.
func (l *List) View(styles *theme.Styles, now time.Time) string {
	if l.width == 0 || l.height == 0 {
		return ""
	}
	lines := make([]string, 0, l.height)
	pathWidth, pens := min(l.widest, l.width/2), newPens(styles)
	end := min(len(l.rows), l.top+l.listHeight())
	for i := l.top; i < end; i++ {
		lines = append(lines, l.line(pens, i, pathWidth, now))
	}
	for len(lines) < l.listHeight() {
		lines = append(lines, "")
	}
	lines = append(lines, l.detail(styles, now)...)
	return strings.Join(lines[:min(len(lines), l.height)], "\n")
}

// widestPath is how wide the path column would like to be.
func widestPath(rows []row) int {
	widest := minPathWidth
	for _, r := range rows[:min(len(rows), sampledRows)] {
		widest = max(widest, ansi.StringWidth(r.path))
	}
	return widest
}

func (l *List) line(p *pens, i, pathWidth int, now time.Time) string {
	r := &l.rows[i]
	if r.heading {
		return p.heading.Render(text.Cut(r.path, l.width))
	}
	unknown, mark := l.marks(r)
	value := r.value()
	if !r.at.IsZero() {
		value += " · " + jwtview.DescribeTime(r.at, now).Relative
	}
	path := text.Fit(r.path, pathWidth)
	value = text.Fit(value, max(0, l.width-marginWidth-pathWidth-1-ansi.StringWidth(mark)))
	if i == l.cursor {
		return p.selected.Render(text.Fit("▸ "+unknown+" "+path+" "+value+mark, l.width))
	}
	line := "  " + p.unknown.Render(unknown) + " " + p.path.Render(path) + " " +
		p.values[r.kind()].Render(value) + p.mark.Render(mark)
	if l.width < marginWidth+minPathWidth {
		return text.Cut(line, l.width)
	}
	return line
}

// marks are what stands before and behind a row: that its claim is not known, or
// which field of the form set it.
func (l *List) marks(r *row) (before, behind string) {
	switch {
	case !r.claim.Known():
		before, behind = "?", unknownMark
	case l.origins[r.claim.Path].Set:
		before, behind = setMark, " "+setMark+" "+r.claim.Field.Label
	default:
		return " ", ""
	}
	if l.width < wideEnough {
		behind = ""
	}
	return before, behind
}

// pens write the parts of rows. They are made once a frame: rendering a style for
// each part of each row takes most of a frame's time.
type pens struct {
	heading, unknown, path, mark, selected text.Pen
	values                                 map[jwtview.ValueKind]text.Pen
}

func newPens(s *theme.Styles) *pens {
	p := &pens{
		heading: text.NewPen(s.Strong), unknown: text.NewPen(s.Warning), path: text.NewPen(s.Label),
		mark: text.NewPen(s.Muted), selected: text.NewPen(s.Selected), values: map[jwtview.ValueKind]text.Pen{},
	}
	for kind := jwtview.Null; kind <= jwtview.Elided; kind++ {
		p.values[kind] = text.NewPen(valueStyle(s, kind))
	}
	return p
}

func valueStyle(styles *theme.Styles, kind jwtview.ValueKind) lipgloss.Style {
	switch kind {
	case jwtview.String:
		return styles.JSONString
	case jwtview.Number:
		return styles.JSONNumber
	case jwtview.Bool, jwtview.Null:
		return styles.JSONLiteral
	default:
		return styles.Text
	}
}
