package compare_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
	"coveotoken/coveoapi/persona"
)

// fakeClient answers each user with the items of a list. It mints the user's name as
// the token.
type fakeClient struct {
	// items are what each user finds, in the order of the ranks.
	items map[string][]string
	// totals are those that the answers tell, where they are not the number of items.
	totals map[string]int
	// failing gives an error for a user's query from the given first result on.
	failing map[string]failure
	// blind clients find nothing by its address.
	blind bool
	// before is called at the start of each call, unless it is nil.
	before func(ctx context.Context, who string) error

	mutex           sync.Mutex
	queries         []coveoapi.SearchQuery
	running, atOnce int
}

type failure struct {
	from int
	err  error
}

func (f *fakeClient) enter(ctx context.Context, who string) (func(), error) {
	f.mutex.Lock()
	f.running++
	f.atOnce = max(f.atOnce, f.running)
	f.mutex.Unlock()
	leave := func() {
		f.mutex.Lock()
		f.running--
		f.mutex.Unlock()
	}
	if f.before != nil {
		return leave, f.before(ctx, who)
	}
	return leave, nil
}

func (f *fakeClient) MintSearchToken(ctx context.Context, _ coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) (coveoapi.Reply[coveoapi.Secret], error) {
	who := body.UserIDs[0].Name
	leave, err := f.enter(ctx, who)
	defer leave()
	return coveoapi.Reply[coveoapi.Secret]{Value: coveoapi.NewSecret(who)}, err
}

func (f *fakeClient) Search(ctx context.Context, token coveoapi.Secret, _ coveoapi.CredentialPlace, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.SearchResponse], error) {
	who := token.Reveal()
	leave, err := f.enter(ctx, who)
	defer leave()
	f.mutex.Lock()
	f.queries = append(f.queries, query)
	f.mutex.Unlock()
	reply := coveoapi.Reply[coveoapi.SearchResponse]{Exchange: coveoapi.Exchange{Header: http.Header{"X-Request-Id": {"request of " + who}}}}
	if fails, ok := f.failing[who]; ok && query.FirstResult >= fails.from {
		err = fails.err
	}
	if err != nil {
		return reply, err
	}
	found := f.find(who, query.CQ)
	reply.Value = coveoapi.SearchResponse{TotalCount: len(found), TotalCountFiltered: len(found), Duration: 7, Pipeline: "default"}
	if total, ok := f.totals[who]; ok && query.CQ == "" {
		reply.Value.TotalCountFiltered = total
	}
	from := min(query.FirstResult, len(found))
	for _, name := range found[from:min(len(found), from+query.NumberOfResults)] {
		reply.Value.Results = append(reply.Value.Results, coveoapi.SearchResult{Title: "Title of " + name, URI: "https://example.com/" + name, UniqueID: name})
	}
	return reply, nil
}

// find gives the items of a user, or those of them whose addresses are in a constant
// expression.
func (f *fakeClient) find(who, cq string) []string {
	if cq == "" {
		return f.items[who]
	}
	var found []string
	for _, name := range f.items[who] {
		if !f.blind && strings.Contains(cq, `"https://example.com/`+name+`"`) {
			found = append(found, name)
		}
	}
	return found
}

// plan compares users of the fake client.
func (f *fakeClient) plan(number int, users ...string) compare.Plan {
	plan := compare.Plan{Client: f, Number: number, Query: coveoapi.SearchQuery{Q: "q", FirstResult: 50, NumberOfResults: 1, Debug: true}}
	for _, name := range users {
		plan.Personas = append(plan.Personas, persona.User(coveoapi.UserID{Name: name, Provider: coveoapi.EmailSecurityProvider}))
	}
	return plan
}

// numbered gives the names "1" to "n" with a prefix.
func numbered(prefix string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprint(prefix, i+1))
	}
	return names
}

// places writes a comparison as "key: place place", a line for each row.
func places(c compare.Comparison) (lines []string) {
	for _, row := range c.Rows {
		line := row.Key + ":"
		for _, cell := range row.Cells {
			if cell.Place == compare.Ranked {
				line += fmt.Sprint(" ", cell.Rank)
			} else {
				line += " " + string(cell.Place)
			}
		}
		lines = append(lines, line)
	}
	return lines
}
