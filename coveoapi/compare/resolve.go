package compare

import (
	"context"
	"slices"
	"strings"
)

const (
	// maxAsked is how many items a column is asked for one by one; more are left
	// unknown, because a comparison should not become a crawl.
	maxAsked = 100
	// askedAtOnce keeps the expression of a query short.
	askedAtOnce = 25
)

// inquiry is what one column is asked for, by address, and the keys of what it found.
type inquiry struct {
	uris  []string
	found map[string]bool
}

func (q *inquiry) ask(uri string) {
	if !slices.Contains(q.uris, uri) {
		q.uris = append(q.uris, uri)
	}
}

// resolve finds out whether items that are not among the results fetched are found
// all the same. Each column that lacks some is asked for their addresses, and so is one
// that has them: only what the second finds by its address is known to be missing in
// the first. Without that proof an address that the index writes otherwise, or does not
// match exactly, would pass for an item that may not be seen.
func (c *Comparison) resolve(ctx context.Context, p Plan, report func(Progress)) {
	inquiries := c.inquiries()
	var indexes []int
	for i, q := range inquiries {
		if len(q.uris) > 0 {
			indexes = append(indexes, i)
		}
	}
	c.each(ctx, indexes, report, func(ctx context.Context, i int, column *Column, tell func()) {
		if column.fail(ctx.Err()) {
			return
		}
		column.State = Checking
		tell()
		if !column.fail(p.ask(ctx, column, inquiries[i])) {
			column.State = Done
		}
	})
	c.conclude(inquiries)
}

// inquiries lists what each column is asked for.
func (c *Comparison) inquiries() []inquiry {
	inquiries := make([]inquiry, len(c.Columns))
	for i := range inquiries {
		inquiries[i].found = map[string]bool{}
	}
	doubts := make([]int, len(c.Columns))
	for _, row := range c.Rows {
		witness := c.witness(row)
		if witness < 0 || !askable(row.URI) {
			continue
		}
		for i, cell := range row.Cells {
			if cell.Place == Unknown && c.Columns[i].State == Done && doubts[i] < maxAsked {
				doubts[i]++
				inquiries[i].ask(row.URI)
				inquiries[witness].ask(row.URI)
			}
		}
	}
	return inquiries
}

// askable reports whether an address can stand between the quotation marks of an
// expression, which has no escapes.
func askable(uri string) bool {
	return uri != "" && !strings.ContainsFunc(uri, func(r rune) bool { return r == '"' || r < ' ' })
}

// witness is a column that fetched the item and can be asked again, or -1.
func (c *Comparison) witness(row Row) int {
	for i, cell := range row.Cells {
		if cell.Place == Ranked && c.Columns[i].State == Done {
			return i
		}
	}
	return -1
}

// ask notes the keys of the items that the column finds by their addresses.
func (p Plan) ask(ctx context.Context, column *Column, q inquiry) error {
	for some := range slices.Chunk(q.uris, askedAtOnce) {
		query := p.pagedQuery()
		query.CQ = among(query.CQ, some)
		query.NumberOfResults = pageSize
		results, err := p.search(ctx, column, query)
		if err != nil {
			return err
		}
		for _, result := range results {
			q.found[newItem(result).key] = true
		}
	}
	return nil
}

// among limits a constant expression to items with some addresses. The constant
// expression is the one that also limits a query with a disjunction.
func among(cq string, uris []string) string {
	expression := `@uri==("` + strings.Join(uris, `","`) + `")`
	if strings.TrimSpace(cq) == "" {
		return expression
	}
	return "(" + cq + ") (" + expression + ")"
}

// conclude settles the places of the items that were asked for.
func (c *Comparison) conclude(inquiries []inquiry) {
	for _, row := range c.Rows {
		proven := slices.ContainsFunc(inquiries, func(q inquiry) bool { return q.found[row.Key] })
		for i, cell := range row.Cells {
			switch {
			case cell.Place != Unknown:
			case inquiries[i].found[row.Key]:
				row.Cells[i].Place = Beyond
			case proven && c.Columns[i].State == Done && slices.Contains(inquiries[i].uris, row.URI):
				row.Cells[i].Place = Absent
			}
		}
	}
}
