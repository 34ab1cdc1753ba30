package query

import (
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// Questions are what running a query asks, for whoever asks one thing after the other
// rather than on a screen.
type Questions struct{ input input }

// NewQuestions makes the questions, answered with the query of the session's recorded
// request where there is one.
func NewQuestions(session *common.Session) *Questions {
	q := &Questions{newInput()}
	if session.Imported != nil && session.Imported.Request().Query != nil {
		request := session.Imported.Request()
		q.input.take(*request.Query, request.Place)
	}
	return q
}

// TakePreset answers with the query of a preset.
func (q *Questions) TakePreset(query preset.Query) { q.input.takePreset(query) }

// Sections are the fields of a query, without those that few need.
func (q *Questions) Sections() []formkit.Section {
	return []formkit.Section{{Fields: append(q.input.fields(), q.input.recordedFields()...)}}
}

// Query is the query as answered, from its first result, and how it carries the token.
func (q *Questions) Query() (coveoapi.SearchQuery, coveoapi.CredentialPlace) {
	query, _ := q.input.query() // wrong fields are asked for again
	return query, q.input.place
}
