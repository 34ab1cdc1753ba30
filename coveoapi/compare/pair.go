package compare

import (
	"cmp"
	"slices"
)

// Relation is what two columns are to each other.
type Relation string

// The relations of a first column to a second one.
const (
	// Unanswered is a pair of which at least one column got no answer.
	Unanswered Relation = "unanswered"
	// Same is the same items, all of which were fetched; their ranks may differ.
	Same Relation = "same"
	// SameSoFar is the same total and no difference known, but not every item was
	// compared.
	SameSoFar Relation = "same_so_far"
	// More is a first column that certainly finds all items of the second, and others;
	// Less is the reverse.
	More Relation = "more"
	Less Relation = "less"
	// Different is any other difference.
	Different Relation = "different"
)

// Pair compares two columns.
type Pair struct {
	// First and Second are the indexes of the columns.
	First, Second int
	Relation      Relation
	// OnlyFirst, OnlySecond and Both count the items that are found for certain by one
	// and not by the other, or by both; Undecided those of which it is not known
	// whether one of the two finds them.
	OnlyFirst, OnlySecond, Both, Undecided int
	// Moved counts the items of both that come in another order: whose ranks differ
	// when only the items that both fetched are counted.
	Moved int
}

// Differs reports whether a difference between the columns is certain.
func (p Pair) Differs() bool {
	return p.Relation == More || p.Relation == Less || p.Relation == Different
}

// Pair compares two columns.
func (c Comparison) Pair(first, second int) Pair {
	p := Pair{First: first, Second: second}
	for _, row := range c.Rows {
		p.count(row.Cells[first], row.Cells[second])
	}
	p.Relation = p.relation(c.Columns[first], c.Columns[second])
	p.Moved = c.moved(first, second)
	return p
}

// moved counts the items that come in another order in two columns.
func (c Comparison) moved(first, second int) (n int) {
	shared := c.rows(func(r Row) bool { return r.Cells[first].Place == Ranked && r.Cells[second].Place == Ranked })
	by := func(column int) func(a, b Row) int {
		return func(a, b Row) int { return cmp.Compare(a.Cells[column].Rank, b.Cells[column].Rank) }
	}
	inFirst, inSecond := slices.SortedFunc(slices.Values(shared), by(first)), slices.SortedFunc(slices.Values(shared), by(second))
	for i := range inFirst {
		if inFirst[i].Key != inSecond[i].Key {
			n++
		}
	}
	return n
}

func (p *Pair) count(a, b Cell) {
	switch {
	case a.Found() && b.Found():
		p.Both++
	case a.Found() && b.Place == Absent:
		p.OnlyFirst++
	case b.Found() && a.Place == Absent:
		p.OnlySecond++
	case a.Found() || b.Found():
		p.Undecided++
	}
}

func (p *Pair) relation(a, b Column) Relation {
	switch {
	case !a.Answered || !b.Answered:
		return Unanswered
	case p.OnlyFirst == 0 && p.OnlySecond == 0 && a.Total == b.Total:
		if p.Undecided == 0 && a.Complete() && b.Complete() {
			return Same
		}
		return SameSoFar
	case p.OnlySecond == 0 && p.Undecided == 0 && b.Complete() && more(a, b, p.OnlyFirst):
		return More
	case p.OnlyFirst == 0 && p.Undecided == 0 && a.Complete() && more(b, a, p.OnlySecond):
		return Less
	default:
		return Different
	}
}

// more reports whether a column has more than another, all of whose items it has: by the
// totals, which a server may get wrong, and by the items that are its own.
func more(column, other Column, own int) bool {
	return column.Total > other.Total && (own > 0 || !column.Complete())
}

// Same reports whether all columns find the same items, and all items were compared.
// The order of the results is not part of it: ranks may change from one query to the
// next.
func (c Comparison) Same() bool {
	return c.every(func(p Pair) bool { return p.Relation == Same })
}

// Differs reports whether a difference between two columns is certain. Where it does
// not and Same does not either, not everything could be compared.
func (c Comparison) Differs() bool {
	return !c.every(func(p Pair) bool { return !p.Differs() })
}

// every reports whether something holds for all pairs of columns.
func (c Comparison) every(holds func(Pair) bool) bool {
	for second := range c.Columns {
		for first := range second {
			if !holds(c.Pair(first, second)) {
				return false
			}
		}
	}
	return true
}

// Err gives the first error of a column, or nil.
func (c Comparison) Err() error {
	for _, column := range c.Columns {
		if column.Err != nil {
			return column.Err
		}
	}
	return nil
}
