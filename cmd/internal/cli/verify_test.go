package cli

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi/policy"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
)

// hostileTitle is what a result may be called by somebody who means harm.
const hostileTitle = "]]></failure>\x00\x1b[31m\ufffe\u202e & \"x\" \xff eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"

func hostileVerification() verification {
	check := policy.Check{Line: 3, Name: hostileTitle, Token: &policy.TokenRef{File: hostileTitle}}
	count := policy.Assertion{Line: 4, Expect: policy.CountFrom{Field: "source", Value: hostileTitle, Count: policy.Count{}}}
	return verification{
		policy: "policy.yaml", now: fixedNow, took: time.Second,
		report: policy.Report{Results: []policy.Result{
			{Check: check, Assertion: count, Outcome: policy.Outcome{Status: policy.Failed, Got: "1", First: hostileTitle}},
			{Check: check, Assertion: count, Outcome: policy.Outcome{Status: policy.NotChecked, Reason: hostileTitle}},
			{Check: check, Assertion: count, Outcome: policy.Outcome{Status: policy.Passed, Got: "0"}},
		}},
	}
}

func TestJUnitIsWellFormedWhateverAnItemIsCalled(t *testing.T) {
	p := newProgram(t)
	o := &verifyOptions{factory: p.factory, junit: filepath.Join(t.TempDir(), "out.xml")}
	file, err := o.openJUnit()
	if err != nil {
		t.Fatal(err)
	}
	if err := o.writeJUnit(file, hostileVerification()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(o.junit)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for decoder := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if start, ok := token.(xml.StartElement); ok {
			names = append(names, start.Name.Local)
		}
	}
	if got := strings.Join(names, " "); got != "testsuite testcase failure testcase error testcase" {
		t.Errorf("the elements are %s", got)
	}
	if !utf8.Valid(text) || bytes.ContainsAny(text, "\x00\x1b\u202e\ufffe") || bytes.Contains(text, []byte("eyJhbGci")) {
		t.Errorf("a character or a token that must not be there: %q", text)
	}
}

func TestVerifyReportsFitTheTerminalAndHoldNoSecret(t *testing.T) {
	for _, width := range []int{40, 80, 120} {
		p := newProgram(t)
		p.io.outTerminal, p.io.width = true, width
		o := &verifyOptions{factory: p.factory}
		if err := o.reportVerification(hostileVerification()); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(p.out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if got := ansi.StringWidth(line); got > width {
				t.Errorf("at %d a line is %d wide: %q", width, got, line)
			}
		}
		if all := p.out.String() + p.err.String(); strings.ContainsAny(all, "\x00\u202e") || strings.Contains(all, "eyJhbGci") {
			t.Errorf("at %d: %q", width, all)
		}
	}
}

// A token in the place of a key says itself when it expires.
func TestAKeyThatIsATokenTellsItsExpiry(t *testing.T) {
	p := newProgram(t)
	server, err := sandbox.Start(t.Context(), sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	p.environment[organizationVariable], p.environment[endpointVariable] = server.OrganizationID(), server.URL()
	p.environment[keyVariable] = secretValue(server.Keys().Administrator)
	p.now = time.Now
	p.wantExit(t, exitDone, "mint", "platform", "--privilege", "SEARCH_API/IMPERSONATE", "--privilege", "SEARCH_API/EXECUTE_QUERY", "--valid-for", "1h")
	p.environment[keyVariable] = strings.TrimSpace(p.out.String())
	file := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(file, []byte("policy: 1\nchecks:\n- {as: anonymous, expect: {results: {atLeast: 1}}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.wantExit(t, exitDone, "verify", file, "--warn-within", "30m")
	p.wantExit(t, exitExpiring, "verify", file, "--warn-within", "7d", "--json")
	if !strings.Contains(p.out.String(), `"credential":"the key"`) || !strings.Contains(p.err.String(), "EXPIRES: the key expires in ") {
		t.Errorf("stdout: %s\nstderr: %s", p.out, p.err)
	}
	if strings.Contains(p.out.String()+p.err.String(), p.environment[keyVariable]) {
		t.Error("the key is in the output")
	}
	p.wantExit(t, exitUsage, "verify", file, "--profile", profile.SandboxName, "--organization", "x")
}

// interrupting cancels the command when the first query is sent.
type interrupting struct{ cancel context.CancelFunc }

func (i interrupting) RoundTrip(request *http.Request) (*http.Response, error) {
	if strings.HasSuffix(request.URL.Path, "/token") {
		return http.DefaultTransport.RoundTrip(request)
	}
	i.cancel()
	return nil, request.Context().Err()
}

func TestAnInterruptedVerifyReportsOnceAndEnds(t *testing.T) {
	p := newProgram(t)
	ctx, cancel := context.WithCancel(t.Context())
	p.transport = interrupting{cancel}
	file := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(file, []byte("policy: 1\nchecks:\n- {as: anonymous, expect: {results: {atLeast: 1}}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := p.run(ctx, []string{"verify", file, "--profile", "sandbox", "--json"}); got != exitInterrupted {
		t.Errorf("exit code %d, want %d", got, exitInterrupted)
	}
	if got := strings.Count(p.out.String(), `"schema":`); got != 1 || !strings.Contains(p.out.String(), `"not_checked":1`) {
		t.Errorf("%d documents: %s", got, p.out)
	}
}

func TestTheJUnitFileEndangersNoOther(t *testing.T) {
	folder := t.TempDir()
	file, link := filepath.Join(folder, "policy.yaml"), filepath.Join(folder, "link.xml")
	const text = "policy: 1\nchecks:\n- {as: anonymous, expect: {results: {atLeast: 1}}}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := newProgram(t)
	p.wantExit(t, exitUsage, "verify", file, "--junit", file)
	if kept, err := os.ReadFile(file); err != nil || string(kept) != text {
		t.Errorf("the policy is %q now, %v", kept, err)
	}
	if err := os.Symlink(filepath.Join(folder, "target.xml"), link); err != nil {
		t.Skip(err)
	}
	p.wantExit(t, exitUsage, "verify", file, "--junit", link) // no organization
	if _, err := os.Lstat(link); err != nil {
		t.Errorf("a link such as /dev/stdout was removed: %v", err)
	}
}
