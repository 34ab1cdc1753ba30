package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

// writeFile writes a text to a file of the test.
func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// inAcme makes the program aim at an organization that it never reaches.
func (p *program) inAcme() {
	p.environment[organizationVariable] = "acmeprod"
	p.environment[keyVariable] = "xxSANDBOX-never-sent"
	p.environment[endpointVariable] = "http://127.0.0.1:1"
}

func TestAdvancedFlagsOfASearchToken(t *testing.T) {
	for _, test := range []struct {
		args []string
		want map[string]any
		path string
	}{
		{
			[]string{"--can-see-user-profile-of", "bob@example.com", "--can-see-user-profile-of", "v,1"},
			map[string]any{"canSeeUserProfileOf": []any{"bob@example.com", "v,1"}},
			"/rest/search/v2/token",
		},
		{
			[]string{"--dictionary-field-context", "price=eur", "--dictionary-field-context", "stock=a=b", "--api-version", "v3"},
			map[string]any{"dictionaryFieldContext": map[string]any{"price": "eur", "stock": "a=b"}},
			"/rest/search/v3/token",
		},
		{
			[]string{"--allowed-dictionary-field-key", "price=*", "--allowed-dictionary-field-key", "stock=a,b", "--allowed-dictionary-field-key", "stock=c"},
			map[string]any{"allowedDictionaryFieldKeys": map[string]any{"price": []any{"*"}, "stock": []any{"a", "b", "c"}}},
			"/rest/search/v2/token",
		},
		{
			[]string{"--commerce-catalog-id", "c1", "--commerce-filter", "@ec_brand==Acme", "--commerce-operation", "selectCatalogObjects", "--api-version", "legacy"},
			map[string]any{"commerce": map[string]any{"catalogId": "c1", "filter": "@ec_brand==Acme", "operation": "selectCatalogObjects"}},
			"/rest/search/token",
		},
	} {
		p := newProgram(t)
		p.inAcme()
		p.wantExit(t, exitDone, append([]string{"mint", "search", "--user", "asmith@example.com", "--dry-run", "--json"}, test.args...)...)
		got := p.document(t)
		body := got["body"].(map[string]any)
		delete(body, "userIds")
		if diff := cmp.Diff(test.want, body); diff != "" {
			t.Errorf("%v: %s", test.args, diff)
		}
		if !strings.Contains(got["url"].(string), test.path+"?") {
			t.Errorf("%v: %v", test.args, got["url"])
		}
	}
}

func TestTheSubjectOfAPlatformToken(t *testing.T) {
	p := newProgram(t)
	p.inAcme()
	p.wantExit(t, exitDone, "mint", "platform", "--privilege", "SEARCH_API/IMPERSONATE", "--sub", "alice", "--valid-for", "PT8H", "--dry-run", "--json")
	got := p.document(t)
	if got["body"].(map[string]any)["sub"] != "alice" || !strings.HasSuffix(got["url"].(string), "?validityPeriod=PT8H") {
		t.Errorf("got %s", p.out)
	}
}

const bodyWithOddities = `{
  "userIds": [{"name": "asmith@example.com", "provider": "Email Security Provider", "infos": {"a": "b"}, "realm": "x"}],
  "scope": 9007199254740993,
  "expiration": 12345678901234567890
}`

func TestARawBodyIsSentAsItIs(t *testing.T) {
	want := `"body":{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider","infos":{"a":"b"},"realm":"x"}],"scope":9007199254740993,"expiration":12345678901234567890}`
	file := writeFile(t, "body.json", bodyWithOddities)
	for _, from := range []string{file, "-"} {
		p := newProgram(t)
		p.inAcme()
		p.in.WriteString(bodyWithOddities)
		p.wantExit(t, exitDone, "mint", "search", "--raw-json", from, "--dry-run", "--json")
		if !strings.Contains(p.out.String(), want) {
			t.Errorf("from %s: %s", from, p.out)
		}
		const warning = "not in Coveo's published schema, sent all the same: expiration, userIds[0].realm"
		if diff := cmp.Diff([]any{warning}, p.document(t)["warnings"]); diff != "" {
			t.Error(diff)
		}
		if p.err.String() != "Warning: "+warning+"\n" {
			t.Errorf("standard error: %s", p.err)
		}
	}
}

func TestARawBodyMints(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	file := writeFile(t, "body.json", bodyWithOddities)
	p.wantExit(t, exitDone, "mint", "search", "--raw-json", file, "--json")
	if got := p.document(t); len(got["warnings"].([]any)) != 1 || got["kind"] != "search token" {
		t.Errorf("got %s", p.out)
	}
	platform := writeFile(t, "platform.json", `{"body":{"organizationId":"`+sandbox.OrganizationID+`","privileges":[
		{"owner":"SEARCH_API","targetDomain":"IMPERSONATE","type":"ENABLE","targetId":"*","level":"NORMAL"}]},"sub":"alice"}`)
	p.wantExit(t, exitDone, "mint", "platform", "--raw-json", platform, "--valid-for", "1h", "--json")
	got := p.document(t)
	if _, odd := got["warnings"]; odd || got["expires_in"] != 3600.0 {
		t.Errorf("got %s", p.out)
	}
}

