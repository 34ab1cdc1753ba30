package cli

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/sandbox"
)

func TestDoctorReadsItsFlags(t *testing.T) {
	for line, want := range map[string]struct {
		search            bool
		users, privileges int
	}{
		"":                                 {},
		"--user asmith@example.com":        {search: true, users: 1},
		"--search-hub SupportHub":          {search: true},
		"--pipeline InternalSearch":        {search: true},
		"--privilege SEARCH_API/A:VIEW":    {privileges: 1},
		"--privilege A/B:VIEW --user a:b":  {users: 1, privileges: 1},
		"--privilege A/B --privilege A/C":  {privileges: 2},
		"--user a --user b --search-hub h": {search: true, users: 2},
	} {
		p := newProgram(t)
		var got preflight.Request
		cmd := newDoctorCommand(p.factory, func(_ context.Context, o *doctorOptions) (err error) {
			got, err = o.request()
			return err
		})
		cmd.SetArgs(strings.Fields(line))
		if err := cmd.ExecuteContext(t.Context()); err != nil {
			t.Errorf("%s: %v", line, err)
		}
		if got.SearchToken != want.search || len(got.UserIDs) != want.users || len(got.Privileges) != want.privileges {
			t.Errorf("%s: %+v", line, got)
		}
	}
	for _, line := range []string{"--user a:b:c:d", "--privilege nonsense", "--key --pipeline p", "extra"} {
		newProgram(t).wantExit(t, exitUsage, append([]string{"doctor"}, strings.Fields(line)...)...)
	}
}

func TestDoctorOnATerminal(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.onTerminal(60)
	p.io.plain = true
	p.wantExit(t, exitCheck, "doctor", "--user", "asmith@example.com:Email security provider")
	out := p.out.String()
	for _, want := range []string{
		"✓ Endpoint\n", "✗ Provider Email security provider\n", "\n  → Write “Email Security Provider”.\n", "\n11 of 12 checks passed, 1 failed.\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the output lacks %q:\n%s", want, out)
		}
	}
	for line := range strings.Lines(out) {
		if ansi.StringWidth(strings.TrimSuffix(line, "\n")) > 60 {
			t.Errorf("too wide: %q", line)
		}
	}
}

func TestDoctorShowsNoControlCharacters(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{})
	const hostile = "x\x1b]0;t\x07\u202ey"
	for _, arguments := range [][]string{nil, {"--json"}} {
		p.do(t, append([]string{"doctor", "--user", "a:" + hostile, "--pipeline", hostile, "--search-hub", hostile}, arguments...)...)
		if strings.ContainsAny(p.out.String(), "\x1b\x07\u202e") {
			t.Errorf("%q", p.out)
		}
	}
}

func TestDoctorKeyNamesWhatItIs(t *testing.T) {
	p := newProgram(t)
	keys := p.useSandbox(t, sandbox.Options{})
	for name, test := range map[string]struct {
		key              coveoapi.Secret
		template, says   string
		public, complete bool
	}{
		"authenticated": {keys.AuthenticatedSearch, "Authenticated search", "SEARCH_API/IMPERSONATE", false, true},
		"anonymous":     {keys.AnonymousSearch, "Anonymous search", "every visitor", true, true},
		"analytics":     {keys.UsageAnalytics, "Usage analytics", "every visitor", true, true},
		"viewer":        {keys.PrivilegeViewer, "Custom", "PLATFORM/ORGANIZATION:VIEW", false, true},
	} {
		p.environment[keyVariable] = test.key.Reveal()
		p.wantExit(t, exitDone, "doctor", "--key", "--json")
		d := p.document(t)
		why, _ := d["why"].(string)
		if d["kind"] != "API key" || d["template"] != test.template || d["public"] != test.public || d["complete"] != test.complete || !strings.Contains(why, test.says) {
			t.Errorf("%s: %v", name, d)
		}
	}
}

func TestDoctorStopsWhenInterrupted(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Faults: []sandbox.Fault{{Kind: sandbox.FaultHang}}})
	for _, arguments := range [][]string{{"doctor"}, {"doctor", "--key"}} {
		ctx, cancel := context.WithCancel(t.Context())
		p.transport = roundTrip(func(*http.Request) (*http.Response, error) {
			cancel()
			return nil, context.Canceled
		})
		if code := p.run(ctx, arguments); code != exitInterrupted {
			t.Errorf("%v: exit code %d\n%s", arguments, code, p.err)
		}
	}
}

// roundTrip is a transport that is a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestDoctorTellsWhatOthersMayNotList(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Faults: []sandbox.Fault{{Kind: sandbox.Fault403, Path: "/rest/organizations/" + sandbox.OrganizationID + "/privileges/me"}}})
	p.wantExit(t, exitDone, "doctor", "--key")
	if out := p.out.String(); !strings.Contains(out, "one by one") || !strings.Contains(out, "Authenticated search") {
		t.Errorf("the verdict:\n%s", out)
	}
}
