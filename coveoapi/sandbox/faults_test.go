package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

func parseFault(t *testing.T, text string) sandbox.Fault {
	t.Helper()
	fault, err := sandbox.ParseFault(text)
	if err != nil {
		t.Fatal(err)
	}
	return fault
}

func TestParseFault(t *testing.T) {
	tests := []struct {
		text string
		want sandbox.Fault
	}{
		{"429", sandbox.Fault{Kind: sandbox.Fault429}},
		{"429=2s*3", sandbox.Fault{Kind: sandbox.Fault429, Duration: 2 * time.Second, Count: 3}},
		{"latency=300ms@/rest/search", sandbox.Fault{Kind: sandbox.FaultLatency, Duration: 300 * time.Millisecond, Path: "/rest/search"}},
		{"skew=-9m0s", sandbox.Fault{Kind: sandbox.FaultSkew, Duration: -9 * time.Minute}},
		{"paused*1", sandbox.Fault{Kind: sandbox.FaultPaused, Count: 1}},
		{"html=200", sandbox.Fault{Kind: sandbox.FaultHTML, Status: 200}},
		{"redirect=https://evil.example/x*2@/rest", sandbox.Fault{Kind: sandbox.FaultRedirect, Location: "https://evil.example/x", Count: 2, Path: "/rest"}},
		{" HANG ", sandbox.Fault{Kind: sandbox.FaultHang}},
	}
	for _, test := range tests {
		got, err := sandbox.ParseFault(test.text)
		if err != nil || got != test.want {
			t.Errorf("ParseFault(%q) = %+v, %v, want %+v", test.text, got, err, test.want)
			continue
		}
		if again, err := sandbox.ParseFault(got.String()); err != nil || again != got {
			t.Errorf("%q is written %q, which is read as %+v, %v", test.text, got, again, err)
		}
	}
	for _, text := range []string{"", "418", "429=x", "429*0", "429*x", "latency", "latency=-1s", "hang=1", "html=99", "drip", "drip=-1s", "redirect", "redirect=/x", "redirect=ftp://x", "skew"} {
		if got, err := sandbox.ParseFault(text); err == nil {
			t.Errorf("ParseFault(%q) = %+v", text, got)
		}
	}
}

// The help shows every fault, and what it shows can be typed.
func TestFaultHelp(t *testing.T) {
	shown := map[sandbox.FaultKind]bool{}
	lines := strings.Split(strings.TrimSpace(sandbox.FaultHelp()), "\n")
	for _, line := range lines[:len(lines)-1] { // the last is about all
		examples, does, described := strings.Cut(line, "  ")
		if !described || strings.TrimSpace(does) == "" {
			t.Errorf("%q says not what it does", line)
		}
		for example := range strings.SplitSeq(examples, ", ") {
			shown[parseFault(t, strings.Replace(example, "URL", "https://elsewhere.example", 1)).Kind] = true
		}
	}
	for _, kind := range []sandbox.FaultKind{
		sandbox.Fault401, sandbox.Fault403, sandbox.Fault419, sandbox.Fault429, sandbox.Fault500, sandbox.FaultPaused,
		sandbox.FaultExpiredTokens, sandbox.FaultPrivilege401, sandbox.FaultReadOnly, sandbox.FaultDeniedIP, sandbox.FaultGrantLess, sandbox.FaultEffectiveLess, sandbox.FaultHostile, sandbox.FaultLatency,
		sandbox.FaultHang, sandbox.FaultCut, sandbox.FaultDrip, sandbox.FaultHTML, sandbox.FaultTruncated, sandbox.FaultSkew, sandbox.FaultRedirect,
	} {
		if !shown[kind] {
			t.Errorf("the help lacks %s", kind)
		}
		delete(shown, kind)
	}
	if len(shown) > 0 {
		t.Errorf("the test knows nothing of %v", shown)
	}
}

func FuzzParseFault(f *testing.F) {
	for _, seed := range []string{"429=2s*3", "latency=300ms@/rest", "redirect=https://x.y*1@/a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fault, err := sandbox.ParseFault(text)
		if err != nil {
			return
		}
		if again, err := sandbox.ParseFault(fault.String()); err != nil || again != fault {
			t.Errorf("%q → %+v → %q → %+v, %v", text, fault, fault, again, err)
		}
	})
}

