package cli

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview/safetext"
)

const (
	goodBody     = `{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider"}],"userDisplayName":"Alice Smith"}`
	misspelt     = `{"userIds":[{"name":"asmith@example.com","provider":"Email security provider"}],"userDisplayName":"Alice Smith"}`
	asAnyoneBody = `{"body":{"privileges":[{"owner":"SEARCH_API","targetDomain":"IMPERSONATE"}]}}`
	everyoneBody = `{"userIds":[{"name":"*@*","provider":"Email Security Provider"}]}`
)

// found runs lint on an input and gives the kind and the rules that found something.
func (p *program) found(t *testing.T, code int, input string, args ...string) (kind string, ids []string) {
	t.Helper()
	p.in.Reset()
	p.in.WriteString(input)
	p.factory.stdinUser = ""
	p.wantExit(t, code, append([]string{"lint", "--json"}, args...)...)
	document := p.document(t)
	if document["schema"] != "coveo-token/lint/v1" || document["ok"] != (code == exitDone) {
		t.Errorf("document %v", document)
	}
	for _, f := range document["findings"].([]any) {
		ids = append(ids, f.(map[string]any)["id"].(string))
	}
	return document["kind"].(string), ids
}

func TestLint(t *testing.T) {
	long := makeToken(hs256, `{"iss":"SearchApi","userGroups":["`+strings.Repeat("a", 8000)+`"]}`)
	for _, test := range []struct {
		name, input string
		args        []string
		code        int
		kind        string
		ids         []string
	}{
		{"good", goodBody, nil, exitDone, "search", nil},
		{"warning", misspelt, []string{"-"}, exitCheck, "search", []string{"provider-misspelt"}},
		{"note", asAnyoneBody, nil, exitDone, "platform", []string{"impersonate-on-server"}},
		{"for a browser", asAnyoneBody, []string{"--for", "browser"}, exitCheck, "platform", []string{"impersonate-in-browser"}},
		{"for searching", strings.Replace(asAnyoneBody, "SEARCH_API", "PLATFORM", 1), []string{"--for", "browser,searching"}, exitCheck, "platform", []string{"cannot-search"}},
		{"not wrapped", `{"privileges":[]}`, nil, exitCheck, "platform", []string{"body-not-wrapped", "privileges-missing"}},
		{"kind by flag", `{}`, []string{"--kind", "platform"}, exitCheck, "platform", []string{"privileges-missing"}},
		{"kind by default", `{}`, nil, exitCheck, "search", []string{"users-missing"}},
		{"everyone", everyoneBody, nil, exitCheck, "search", []string{"everyone-identity"}},
		{"everyone in the sandbox", everyoneBody, []string{"--profile", profile.SandboxName}, exitDone, "search", nil},
		{"a token", "Bearer " + makeToken(hs256, "{}"), nil, exitDone, "token", nil},
		{"a long token", long + "\n", nil, exitCheck, "token", []string{"token-over-8-kb"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			kind, ids := newProgram(t).found(t, test.code, test.input, test.args...)
			if kind != test.kind {
				t.Errorf("kind %s, want %s", kind, test.kind)
			}
			if diff := cmp.Diff(test.ids, ids); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLintRefusesWhatItCannotRead(t *testing.T) {
	for _, test := range []struct {
		name, input string
		args        []string
		says        string
	}{
		{"no JSON", "{\n  oops\n}", nil, "line 2, column 3"},
		{"no object", "[]", nil, "not an object"},
		{"nothing", "", nil, "empty"},
		{"no token", `{}`, []string{"--kind", "token"}, ""},
		{"no file", "", []string{"absent.json"}, "absent.json"},
		{"another kind", "{}", []string{"--kind", "api"}, "search, platform, token"},
		{"another purpose", "{}", []string{"--for", "fun"}, "browser, searching"},
		{"a list of a file", "{}", []string{"--list", "-"}, "--list"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			p.in.WriteString(test.input)
			p.wantExit(t, exitUsage, append([]string{"lint"}, test.args...)...)
			if !strings.Contains(p.err.String(), test.says) || p.out.Len() > 0 {
				t.Errorf("stdout %q, stderr %q", p.out, p.err)
			}
		})
	}
	p := newProgram(t)
	p.io.inTerminal = true
	p.wantExit(t, exitUsage, "lint")
}

func TestLintForPeople(t *testing.T) {
	for _, width := range []int{20, 40, 80} {
		p := newProgram(t)
		p.onTerminal(width)
		p.in.WriteString(strings.Replace(misspelt, "security", "secu\u202erity", 1))
		p.wantExit(t, exitCheck, "lint", "-")
		for _, line := range strings.Split(strings.TrimSuffix(p.out.String(), "\n"), "\n") {
			plain := ansi.Strip(line)
			if strings.ContainsFunc(plain, safetext.Hidden) {
				t.Errorf("not safe: %q", line)
			}
			if width >= 80 && ansi.StringWidth(plain) > width {
				t.Errorf("%d cells where there are %d: %q", ansi.StringWidth(plain), width, plain)
			}
		}
	}
	p := newProgram(t)
	p.onTerminal(80)
	p.in.WriteString(misspelt)
	p.wantExit(t, exitCheck, "lint", "-")
	for _, want := range []string{
		"! userIds[0].provider", "(provider-misspelt)", "\n  There is a provider “Email Security Provider”", "\n  → Write “Email Security Provider”.\n", "In this search token request: 1 warning.",
	} {
		if !strings.Contains(ansi.Strip(p.out.String()), want) {
			t.Errorf("%q is not in\n%s", want, p.out)
		}
	}
	p.in.WriteString(goodBody)
	p.factory.stdinUser = ""
	p.wantExit(t, exitDone, "lint", "-")
	if got := ansi.Strip(p.out.String()); got != "✓ Nothing is odd about this search token request.\n" {
		t.Errorf("said %q", got)
	}
}

func TestLintListsItsRules(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitDone, "lint", "--list")
	if lines := strings.Count(p.out.String(), "\n"); lines != len(lint.All()) || !strings.Contains(p.out.String(), "provider-misspelt\twarning\tsearch, platform\t") {
		t.Errorf("%d lines:\n%s", lines, p.out)
	}
	p.wantExit(t, exitDone, "lint", "--list", "--json")
	rules := p.document(t)["rules"].([]any)
	first, _ := rules[0].(map[string]any)
	if len(rules) != len(lint.All()) || first["id"] != "body-unreadable" || first["source"] == "" {
		t.Errorf("%d rules, first %v", len(rules), first)
	}
}
