package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/jwtview"
)

// servedEndpoint is `coveo-token endpoint` while it runs in the test.
type servedEndpoint struct {
	t        *testing.T
	document tokenEndpointDocument
	log      *bufio.Reader
	keys     chan byte
	ended    chan int
}

// serveEndpoint runs the command with the arguments and single keys from a terminal,
// until the test ends it.
func serveEndpoint(t *testing.T, prepare func(*program), args ...string) *servedEndpoint {
	t.Helper()
	e := &servedEndpoint{t: t, keys: make(chan byte), ended: make(chan int, 1)}
	p := newProgram(t)
	outReader, outWriter := io.Pipe()
	errReader, errWriter := io.Pipe()
	p.io.out, p.io.err = outWriter, errWriter
	p.onTerminal(80)
	p.io.readKeys = func() (<-chan byte, func(), error) { return e.keys, func() {}, nil }
	if prepare != nil {
		prepare(p)
	}
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	go func() {
		code := p.run(ctx, append([]string{"endpoint", "--user", "asmith@example.com", "--listen", "127.0.0.1:0"}, args...))
		_, _ = outWriter.Close(), errWriter.Close()
		e.ended <- code
	}()
	out := bufio.NewReader(outReader)
	e.log = bufio.NewReader(errReader)
	for e.document.URL == "" || e.document.SearchURL == "" {
		line, err := out.ReadString('\n')
		if err != nil {
			log, _ := io.ReadAll(e.log)
			t.Fatalf("it ended: %s", log)
		}
		if words := strings.Fields(line); strings.Contains(line, "Token endpoint at") {
			e.document.URL = words[3]
		} else if len(words) == 2 && words[0] == "search" {
			e.document.SearchURL = words[1]
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return e
}

// get asks the endpoint and gives the status, the token and the line of the log.
func (e *servedEndpoint) get(query string) (status int, token, log string) {
	e.t.Helper()
	read := make(chan string, 1)
	go func() {
		line, _ := e.log.ReadString('\n')
		read <- line
	}()
	reply, err := http.Get(e.document.URL + query)
	if err != nil {
		e.t.Fatal(err)
	}
	defer reply.Body.Close()
	var body struct{ Token string }
	if err := json.NewDecoder(reply.Body).Decode(&body); err != nil {
		e.t.Fatal(err)
	}
	return reply.StatusCode, body.Token, <-read
}

// search runs a query with a token and gives the status.
func (e *servedEndpoint) search(token string) int {
	e.t.Helper()
	request, err := http.NewRequest(http.MethodGet, e.document.SearchURL+"?q=lantern", nil)
	if err != nil {
		e.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	reply, err := http.DefaultClient.Do(request)
	if err != nil {
		e.t.Fatal(err)
	}
	_ = reply.Body.Close()
	return reply.StatusCode
}

// press presses a key and gives what the log then says.
func (e *servedEndpoint) press(key byte) string {
	e.keys <- key
	line, _ := e.log.ReadString('\n')
	return line
}

func TestAFrontEndRenewsItsToken(t *testing.T) {
	e := serveEndpoint(t, nil, "--profile", "sandbox", "--allow-user", "bob@example.com")
	status, token, log := e.get("")
	if status != 200 || !strings.HasPrefix(log, "200 /token asmith exp ") || strings.Contains(log, "renewal") || !strings.HasSuffix(log, "\r\n") {
		t.Errorf("got %d, logged %q", status, log)
	}
	if got := e.search(token); got != 200 {
		t.Errorf("a query with the token: %d", got)
	}
	if log := e.press('e'); !strings.Contains(log, "every token has expired") {
		t.Errorf("e: logged %q", log)
	}
	if got := e.search(token); got != 419 {
		t.Errorf("a query with the expired token: %d", got)
	}
	_, token, log = e.get("")
	if got := e.search(token); got != 200 || !strings.Contains(log, "· renewal") {
		t.Errorf("a query with the new token: %d, logged %q", got, log)
	}
	if _, _, log = e.get(""); !strings.Contains(log, "· 2 renewals in ") {
		t.Errorf("logged %q", log)
	}
	if status, _, log = e.get("?as=bob@example.com"); status != 200 || !strings.HasPrefix(log, "200 /token bob exp ") {
		t.Errorf("bob: %d, logged %q", status, log)
	}
	if status, _, log = e.get("?as=%1b]0%3bx%07"); status != 403 || strings.ContainsAny(strings.TrimSuffix(log, "\r\n"), "\x1b\x07\r\n") {
		t.Errorf("somebody else: %d, logged %q", status, log)
	}
	e.keys <- 'q'
	if code := <-e.ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// TestWhatIsNoSandboxCannotExpireTokens plays a real organization: one that knows no
// control endpoint.
func TestWhatIsNoSandboxCannotExpireTokens(t *testing.T) {
	e := serveEndpoint(t, func(p *program) { p.useSandbox(t, sandbox.Options{}) })
	if log := e.press('e'); !strings.Contains(log, "Coveo takes none back") {
		t.Errorf("before the first token: logged %q", log)
	}
	_, token, _ := e.get("")
	if log := e.press('e'); !strings.Contains(log, "what was handed out is good until") {
		t.Errorf("logged %q", log)
	}
	if got := e.search(token); got != 200 {
		t.Errorf("the token: %d", got)
	}
	e.keys <- keyCtrlC
	if code := <-e.ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

func TestASandboxOfAnotherProcessExpiresTokensToo(t *testing.T) {
	e := serveEndpoint(t, func(p *program) { p.useSandbox(t, sandbox.Options{Control: true}) })
	_, token, _ := e.get("")
	if log := e.press('e'); !strings.Contains(log, "every token has expired") {
		t.Errorf("logged %q", log)
	}
	if got := e.search(token); got != 419 {
		t.Errorf("the token: %d", got)
	}
	e.keys <- keyCtrlD
	<-e.ended
}

// TestAnEndpointOfAPreset serves what a preset asks for, as others too.
func TestAnEndpointOfAPreset(t *testing.T) {
	file := filepath.Join(t.TempDir(), "preset.yaml")
	if err := os.WriteFile(file, []byte("preset: 1\nkind: search\nusers: [cdiaz@example.com]\nsearchHub: SupportHub\nvalidFor: 1h\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	e := serveEndpoint(t, nil, "--profile", "sandbox", "--preset", file, "--allow-user", "bob@example.com")
	for query, want := range map[string]string{"": "asmith@example.com", "?as=bob@example.com": "bob@example.com"} {
		_, text, _ := e.get(query)
		token, err := jwtview.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := tokenIdentities(token); !slices.Equal(got, []string{want}) || token.Claims.Get("searchHub").Text != "SupportHub" {
			t.Errorf("%q: the token is for %q: %s", query, got, jwtview.AppendJSON(nil, token.Claims, 1000))
		}
		if life := token.Life(); life.ExpiresAt.Sub(life.IssuedAt) != time.Hour {
			t.Errorf("%q: it lives %s", query, life.ExpiresAt.Sub(life.IssuedAt))
		}
	}
	e.keys <- 'q'
	<-e.ended
}

func TestTheEndpointProcessLogsInJSONAndHoldsNoSecret(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such signal for another process")
	}
	command, _, errs := process(t, t.TempDir(), nil, "endpoint", "--profile", "sandbox", "--user", "asmith@example.com",
		"--cors", "http://localhost:5173", "--listen", "127.0.0.1:0", "--json")
	command.Stdout = nil
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var document tokenEndpointDocument
	if err := json.NewDecoder(out).Decode(&document); err != nil {
		t.Fatal(err)
	}
	if document.Schema != "coveo-token/endpoint/v1" || document.ValidFor != 900 || document.User != "asmith@example.com" {
		t.Errorf("it says %+v", document)
	}
	reply, err := http.Get(document.URL)
	if err != nil {
		t.Fatal(err)
	}
	var body struct{ Token string }
	if err := json.NewDecoder(reply.Body).Decode(&body); err != nil || body.Token == "" {
		t.Errorf("no token: %v", err)
	}
	_ = reply.Body.Close()
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	var line logDocument
	if err := json.Unmarshal(errs.Bytes(), &line); err != nil || line.Status != 200 || line.User != "asmith@example.com" || line.ExpiresAt == nil {
		t.Errorf("logged %s", errs)
	}
	if strings.Contains(errs.String(), body.Token) || strings.Contains(errs.String(), sandbox.AllKeys().AuthenticatedSearch.Reveal()) {
		t.Error("the log holds a secret")
	}
}
