package query_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/screens/query"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/tokens"
)

// body is the body of an 80×24 terminal.
func body() uitest.Size { return uitest.Size{Width: 80, Height: 21} }

// search is a search token that lives for an hour.
func search() string { return tokens.Search(uitest.Start(), time.Hour) }

// expired is one whose life is over.
func expired() string { return tokens.Search(uitest.Start().Add(-2*time.Hour), time.Hour) }

// ready is a session with a connection and a token.
func ready(t testing.TB, compact string) *uitest.Session {
	t.Helper()
	s := uitest.NewSession(t)
	s.Connect()
	if err := s.OpenToken(coveoapi.NewSecret(compact), "acme"); err != nil {
		t.Fatal(err)
	}
	return s
}

func start(t testing.TB, s *uitest.Session, size uitest.Size) (*query.Screen, *uitest.Pump) {
	t.Helper()
	screen := query.New(s.Session)
	pump := uitest.NewPump(t, s, screen, size)
	screen.Resume()
	return screen, pump
}

func response(results, total int) coveoapi.SearchResponse {
	r := coveoapi.SearchResponse{TotalCount: total, TotalCountFiltered: total, Duration: 12, Pipeline: "InternalSearch"}
	for i := range results {
		r.Results = append(r.Results, coveoapi.SearchResult{
			Title:   fmt.Sprintf("Reset a password, part %d", i+1),
			URI:     fmt.Sprintf("https://kb.example.com/articles/%d", i+1),
			Excerpt: "Open the account page and choose to reset the password. A link is sent to the address on file; it works for an hour.",
			Raw:     map[string]json.RawMessage{"source": json.RawMessage(`"KnowledgeBase"`)},
		})
	}
	return r
}

// exchange is what the fake answers a query with.
func exchange(t testing.TB, s *uitest.Session, r coveoapi.SearchResponse) coveoapi.Exchange {
	t.Helper()
	request, err := s.API.Target().SearchCall(s.Current.Secret, coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "reset password", NumberOfResults: 10})
	if err != nil {
		t.Fatal(err)
	}
	reply, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return coveoapi.Exchange{
		Request: request, Status: 200, Body: reply, Duration: 38 * time.Millisecond,
		Header: http.Header{"X-Request-Id": {"req-0042"}, "Content-Type": {"application/json"}}, Attempts: 1,
	}
}

// asked is the query of the n-th call.
func asked(t testing.TB, s *uitest.Session, n int) coveoapi.SearchQuery {
	t.Helper()
	calls := s.API.Calls("Search")
	if n >= len(calls) {
		t.Fatalf("there were %d calls", len(calls))
	}
	return calls[n].Args[2].(coveoapi.SearchQuery)
}
