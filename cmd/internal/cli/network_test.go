package cli

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// panicking is a network that breaks with the credential in its words.
type panicking struct{}

func (panicking) RoundTrip(r *http.Request) (*http.Response, error) {
	panic("unexpected: " + r.Header.Get("Authorization") + " " + r.URL.RawQuery)
}

// everyCall runs every command that may call a server, each with a program of its own.
func everyCall(t *testing.T, endpoint string, prepare func(*program)) {
	t.Helper()
	m := newMaterials(t, "asmith@example.com", canaryToken, endpoint, "acmeprod")
	var running sync.WaitGroup
	defer running.Wait()
	for path, list := range invocations(m) {
		for _, i := range list {
			p := newProgram(t)
			maps.Copy(p.environment, canaryEnvironment(endpoint, canaryToken))
			prepare(p)
			running.Go(func() {
				began := time.Now()
				p.play(t, path, i, "--timeout", "300ms")
				if took := time.Since(began); took > 20*time.Second {
					t.Errorf("%s %v took %s", path, i.args, took)
				}
			})
		}
	}
}

// TestNoCommandFollowsARedirect sends every command to a server that wants it elsewhere.
func TestNoCommandFollowsARedirect(t *testing.T) {
	var elsewhere atomic.Int64
	trap := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(trap.Close)
	for _, status := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, trap.URL+r.URL.Path, status)
		}))
		t.Cleanup(server.Close)
		everyCall(t, server.URL, func(*program) {})
	}
	if n := elsewhere.Load(); n > 0 {
		t.Errorf("%d calls followed the redirect", n)
	}
}

// TestNoCommandSendsAnythingUnencrypted gives every command an endpoint without TLS that
// is not this machine.
func TestNoCommandSendsAnythingUnencrypted(t *testing.T) {
	var calls atomic.Int64
	const host = "coveo.example.com"
	refusing := roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Hostname() == host {
			calls.Add(1)
		}
		return nil, io.ErrUnexpectedEOF
	})
	everyCall(t, "http://"+host, func(p *program) { p.transport = refusing })
	if n := calls.Load(); n > 0 {
		t.Errorf("%d calls were made without encryption", n)
	}
}

// TestEveryCallGoesThroughTheClient gives every command a network of the test's own and
// fails when one reaches the server another way.
func TestEveryCallGoesThroughTheClient(t *testing.T) {
	var calls, reached atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(server.Close)
	answering := roundTrip(func(r *http.Request) (*http.Response, error) {
		calls.Add(1)
		return &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{}`)), Request: r}, nil
	})
	everyCall(t, server.URL, func(p *program) { p.transport = answering })
	if reached.Load() > 0 || calls.Load() == 0 {
		t.Errorf("%d calls went past the client, and %d through it", reached.Load(), calls.Load())
	}
}

// TestNoServerHoldsUpACommand sends every command to servers that answer with far too much,
// far too slowly, or with headers without end.
func TestNoServerHoldsUpACommand(t *testing.T) {
	var bomb bytes.Buffer
	packer := gzip.NewWriter(&bomb)
	zeros := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		_, _ = packer.Write(zeros)
	}
	_ = packer.Close()
	for name, handler := range map[string]http.HandlerFunc{
		"a bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(bomb.Bytes())
		},
		"huge headers": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Request-ID", strings.Repeat("x", 1<<20))
			_, _ = io.WriteString(w, "{}")
		},
		"a drip": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, " ")
				_ = http.NewResponseController(w).Flush()
				select {
				case <-r.Context().Done():
				case <-time.After(10 * time.Millisecond):
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(handler)
			t.Cleanup(server.Close)
			everyCall(t, server.URL, func(*program) {})
		})
	}
}
