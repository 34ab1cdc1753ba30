package coveoapi

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"coveotoken/coveoapi/contract"
)

const (
	testOrganization = "sandboxacme"
	testKey          = "xxSANDBOX-00000000-minting"
	testCatalogKey   = "xxSANDBOX-00000000-catalog"
	testToken        = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZXN0In0."
)

// recorded is a request as a test server saw it.
type recorded struct {
	Method, Path, Query, Authorization, ContentType, UserAgent, Body string
}

// recorder is a server that answers every request alike and keeps what it saw.
type recorder struct {
	t        *testing.T
	answer   http.HandlerFunc
	requests []recorded
}

// ServeHTTP implements http.Handler. The client under test waits for the answer, so
// that the requests may be read after the call.
func (r *recorder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		r.t.Errorf("read the request: %v", err)
	}
	r.requests = append(r.requests, recorded{
		Method:        request.Method,
		Path:          request.URL.Path,
		Query:         request.URL.RawQuery,
		Authorization: request.Header.Get("Authorization"),
		ContentType:   request.Header.Get("Content-Type"),
		UserAgent:     request.Header.Get("User-Agent"),
		Body:          string(body),
	})
	r.answer(w, request)
}

// replyJSON answers with a status and a body.
func replyJSON(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// record starts a recorder and a client of it.
func record(t *testing.T, answer http.HandlerFunc) (*recorder, *Client) {
	t.Helper()
	r := &recorder{t: t, answer: answer}
	return r, clientOf(t, serve(t, r).URL, func(c *Config) {
		c.Transport = contract.Watch(t, NewTransport(), contract.Request)
	})
}

func serve(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

// clientOf makes a client of a server that waits for nothing between attempts.
// change may adjust its configuration.
func clientOf(t *testing.T, url string, change func(*Config)) *Client {
	t.Helper()
	endpoint, err := ParseEndpoint(url, testOrganization)
	if err != nil {
		t.Fatal(err)
	}
	config := Config{
		Target:     Target{OrganizationID: testOrganization, Endpoint: endpoint},
		MintingKey: NewSecret(testKey),
		CatalogKey: NewSecret(testCatalogKey),
		UserAgent:  "coveo-token/test",
		Pause:      func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	if change != nil {
		change(&config)
	}
	client, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// testTarget is a target that no test calls.
func testTarget(t *testing.T) Target {
	t.Helper()
	endpoint, err := ParseEndpoint("us", testOrganization)
	if err != nil {
		t.Fatal(err)
	}
	return Target{OrganizationID: testOrganization, Endpoint: endpoint}
}
