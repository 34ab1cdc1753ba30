package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
)

// lineWriter gives each line that is written to it to a channel.
type lineWriter struct {
	mutex sync.Mutex
	text  bytes.Buffer
	lines chan string
}

func (w *lineWriter) Write(p []byte) (int, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.text.Write(p)
	for {
		line, err := w.text.ReadString('\n')
		if err != nil {
			w.text.WriteString(line)
			return len(p), nil
		}
		w.lines <- line
	}
}

func TestSandboxAnnouncesItselfLogsAndStops(t *testing.T) {
	p := newProgram(t)
	out, errs := &lineWriter{lines: make(chan string, 100)}, &lineWriter{lines: make(chan string, 100)}
	p.io.out, p.io.err = out, errs
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	code := make(chan int)
	go func() { code <- p.run(ctx, []string{"sandbox", "--listen", "127.0.0.1:0", "--json"}) }()

	line := <-out.lines
	var document sandboxDocument
	if err := json.Unmarshal([]byte(line), &document); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	for name, value := range map[string]string{
		"schema": document.Schema, "url": document.URL, "organizationId": document.OrganizationID,
		"authenticatedSearch": document.Keys.AuthenticatedSearch, "usageAnalytics": document.Keys.UsageAnalytics,
		"anonymousSearch": document.Keys.AnonymousSearch, "privilegeViewer": document.Keys.PrivilegeViewer,
		"administrator": document.Keys.Administrator, "disabled": document.Keys.Disabled, "expired": document.Keys.Expired,
	} {
		if value == "" || !strings.Contains(line, `"`+name+`":"`+value) {
			t.Errorf("%s is %q in %s", name, value, line)
		}
	}

	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet,
		document.URL+"/rest/search/v2?q=lantern&access_token="+document.Keys.AnonymousSearch, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
	if entry := <-errs.lines; !strings.Contains(entry, "200 GET /rest/search/v2") || strings.Contains(entry, document.Keys.AnonymousSearch) {
		t.Errorf("the log says %q", entry)
	}

	cancel()
	if got := <-code; got != exitDone {
		t.Errorf("exit code %d", got)
	}
	if _, err := http.DefaultClient.Do(request); err == nil {
		t.Error("it still answers")
	}
}

func TestSandboxForPeopleSaysHowToUseIt(t *testing.T) {
	p := newProgram(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if code := p.run(ctx, []string{"sandbox", "--listen", "127.0.0.1:0"}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, p.err)
	}
	for _, want := range []string{"export COVEO_PLATFORM_URL=http://127.0.0.1:", "export COVEO_API_KEY=xxSANDBOX", "ctrl+c"} {
		if !strings.Contains(p.out.String(), want) {
			t.Errorf("%q is missing: %s", want, p.out)
		}
	}
}

func TestSandboxWarnsWhenOthersCanReachIt(t *testing.T) {
	if _, err := os.Stat("/proc/net"); err != nil {
		t.Skip("listening beyond loopback may open a firewall's question on this system")
	}
	p := newProgram(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if code := p.run(ctx, []string{"sandbox", "--listen", "0.0.0.0:0"}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, p.err)
	}
	if !strings.Contains(p.err.String(), "Warning") {
		t.Errorf("there is no warning: %s", p.err)
	}
}

func TestSandboxRefusesBadFlags(t *testing.T) {
	for _, args := range [][]string{
		{"--listen", "7777"}, {"--listen", "127.0.0.1:99999"}, {"--listen", "example.invalid:80"}, {"--fault", "gremlins"},
	} {
		p := newProgram(t)
		p.wantExit(t, exitUsage, append([]string{"sandbox"}, args...)...)
		if !strings.Contains(p.err.String(), args[0]) {
			t.Errorf("%v: %s", args, p.err)
		}
	}
}
