package sandbox

import "sync"

// company is all that the organization holds. It is built once and then only read.
type company struct {
	// index is written when it is first read, so that a start costs nothing.
	index     func() *index
	directory *directory
	pipelines []*pipeline
	hubs      []searchHub
	providers []provider
}

// newCompany builds Tumbleglow Lanterns.
func newCompany() *company {
	return &company{
		index:     sync.OnceValue(seedIndex),
		directory: seedDirectory(),
		pipelines: seedPipelines(),
		hubs:      seedHubs(),
		providers: seedProviders(),
	}
}

func seedIndex() *index {
	var documents []*document
	for _, group := range seedDocuments() {
		documents = append(documents, group.build()...)
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

// find gives the document of a unique or primary ID.
func (c *company) find(uniqueID, primaryID string) (int, bool) {
	for i, d := range c.index().documents {
		if uniqueID != "" && d.uniqueID() == uniqueID || primaryID != "" && d.primaryID() == primaryID {
			return i, true
		}
	}
	return 0, false
}
