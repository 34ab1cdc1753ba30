// Package compare runs one query as several personas and lays their results side by
// side: what each one finds, what only one of them finds, and what it finds at another
// rank. It is how to see what an identity is worth: a user who gets exactly what an
// anonymous visitor gets has no rights that the index knows of.
//
// Results come page by page, and an item that is not among the first ones of somebody
// may be among the later ones. Nothing is said to be missing unless that is known:
// because all results of the other persona were fetched, or because the other persona
// was asked for that very item; see Place.
package compare

import (
	"context"
	"fmt"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
)

// Limits of a comparison.
const (
	MinPersonas = 2
	MaxPersonas = 5
	// DefaultNumber is how many results of each persona are compared when a plan says
	// nothing.
	DefaultNumber = 100
	// MaxNumber is the most results of each persona that are compared.
	MaxNumber = 1000
)

// Client is what a comparison asks of Coveo. *coveoapi.Client is one.
type Client interface {
	persona.Minter
	Search(ctx context.Context, token coveoapi.Secret, place coveoapi.CredentialPlace, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.SearchResponse], error)
}

var _ Client = (*coveoapi.Client)(nil)

// Plan is what to compare.
type Plan struct {
	Client Client
	// Version and Form are how search tokens are minted; the user IDs of the form are
	// replaced by those of each persona.
	Version coveoapi.SearchTokenVersion
	Form    coveoapi.SearchTokenRequest
	// Query is run as everybody. Its paging is replaced.
	Query coveoapi.SearchQuery
	// Place is how a query carries its token.
	Place coveoapi.CredentialPlace
	// Number is how many results of each persona are compared at most; 0 stands for
	// DefaultNumber.
	Number int
	// Personas are those to compare, MinPersonas to MaxPersonas.
	Personas []persona.Persona
}

// Check returns an *coveoapi.InputError for the first thing that keeps the plan from
// being run.
func (p Plan) Check() error {
	switch n := len(p.Personas); {
	case n < MinPersonas:
		return &coveoapi.InputError{Field: "personas", Reason: "are too few", Remedy: fmt.Sprintf("Name %d to %d of them.", MinPersonas, MaxPersonas)}
	case n > MaxPersonas:
		return &coveoapi.InputError{Field: "personas", Reason: fmt.Sprintf("are %d, too many to lay side by side", n), Remedy: fmt.Sprintf("Name %d to %d of them.", MinPersonas, MaxPersonas)}
	case p.Number < 0 || p.Number > MaxNumber:
		return &coveoapi.InputError{Field: "number", Reason: fmt.Sprintf("is %d", p.Number), Remedy: fmt.Sprintf("Compare 1 to %d results of each.", MaxNumber)}
	default:
		return nil
	}
}

// number is how many results of each persona are fetched at most.
func (p Plan) number() int {
	if p.Number == 0 {
		return DefaultNumber
	}
	return p.Number
}

// Comparison is what came out. It is complete as far as its columns are: what was
// found before a failure or a cancellation is kept.
type Comparison struct {
	Query coveoapi.SearchQuery
	// Number is how many results of each persona were asked for.
	Number int
	// Columns are in the order of Plan.Personas.
	Columns []Column
	// Rows are all items that were found by anybody, first those that not everybody
	// finds, each part in the order of the ranks.
	Rows []Row
}

// Row is one item with its place in each column. Its texts come from outside; show
// them through safetext.
type Row struct {
	// Key is what items are told apart by: the uniqueId, or the URI where a result has
	// none.
	Key                string
	Title, Source, URI string
	// Cells are in the order of the columns.
	Cells []Cell
}

// Cell is where one persona finds an item.
type Cell struct {
	Place Place
	// Rank counts from 1; it is 0 unless Place is Ranked.
	Rank int
}

// Place says whether a persona finds an item, and how sure that is.
type Place string

// The places of an item.
const (
	// Ranked is an item among the results that were fetched.
	Ranked Place = "ranked"
	// Beyond is an item that was not among the results fetched, but is found by a
	// persona that is asked for it.
	Beyond Place = "beyond"
	// Absent is an item that the persona does not find: all its results were fetched,
	// or it was asked for the item and did not get what another persona got with the
	// same question.
	Absent Place = "absent"
	// Unknown is an item that is not among the results fetched, and may be among the
	// later ones.
	Unknown Place = "unknown"
)

// Found reports whether the persona finds the item.
func (c Cell) Found() bool { return c.Place == Ranked || c.Place == Beyond }

// OnlyIn gives the one column that finds the item, if no other does for certain.
func (r Row) OnlyIn() (column int, ok bool) {
	column = -1
	for i, cell := range r.Cells {
		switch {
		case cell.Place == Unknown, cell.Found() && column >= 0:
			return -1, false
		case cell.Found():
			column = i
		}
	}
	return column, column >= 0
}

// InAll reports whether every column finds the item.
func (r Row) InAll() bool {
	for _, cell := range r.Cells {
		if !cell.Found() {
			return false
		}
	}
	return true
}

// OnlyIn gives the items that one column alone finds for certain.
func (c Comparison) OnlyIn(column int) []Row {
	return c.rows(func(r Row) bool {
		only, ok := r.OnlyIn()
		return ok && only == column
	})
}

// InAll gives the items that every column finds.
func (c Comparison) InAll() []Row { return c.rows(Row.InAll) }

func (c Comparison) rows(wanted func(Row) bool) []Row {
	var rows []Row
	for _, row := range c.Rows {
		if wanted(row) {
			rows = append(rows, row)
		}
	}
	return rows
}
