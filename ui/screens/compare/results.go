package compare

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi/compare"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// The filters of the list that are not a column's: allItems shows everything, and
// movedItems, the last, what is at different ranks. The filter of column c is c+1.
const allItems = 0

// resultList is the merged results, a row each, with a cursor. Only the rows in view
// are rendered.
type resultList struct {
	found         compare.Comparison
	shown         []compare.Row
	filter        int
	cursor, top   int
	width, height int
	// rank is how many cells the largest rank takes.
	rank int
	// opened says that the item under the cursor is shown in full, in item.
	opened bool
	item   pane.Pane
}

// show takes other results, or none.
func (l *resultList) show(found *compare.Comparison) {
	*l = resultList{width: l.width, height: l.height}
	if found == nil {
		return
	}
	l.found = *found
	most := 0
	for _, column := range l.found.Columns {
		most = max(most, column.Fetched)
	}
	l.rank = len(strconv.Itoa(most))
	l.apply()
}

// open shows the item under the cursor in full, or the list again.
func (l *resultList) open(opened bool) {
	l.opened = opened
	l.item.ScrollTo(0)
}

// any reports whether there is something to list or to filter.
func (l *resultList) any() bool { return len(l.found.Rows) > 0 }

// movedItems is the filter for what is at different ranks.
func (l *resultList) movedItems() int { return len(l.found.Columns) + 1 }

func (l *resultList) apply() {
	switch {
	case l.filter == allItems:
		l.shown = l.found.Rows
	case l.filter == l.movedItems():
		l.shown = nil
		for _, row := range l.found.Rows {
			if moved(row) {
				l.shown = append(l.shown, row)
			}
		}
	default:
		l.shown = l.found.OnlyIn(l.filter - 1)
	}
	l.cursor, l.top, l.opened = 0, 0, false
}

// moved reports whether two columns have an item at different ranks.
func moved(row compare.Row) bool {
	ranked := slices.DeleteFunc(slices.Clone(row.Cells), func(c compare.Cell) bool { return c.Place != compare.Ranked })
	return len(slices.Compact(ranked)) > 1
}

// filterName says what is listed and how many items these are.
func (l *resultList) filterName() string {
	count := strconv.Itoa(len(l.shown)) + " of " + strconv.Itoa(len(l.found.Rows))
	switch {
	case !l.any():
		return ""
	case l.filter == allItems:
		return "all " + strconv.Itoa(len(l.shown))
	case l.filter == l.movedItems():
		return "other ranks, " + count
	default:
		return "only " + letter(l.filter-1) + ", " + count
	}
}

// letter names a column.
func letter(column int) string { return string(rune('A' + column)) }

// key moves the cursor or changes the filter.
func (l *resultList) key(msg tea.KeyPressMsg, k keyMap) {
	if l.opened && l.item.Scrolls() {
		l.item.Update(msg)
		return
	}
	page := max(1, l.height-2)
	switch {
	case key.Matches(msg, k.filter) && l.any():
		l.filter = (l.filter + 1) % (l.movedItems() + 1)
		l.apply()
	case msg.String() == "up", msg.String() == "k":
		l.move(-1)
	case msg.String() == "down", msg.String() == "j":
		l.move(1)
	case msg.String() == "pgup":
		l.move(-page)
	case msg.String() == "pgdown":
		l.move(page)
	case msg.String() == "home":
		l.move(-len(l.shown))
	case msg.String() == "end":
		l.move(len(l.shown))
	}
}

func (l *resultList) move(by int) {
	l.cursor = max(0, min(len(l.shown)-1, l.cursor+by))
}

// setSize sets the size that lines fill at most.
func (l *resultList) setSize(width, height int) { l.width, l.height = width, height }

// lines render the heading and the rows in view, or the opened item.
func (l *resultList) lines(s *theme.Styles) []string {
	switch {
	case !l.any():
		return text.Style(s.Text, text.Wrap("Nobody gets a result.", l.width))
	case l.opened:
		l.item.SetSize(l.width, l.height)
		l.item.SetLines(l.itemLines(s))
		return strings.Split(l.item.View(), "\n")
	}
	lines := []string{l.heading(s)}
	if len(l.shown) == 0 {
		return append(lines, s.Muted.Render(text.Cut("None. f shows others.", l.width)))
	}
	const headings = 1
	rows := max(1, l.height-headings)
	l.top = max(l.cursor-rows+1, min(l.top, l.cursor))
	l.top = max(0, min(l.top, len(l.shown)-rows))
	for i := l.top; i < min(len(l.shown), l.top+rows); i++ {
		lines = append(lines, l.row(s, l.shown[i], i == l.cursor))
	}
	return lines
}

