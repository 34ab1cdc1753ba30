package sandbox_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"coveotoken/coveoapi/sandbox"
)

func start(t *testing.T, options sandbox.Options) *sandbox.Server {
	t.Helper()
	server, err := sandbox.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

func TestStartAnswers(t *testing.T) {
	server := start(t, sandbox.Options{})
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get(server.URL() + "/rest/tokens/certificates")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("status %d", response.StatusCode)
	}
	if !strings.HasPrefix(server.URL(), "http://127.0.0.1:") || server.OrganizationID() != sandbox.OrganizationID {
		t.Errorf("%s %s", server.URL(), server.OrganizationID())
	}
	if err := server.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if err := server.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
	server.Wait()
}

// Connections that are open, idle, half a request or in the middle of a hang do not
// keep the server from ending.
func TestCloseWithOpenConnections(t *testing.T) {
	server := start(t, sandbox.Options{Faults: []sandbox.Fault{parseFault(t, "hang@/rest/search")}})
	address := strings.TrimPrefix(server.URL(), "http://")
	for _, request := range []string{
		"", "GET /rest/tok", "GET /rest/search/v2 HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"POST /rest/search/v2/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
	} {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := connection.Write([]byte(request)); err != nil {
			t.Fatal(err)
		}
	}
	begin := time.Now()
	if err := server.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if elapsed := time.Since(begin); elapsed > time.Second {
		t.Errorf("Close took %v", elapsed)
	}
}

func TestContextEndsServer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server, err := sandbox.Start(ctx, sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	server.Wait()
}

func TestListenAddresses(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "nonsense", "example.com:80"} {
		if server, err := sandbox.Start(t.Context(), sandbox.Options{Listen: address}); err == nil {
			_ = server.Close()
			t.Errorf("%s was accepted", address)
		}
	}
	for _, options := range []sandbox.Options{{Listen: "127.0.0.1:0"}, {Listen: "localhost:0"}, {Listen: "0.0.0.0:0", AllowRemote: true}} {
		server, err := sandbox.Start(t.Context(), options)
		if err != nil {
			t.Errorf("%+v: %v", options.Listen, err)
			continue
		}
		_ = server.Close()
	}
}

