package compare

import (
	"context"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/together"
)

const (
	// maxAtOnce is how many columns are asked for at the same time, so that a
	// comparison alone does not run into the limits of an organization.
	maxAtOnce = 3
	// pageSize is how many results are asked for at a time.
	pageSize = 100
)

// Run mints a token for each persona that brings none and runs the query as all of
// them, several at a time. report, unless it is nil, is told of every change from the
// calling goroutine. A column that fails does not stop the others; when ctx ends, all
// end, and what was found is kept. The plan must be one that Check accepts.
func Run(ctx context.Context, p Plan, report func(Progress)) Comparison {
	c := Comparison{Query: p.Query, Number: p.number(), Columns: make([]Column, len(p.Personas))}
	all := make([]int, len(p.Personas))
	for i, who := range p.Personas {
		c.Columns[i], all[i] = Column{Persona: who, State: Pending}, i
	}
	c.each(ctx, all, report, p.fill)
	c.merge()
	c.resolve(ctx, p, report)
	c.order()
	return c
}

// each works on columns, several at a time. The work has its own copy of the column
// and calls tell when it has changed.
func (c *Comparison) each(ctx context.Context, indexes []int, report func(Progress), work func(ctx context.Context, i int, column *Column, tell func())) {
	events := make(chan Progress)
	finished := make(chan struct{})
	var panics together.Panics
	slots := make(chan struct{}, maxAtOnce)
	for _, i := range indexes {
		column := c.Columns[i]
		go func() {
			defer func() { finished <- struct{}{} }()
			defer panics.Catch()
			slots <- struct{}{}
			defer func() { <-slots }()
			waiting := coveoapi.WithOnWait(ctx, func(w coveoapi.Wait) { events <- Progress{i, column, w} })
			tell := func() { events <- Progress{Index: i, Column: column} }
			work(waiting, i, &column, tell)
			tell()
		}()
	}
	for running := len(indexes); running > 0; {
		select {
		case <-finished:
			running--
		case event := <-events:
			c.Columns[event.Index] = event.Column
			if report != nil {
				report(event)
			}
		}
	}
	panics.Rethrow()
}

// fill mints the column's token and fetches its results.
func (p Plan) fill(ctx context.Context, _ int, column *Column, tell func()) {
	if column.fail(ctx.Err()) {
		return
	}
	if column.Persona.Token.IsZero() {
		column.State = Minting
		tell()
	}
	token, err := column.Persona.Credential(ctx, p.Client, p.Version, p.Form)
	if column.fail(err) {
		return
	}
	column.Token, column.State = token, Querying
	tell()
	if !column.fail(p.fetch(ctx, column, tell)) {
		column.State = Done
	}
}

// fail notes an error, if there is one.
func (c *Column) fail(err error) bool {
	if err != nil {
		c.State, c.Err = Failed, err
	}
	return err != nil
}

// fetch gets the column's results page by page.
func (p Plan) fetch(ctx context.Context, column *Column, tell func()) error {
	query := p.pagedQuery()
	seen := map[string]bool{}
	for {
		query.NumberOfResults = min(pageSize, p.number()-query.FirstResult)
		results, err := p.search(ctx, column, query)
		if err != nil {
			return err
		}
		for _, result := range results {
			// Pages may overlap when the index changes between them.
			if found := newItem(result); !seen[found.key] {
				seen[found.key] = true
				column.items = append(column.items, found)
			}
		}
		column.Fetched = len(column.items)
		query.FirstResult += len(results)
		if len(results) < query.NumberOfResults || query.FirstResult >= p.number() || column.Complete() {
			return nil
		}
		tell()
	}
}

// pagedQuery is the query, with the fields that are compared and from its first
// result.
func (p Plan) pagedQuery() coveoapi.SearchQuery {
	query := p.Query
	query.FirstResult = 0
	query.Debug = false
	query.FieldsToInclude = []string{"source"}
	return query
}

// search runs a query as the column's persona. The first answer says how many results
// there are and how they came.
func (p Plan) search(ctx context.Context, column *Column, query coveoapi.SearchQuery) ([]coveoapi.SearchResult, error) {
	reply, err := p.Client.Search(ctx, column.Token, p.Place, query)
	if id := reply.Exchange.Header.Get("X-Request-ID"); id != "" {
		column.RequestID = id
	}
	if err != nil {
		return nil, err
	}
	response := reply.Value
	if !column.Answered {
		column.Answered = true
		column.Total = max(response.TotalCountFiltered, len(response.Results))
		column.Pipeline = response.Pipeline
		column.Duration = time.Duration(response.Duration) * time.Millisecond
	}
	return response.Results, nil
}
