package presenter

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// divider parts the frame into regions beside each other.
const divider = "│"

// cell is a character of a frame. A mask, when there is one, is what it belongs to.
type cell struct {
	before string // the sequences that style it
	text   string
	column int
	width  int
	mask   *mask
}

// mask is what a run of cells is replaced by.
type mask struct{ label string }

func (c *cell) blank() bool { return c.text == " " }

// row is the part of a line that lies in a region.
type row struct {
	cells []*cell
	end   int // the column behind its last cell
}

// region is the rows, from top to bottom, that start in one column.
type region struct {
	start int
	rows  []row
}

// grid is a frame taken apart.
type grid struct {
	lines   [][]*cell
	tails   []string
	regions []*region
}

func newGrid(lines []string) *grid {
	g := &grid{}
	for _, line := range lines {
		cells, tail := parse(line)
		g.lines, g.tails = append(g.lines, cells), append(g.tails, tail)
		start := 0
		for i, c := range cells {
			if c.text == divider {
				g.add(cells[start:i])
				start = i + 1
			}
		}
		g.add(cells[start:])
	}
	return g
}

// add puts a row in the region that starts in its column.
func (g *grid) add(cells []*cell) {
	if len(cells) == 0 {
		return
	}
	start, last := cells[0].column, cells[len(cells)-1]
	at := slices.IndexFunc(g.regions, func(r *region) bool { return r.start == start })
	if at < 0 {
		at = len(g.regions)
		g.regions = append(g.regions, &region{start: start})
	}
	g.regions[at].rows = append(g.regions[at].rows, row{cells, last.column + last.width})
}

// parse takes a line apart; tail are the sequences behind the last cell.
func parse(line string) (cells []*cell, tail string) {
	column, before := 0, ""
	for len(line) > 0 {
		if line[0] == '\x1b' {
			end := strings.IndexByte(line, 'm') + 1 // a frame holds no other sequences
			if end == 0 {
				end = len(line)
			}
			before, line = before+line[:end], line[end:]
			continue
		}
		text, width := line[:1], 1
		if line[0] >= 0x80 || len(line) > 1 && line[1] >= 0x80 {
			text, width = ansi.FirstGraphemeCluster(line, ansi.GraphemeWidth)
		}
		if text == "" {
			text = line[:1]
		}
		cells = append(cells, &cell{before: before, text: text, column: column, width: width})
		before, line, column = "", line[len(text):], column+width
	}
	return cells, before
}

// render puts the frame together again.
func (g *grid) render() string {
	var b strings.Builder
	for i, cells := range g.lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		for len(cells) > 0 {
			run := 1
			for cells[0].mask != nil && run < len(cells) && cells[run].mask == cells[0].mask {
				run++
			}
			renderRun(&b, cells[:run])
			cells = cells[run:]
		}
		b.WriteString(g.tails[i])
	}
	return b.String()
}

// renderRun writes cells that share a mask, or one that has none.
func renderRun(b *strings.Builder, cells []*cell) {
	if cells[0].mask == nil {
		b.WriteString(cells[0].before + cells[0].text)
		return
	}
	width := 0
	for _, c := range cells {
		width += c.width
	}
	shown := []rune(cells[0].mask.label)
	if len(shown) > width {
		shown = nil
	}
	for len(shown) < width {
		shown = append(shown, '•')
	}
	for _, c := range cells {
		b.WriteString(c.before + string(shown[:c.width]))
		shown = shown[c.width:]
	}
}
