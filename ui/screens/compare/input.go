package compare

import (
	"strconv"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/formkit"
)

const (
	queryField  = "query"
	numberField = "number"
	aqField     = "aq"
	cqField     = "cq"
)

// input is the query as typed.
type input struct {
	text, number, aq, cq string
	// more says that the fields that few need are shown.
	more bool
}

func newInput() input { return input{number: strconv.Itoa(compare.DefaultNumber)} }

// take fills in a query that comes from another step.
func (i *input) take(query coveoapi.SearchQuery) {
	i.text, i.aq, i.cq = query.Q, query.AQ, query.CQ
	i.more = query.AQ != "" || query.CQ != ""
}

// query is the query as typed; ok is false when a field is wrong.
func (i *input) query() (query coveoapi.SearchQuery, ok bool) {
	number, err := strconv.Atoi(strings.TrimSpace(i.number))
	return coveoapi.SearchQuery{
		Q: strings.TrimSpace(i.text), AQ: strings.TrimSpace(i.aq), CQ: strings.TrimSpace(i.cq),
		NumberOfResults: number, EnableQuerySyntax: true,
	}, err == nil && number >= 1 && number <= compare.MaxNumber
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
	return words + " · first " + safetext.Visible(strings.TrimSpace(i.number)) + " results"
}

func (i *input) sections() []formkit.Section {
	more := formkit.Section{Heading: "More", Note: "ctrl+o opens: aq, cq"}
	if i.more {
		more = formkit.Section{Heading: "More", Note: "ctrl+o closes", Fields: []formkit.Field{
			{
				ID: aqField, Label: "Advanced (aq)", Placeholder: "such as @source==Wiki",
				Help: "An expression that results must match as well, such as what facets add.",
				Get:  func() string { return i.aq }, Set: func(v string) { i.aq = v }, Check: formkit.Expression,
			},
			{
				ID: cqField, Label: "Constant (cq)", Placeholder: "such as @objecttype==Case",
				Help: "An expression of the page itself. A token's filter is combined with it.",
				Get:  func() string { return i.cq }, Set: func(v string) { i.cq = v }, Check: formkit.Expression,
			},
		}}
	}
	return []formkit.Section{{Fields: []formkit.Field{
		{
			ID: queryField, Label: "Query", Placeholder: "everything",
			Help: "As a visitor types it; it is run once as each identity. Enter runs it.",
			Get:  func() string { return i.text }, Set: func(v string) { i.text = v },
		},
		{
			ID: numberField, Label: "Results", Help: "How many results of each are compared, from 1 to 1000.",
			Get: func() string { return i.number }, Set: func(v string) { i.number = v }, Check: checkNumber,
		},
	}}, more}
}

func checkNumber(value string) formkit.Message {
	number, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || number < 1 || number > compare.MaxNumber {
		return formkit.Message{Level: formkit.Wrong, Text: "a whole number from 1 to 1000"}
	}
	return formkit.Message{}
}
