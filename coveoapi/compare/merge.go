package compare

import (
	"cmp"
	"slices"
)

// merge makes a row of each item that any column fetched.
func (c *Comparison) merge() {
	index := map[string]int{}
	for i, column := range c.Columns {
		for rank, found := range column.items {
			at, known := index[found.key]
			if !known {
				at = len(c.Rows)
				index[found.key] = at
				c.Rows = append(c.Rows, Row{found.key, found.title, found.source, found.uri, c.missing()})
			}
			c.Rows[at].Cells[i] = Cell{Ranked, rank + 1}
		}
	}
}

// missing are the cells of an item that nobody has: absent where all results were
// fetched.
func (c *Comparison) missing() []Cell {
	cells := make([]Cell, len(c.Columns))
	for i, column := range c.Columns {
		cells[i].Place = Unknown
		if column.Complete() {
			cells[i].Place = Absent
		}
	}
	return cells
}

// order puts the items that not everybody finds first, and then goes by the best rank
// that an item has.
func (c *Comparison) order() {
	best := func(r Row) int {
		rank := MaxNumber + 1
		for _, cell := range r.Cells {
			if cell.Place == Ranked {
				rank = min(rank, cell.Rank)
			}
		}
		return rank
	}
	slices.SortStableFunc(c.Rows, func(a, b Row) int {
		if all := a.InAll(); all != b.InAll() {
			if all {
				return 1
			}
			return -1
		}
		return cmp.Compare(best(a), best(b))
	})
}