func TestARawBodyThatIsNoneIsRefusedWithItsPlace(t *testing.T) {
	for _, test := range []struct {
		body string
		args []string
		want string
	}{
		{"{\n  \"userIds\": [}\n", nil, "--raw-json line 2, column 15"},
		{"[1]", nil, "line 1, column 1: is not an object"},
		{"", nil, "--raw-json is empty"},
		{`{"a":1`, nil, "ends before the JSON does"},
		{strings.Repeat(" ", maxBodyBytes), nil, "longer than 1 MB"},
		{"{}", []string{"--user", "a", "--filter", "@a==b"}, "--filter, --user would be lost"},
		{"{}", []string{"--key-file", "-"}, "already reads"},
		{"{}", []string{"--edit"}, "--edit needs a terminal"},
	} {
		p := newProgram(t)
		p.inAcme()
		p.in.WriteString(test.body)
		p.wantExit(t, exitUsage, append([]string{"mint", "search", "--raw-json", "-"}, test.args...)...)
		if !strings.Contains(p.err.String(), test.want) {
			t.Errorf("%.20q %v: %s", test.body, test.args, p.err)
		}
	}
	p := newProgram(t)
	p.inAcme()
	p.wantExit(t, exitUsage, "mint", "platform", "--raw-json", "nowhere.json")
	if !strings.Contains(p.err.String(), "nowhere.json") {
		t.Errorf("got %s", p.err)
	}
}

func TestAFilterThatCannotBeReadIsWarnedOf(t *testing.T) {
	p := newProgram(t)
	p.inAcme()
	p.wantExit(t, exitDone, "mint", "search", "--user", "a", "--filter", "@source==", "--dry-run", "--json")
	if !strings.Contains(p.err.String(), "Warning: --filter is not a query expression") || !strings.Contains(p.err.String(), "column 10") {
		t.Errorf("got %s", p.err)
	}
	if len(p.document(t)["warnings"].([]any)) != 1 {
		t.Errorf("got %s", p.out)
	}
}

func TestTheBodyIsEditedOnATerminal(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the editor of this test is a shell script")
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	editor := writeFile(t, "editor", `#!/bin/sh
ls -l "$1" | cut -c1-10 >"$(dirname "$0")/seen"
sed 's/bob/asmith/; s/^{/{"novelty": 1,/' "$1" >"$1.new" && cat "$1.new" >"$1"
`)
	if err := os.Chmod(editor, 0o700); err != nil {
		t.Fatal(err)
	}
	p := newProgram(t)
	p.inAcme()
	p.onTerminal(80)
	p.environment["EDITOR"] = editor
	p.wantExit(t, exitDone, "mint", "search", "--user", "bob@example.com", "--edit", "--dry-run")
	if !strings.Contains(p.out.String(), `"name": "asmith@example.com"`) {
		t.Errorf("got %s", p.out)
	}
	if !strings.Contains(p.err.String(), "novelty") {
		t.Errorf("no warning: %s", p.err)
	}
	if seen, err := os.ReadFile(filepath.Join(filepath.Dir(editor), "seen")); err != nil || string(seen) != "-rw-------\n" {
		t.Errorf("the file had mode %q (%v)", seen, err)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}

	if err := os.WriteFile(editor, []byte("#!/bin/sh\nprintf '{\"userIds\": [,]}' >\"$1\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	p.wantExit(t, exitUsage, "mint", "search", "--edit")
	left, err := filepath.Glob(filepath.Join(temporary, "coveo-token-edited-*.json"))
	if err != nil || len(left) != 1 || !strings.Contains(p.err.String(), "--raw-json "+left[0]) {
		t.Fatalf("what was edited is not kept: %v, %v\n%s", left, err, p.err)
	}
	if kept, err := os.ReadFile(left[0]); err != nil || string(kept) != `{"userIds": [,]}` {
		t.Errorf("kept %q, %v", kept, err)
	}
	if info, err := os.Stat(left[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the kept file: %v, %v", info, err)
	}

	p.environment["VISUAL"] = "false"
	p.wantExit(t, exitUsage, "mint", "platform", "--edit")
	if !strings.Contains(p.err.String(), `"false" failed`) {
		t.Errorf("got %s", p.err)
	}
	p.environment["VISUAL"], p.environment["EDITOR"] = "", ""
	p.wantExit(t, exitUsage, "mint", "platform", "--edit")
	if !strings.Contains(p.err.String(), "EDITOR=nano") {
		t.Errorf("got %s", p.err)
	}
}
