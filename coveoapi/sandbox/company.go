package sandbox

import (
	"sync"
	"time"
)

// company is all that the organization holds. All but the index is built once and then
// only read.
type company struct {
	calendar  calendar
	directory *directory
	pipelines []*pipeline
	hubs      []searchHub
	providers []provider
}

// newCompany builds Tumbleglow Lanterns.
func newCompany() *company {
	return &company{
		directory: seedDirectory(),
		pipelines: seedPipelines(),
		hubs:      seedHubs(),
		providers: seedProviders(),
	}
}

// calendar keeps the index of a day.
type calendar struct {
	mu    sync.Mutex
	today time.Time
	index *index
}

// index gives the index at a moment. It is written when it is first read, so that a
// start costs nothing, and again when another day has come, since some documents are
// dated by the clock.
func (c *company) index(now time.Time) *index {
	today := now.UTC().Truncate(24 * time.Hour)
	c.calendar.mu.Lock()
	defer c.calendar.mu.Unlock()
	if c.calendar.index == nil || !c.calendar.today.Equal(today) {
		c.calendar.today, c.calendar.index = today, seedIndex(today)
	}
	return c.calendar.index
}

func seedIndex(today time.Time) *index {
	var documents []*document
	for _, group := range seedDocuments() {
		documents = append(documents, group.build(today)...)
	}
	return newIndex(documents)
}

// searchHub is a hub from which queries were made.
type searchHub struct {
	Name        string `json:"name"`
	Bucket      string `json:"bucket"`
	Description string `json:"description"`
}

// provider is a security identity provider.
type provider struct {
	id, name, displayName, kind string
}
