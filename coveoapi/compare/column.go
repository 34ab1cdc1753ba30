package compare

import (
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
)

// State is how far a column is.
type State string

// The states of a column.
const (
	Pending  State = "pending"
	Minting  State = "minting"
	Querying State = "querying"
	// Checking asks for items that others found and that are not among the results
	// fetched.
	Checking State = "checking"
	Done     State = "done"
	// Failed has an error; what came before it is kept.
	Failed State = "failed"
)

// Column is what one persona gets. Its texts come from outside; show them through
// safetext.
type Column struct {
	Persona persona.Persona
	State   State
	// Token is what the queries were run with, once there is one.
	Token coveoapi.Secret
	// Answered says that a query was answered, so that the following fields are known.
	Answered bool
	// Total is how many results there are, Fetched how many of them were compared.
	Total, Fetched int
	// Pipeline is the query pipeline that answered, or "".
	Pipeline string
	// Duration is how long the first page took, as the Search API says.
	Duration time.Duration
	// RequestID is that of the last reply, or "".
	RequestID string
	// Err is why the column failed, or nil.
	Err error

	items []item
}

// Complete reports whether all results of the persona were fetched, so that an item
// that is not among them is certainly not found.
func (c Column) Complete() bool { return c.Answered && c.Fetched >= c.Total }

// Progress tells how a comparison goes on.
type Progress struct {
	// Index is that of the column that changed.
	Index int
	// Column is as it is now.
	Column Column
	// Wait is the pause before a repeated call; its Attempts are 0 when there is none.
	Wait coveoapi.Wait
}

// item is a result as far as it is compared.
type item struct{ key, title, source, uri string }

func newItem(r coveoapi.SearchResult) item {
	key := r.UniqueID
	if key == "" {
		key = r.URI
	}
	return item{key, r.Title, r.Source(), r.URI}
}