// TestTokensGetLess has tokens hold less than was asked for, and do less than they
// hold.
func TestTokensGetLess(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.sandbox.SetFaults(parseFault(t, "grant-less"))
	got := claims(t, w.platformToken("asmith@example.com"))
	body, _ := got["body"].(object)
	if list, ok := body["privileges"].(list); !ok || len(list) != 0 {
		t.Errorf("the token of one privilege has %v", body["privileges"])
	}
	got = claims(t, w.searchToken("asmith@example.com", object{"validFor": 3_600_000}))
	if want := float64(now().Add(15 * time.Minute).Unix()); got["exp"] != want {
		t.Errorf("exp is %v, want %v", got["exp"], want)
	}
	w.sandbox.SetFaults()
	token := w.platformToken("asmith@example.com")
	w.sandbox.SetFaults(parseFault(t, "effective-less"))
	const own = "/rest/organizations/" + sandbox.OrganizationID + "/privileges/me"
	if answer := w.get(own, token); strings.TrimSpace(string(answer.body)) != "[]" {
		t.Errorf("the token may do %s", answer.body)
	}
	if answer := w.get(own, w.keys.AnonymousSearch.Reveal()); !strings.Contains(string(answer.body), "ANALYTICS_DATA") {
		t.Errorf("the key may do %s", answer.body)
	}
}

func TestStatusFaults(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	tests := []struct {
		fault  string
		status int
		code   string // errorCode or type in the body
		header string
		value  string
	}{
		{"401", 401, "InvalidTokenException", "", ""},
		{"403", 403, "FORBIDDEN", "", ""},
		{"419", 419, "ExpiredTokenException", "", ""},
		{"429", 429, "TOO_MANY_REQUESTS", "Retry-After", ""},
		{"429=1500ms", 429, "TOO_MANY_REQUESTS", "Retry-After", "2"},
		{"500", 500, "INTERNAL_SERVER_ERROR", "", ""},
		{"503", 503, "OrganizationIsPausedException", "", ""},
		{"expired-tokens", 419, "ExpiredTokenException", "", ""},
		{"denied-ip", 403, "FORBIDDEN", "", ""},
		{"html", 502, "<h1>", "Content-Type", "text/html; charset=utf-8"},
		{"html=200", 200, "<h1>", "Content-Type", "text/html; charset=utf-8"},
		{"redirect=https://evil.example/", 307, "", "Location", "https://evil.example/"},
		{"skew=-9m", 200, "totalCount", "Date", now().Add(-9 * time.Minute).Format(http.TimeFormat)},
	}
	for _, test := range tests {
		w.sandbox.SetFaults(parseFault(t, test.fault))
		r := w.post("/rest/search/v2", token, object{})
		if r.status != test.status || !strings.Contains(string(r.body), test.code) {
			t.Errorf("%s: %d %.200s", test.fault, r.status, r.body)
		}
		if test.header != "" && r.header.Get(test.header) != test.value {
			t.Errorf("%s: %s = %q, want %q", test.fault, test.header, r.header.Get(test.header), test.value)
		}
	}
}

func TestFaultScope(t *testing.T) {
	w := newWorld(t, sandbox.Options{Faults: []sandbox.Fault{
		parseFault(t, "500*2@/rest/search/v2"), parseFault(t, "privilege-401"),
	}})
	key := w.keys.AnonymousSearch.Reveal()
	if r := w.post("/rest/search/v3", key, object{}); r.status != 200 {
		t.Errorf("another path: %d", r.status)
	}
	for i, want := range []int{500, 500, 200, 200} {
		if r := w.post("/rest/search/v2", key, object{}); r.status != want {
			t.Errorf("request %d: %d, want %d", i, r.status, want)
		}
	}
	if r := w.get(privileges+"/platformtokens", key); r.status != 401 || r.json(t)["errorCode"] != "UNAUTHORIZED" {
		t.Errorf("privilege-401: %d %s", r.status, r.body)
	}
	if r := w.post("/rest/search/v2/token", key, object{}); r.status != 403 {
		t.Errorf("privilege-401 on the Search API: %d", r.status)
	}
}

