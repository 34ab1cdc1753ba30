package cli

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

func TestQueryFlagsBecomeTheBody(t *testing.T) {
	var got map[string]any
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = nil
		_ = json.NewDecoder(r.Body).Decode(&got)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"results":[]}`)
	}))
	t.Cleanup(server.Close)
	p := newProgram(t)
	p.environment[endpointVariable], p.environment[organizationVariable] = server.URL, "acmeprod"
	p.environment[tokenVariable] = "a-token"
	for _, hub := range []string{"--search-hub", "--hub"} {
		p.wantExit(t, exitDone, "query", "lamp", "--aq", "@a==b", "--cq", "@c==d", "--sort", "date descending",
			"--first", "20", "-n", "5", hub, "SupportHub", "--pipeline", "InternalSearch", "--debug")
		want := map[string]any{
			"q": "lamp", "aq": "@a==b", "cq": "@c==d", "sortCriteria": "date descending", "firstResult": 20.0, "numberOfResults": 5.0,
			"searchHub": "SupportHub", "pipeline": "InternalSearch", "debug": true, "enableQuerySyntax": true,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	if !strings.Contains(p.err.String(), "holds no execution report") {
		t.Errorf("the missing report is not told of: %s", p.err)
	}
}

func TestExpressionsAreCheckedBeforeTheyAreSent(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--aq", "@source=="}, exitUsage, "--aq is not a query expression: column 10"},
		{[]string{"--cq", `@source==KB AND "open`}, exitUsage, "--cq is not a query expression: column 17"},
		{[]string{"--first", "-1"}, exitUsage, "--first is negative"},
		{[]string{"--results", "-1"}, exitUsage, "--results is negative"},
		{[]string{"--aq", "@source==", "--no-check"}, exitDone, "0 of 0 results"},
	} {
		p := newProgram(t)
		request := p.answer(t, http.StatusOK, "application/json", `{"results":[]}`)
		p.environment[tokenVariable] = "a-token"
		p.wantExit(t, test.code, append([]string{"query"}, test.args...)...)
		if !strings.Contains(p.err.String(), test.want) {
			t.Errorf("%v: %s", test.args, p.err)
		}
		if sent := request.Method != ""; sent != (test.code == exitDone) {
			t.Errorf("%v: sent %v", test.args, sent)
		}
	}
}

func TestDebugSaysWhatTheTokenDid(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.wantExit(t, exitDone, "mint", "search", "--user", "asmith@example.com", "--filter", "@source==KnowledgeBase",
		"--pipeline", "InternalSearch", "--search-hub", "SupportHub", "--group", "VIP")
	p.environment[tokenVariable] = strings.TrimSpace(p.out.String())

	p.wantExit(t, exitDone, "query", "reset", "--debug", "--json")
	debug := p.document(t)["debug"].(map[string]any)
	got := debug["authentication"].(map[string]any)
	delete(got, "user_ids")
	want := map[string]any{
		"method": "CloudToken", "roles": []any{"queryExecutor"}, "groups": []any{"VIP"},
		"filter": "@source==KnowledgeBase", "pipeline": "InternalSearch", "search_hub": "SupportHub",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(debug["identities"].([]any)) < 3 || debug["routing"].(map[string]any)["pipeline"] != "InternalSearch" ||
		debug["expressions"].(map[string]any)["token_filter"] != "@source==KnowledgeBase" {
		t.Errorf("got %s", p.out)
	}

	p.onTerminal(80)
	p.wantExit(t, exitDone, "query", "reset", "--debug", "--first", "1", "-n", "1")
	for _, text := range []string{
		"  2  ", "user              asmith@example.com:Email Security Provider:User", "roles             queryExecutor",
		"enforces filter   @source==KnowledgeBase", "Ran as ", "token's filter    @source==KnowledgeBase",
	} {
		if !strings.Contains(p.out.String(), text) {
			t.Errorf("%q is not in\n%s", text, p.out)
		}
	}
	p.wantExit(t, exitDone, "query", "reset")
	if strings.Contains(p.out.String(), "What the token did") {
		t.Error("the report comes without being asked for")
	}
}
