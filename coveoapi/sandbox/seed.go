package sandbox

import (
	"strings"
	"time"
)

// article is a document as the seed writes it.
type article struct {
	id, title, author string
	// date is as 2006-01-02. An article without one was changed daysAgo, counted by
	// the sandbox's clock, so that there is always something new to find.
	date        string
	daysAgo     int
	product     string // several parted by semicolons
	text        string
	language    string // "English" when empty
	objectType  string // that of the group when empty
	fields      map[string]string
	permissions permissions // that of the group when nil
}

// collection is a source with its documents and who may see them.
type collection struct {
	source, objectType string
	permissions        permissions
	articles           []article
}

func seedDocuments() []collection {
	return []collection{
		seedKnowledgeBase(), seedKnowledgeBaseWorld(), seedIntranet(), seedAgentPlaybook(),
		seedHumanResources(), seedCases(), seedArchive(), seedLetters(), seedHostile(),
	}
}

// build turns the articles into documents, as they are on a day.
func (c collection) build(today time.Time) []*document {
	documents := make([]*document, len(c.articles))
	for i, a := range c.articles {
		d := &document{
			id: a.id, title: a.title, body: a.text, source: c.source, objectType: c.objectType,
			author: a.author, language: a.language, fields: a.fields, permissions: c.permissions,
		}
		if d.date = today.AddDate(0, 0, -a.daysAgo); a.date != "" {
			d.date, _ = time.Parse(time.DateOnly, a.date) // a test reads every date
		}
		if a.product != "" {
			d.product = strings.Split(a.product, ";")
		}
		if a.objectType != "" {
			d.objectType = a.objectType
		}
		if d.language == "" {
			d.language = "English"
		}
		if a.permissions != nil {
			d.permissions = a.permissions
		}
		documents[i] = d
	}
	return documents
}

// seenBy makes the usual permissions: one level with one set.
func seenBy(allowed ...identity) permissions {
	return permissions{{{allowed: allowed}}}
}

// public is what everyone sees.
func public() permissions { return permissions{{{everyone: true}}} }
