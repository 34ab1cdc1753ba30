package picker

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// The parts of a row.
const (
	cursorMark = "▸ "
	noMark     = "  "
	checked    = "[x] "
	unchecked  = "[ ] "
	columnGap  = 2
)

// window is how many lines of the list are visible below the status line.
func (p *Picker) window() int { return max(0, p.height-1) }

// keepCursorVisible scrolls as little as needed. A heading that has scrolled away
// takes the first line, so the cursor stays below it.
func (p *Picker) keepCursorVisible() {
	window, line := p.window(), p.lineOf(p.cursor)
	if window <= 0 {
		p.top = 0
		return
	}
	above := min(p.headings(), window-1)
	p.top = min(p.top, line-above)
	p.top = max(p.top, line-window+1)
	p.top = max(0, min(p.top, p.lines()-window))
}

// ink holds the pens of a palette.
type ink struct {
	made                                        *theme.Styles
	title, detail, match, current, currentMatch text.Pen
}

func (k *ink) use(s *theme.Styles) {
	if k.made == s {
		return
	}
	*k = ink{
		made: s, title: text.NewPen(s.Text), detail: text.NewPen(s.Muted), match: text.NewPen(s.Match),
		current: text.NewPen(s.Selected), currentMatch: text.NewPen(s.Selected.Underline(true)),
	}
}

// View renders the component: a line with the filter and the counts, then the
// visible part of the list.
func (p *Picker) View(s *theme.Styles) string {
	if p.height == 0 || p.width == 0 {
		return ""
	}
	p.ink.use(s)
	lines := make([]string, 0, p.height)
	lines = append(lines, p.statusLine(s))
	if len(p.shown) == 0 && p.window() > 0 {
		lines = append(lines, s.Muted.Render(ansi.Truncate(p.nothing(), p.width, "…")))
	}
	end := min(p.lines(), p.top+p.window())
	for line := p.top; line < end; line++ {
		lines = append(lines, p.line(s, line))
	}
	return strings.Join(lines, "\n")
}

func (p *Picker) nothing() string {
	if len(p.entries) == 0 {
		return "The list is empty."
	}
	return "Nothing matches the filter. esc shows all again."
}

// line renders one line of the list: a heading or a row. The first visible line is
// always the heading that the rows below it belong to.
func (p *Picker) line(s *theme.Styles, line int) string {
	sp := p.spans[p.spanAt(line)]
	row := line - sp.line - p.headings()
	if row < 0 || (line == p.top && p.headings() == 1 && p.window() > 1) {
		return p.heading(s, sp)
	}
	return p.row(s, sp.first+row)
}

func (p *Picker) heading(s *theme.Styles, sp span) string {
	g := p.groups[sp.group]
	counts := fmt.Sprintf(" (%d)", g.count)
	if sp.count != g.count {
		counts = fmt.Sprintf(" (%d of %d)", sp.count, g.count)
	}
	if g.picked > 0 {
		counts += fmt.Sprintf(" · %d selected", g.picked)
	}
	name := ansi.Truncate(g.name, max(0, p.width-ansi.StringWidth(counts)), "…")
	return s.Strong.Render(name) + s.Muted.Render(ansi.Truncate(counts, p.width, ""))
}

// row renders a shown entry.
func (p *Picker) row(s *theme.Styles, at int) string {
	e := &p.entries[p.shown[at]]
	lead := noMark
	title, detail, mark := p.ink.title, p.ink.detail, p.ink.match
	if at == p.cursor {
		lead = cursorMark
		title, detail, mark = p.ink.current, p.ink.current, p.ink.currentMatch
	}
	if p.multi && e.picked {
		lead += checked
	} else if p.multi {
		lead += unchecked
	}
	if e.Sign != "" {
		lead += e.Sign + " "
	}
	lead = ansi.Truncate(lead, p.width, "")
	room := p.width - ansi.StringWidth(lead)
	titleRoom := room
	if p.detailWidth > 0 {
		titleRoom = min(p.titleWidth, max(room*3/5, room-p.detailWidth-columnGap))
	}
	line := title.Render(lead) + paint(e.Title, titleRoom, p.matched(e.Title), title, mark)
	if rest := room - titleRoom - columnGap; p.detailWidth > 0 && rest > 0 {
		line += title.Render(strings.Repeat(" ", columnGap)) + paint(e.Detail, rest, p.matched(e.Detail), detail, mark)
	}
	return line
}

// paint fits text to a width and marks the characters at the matched positions.
func paint(whole string, width int, matched []int, plain, mark text.Pen) string {
	shown := text.Cut(whole, width)
	uncut := strings.TrimSuffix(shown, text.Ellipsis)
	if shown == whole {
		uncut = whole
	}
	padding := strings.Repeat(" ", max(0, width-ansi.StringWidth(shown)))
	var out strings.Builder
	from := 0
	for _, at := range matched {
		if at < from || at >= len(uncut) {
			continue
		}
		end := at + len(firstCharacter(uncut[at:]))
		plain.Write(&out, uncut[from:at])
		mark.Write(&out, uncut[at:end])
		from = end
	}
	plain.Write(&out, shown[from:]+padding)
	return out.String()
}

// firstCharacter is the first grapheme cluster, so that a style never splits one.
func firstCharacter(text string) string {
	cluster, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	return cluster
}

// statusLine shows the filter at the left and the counts at the right.
func (p *Picker) statusLine(s *theme.Styles) string {
	counts := p.counts()
	room := p.width - ansi.StringWidth(counts) - 1
	if room < 8 {
		counts, room = "", p.width
	}
	var left string
	switch {
	case p.filtering:
		// The end of a long filter is what is being typed.
		end := ansi.TruncateLeft(p.filter, max(0, ansi.StringWidth(p.filter)-room+2), "")
		left = s.Key.Render("/") + s.Text.Render(end) + s.Selected.Render(" ")
	case p.filter != "":
		left = s.Key.Render("/") + s.Text.Render(ansi.Truncate(p.filter, room-1, "…"))
	default:
		left = s.Key.Render("/") + s.Muted.Render(ansi.Truncate(" to filter", room-1, "…"))
	}
	gap := max(0, p.width-ansi.StringWidth(left)-ansi.StringWidth(counts))
	return ansi.Truncate(left+strings.Repeat(" ", gap)+s.Muted.Render(counts), p.width, "")
}

func (p *Picker) counts() string {
	shown := ""
	if len(p.shown) != len(p.entries) {
		shown = fmt.Sprintf("%d of %d shown", len(p.shown), len(p.entries))
	}
	if !p.multi {
		return shown
	}
	if shown != "" {
		return fmt.Sprintf("%s · %d selected", shown, p.picked)
	}
	return fmt.Sprintf("%d of %d selected", p.picked, len(p.entries))
}
