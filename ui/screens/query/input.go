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
	headerPlace  = "header"
	addressPlace = "parameter"
	// maxResults is the most that a query may ask for (RestQueryParameters,
	// numberOfResults).
	maxResults = 2000
)

// input is what is typed and chosen for a query.
type input struct {
	text, number string
	place        coveoapi.CredentialPlace
}

func newInput() input { return input{number: "10"} }

// query is the query as typed, from its first result; ok is false when a field is
// wrong.
func (i *input) query() (query coveoapi.SearchQuery, ok bool) {
	number, err := strconv.Atoi(strings.TrimSpace(i.number))
	return coveoapi.SearchQuery{
		Q: strings.TrimSpace(i.text), NumberOfResults: number, EnableQuerySyntax: true,
	}, err == nil && number >= 0 && number <= maxResults
}

// summary is the query in one line, safe to show.
func (i *input) summary() string {
	words := "everything"
	if typed := strings.TrimSpace(i.text); typed != "" {
		words = "“" + safetext.Visible(typed) + "”"
	}
	place := "in the Authorization header"
	if i.place == coveoapi.InAccessTokenParameter {
		place = "as access_token parameter"
	}
	return words + " · " + safetext.Visible(strings.TrimSpace(i.number)) + " results a page · token " + place
}

func (i *input) sections() []formkit.Section {
	return []formkit.Section{{Fields: []formkit.Field{
		{
			ID: queryField, Label: "Query", Placeholder: "everything",
			Help: "As a visitor types it; Coveo's query syntax works too. Enter runs it.",
			Get:  func() string { return i.text }, Set: func(v string) { i.text = v },
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
	}}}
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
