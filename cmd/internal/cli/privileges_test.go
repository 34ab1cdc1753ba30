package cli

import (
	"net/http"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

// names lists the privileges of a document.
func (p *program) names(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, row := range p.document(t)["privileges"].([]any) {
		privilege := row.(map[string]any)
		names = append(names, privilege["owner"].(string)+"/"+privilege["targetDomain"].(string))
	}
	return names
}

func TestPrivilegesOfAKeyAndOfAToken(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.wantExit(t, exitDone, "privileges", "--of", "key", "--json")
	if got := strings.Join(p.names(t), " "); !strings.Contains(got, "SEARCH_API/EXECUTE_QUERY") || strings.Contains(got, "PLATFORM/") {
		t.Errorf("the key holds %s", got)
	}
	p.wantExit(t, exitDone, "mint", "platform", "--privilege", "SEARCH_API/IMPERSONATE")
	file := writeKey(t, coveoapi.NewSecret(strings.TrimSpace(p.out.String())))
	for _, args := range [][]string{{"--of", "token", "--token-file", file}, {"--token-file", file}, {"--token-file", file, "--with-key"}} {
		p.wantExit(t, exitDone, append([]string{"privileges", "--json"}, args...)...)
		if got := strings.Join(p.names(t), " "); got != "SEARCH_API/IMPERSONATE" {
			t.Errorf("%v: the token holds %s", args, got)
		}
		if of := p.document(t)["of"]; of != "token" {
			t.Errorf("%v: of %v", args, of)
		}
	}
}

func TestTheTokenIsInTheURLOnlyWithTheKey(t *testing.T) {
	p := newProgram(t)
	request := p.answer(t, http.StatusOK, "application/json", `[]`)
	p.environment[keyVariable], p.environment[tokenVariable] = "the-key", "the-token"
	p.wantExit(t, exitDone, "privileges", "--of", "token")
	if request.Method != http.MethodGet || request.URL.RawQuery != "" || request.Header.Get("Authorization") != "Bearer the-token" {
		t.Errorf("sent %s %s with %q", request.Method, request.URL, request.Header.Get("Authorization"))
	}
	p.wantExit(t, exitDone, "privileges", "--of", "token", "--with-key")
	if request.Method != http.MethodPost || request.URL.Query().Get("accessToken") != "the-token" || request.Header.Get("Authorization") != "Bearer the-key" {
		t.Errorf("sent %s %s with %q", request.Method, request.URL, request.Header.Get("Authorization"))
	}
}

func TestEvaluateSaysWhyAPrivilegeIsDenied(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.wantExit(t, exitDone, "privileges", "--evaluate", "search_api/impersonate")
	if !strings.HasPrefix(p.out.String(), "✓ Approved: the key may use SEARCH_API/IMPERSONATE:ENABLE.") {
		t.Errorf("got %s", p.out)
	}
	p.wantExit(t, exitPrivilege, "privileges", "--evaluate", "PLATFORM/ORGANIZATION:VIEW", "--json")
	got := p.document(t)
	reason := got["reasons"].([]any)[0].(map[string]any)
	if got["approved"] != false || got["schema"] != "coveo-token/evaluation/v1" || reason["code"] != "OPERATION_NOT_ALLOWED" || reason["meaning"] == "" {
		t.Errorf("got %s", p.out)
	}
	p.onTerminal(60)
	p.wantExit(t, exitPrivilege, "privileges", "--evaluate", "PLATFORM/ORGANIZATION:VIEW")
	for _, line := range strings.Split(p.out.String(), "\n")[1:] {
		if len([]rune(line)) > 60 {
			t.Errorf("too wide: %s", line)
		}
	}
	if p.err.Len() > 0 {
		t.Errorf("standard error: %s", p.err)
	}
}

func TestEvaluateShowsEveryCodeInWords(t *testing.T) {
	p := newProgram(t)
	p.answer(t, http.StatusOK, "application/json", `{"approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":[
		"OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY","OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION","NEW\u001b[2J_CODE"]}}`)
	p.environment[keyVariable] = "the-key"
	p.wantExit(t, exitPrivilege, "privileges", "--evaluate", "SEARCH_API/IMPERSONATE")
	for _, want := range []string{"The organization is read-only.", "network address", "_CODE: Coveo's documentation does not say"} {
		if !strings.Contains(p.out.String(), want) {
			t.Errorf("%q is not in\n%s", want, p.out)
		}
	}
	checkVisible(t, p.out.String())
}

func TestPrivilegeFlagsThatDoNotGoTogether(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--of", "me"}, "key or token"},
		{[]string{"--of", "key", "--token-file", "x"}, "--token-file is not for --of key"},
		{[]string{"--with-key"}, "--with-key is for --of token"},
		{[]string{"--evaluate", "A/B", "--filter", "x"}, "--filter is for lists"},
		{[]string{"--evaluate", "SEARCH_API"}, "--evaluate has no"},
		{[]string{"--evaluate", "SEARCH_API/QUERY_PIPELINE"}, "several types"},
	} {
		p := newProgram(t)
		p.inAcme()
		p.wantExit(t, exitUsage, append([]string{"privileges"}, test.args...)...)
		if !strings.Contains(strings.ToLower(p.err.String()), strings.ToLower(test.want)) {
			t.Errorf("%v: %s", test.args, p.err)
		}
	}
	p := newProgram(t)
	p.inAcme()
	p.wantExit(t, exitCredential, "privileges", "--of", "token")
}
