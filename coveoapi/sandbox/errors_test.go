package sandbox_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

// Each cause in the words of each family.
func TestErrorFamilies(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const analyticsPath = "/rest/ua/v15/analytics/search"
	key := w.keys.AnonymousSearch.Reveal()
	tests := []struct {
		name, method, path, credential string
		body                           any
		status                         int
		want                           object // but for message and requestID
	}{
		{"search, no token", "POST", "/rest/search/v2", "", object{}, 401, object{"statusCode": 401.0, "type": "InvalidTokenException", "errorCode": "UNAUTHORIZED"}},
		{"search, bad token", "POST", "/rest/search/v2", "x", object{}, 401, object{"statusCode": 401.0, "type": "InvalidTokenException", "errorCode": "UNAUTHORIZED"}},
		{"search, disabled key", "POST", "/rest/search/v2", w.keys.Disabled.Reveal(), object{}, 401, object{"statusCode": 401.0, "type": "InvalidTokenException", "errorCode": "UNAUTHORIZED"}},
		{"search, expired key", "POST", "/rest/search/v2", w.keys.Expired.Reveal(), object{}, 401, object{"statusCode": 401.0, "type": "InvalidTokenException", "errorCode": "UNAUTHORIZED"}},
		{"search, no privilege", "POST", "/rest/search/v2", w.keys.UsageAnalytics.Reveal(), object{}, 403, object{"statusCode": 403.0, "type": "ForbiddenException", "errorCode": "FORBIDDEN"}},
		{"search, other organization", "POST", "/rest/search/v2?organizationId=x", key, object{}, 400, object{"statusCode": 400.0, "type": "NoEndpointsException", "errorCode": "NO_REGISTERED_ENDPOINT"}},
		{"search, no such path", "GET", "/rest/search/v9", key, nil, 404, object{"statusCode": 404.0, "type": "NotFoundException", "errorCode": "NOT_FOUND"}},
		{"search, method", "DELETE", "/rest/search/v2/plan", key, nil, 405, object{"statusCode": 405.0, "type": "MethodNotAllowedException"}},
		{"platform, no token", "GET", privileges + "/me", "", nil, 401, object{"errorCode": "UNAUTHORIZED"}},
		{"platform, bad token", "GET", privileges + "/me", "x", nil, 401, object{"errorCode": "INVALID_TOKEN"}},
		{"platform, disabled key", "GET", privileges + "/me", w.keys.Disabled.Reveal(), nil, 401, object{"errorCode": "INVALID_TOKEN"}},
		{"platform, no privilege", "GET", privileges + "/platformtokens", key, nil, 403, object{"errorCode": "ACCESS_DENIED"}},
		{"platform, other organization", "GET", "/rest/organizations/x/privileges/me", key, nil, 404, object{"errorCode": "ORGANIZATION_NOT_FOUND"}},
		{"platform, no such path", "GET", "/rest/nonsense", key, nil, 404, object{"errorCode": "INVALID_URI"}},
		{"platform, method", "PUT", privileges + "/token", key, nil, 405, object{"errorCode": "INVALID_REQUEST"}},
		{"analytics, bad token", "POST", analyticsPath, "x", object{}, 400, object{"type": "InvalidToken"}},
		{"analytics, no privilege", "POST", analyticsPath, w.keys.PrivilegeViewer.Reveal(), object{}, 403, object{"type": "ForbiddenException"}},
	}
	for _, test := range tests {
		r := w.send(test.method, test.path, test.credential, test.body)
		got := r.json(t)
		if message, _ := got["message"].(string); message == "" {
			t.Errorf("%s: no message", test.name)
		}
		delete(got, "message")
		if id, ok := got["requestID"]; ok {
			test.want["requestID"] = r.header.Get("X-Request-ID")
			if id == "" {
				t.Errorf("%s: empty request ID", test.name)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" || r.status != test.status {
			t.Errorf("%s: status %d, want %d (-want +got)\n%s", test.name, r.status, test.status, diff)
		}
	}
}

func TestEveryReplyHasDateAndRequestID(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	seen := map[string]bool{}
	for _, r := range []reply{
		w.get("/rest/tokens/certificates", ""),
		w.get("/nowhere", ""),
		w.post("/rest/search/v2", w.keys.AnonymousSearch.Reveal(), object{}),
		w.post("/rest/search/v2/token", "", nil),
	} {
		id := r.header.Get("X-Request-ID")
		if id == "" || seen[id] {
			t.Errorf("X-Request-ID = %q", id)
		}
		seen[id] = true
		if date := r.header.Get("Date"); date != now().Format(http.TimeFormat) {
			t.Errorf("Date = %q", date)
		}
	}
}

func TestBodyLimit(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	r := w.post("/rest/search/v2", w.keys.AnonymousSearch.Reveal(), `{"q":"`+strings.Repeat("a", 1<<20)+`"}`)
	if r.status != http.StatusRequestEntityTooLarge || r.json(t)["statusCode"] != 413.0 {
		t.Errorf("%d %s", r.status, r.body)
	}
	deep := strings.Repeat("[", 200_000)
	if r := w.post("/rest/search/v2", w.keys.AnonymousSearch.Reveal(), deep); r.status != 400 {
		t.Errorf("deep JSON: %d", r.status)
	}
	for name, body := range map[string]any{
		"many facets":   object{"facets": slices.Repeat(list{object{"field": "source"}}, 101)},
		"many criteria": object{"sortCriteria": strings.Repeat("date ascending,", 17)},
	} {
		if r := w.post("/rest/search/v2", w.keys.AnonymousSearch.Reveal(), body); r.status != 400 {
			t.Errorf("%s: %d", name, r.status)
		}
	}
	huge := object{"facets": list{object{"field": "year", "type": "numericalRange", "generateAutomaticRanges": true, "numberOfValues": 2_000_000_000}}}
	if f := w.query(w.keys.AnonymousSearch.Reveal(), huge); len(f.Facets[0].Values) != 1000 {
		t.Errorf("two thousand million ranges: %d", len(f.Facets[0].Values))
	}
	wide := `{"q":"` + strings.Repeat("(", 100_000) + `"}`
	if r := w.post("/rest/search/v2", w.keys.AnonymousSearch.Reveal(), wide); r.status != 200 {
		t.Errorf("deep query: %d %s", r.status, r.body)
	}
}