// columnsWidth is the width of the ranks.
func (l *resultList) columnsWidth() int { return len(l.found.Columns) * (l.rank + 2) }

// sourceWidth is the width of the source, or 0 where there is no room for it.
func (l *resultList) sourceWidth() int {
	const most, from = 24, 36
	room := l.width - l.columnsWidth() - 2
	if room < from {
		return 0
	}
	return min(most, room/3)
}

func (l *resultList) heading(s *theme.Styles) string {
	var b strings.Builder
	b.WriteString("  ")
	for i := range l.found.Columns {
		b.WriteString(text.Fit(letter(i), l.rank+2))
	}
	source := l.sourceWidth()
	b.WriteString(text.Fit("Title", max(0, l.width-l.columnsWidth()-2-source)))
	b.WriteString(text.Fit("Source", source))
	return text.Cut(s.Label.Render(b.String()), l.width)
}

func (l *resultList) row(s *theme.Styles, row compare.Row, selected bool) string {
	mark, style := "  ", s.Text
	if selected {
		mark, style = "> ", s.Selected
	}
	var b strings.Builder
	b.WriteString(s.Accent.Render(mark))
	for _, cell := range row.Cells {
		words, ink := cellWords(s, cell)
		b.WriteString(ink.Render(text.Fit(words, l.rank+2)))
	}
	source := l.sourceWidth()
	title := max(0, l.width-l.columnsWidth()-len(mark)-source)
	if source > 0 {
		title--
	}
	b.WriteString(style.Render(text.Fit(safetext.Visible(row.Title), title)))
	if source > 0 {
		b.WriteString(" " + s.Muted.Render(text.Fit(safetext.Visible(row.Source), source)))
	}
	return text.Cut(b.String(), l.width)
}

// cellWords is where a column has an item, in the few cells of a table.
func cellWords(s *theme.Styles, cell compare.Cell) (string, lipgloss.Style) {
	switch cell.Place {
	case compare.Ranked:
		return "●" + strconv.Itoa(cell.Rank), s.Good
	case compare.Beyond:
		return "●>", s.Good
	case compare.Absent:
		return "–", s.Muted
	default:
		return "?", s.Warning
	}
}

// itemLines tell all that is known of the item under the cursor: who gets it first.
func (l *resultList) itemLines(s *theme.Styles) []string {
	row := l.shown[l.cursor]
	lines := text.Style(s.Strong, text.Wrap(safetext.Visible(row.Title), l.width))
	for i, cell := range row.Cells {
		_, ink := cellWords(s, cell)
		words := l.place(cell, l.found.Columns[i])
		if l.width >= wideForm {
			words += "  " + safetext.Visible(l.found.Columns[i].Persona.Label)
		}
		lines = append(lines, hanging(ink, letter(i)+" ", words, l.width)...)
	}
	for _, part := range []struct{ label, value string }{{"Source  ", row.Source}, {"URI     ", row.URI}, {"ID      ", row.Key}} {
		room := max(1, l.width-len(part.label))
		for _, value := range text.Chunk(safetext.Visible(part.value), room, room) {
			lines = append(lines, text.Cut(s.Label.Render(part.label)+value, l.width))
			part.label = strings.Repeat(" ", len(part.label))
		}
	}
	return lines
}

// place says where a column has an item.
func (l *resultList) place(cell compare.Cell, column compare.Column) string {
	fetched := strconv.Itoa(column.Fetched)
	switch {
	case cell.Place == compare.Ranked:
		return "● rank " + strconv.Itoa(cell.Rank)
	case cell.Place == compare.Beyond:
		return "● gets it, after the first " + fetched
	case cell.Place == compare.Absent:
		return "– does not get it"
	case !column.Answered:
		return "? not known: there was no answer"
	default:
		return "? not known: it is not among the first " + fetched
	}
}
