package tokenserver_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/tokenserver"
)

var now = time.Date(2026, time.March, 14, 9, 0, 0, 0, time.UTC)

const page = "http://localhost:5173"

// endpoint is a handler whose tokens name whom they are for.
type endpoint struct {
	*tokenserver.Handler
	now     time.Time
	fails   error
	entries []tokenserver.Entry
}

func tokenFor(user string, expires time.Time) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS256"}`)) + "." + encode([]byte(`{"user":"`+user+`","exp":`+strconv.FormatInt(expires.Unix(), 10)+`}`)) + ".c2ln"
}

func newEndpoint(t *testing.T, change func(*tokenserver.Options)) *endpoint {
	t.Helper()
	e := &endpoint{now: now}
	options := tokenserver.Options{
		Default: "asmith@example.com", Users: []string{"bob@example.com"}, Origins: []string{page},
		Clock: func() time.Time { return e.now },
		Log:   func(entry tokenserver.Entry) { e.entries = append(e.entries, entry) },
		Mint: func(_ context.Context, user string) (coveoapi.Secret, error) {
			return coveoapi.NewSecret(tokenFor(user, e.now.Add(15*time.Minute))), e.fails
		},
	}
	if change != nil {
		change(&options)
	}
	var err error
	if e.Handler, err = tokenserver.New(options); err != nil {
		t.Fatal(err)
	}
	return e
}

// ask sends a request with headers, "Host" among them.
func (e *endpoint) ask(method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	r.Host = "localhost:3000"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}

func TestWhoGetsAToken(t *testing.T) {
	tests := map[string]struct {
		method, target string
		headers        []string
		want           int
		kind           string
	}{
		"a program":                      {"GET", "/token", nil, 200, ""},
		"a page that was named":          {"GET", "/token", []string{"Origin", page, "Sec-Fetch-Site", "same-site"}, 200, ""},
		"somebody at the address bar":    {"GET", "/token", []string{"Sec-Fetch-Site", "none"}, 200, ""},
		"an allowed user":                {"GET", "/token?as=bob@example.com", nil, 200, ""},
		"the default user by name":       {"GET", "/token?as=asmith@example.com", nil, 200, ""},
		"an address":                     {"GET", "/token", []string{"Host", "[::1]:3000"}, 200, ""},
		"another page":                   {"GET", "/token", []string{"Origin", "http://localhost:5174"}, 403, "origin-refused"},
		"a sandboxed page":               {"GET", "/token", []string{"Origin", "null"}, 403, "origin-refused"},
		"a page like it":                 {"GET", "/token", []string{"Origin", page + ".evil.example"}, 403, "origin-refused"},
		"a page that hides its origin":   {"GET", "/token", []string{"Sec-Fetch-Site", "cross-site"}, 403, "site-refused"},
		"a name rebound to the machine":  {"GET", "/token", []string{"Host", "evil.example:3000"}, 403, "host-refused"},
		"the machine's address outside":  {"GET", "/token", []string{"Host", "192.168.1.20:3000"}, 403, "host-refused"},
		"a user who was not named":       {"GET", "/token?as=eve@example.com", nil, 403, "user-refused"},
		"no user at all":                 {"GET", "/token?as=", nil, 403, "user-refused"},
		"two users":                      {"GET", "/token?as=bob@example.com&as=asmith@example.com", nil, 400, "user-ambiguous"},
		"a user that cannot be read":     {"GET", "/token?as=bob;x", nil, 400, "query-unreadable"},
		"another path":                   {"GET", "/", nil, 404, "not-found"},
		"a path like it":                 {"GET", "/token/", nil, 404, "not-found"},
		"another method":                 {"POST", "/token", nil, 405, "method-not-allowed"},
		"a preflight":                    {"OPTIONS", "/token", []string{"Origin", page, "Access-Control-Request-Method", "GET"}, 204, ""},
		"a preflight of another page":    {"OPTIONS", "/token", []string{"Origin", "https://evil.example", "Access-Control-Request-Method", "GET"}, 403, "origin-refused"},
		"options that are no preflight":  {"OPTIONS", "/token", []string{"Origin", page}, 405, "method-not-allowed"},
		"another path of a page allowed": {"GET", "/etc/passwd", []string{"Origin", page}, 404, "not-found"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := newEndpoint(t, nil)
			w := e.ask(test.method, test.target, test.headers...)
			var body struct {
				Token, Message, Type string
				StatusCode           int
			}
			if w.Code != 204 {
				if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
					t.Fatal(err)
				}
			}
			if w.Code != test.want || body.Type != test.kind || (test.want == 200) != (body.Token != "") {
				t.Errorf("got %d %s", w.Code, w.Body)
			}
			if test.kind != "" && (body.StatusCode != test.want || body.Message == "") {
				t.Errorf("the answer does not tell: %s", w.Body)
			}
			allowed := w.Header().Get("Access-Control-Allow-Origin")
			if named := len(test.headers) > 1 && test.headers[1] == page; named != (allowed == page) || (!named && allowed != "") {
				t.Errorf("Access-Control-Allow-Origin: %q", allowed)
			}
			for header, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"} {
				if got := w.Header().Get(header); got != want {
					t.Errorf("%s: %q", header, got)
				}
			}
			if len(e.entries) != 1 || e.entries[0].Status != test.want {
				t.Errorf("logged: %+v", e.entries)
			}
		})
	}
}

