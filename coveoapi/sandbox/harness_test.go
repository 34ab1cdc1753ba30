package sandbox_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/contract"
	"coveotoken/coveoapi/sandbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// now is when the tests happen.
func now() time.Time { return time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC) }

// world is a sandbox behind a real loopback listener.
type world struct {
	t       *testing.T
	url     string
	sandbox *sandbox.Sandbox
	keys    sandbox.Keys
	client  *http.Client
}

func newWorld(t *testing.T, options sandbox.Options) *world {
	t.Helper()
	if options.Clock == nil {
		options.Clock = now
	}
	s, err := sandbox.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler())
	client := server.Client()
	client.Transport = contract.Watch(t, client.Transport, contract.Reply)
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	t.Cleanup(func() {
		client.CloseIdleConnections()
		server.Close()
	})
	return &world{t, server.URL, s, sandbox.AllKeys(), client}
}

// reply is a response that was read.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// json gives the body as a map.
func (r reply) json(t *testing.T) map[string]any {
	t.Helper()
	var value map[string]any
	if err := json.Unmarshal(r.body, &value); err != nil {
		t.Fatalf("status %d, body is no JSON object: %v\n%s", r.status, err, r.body)
	}
	return value
}

func decode[T any](t *testing.T, r reply) T {
	t.Helper()
	if r.status != http.StatusOK {
		t.Fatalf("status = %d, want 200: %s", r.status, r.body)
	}
	var value T
	if err := json.Unmarshal(r.body, &value); err != nil {
		t.Fatalf("decode %s: %v", r.body, err)
	}
	return value
}

// send makes a request; a string body is sent as it is, anything else as JSON.
func (w *world) send(method, path, credential string, body any, header ...string) reply {
	w.t.Helper()
	r, err := w.try(method, path, credential, body, header...)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) try(method, path, credential string, body any, header ...string) (reply, error) {
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			return reply{}, err
		}
		reader = bytes.NewReader(raw)
	}
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, reader)
	if err != nil {
		return reply{}, err
	}
	if reader != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if credential != "" {
		request.Header.Set("Authorization", "Bearer "+credential)
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			request.Host = header[i+1]
		}
	}
	response, err := w.client.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, raw}, err
}

func (w *world) get(path, credential string) reply {
	w.t.Helper()
	return w.send(http.MethodGet, path, credential, nil)
}

func (w *world) post(path, credential string, body any) reply {
	w.t.Helper()
	return w.send(http.MethodPost, path, credential, body)
}

type object = map[string]any

type list = []any

// userID is a user ID as requests have it.
func userID(name, provider string) object { return object{"name": name, "provider": provider} }

// searchToken mints a search token for a person, with more attributes.
func (w *world) searchToken(name string, more object) string {
	w.t.Helper()
	body := object{"userIds": list{userID(name, coveoapi.EmailSecurityProvider)}}
	for key, value := range more {
		body[key] = value
	}
	return w.mint("/rest/search/v2/token", w.keys.AuthenticatedSearch, body)
}

func (w *world) mint(path string, key coveoapi.Secret, body any) string {
	w.t.Helper()
	token := decode[struct{ Token string }](w.t, w.post(path, key.Reveal(), body)).Token
	if token == "" {
		w.t.Fatal("no token in the reply")
	}
	return token
}

const platformTokens = "/rest/organizations/" + sandbox.OrganizationID + "/tokens"

// platformToken mints a platform token that runs queries as someone.
func (w *world) platformToken(name string) string {
	w.t.Helper()
	return w.mint(platformTokens, w.keys.AuthenticatedSearch, object{"body": object{
		"organizationId":          sandbox.OrganizationID,
		"privileges":              list{object{"type": "ENABLE", "targetDomain": "IMPERSONATE", "targetId": "*", "owner": "SEARCH_API", "level": "NORMAL"}},
		"additionalConfiguration": object{"search": object{"userIds": list{userID(name, coveoapi.EmailSecurityProvider)}}},
	}})
}

// found is the part of a query's answer that tests look at.
type found struct {
	TotalCount int
	Pipeline   string
	Results    []foundItem
	Facets     []struct {
		FacetID, Field string
		Values         []struct {
			Value, State    string
			NumberOfResults int
			Start, End      any
		}
		MoreValuesAvailable bool
	}
}

type foundItem struct {
	Title, URI, ClickURI, UniqueID, Excerpt string
	Score                                   int
	Raw                                     map[string]any
	TitleHighlights, ExcerptHighlights      []struct{ Offset, Length int }
}

func (w *world) query(token string, query object) found {
	w.t.Helper()
	return decode[found](w.t, w.post("/rest/search/v2?organizationId="+sandbox.OrganizationID, token, query))
}

func (f found) titles() []string {
	titles := make([]string, len(f.Results))
	for i, result := range f.Results {
		titles[i] = result.Title
	}
	return titles
}

// ids gives the permanent IDs of all results.
func (f found) ids() map[string]bool {
	ids := map[string]bool{}
	for _, result := range f.Results {
		id, _ := result.Raw["permanentid"].(string)
		ids[id] = true
	}
	return ids
}

// everything asks for all results.
func everything() object { return object{"numberOfResults": 1000} }

// claims decodes the claims of a token without checking it.
func claims(t *testing.T, token string) map[string]any { return segment(t, token, 1) }

func segment(t *testing.T, token string, n int) map[string]any {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("%d parts in the token", len(parts))
	}
	raw, err := base64URL(parts[n])
	if err != nil {
		t.Fatal(err)
	}
	var value map[string]any
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatal(err)
	}
	return value
}
