package contract_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/contract"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/sandbox"
)

// organization is the path of the sandbox's organization.
const organization = "/rest/organizations/" + sandbox.OrganizationID

// world is a sandbox, a client of it, and what they exchanged.
type world struct {
	t         *testing.T
	sandbox   *sandbox.Sandbox
	keys      sandbox.Keys
	url       string
	client    *coveoapi.Client
	transport http.RoundTripper
	exchanges []contract.Exchange
}

// newWorld starts a sandbox in which it is June 2026. Its client mints with the key
// of authenticated search and lists with that of the privilege viewer.
func newWorld(t *testing.T, faults ...sandbox.Fault) *world {
	t.Helper()
	s, err := sandbox.New(sandbox.Options{Clock: now, Faults: faults})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	w := &world{t: t, sandbox: s, keys: sandbox.AllKeys(), url: server.URL}
	w.transport = &contract.Recorder{Next: server.Client().Transport, Seen: func(e contract.Exchange) {
		w.exchanges = append(w.exchanges, e)
	}}
	w.client = w.clientWith(w.keys.AuthenticatedSearch, w.keys.PrivilegeViewer)
	return w
}

func now() time.Time { return time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC) }

// clientWith makes a client of the sandbox with other keys.
func (w *world) clientWith(minting, catalogue coveoapi.Secret) *coveoapi.Client {
	w.t.Helper()
	return newClient(w.t, coveoapi.Config{MintingKey: minting, CatalogKey: catalogue, Transport: w.transport}, w.url)
}

// answering makes a client of a server that answers everything alike.
func answering(t *testing.T, status int, body string) *coveoapi.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return newClient(t, coveoapi.Config{MintingKey: sandbox.AllKeys().AuthenticatedSearch, Transport: server.Client().Transport}, server.URL)
}

// newClient makes a client of the organization that does not wait between attempts.
func newClient(t *testing.T, config coveoapi.Config, url string) *coveoapi.Client {
	t.Helper()
	endpoint, err := coveoapi.ParseEndpoint(url, sandbox.OrganizationID)
	if err != nil {
		t.Fatal(err)
	}
	config.Target = coveoapi.Target{OrganizationID: sandbox.OrganizationID, Endpoint: endpoint}
	config.Pause = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	client, err := coveoapi.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// wantProblem checks how a failure is explained.
func wantProblem(t *testing.T, err error, id string) problem.Problem {
	t.Helper()
	p := problem.Explain(err)
	if p.ID != id {
		t.Errorf("%v is explained as %s, want %s", err, p.ID, id)
	}
	return p
}

// claims are those of a search token that tests look at.
type claims struct {
	SearchHub string `json:"searchHub"`
	IssuedAt  int64  `json:"iat"`
	Expires   int64  `json:"exp"`
}

func (c claims) life() time.Duration { return time.Duration(c.Expires-c.IssuedAt) * time.Second }

// claimsOf reads a token without checking it.
func claimsOf(t *testing.T, token string) claims {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("a token of %d parts", len(parts))
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var c claims
	if err := json.Unmarshal(payload, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func alice() coveoapi.UserID {
	return coveoapi.UserID{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
}

func privilege(t *testing.T, text string) coveoapi.Privilege {
	t.Helper()
	p, err := coveoapi.ParsePrivilege(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// searchToken mints a search token for Alice.
func (w *world) searchToken() coveoapi.Secret {
	w.t.Helper()
	reply, err := w.client.MintSearchToken(w.t.Context(), coveoapi.SearchTokenV2, coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{alice()}})
	if err != nil {
		w.t.Fatal(err)
	}
	return reply.Value
}

// platformToken mints a platform token of the administrator with privileges.
func (w *world) platformToken(privileges ...string) coveoapi.Secret {
	w.t.Helper()
	token := coveoapi.PlatformTokenRequest{UserIDs: []coveoapi.UserID{alice()}}
	for _, text := range privileges {
		token.Privileges = append(token.Privileges, privilege(w.t, text))
	}
	reply, err := w.clientWith(w.keys.Administrator, coveoapi.Secret{}).MintPlatformToken(w.t.Context(), token)
	if err != nil {
		w.t.Fatal(err)
	}
	return reply.Value
}

// answer is a reply that was read.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// send makes a request as another client would: a body that begins with a brace or a
// bracket is sent as JSON, any other as a form.
func (w *world) send(credential coveoapi.Secret, method, path, body string) answer {
	w.t.Helper()
	kind := ""
	switch {
	case strings.HasPrefix(body, "{"), strings.HasPrefix(body, "["):
		kind = "application/json"
	case body != "":
		kind = "application/x-www-form-urlencoded"
	}
	return w.sendAs(kind, credential, method, path, body)
}

func (w *world) sendAs(contentType string, credential coveoapi.Secret, method, path, body string) answer {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	if !credential.IsZero() {
		request.Header.Set("Authorization", "Bearer "+credential.Reveal())
	}
	response, err := w.transport.RoundTrip(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, read}
}

// decode reads a reply of 200 as JSON.
func decode[T any](t *testing.T, a answer) T {
	t.Helper()
	var value T
	if a.status != http.StatusOK {
		t.Fatalf("the answer is %d: %s", a.status, a.body)
	}
	if err := json.Unmarshal(a.body, &value); err != nil {
		t.Fatalf("%v: %s", err, a.body)
	}
	return value
}
