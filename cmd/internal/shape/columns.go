package shape

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
)

// columns are rows of cells that are aligned when they are printed.
type columns struct{ rows [][]string }

// add is the function tablerow. White space in a cell becomes one space: a line break
// would end the row.
func (c *columns) add(cells ...any) string {
	row := make([]string, len(cells))
	for i, cell := range cells {
		row[i] = strings.Join(strings.Fields(text(cell)), " ")
	}
	c.rows = append(c.rows, row)
	return ""
}

// render is the function tablerender. Cells are as wide as what is seen of them, but
// are not made visible yet: all of the output is, once.
func (c *columns) render() string {
	var widths []int
	for _, row := range c.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cellWidth(cell))
		}
	}
	var out strings.Builder
	for _, row := range c.rows {
		for i, cell := range row {
			out.WriteString(cell)
			if i < len(row)-1 {
				out.WriteString(strings.Repeat(" ", widths[i]-cellWidth(cell)+2))
			}
		}
		out.WriteByte('\n')
	}
	c.rows = nil
	return out.String()
}

func cellWidth(cell string) int { return ansi.StringWidth(safetext.Visible(cell)) }