func TestPausedOrganization(t *testing.T) {
	w := newWorld(t, sandbox.Options{Faults: []sandbox.Fault{parseFault(t, "503"), parseFault(t, "read-only")}})
	key := w.keys.Administrator.Reveal()
	status := w.get("/rest/organizations/"+sandbox.OrganizationID+"/status", key).json(t)
	if status["paused"] != true || status["lifeCycleState"] != "PAUSED" || status["readOnly"] != true {
		t.Errorf("status = %v", status)
	}
	if r := w.post(platformTokens, key, object{"body": object{}}); r.status != 403 {
		t.Errorf("mint while read-only: %d", r.status)
	}
}

// A reply that drips arrives whole, or is given up by who waits too long for more of it.
func TestDrippingReplies(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const path = "/rest/tokens/certificates"
	whole := w.get(path, "")
	w.sandbox.SetFaults(parseFault(t, "drip=1us"))
	if dripped := w.get(path, ""); dripped.status != 200 || string(dripped.body) != string(whole.body) {
		t.Errorf("%d %s", dripped.status, dripped.body)
	}
	w.sandbox.SetFaults(parseFault(t, "drip=1h"))
	endpoint, err := coveoapi.ParseEndpoint(w.url, sandbox.OrganizationID)
	if err != nil {
		t.Fatal(err)
	}
	client, err := coveoapi.New(coveoapi.Config{
		Target:     coveoapi.Target{OrganizationID: sandbox.OrganizationID, Endpoint: endpoint},
		MintingKey: w.keys.AnonymousSearch, IdleTimeout: 10 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	_, err = client.Certificates(t.Context())
	var network *coveoapi.NetworkError
	if !errors.As(err, &network) || network.Kind != coveoapi.NetworkTimeout || network.Exchange.Status != 200 {
		t.Errorf("a reply without end: %v", err)
	}
}

func TestBrokenReplies(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.AnonymousSearch.Reveal()
	w.sandbox.SetFaults(parseFault(t, "cut"))
	if r, err := w.try("POST", "/rest/search/v2", key, object{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut: %d %v", r.status, err)
	}
	w.sandbox.SetFaults(parseFault(t, "truncated"))
	if r := w.post("/rest/search/v2", key, object{}); r.status != 200 || json.Valid(r.body) || len(r.body) < 100 {
		t.Errorf("truncated: %d %d bytes", r.status, len(r.body))
	}
	w.sandbox.SetFaults(parseFault(t, "latency=40ms"))
	start := time.Now()
	w.post("/rest/search/v2", key, object{})
	if elapsed := time.Since(start); elapsed < 40*time.Millisecond {
		t.Errorf("latency: answered after %v", elapsed)
	}
	w.sandbox.SetFaults(parseFault(t, "hang"))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url+"/rest/tokens/certificates", nil)
	if err != nil {
		t.Fatal(err)
	}
	if response, err := w.client.Do(request); !errors.Is(err, context.DeadlineExceeded) {
		if err == nil {
			response.Body.Close()
		}
		t.Errorf("hang: %v", err)
	}
}

// TestHostileAnswersKeepTheirShape reads hostile answers as a client does.
func TestHostileAnswersKeepTheirShape(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.client.Transport = http.DefaultTransport // unwatched: no document has a hostile attribute
	w.sandbox.SetFaults(parseFault(t, "hostile"))
	token := w.searchToken("asmith@example.com", nil)
	if name, _ := claims(t, token)["userDisplayName"].(string); !strings.Contains(name, "\x1b]52;c;") {
		t.Errorf("the claims are harmless: %q", name)
	}
	answer := w.post("/rest/search/v2", token, object{"q": "reset"})
	found := decode[struct{ Results []struct{ Title string } }](t, answer).Results
	if len(found) == 0 || !strings.Contains(found[0].Title, "\u202e") || !strings.Contains(answer.header.Get("X-Request-ID"), "\u009b") {
		t.Errorf("the answer is harmless: %q", answer.body)
	}
	if !strings.Contains(string(answer.body), `\ud83d`) || utf8.Valid(answer.body) {
		t.Error("the answer has neither half a surrogate nor a byte that is not UTF-8")
	}
	refused := w.send(http.MethodPost, "/rest/search/v2", "nobody", object{})
	var failure struct{ Message string }
	if err := json.Unmarshal(refused.body, &failure); err != nil || !strings.Contains(failure.Message, "\x1b") {
		t.Errorf("the error is harmless: %v, %.200q", err, failure.Message)
	}
}