func TestTheAnswerAndItsLog(t *testing.T) {
	e := newEndpoint(t, nil)
	w := e.ask("GET", "/token?as=bob@example.com", "Origin", page)
	if want := `{"token":"` + tokenFor("bob@example.com", now.Add(15*time.Minute)) + "\"}\n"; w.Body.String() != want {
		t.Errorf("got %s, want %s", w.Body, want)
	}
	if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, "application/json") {
		t.Errorf("Content-Type: %q", got)
	}
	want := tokenserver.Entry{
		Time: now, Status: 200, Method: "GET", Path: "/token", Origin: page, User: "bob@example.com", ExpiresAt: now.Add(15 * time.Minute),
	}
	e.entries[0].ExpiresAt = e.entries[0].ExpiresAt.UTC()
	if diff := cmp.Diff(want, e.entries[0]); diff != "" {
		t.Errorf("the log (-want +got):\n%s", diff)
	}
}

func TestRenewalsAreNoticed(t *testing.T) {
	e := newEndpoint(t, nil)
	type seen struct {
		Renewals int
		Span     time.Duration
	}
	steps := []struct {
		wait   time.Duration
		user   string
		origin string
		want   seen
	}{
		{0, "", page, seen{}},
		{0, "?as=bob@example.com", page, seen{}},
		{0, "", "", seen{}},
		{time.Minute, "", page, seen{1, 0}},
		{40 * time.Millisecond, "", page, seen{2, 40 * time.Millisecond}},
		{20 * time.Millisecond, "", page, seen{3, 60 * time.Millisecond}},
		{0, "?as=bob@example.com", page, seen{1, 0}},
		{2 * time.Second, "?as=asmith@example.com", page, seen{1, 0}},
	}
	for i, step := range steps {
		e.now = e.now.Add(step.wait)
		headers := []string{}
		if step.origin != "" {
			headers = append(headers, "Origin", step.origin)
		}
		e.ask("GET", "/token"+step.user, headers...)
		if got := (seen{e.entries[i].Renewals, e.entries[i].Span}); got != step.want {
			t.Errorf("request %d: got %v, want %v", i, got, step.want)
		}
	}
}

func TestALoopIsStopped(t *testing.T) {
	e := newEndpoint(t, nil)
	served := 0
	for range 100 {
		if e.ask("GET", "/token").Code == http.StatusOK {
			served++
		}
	}
	if served != 20 {
		t.Errorf("%d tokens were handed out at once", served)
	}
	if w := e.ask("GET", "/token"); w.Code != 429 || w.Header().Get("Retry-After") != "1" {
		t.Errorf("got %d %s", w.Code, w.Header())
	}
	if e.now = e.now.Add(-time.Hour); e.ask("GET", "/token").Code != 429 {
		t.Error("a clock that was put back lets the loop go on")
	}
	if e.now = now.Add(time.Second); e.ask("GET", "/token").Code != 200 {
		t.Error("after a second there is still no token")
	}
}

func TestWhatCoveoSaysIsPassedOn(t *testing.T) {
	for want, fails := range map[int]error{
		403: &coveoapi.APIError{Status: 403, Message: "Forbidden", Code: "AccessDeniedException"},
		429: &coveoapi.APIError{Status: 429},
		502: errors.New("broken"),
		504: context.DeadlineExceeded,
	} {
		e := newEndpoint(t, nil)
		e.fails = fails
		w := e.ask("GET", "/token")
		if w.Code != want || strings.Contains(w.Body.String(), `"token"`) || !strings.Contains(w.Body.String(), `"message"`) {
			t.Errorf("%v: got %d %s", fails, w.Code, w.Body)
		}
	}
}

func TestNewRefusesWhatWouldLetOthersIn(t *testing.T) {
	for _, origin := range []string{"*", "null", "", "localhost:5173", "http://*.example.com", "http://a/b", "http://a?b", "http://u:p@a", "ftp://a", "javascript:1"} {
		_, err := tokenserver.New(tokenserver.Options{Origins: []string{origin}})
		var input *coveoapi.InputError
		if !errors.As(err, &input) || input.Field != "cors" {
			t.Errorf("%q: %v", origin, err)
		}
	}
	for _, users := range [][]string{{"a", "a"}, {"b", "d"}} {
		if _, err := tokenserver.New(tokenserver.Options{Default: "d", Users: users}); err == nil {
			t.Errorf("%q was taken", users)
		}
	}
	h, err := tokenserver.New(tokenserver.Options{Origins: []string{"http://LocalHost:5173/", "https://app.example.com:443"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{page, "https://app.example.com"}, h.Origins()); diff != "" {
		t.Error(diff)
	}
}

func TestOthersAreLetInWhenAsked(t *testing.T) {
	e := newEndpoint(t, func(o *tokenserver.Options) { o.AllowRemote = true })
	if w := e.ask("GET", "/token", "Host", "192.168.1.20:3000"); w.Code != 200 {
		t.Errorf("got %d", w.Code)
	}
	if w := e.ask("GET", "/token", "Host", "evil.example"); w.Code != 403 {
		t.Errorf("a name: got %d", w.Code)
	}
}

func TestAPrivateNetworkIsPermittedToANamedPage(t *testing.T) {
	w := newEndpoint(t, nil).ask("OPTIONS", "/token", "Origin", page, "Access-Control-Request-Method", "GET", "Access-Control-Request-Private-Network", "true")
	if w.Header().Get("Access-Control-Allow-Private-Network") != "true" || w.Header().Get("Access-Control-Allow-Methods") != "GET" {
		t.Errorf("got %v", w.Header())
	}
}
