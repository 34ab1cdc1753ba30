package cli

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui"
	"coveotoken/ui/common"
)

// fixedNow is the moment at which the tests' clocks stand.
var fixedNow = time.Date(2026, time.March, 14, 9, 0, 0, 0, time.UTC)

// program is a program under test: its factory, and what its streams hold.
type program struct {
	*factory
	in, out, err *bytes.Buffer
	environment  map[string]string
}

// newProgram makes a program on buffers, with an empty environment and a
// configuration folder of its own, that fails when it starts screens.
func newProgram(t *testing.T) *program {
	t.Helper()
	streams, in, out, err := testStreams()
	p := &program{in: in, out: out, err: err, environment: map[string]string{configVariable: t.TempDir()}}
	lookup := func(name string) (string, bool) {
		value, ok := p.environment[name]
		return value, ok
	}
	p.factory = newFactory(streams, lookup, Build{Version: "1.2.3"})
	p.factory.now = func() time.Time { return fixedNow }
	p.factory.clipboard = common.Clipboard{} // a test leaves that of its user alone
	p.runScreens = func(context.Context, ui.Options) error {
		t.Error("the screens were started")
		return nil
	}
	return p
}

// do runs a command line and gives its exit code.
func (p *program) do(t *testing.T, args ...string) int {
	t.Helper()
	p.out.Reset()
	p.err.Reset()
	return p.run(t.Context(), args)
}

// wantExit fails the test when the exit code is another.
func (p *program) wantExit(t *testing.T, want int, args ...string) {
	t.Helper()
	if got := p.do(t, args...); got != want {
		t.Fatalf("coveo-token %s: exit code %d, want %d\nstdout: %s\nstderr: %s",
			strings.Join(args, " "), got, want, p.out, p.err)
	}
}

// document decodes what the program printed, which must be one JSON document.
func (p *program) document(t *testing.T) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(p.out.Bytes()))
	var document map[string]any
	if err := decoder.Decode(&document); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, p.out)
	}
	if decoder.More() {
		t.Fatalf("more than one document:\n%s", p.out)
	}
	return document
}

// useSandbox points the program's environment at a sandbox that runs in the test.
func (p *program) useSandbox(t *testing.T, options sandbox.Options) sandbox.Keys {
	t.Helper()
	s, err := sandbox.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	keys := sandbox.AllKeys()
	p.environment[endpointVariable] = server.URL
	p.environment[organizationVariable] = sandbox.OrganizationID
	p.environment[keyVariable] = keys.AuthenticatedSearch.Reveal()
	p.environment[catalogKeyVariable] = keys.PrivilegeViewer.Reveal()
	return keys
}

// onTerminal makes the streams say that they are a terminal of that width.
func (p *program) onTerminal(width int) {
	p.io.inTerminal, p.io.outTerminal, p.io.errTerminal, p.io.width = true, true, true, width
}

// writeKey writes a credential to a file that only its owner may read.
func writeKey(t *testing.T, key coveoapi.Secret) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "credential")
	if err := os.WriteFile(path, []byte(key.Reveal()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// makeToken makes a token of a header and claims, with a signature of no meaning.
func makeToken(header, claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(claims)) + "." + encode([]byte("not a signature"))
}

// testStreams are buffers that are no terminals.
func testStreams() (s *ioStreams, in, out, err *bytes.Buffer) {
	in, out, err = new(bytes.Buffer), new(bytes.Buffer), new(bytes.Buffer)
	s = &ioStreams{in: in, out: out, err: err, readSecret: func(context.Context, func()) (string, error) {
		return "", errors.New("no terminal to ask on")
	}}
	return s, in, out, err
}
