package query

import (
	"strconv"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
	"coveotoken/ui/components/formkit"
)

const (
	recordedField = "recorded"
	recordedSent  = "send"
	recordedLeft  = "leave"
)

// takeImported puts the query of the recorded request into the form.
func (s *Screen) takeImported() {
	request := s.session.Imported.Request()
	if request.Query == nil {
		return
	}
	s.input.take(*request.Query, request.Place)
	s.form.SetSections(s.input.sections())
	s.startOver()
}

// takePreset puts the query of a preset into the form.
func (s *Screen) takePreset(query preset.Query) {
	s.input.takePreset(query)
	s.form.SetSections(s.input.sections())
	s.startOver()
}

func (i *input) takePreset(query preset.Query) { i.text, i.aq, i.cq = query.Q, query.AQ, query.CQ }

// take fills the form from a recorded query. What has no field is kept beside it.
func (i *input) take(query coveoapi.SearchQuery, place coveoapi.CredentialPlace) {
	i.text, i.aq, i.cq, i.debug = query.Q, query.AQ, query.CQ, query.Debug
	i.number, i.place = strconv.Itoa(query.NumberOfResults), place
	i.recorded, i.withoutRecorded = &query, false
}

// base is the query that the fields are set in: a recorded one, or an empty one.
func (i *input) base() coveoapi.SearchQuery {
	if i.recorded == nil || i.withoutRecorded {
		return coveoapi.SearchQuery{EnableQuerySyntax: true}
	}
	return *i.recorded
}

// recordedFields are the choice to leave out what was recorded beyond the fields.
func (i *input) recordedFields() []formkit.Field {
	if i.recorded == nil {
		return nil
	}
	return []formkit.Field{{
		ID: recordedField, Label: "As recorded",
		Choices: []formkit.Choice{{Value: recordedSent, Label: "with the rest of the recorded query"}, {Value: recordedLeft, Label: "these fields alone"}},
		Help:    "The recorded query has more than fits here, such as facets, tab and context.",
		Get: func() string {
			if i.withoutRecorded {
				return recordedLeft
			}
			return recordedSent
		},
		Set: func(v string) { i.withoutRecorded = v == recordedLeft },
	}}
}

// recordedSummary names that the rest of a recorded query goes along.
func (i *input) recordedSummary() string {
	if i.recorded == nil || i.withoutRecorded {
		return ""
	}
	return " · as recorded"
}
