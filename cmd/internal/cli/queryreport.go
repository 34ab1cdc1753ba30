package cli

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi"
)

// queryDocument is the answer to a query as --json shows it.
type queryDocument struct {
	Schema             string           `json:"schema"`
	Query              string           `json:"query"`
	Organization       string           `json:"organization"`
	TotalCount         int              `json:"total_count"`
	TotalCountFiltered int              `json:"total_count_filtered"`
	DurationMS         int              `json:"duration_ms"`
	Pipeline           string           `json:"pipeline"`
	SearchUID          string           `json:"search_uid"`
	Results            []resultDocument `json:"results"`
	// Debug is there only when it was asked for and came.
	Debug *debugDocument `json:"debug,omitempty"`
	// Explain is there only when it was asked for.
	Explain *routeDocument `json:"explain,omitempty"`
}

type resultDocument struct {
	Title    string `json:"title"`
	Source   string `json:"source"`
	URI      string `json:"uri"`
	ClickURI string `json:"click_uri"`
	UniqueID string `json:"unique_id"`
	Excerpt  string `json:"excerpt"`
	Score    int64  `json:"score"`
}

func (o *queryOptions) report(organization string, reply coveoapi.Reply[coveoapi.SearchResponse]) error {
	response := reply.Value
	if o.globals.json {
		return o.writeJSON(o.document(organization, reply))
	}
	told := o.debugText(reply.Exchange.Body) + o.explainText(o.explained)
	if o.io.forPeople() {
		return o.io.write([]byte(o.resultList(response) + told))
	}
	o.note("%s", resultSummary(response))
	_, _ = fmt.Fprint(o.io.err, told)
	t := &table{}
	for _, r := range response.Results {
		t.add(o.safe(r.Title), o.safe(r.Source()), o.safe(r.URI))
	}
	return o.io.write([]byte(t.render(0, o.io.strong)))
}

// document is the answer as --json shows it.
func (o *queryOptions) document(organization string, reply coveoapi.Reply[coveoapi.SearchResponse]) queryDocument {
	response := reply.Value
	document := queryDocument{
		schema("query"), o.query.Q, organization, response.TotalCount, response.TotalCountFiltered,
		response.Duration, response.Pipeline, response.SearchUID,
		[]resultDocument{},
		o.debugDocument(reply.Exchange.Body), o.explained.document(),
	}
	for _, r := range response.Results {
		document.Results = append(document.Results,
			resultDocument{r.Title, r.Source(), r.URI, r.ClickURI, r.UniqueID, r.Excerpt, r.Score})
	}
	return document
}

// resultSummary says how many results there are, from where and how fast.
func resultSummary(response coveoapi.SearchResponse) string {
	return fmt.Sprintf("%d of %d results · pipeline %s · %d ms",
		len(response.Results), response.TotalCountFiltered, firstOf(response.Pipeline, "none"), response.Duration)
}

// resultList shows results for people.
func (o *queryOptions) resultList(response coveoapi.SearchResponse) string {
	var text strings.Builder
	text.WriteString(o.safe(resultSummary(response)) + "\n")
	for i, r := range response.Results {
		fmt.Fprintf(&text, "\n%3d  %s\n", o.query.FirstResult+i+1, o.io.strong(o.cut(r.Title, 5)))
		fmt.Fprintf(&text, "     %s\n", o.cut(r.Source()+" · "+firstOf(r.ClickURI, r.URI), 5))
		if r.Excerpt != "" {
			fmt.Fprintf(&text, "     %s\n", o.cut(r.Excerpt, 5))
		}
	}
	return text.String()
}
