package query

import (
	"strconv"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/formkit"
)

const (
	queryField   = "query"
	numberField  = "number"
	placeField   = "place"
	aqField      = "aq"
	cqField      = "cq"
	debugField   = "debug"
	headerPlace  = "header"
	addressPlace = "parameter"
	debugOn      = "on"
	debugOff     = "off"
	// maxResults is the most that a query may ask for (RestQueryParameters,
	// numberOfResults).
	maxResults = 2000
)

// input is what is typed and chosen for a query.
type input struct {
	text, number string
	place        coveoapi.CredentialPlace
	aq, cq       string
	debug        bool
	// more says that the fields that few need are shown.
	more bool
	// recorded is the recorded query that was pasted, or nil; withoutRecorded leaves
	// out what it has beyond the fields.
	recorded        *coveoapi.SearchQuery
	withoutRecorded bool
}

func newInput() input { return input{number: "10"} }

// query is the query as typed, from its first result; ok is false when a field is
// wrong.
func (i *input) query() (query coveoapi.SearchQuery, ok bool) {
	number, err := strconv.Atoi(strings.TrimSpace(i.number))
	query = i.base()
	query.Q, query.AQ, query.CQ = strings.TrimSpace(i.text), strings.TrimSpace(i.aq), strings.TrimSpace(i.cq)
	query.NumberOfResults, query.Debug = number, i.debug
	return query, err == nil && number >= 0 && number <= maxResults
}

// summary is the query in one line, safe to show.
func (i *input) summary() string {
	words := "everything"
	if typed := strings.TrimSpace(i.text); typed != "" {
		words = "“" + safetext.Visible(typed) + "”"
	}
	for _, part := range []struct{ name, value string }{{"aq", i.aq}, {"cq", i.cq}} {
		if value := strings.TrimSpace(part.value); value != "" {
			words += " · " + part.name + " " + safetext.Visible(value)
		}
	}
	if i.debug {
		words += " · debug"
	}
	words += i.recordedSummary()
	place := "in the Authorization header"
	if i.place == coveoapi.InAccessTokenParameter {
		place = "as access_token parameter"
	}
	return words + " · " + safetext.Visible(strings.TrimSpace(i.number)) + " results a page · token " + place
}

func (i *input) sections() []formkit.Section {
	more := formkit.Section{Heading: "More", Note: "ctrl+o opens: aq, cq, debug"}
	if i.more {
		more = formkit.Section{Heading: "More", Note: "ctrl+o closes", Fields: i.moreFields()}
	}
	return []formkit.Section{{Fields: append(i.fields(), i.recordedFields()...)}, more}
}

func (i *input) fields() []formkit.Field {
	return []formkit.Field{
		{
			ID: queryField, Label: "Query", Placeholder: "everything",
			Help: "As a visitor types it; Coveo's query syntax works too.", Keys: "Enter runs it.",
			Get: func() string { return i.text }, Set: func(v string) { i.text = v },
		},
		{
			ID: numberField, Label: "Results", Help: "How many results a page has, from 0 to 2000.",
			Get: func() string { return i.number }, Set: func(v string) { i.number = v },
			Check: checkNumber,
		},
		{
			ID: placeField, Label: "Send token in", Help: "Coveo takes the token in either place.",
			Choices: []formkit.Choice{
				{Value: headerPlace, Label: "Authorization header"},
				{Value: addressPlace, Label: "access_token parameter"},
			},
			Get: i.placeName, Set: i.setPlace, Check: checkPlace,
		},
	}
}

// moreFields are what few queries need.
func (i *input) moreFields() []formkit.Field {
	return []formkit.Field{
		{
			ID: aqField, Label: "Advanced (aq)", Placeholder: "such as @source==Wiki",
			Help: "An expression that results must match as well, such as what facets add.",
			Get:  func() string { return i.aq }, Set: func(v string) { i.aq = v }, Check: formkit.Expression,
		},
		{
			ID: cqField, Label: "Constant (cq)", Placeholder: "such as @objecttype==Case",
			Help: "An expression of the page itself. The token's filter is combined with it.",
			Get:  func() string { return i.cq }, Set: func(v string) { i.cq = v }, Check: formkit.Expression,
		},
		{
			ID: debugField, Label: "Debug", Choices: []formkit.Choice{{Value: debugOff, Label: "no"}, {Value: debugOn, Label: "yes, with an execution report"}},
			Help: "Ask Coveo how it ran the query: as whom, through which pipeline, and what the token added.",
			Get:  func() string { return map[bool]string{true: debugOn, false: debugOff}[i.debug] },
			Set:  func(v string) { i.debug = v == debugOn },
		},
	}
}

func (i *input) placeName() string {
	if i.place == coveoapi.InAccessTokenParameter {
		return addressPlace
	}
	return headerPlace
}

func (i *input) setPlace(name string) {
	i.place = coveoapi.InAuthorizationHeader
	if name == addressPlace {
		i.place = coveoapi.InAccessTokenParameter
	}
}

func checkNumber(value string) formkit.Message {
	number, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || number < 0 || number > maxResults {
		return formkit.Message{Level: formkit.Wrong, Text: "a whole number from 0 to 2000"}
	}
	return formkit.Message{}
}

func checkPlace(value string) formkit.Message {
	if value == addressPlace {
		return formkit.Message{Level: formkit.Warning, Text: "URLs end up in logs; prefer the header"}
	}
	return formkit.Message{}
}
