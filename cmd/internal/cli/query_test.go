package cli

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

// answer serves one answer to every request and remembers the last request.
func (p *program) answer(t *testing.T, status int, contentType, body string) *http.Request {
	t.Helper()
	last := new(http.Request)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*last = *r
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	p.environment[endpointVariable] = server.URL
	p.environment[organizationVariable] = "acmeprod"
	return last
}

func TestQueryFindsItsCredential(t *testing.T) {
	file := writeKey(t, coveoapi.NewSecret("from-the-file"))
	keyFile := writeKey(t, coveoapi.NewSecret("from-the-key-file"))
	for _, test := range []struct {
		name, token, key string
		args             []string
		want             string
	}{
		{"token file first", "from-the-environment", "the-key", []string{"--token-file", file}, "from-the-file"},
		{"standard input", "from-the-environment", "the-key", []string{"--token-file", "-"}, "from-standard-input"},
		{"environment", "from-the-environment", "the-key", nil, "from-the-environment"},
		{"key file", "", "the-key", []string{"--key-file", keyFile}, "from-the-key-file"},
		{"key", "", "the-key", nil, "the-key"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			request := p.answer(t, http.StatusOK, "application/json", `{"results":[]}`)
			p.environment[tokenVariable], p.environment[keyVariable] = test.token, test.key
			p.in.WriteString("Bearer from-standard-input\n")
			p.wantExit(t, exitDone, append([]string{"query", "lantern"}, test.args...)...)
			if got := request.Header.Get("Authorization"); got != "Bearer "+test.want {
				t.Errorf("sent %q", got)
			}
		})
	}
}

func TestQueryWithoutACredentialSendsNothing(t *testing.T) {
	p := newProgram(t)
	request := p.answer(t, http.StatusOK, "application/json", `{"results":[]}`)
	p.wantExit(t, exitCredential, "query")
	if request.Method != "" {
		t.Error("it was sent")
	}
}

func TestQuerySendsTheTokenAsAParameterWhenAsked(t *testing.T) {
	p := newProgram(t)
	request := p.answer(t, http.StatusOK, "application/json", `{"results":[]}`)
	p.environment[tokenVariable] = "a-token"
	p.wantExit(t, exitDone, "query", "--as-parameter")
	if request.URL.Query().Get("access_token") != "a-token" || request.Header.Get("Authorization") != "" {
		t.Errorf("sent %s with %q", request.URL, request.Header.Get("Authorization"))
	}
}

func TestQueryAsTwoPeople(t *testing.T) {
	p := newProgram(t)
	keys := p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.wantExit(t, exitDone, "mint", "search", "--user", "asmith@example.com")
	count := func(token string) float64 {
		p.environment[tokenVariable] = token
		p.wantExit(t, exitDone, "query", "--json", "-n", "3")
		document := p.document(t)
		if document["organization"] != sandbox.OrganizationID || len(document["results"].([]any)) != 3 {
			t.Errorf("got %s", p.out)
		}
		return document["total_count"].(float64)
	}
	alice := count(strings.TrimSpace(p.out.String()))
	nobody := count(keys.AnonymousSearch.Reveal())
	if alice <= nobody || nobody == 0 {
		t.Errorf("Alice finds %v, nobody %v", alice, nobody)
	}
}

func TestQueryPrintsRowsIntoAPipeAndAListOnATerminal(t *testing.T) {
	p := newProgram(t)
	keys := p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.environment[tokenVariable] = keys.AnonymousSearch.Reveal()
	p.wantExit(t, exitDone, "query", "-n", "2")
	if lines := strings.Split(strings.TrimSpace(p.out.String()), "\n"); len(lines) != 2 || strings.Count(lines[0], "\t") != 2 {
		t.Errorf("got %q", p.out)
	}
	if !strings.Contains(p.err.String(), "2 of ") {
		t.Errorf("the summary is missing: %s", p.err)
	}
	p.onTerminal(70)
	p.wantExit(t, exitDone, "query", "-n", "2")
	if !strings.Contains(p.out.String(), "  1  ") || !strings.Contains(p.out.String(), "2 of ") {
		t.Errorf("got %s", p.out)
	}
}

func TestAnExpiredTokenIsSentOnlyIfOneInsists(t *testing.T) {
	p := newProgram(t)
	p.environment[tokenVariable] = makeToken(hs256, searchClaims(-7200, -3600))
	p.answer(t, 419, "application/json", `{"message":"Expired token","statusCode":419,"type":"ExpiredTokenException"}`)
	p.wantExit(t, exitExpired, "query")
	if !strings.Contains(p.err.String(), "The token expired 1 h ago.") || !strings.Contains(p.err.String(), "Nothing was sent.") {
		t.Errorf("got %s", p.err)
	}
	p.wantExit(t, exitExpired, "query", "--no-check")
	if !strings.Contains(p.err.String(), "419") {
		t.Errorf("it was not sent: %s", p.err)
	}
}

func TestHostileAnswersAreNeverPrintedRaw(t *testing.T) {
	const hostile = `\u001b]52;c;ZXZpbA==\u0007\u202e\u200b\u009b31m\u007f\nfake`
	results := `{"totalCount":1,"totalCountFiltered":1,"pipeline":"` + hostile + `","searchUid":"` + hostile +
		`","results":[{"title":"` + hostile + `","uri":"` + hostile + `","clickUri":"` + hostile + `","excerpt":"` + hostile +
		`","raw":{"source":"` + hostile + `"}}]}`
	problem := `{"statusCode":403,"message":"` + hostile + `","type":"` + hostile + `","errorCode":"` + hostile + `"}`
	for _, test := range []struct {
		status, code int
		body         string
	}{{200, exitDone, results}, {403, exitPrivilege, problem}, {500, exitUnexpected, "\x1b]0;title\x07\x9b31m"}} {
		for _, args := range [][]string{{"query"}, {"query", "--json"}} {
			p := newProgram(t)
			p.answer(t, test.status, "application/json", test.body)
			p.environment[tokenVariable] = "a-token"
			p.transport = nil
			p.do(t, args...)
			checkVisible(t, p.out.String())
			checkVisible(t, p.err.String())
		}
	}
}