func TestGuard(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.AnonymousSearch.Reveal()
	for host, want := range map[string]int{
		"evil.example": 403, "127.0.0.1.evil.example": 403, "192.0.2.7": 403, "localhost.evil.example:80": 403,
		"localhost": 200, "LOCALHOST:8080": 200, "127.0.0.1": 200, "[::1]:99": 200, "sandbox.localhost": 200,
	} {
		if r := w.send("GET", "/rest/search/v2", key, nil, "Host", host); r.status != want {
			t.Errorf("Host %s: %d, want %d", host, r.status, want)
		}
	}
	for origin, allowed := range map[string]bool{
		"http://localhost:5173": true, "http://127.0.0.1:3000": true, "https://[::1]": true,
		"https://evil.example": false, "null": false, "http://localhost.evil.example": false, "file://": false,
	} {
		r := w.send("GET", "/rest/search/v2", key, nil, "Origin", origin)
		got := r.header.Get("Access-Control-Allow-Origin")
		if allowed && (r.status != 200 || got != origin) || !allowed && (r.status != 403 || got != "") {
			t.Errorf("Origin %s: %d, allowed %q", origin, r.status, got)
		}
	}
	r := w.send("OPTIONS", "/rest/search/v2", "", nil, "Origin", "http://localhost:5173",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
	headers := r.header.Get("Access-Control-Allow-Headers")
	if r.status != 204 || !strings.Contains(headers, "Authorization") || !strings.Contains(headers, "Content-Type") {
		t.Errorf("preflight: %d, headers %q", r.status, headers)
	}
}

func TestRemoteGuard(t *testing.T) {
	w := newWorld(t, sandbox.Options{AllowRemote: true})
	for host, want := range map[string]int{"192.0.2.7:80": 200, "evil.example": 403} {
		if r := w.send("GET", "/rest/tokens/certificates", "", nil, "Host", host); r.status != want {
			t.Errorf("Host %s: %d, want %d", host, r.status, want)
		}
	}
}

func TestControl(t *testing.T) {
	closed := newWorld(t, sandbox.Options{})
	if r := closed.get(sandbox.ControlPath, ""); r.status != 404 {
		t.Errorf("control is on by itself: %d", r.status)
	}
	w := newWorld(t, sandbox.Options{Control: true})
	token := w.searchToken("asmith@example.com", object{"validFor": 900_000})
	change := func(body string, want int) map[string]any {
		t.Helper()
		r := w.send("PUT", sandbox.ControlPath, "", body)
		if r.status != want {
			t.Fatalf("%s: %d %s", body, r.status, r.body)
		}
		if want != 200 {
			return nil
		}
		return r.json(t)
	}
	status := func() int { t.Helper(); return w.post("/rest/search/v2", token, object{}).status }

	if state := change(`{"advance":"10m"}`, 200); state["offset"] != "10m0s" || status() != 200 {
		t.Errorf("after ten minutes: %v, %d", state, status())
	}
	if state := change(`{"advance":"6m"}`, 200); state["now"] != "2026-06-01T12:16:00Z" || status() != 419 {
		t.Errorf("after sixteen minutes: %v, %d", state, status())
	}
	change(`{"offset":"0s","faults":["429*1"]}`, 200)
	if first, second := status(), status(); first != 429 || second != 200 {
		t.Errorf("429*1: %d, then %d", first, second)
	}
	change(`{"expireTokens":true}`, 200)
	if got := status(); got != 419 {
		t.Errorf("after expireTokens: %d", got)
	}
	for line := range strings.Lines(sandbox.ControlHelp()) {
		if body, _, isChange := strings.Cut(line, "  "); isChange {
			change(body, 200)
		}
	}
	for _, body := range []string{`{"advance":"soon"}`, `{"faults":["418"]}`, `{"x":1}`, `{`} {
		change(body, 400)
	}
	if r := w.send("PUT", sandbox.ControlPath, "", "{}", "Origin", "https://evil.example"); r.status != 403 {
		t.Errorf("from another site: %d", r.status)
	}
}

// No credential reaches the log, wherever it was sent.
func TestLogRedaction(t *testing.T) {
	log := make(chan sandbox.Entry, 12) // an entry may come after its reply
	w := newWorld(t, sandbox.Options{Log: func(e sandbox.Entry) { log <- e }})
	token := w.searchToken("asmith@example.com", nil)
	const formType = "application/x-www-form-urlencoded"
	w.get("/rest/search/v2?q=lamp&access_token="+token, "")
	w.get("/rest/search/v2?q=lamp&%61ccess_token="+token, "")
	w.get(privileges+"/token?accessToken="+token, token)
	w.post("/rest/search/v2/facet", token, object{"field": "source", "searchContext": object{"accessToken": token, "q": "lamp"}})
	w.send("POST", "/rest/search/v2", "", "q=lamp&access_token="+token, "Content-Type", formType)
	w.send("POST", "/rest/search/v2", "", "q=lamp&access_token="+token, "Content-Type", "text/plain")
	w.send("POST", "/oauth/check_token", "", "token="+token, "Content-Type", formType)
	w.post("/rest/search/v2", token, `{"q":"lamp","accessToken":"`+token+`"`)
	w.get("/rest/search/v2?access_token="+token+"&context=%7B%22accessToken%22%3A%22"+token+"%22%7D", "")
	w.post("/rest/search/v2", token, object{"q": token, "context": `{"accessToken":"` + token + `"}`})
	w.get("/rest/search/"+token, token)

	byCaller := map[string]sandbox.Entry{}
	for range cap(log) {
		e := <-log
		if _, known := byCaller[e.Caller]; !known {
			byCaller[e.Caller] = e
		}
		text := strings.Join([]string{e.URI, e.Body, e.Caller, e.RequestID, e.Fault}, " ")
		for _, secret := range []string{token, token[len(token)-20:], w.keys.AuthenticatedSearch.Reveal()} {
			if strings.Contains(text, secret) {
				t.Errorf("a credential in %s", text)
			}
		}
		if e.Status == 0 || e.Method == "" || e.RequestID == "" || e.Time.IsZero() {
			t.Errorf("incomplete entry %+v", e)
		}
	}
	if e := byCaller["API key authenticated-search"]; !strings.Contains(e.Body, "asmith@example.com") {
		t.Errorf("entry of the mint: %+v", e)
	}
	if e := byCaller["search token of asmith@example.com"]; !strings.HasPrefix(e.URI, "/rest/search/v2") {
		t.Errorf("entry of a query: %+v", e)
	}
}

// Many clients mint, query and fail at once, while the clock and the faults change.
func TestConcurrency(t *testing.T) {
	w := newWorld(t, sandbox.Options{Control: true})
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			user := sandbox.Users()[i%len(sandbox.Users())]
			token := w.mint("/rest/search/v2/token", w.keys.AuthenticatedSearch, object{"userIds": list{userID(user.Name, user.Provider)}})
			want := w.query(token, everything()).TotalCount
			for range 5 {
				if got := w.query(token, object{"q": "", "numberOfResults": 1}).TotalCount; got != want {
					t.Errorf("%s: %d, then %d", user.Name, want, got)
				}
				w.get(privileges+"/platformtokens", w.keys.PrivilegeViewer.Reveal())
				w.send("PUT", sandbox.ControlPath, "", `{"advance":"1s","faults":["skew=1s"]}`)
				w.sandbox.SetFaults(sandbox.Fault{Kind: sandbox.FaultLatency, Duration: time.Microsecond})
			}
		})
	}
	group.Wait()
}
