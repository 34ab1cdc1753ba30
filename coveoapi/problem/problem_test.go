package problem

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/jwtview"
)

// answer is an API error as the client makes it of a reply.
func answer(operation string, status int, code, message string) *coveoapi.APIError {
	return &coveoapi.APIError{Operation: operation, Status: status, Code: code, Message: message, RequestID: "req-1"}
}

func TestExplainAPIErrors(t *testing.T) {
	const (
		search     = coveoapi.OperationSearch
		mintSearch = coveoapi.OperationMintSearchToken
		mintPlat   = coveoapi.OperationMintPlatformToken
		privileges = coveoapi.OperationListPlatformTokenPrivileges
		pipelines  = coveoapi.OperationListPipelines
		own        = coveoapi.OperationListOwnPrivileges
		evaluate   = coveoapi.OperationEvaluatePrivilege
	)
	firewall := answer(search, 405, "", "")
	firewall.Firewall = "captcha"
	page := answer(mintSearch, 403, "", "Sign in to Hotel Wi-Fi")
	page.Format = coveoapi.ErrorBodyHTML
	gateway := answer(search, 502, "", "502 Bad Gateway")
	gateway.Format = coveoapi.ErrorBodyHTML
	tests := []struct {
		err  *coveoapi.APIError
		id   string
		kind Kind
	}{
		{answer(own, 401, "INVALID_TOKEN", "Invalid access token."), "credential-unknown", Credential},
		{answer(search, 401, "InvalidTokenException", "no"), "credential-unknown", Credential},
		{answer(own, 401, "", "Invalid access token."), "credential-unknown", Credential},
		{answer(own, 401, "UNAUTHORIZED", ""), "credential-refused", Credential},
		{answer(own, 401, "UNAUTHORIZED", "This API key is disabled."), "credential-disabled", Credential},
		{answer(own, 401, "", "The API key has expired."), "credential-expired", Credential},
		{answer(privileges, 401, "ACCESS_DENIED", ""), "cannot-list-privileges", Privilege},
		{answer(privileges, 403, "FORBIDDEN", ""), "cannot-list-privileges", Privilege},
		{answer(pipelines, 403, "FORBIDDEN", ""), "cannot-list-pipelines", Privilege},
		{answer(mintSearch, 403, "FORBIDDEN", "privileges insufficient"), "cannot-create-search-tokens", Privilege},
		{answer(mintSearch, 401, "UNAUTHORIZED", "Missing privilege IMPERSONATE"), "cannot-create-search-tokens", Privilege},
		{answer(mintPlat, 403, "", ""), "platform-token-exceeds-key", Privilege},
		{answer(search, 403, "FORBIDDEN", ""), "cannot-query", Privilege},
		{answer(evaluate, 403, "", ""), "missing-privilege", Privilege},
		{answer(search, 419, "ExpiredTokenException", "Expired token"), "token-expired", Expired},
		{answer(search, 401, "ExpiredTokenException", ""), "token-expired", Expired},
		{answer(search, 503, "ORGANIZATION_PAUSED", ""), "organization-paused", Organization},
		{answer(search, 500, "OrganizationIsPausedException", ""), "organization-paused", Organization},
		{answer(mintPlat, 403, "", "The organization is in read-only mode"), "organization-read-only", Organization},
		{answer(search, 400, "NO_REGISTERED_ENDPOINT", ""), "organization-without-index", Organization},
		{answer(search, 404, "NoEndpointsException", ""), "organization-without-index", Organization},
		{answer(own, 404, "", "x"), "organization-not-found", Organization},
		{answer(search, 429, "", ""), "rate-limited", RateLimited},
		{answer(search, 402, "", ""), "authentication-provider-missing", Credential},
		{answer(mintSearch, 400, "", "validFor must be at most 86400000"), "validity-refused", Input},
		{answer(mintPlat, 400, "INVALID_PARAMETER", "validityPeriod"), "validity-refused", Input},
		{answer(search, 400, "QUERY_PIPELINE_INTERRUPTED", ""), "pipeline-too-slow", Unexpected},
		{answer(search, 400, "GroupByAndFacetBothExistingException", ""), "facets-and-group-by", Input},
		{answer(search, 400, "", "Syntax error in the expression"), "expression-refused", Input},
		{answer(search, 422, "UNPROCESSABLE_ENTITY", ""), "expression-refused", Input},
		{answer(mintPlat, 412, "", ""), "precondition-failed", Privilege},
		{answer(mintSearch, 413, "", ""), "request-too-large", Input},
		{answer(pipelines, 404, "INVALID_URI", ""), "no-such-call", Input},
		{answer(mintSearch, 400, "INVALID_JSON", ""), "body-not-json", Input},
		{answer(mintPlat, 400, "INVALID_PARAMETER", ""), "request-refused", Input},
		{answer(search, 431, "", ""), "header-too-large", Input},
		{answer(search, 500, "FACET_SEARCH_FAILURE", ""), "facet-search-failed", Unexpected},
		{answer(search, 500, "InvalidAuthenticationProviderException", ""), "authentication-provider-invalid", Credential},
		{answer(search, 400, "InvalidToken", ""), "analytics-token-refused", Credential},
		{answer(search, 200, "IndexUnavailable", "c"), "search-exception", Unexpected},
		{answer(search, 503, "SERVER_UNAVAILABLE", ""), "server-unavailable", Unexpected},
		{answer(search, 500, "", ""), "server-error", Unexpected},
		{answer(search, 418, "", "teapot"), "api-error", Unexpected},
		{firewall, "blocked-by-firewall", Network},
		{page, "web-page-instead-of-api", Network},
		{gateway, "server-unavailable", Unexpected},
	}
	met := map[string]bool{}
	for _, test := range tests {
		got := Explain(fmt.Errorf("wrapped: %w", test.err))
		met[got.ID] = true
		if got.ID != test.id || got.Kind != test.kind {
			t.Errorf("%v: got %s (%s), want %s (%s)", test.err, got.ID, got.Kind, test.id, test.kind)
		}
		requireUseful(t, got)
		if got.Status != test.err.Status || got.Code != test.err.Code || got.RequestID != "req-1" ||
			!strings.Contains(got.Evidence, test.err.Message) || !strings.Contains(got.Evidence, test.err.Operation) {
			t.Errorf("%v: the evidence is lost in %+v", test.err, got)
		}
	}
	for _, row := range apiRows() {
		if !met[row.id] {
			t.Errorf("no test meets the row %s", row.id)
		}
	}
}

// requireUseful checks what every problem must have.
func requireUseful(t *testing.T, p Problem) {
	t.Helper()
	if p.ID == "" || p.Kind == "" || !strings.HasSuffix(p.Title, ".") || !strings.ContainsAny(p.Remedy[max(0, len(p.Remedy)-1):], ".!?") {
		t.Errorf("not useful: %+v", p)
	}
}

func TestMissingImpersonateNamesTheTemplate(t *testing.T) {
	p := Explain(answer(coveoapi.OperationMintSearchToken, 403, "FORBIDDEN", ""))
	for _, text := range []string{"Authenticated search", "Custom", "Impersonate", "1718"} {
		if !strings.Contains(p.Title+p.Remedy+p.Source, text) {
			t.Errorf("%+v does not say %q", p, text)
		}
	}
}

func TestRateLimitNamesTheWait(t *testing.T) {
	e := answer(coveoapi.OperationSearch, 429, "", "")
	e.RetryAfter = 8 * time.Second
	if p := Explain(e); p.Remedy != "Wait 8s, then try again." {
		t.Errorf("the remedy is %q", p.Remedy)
	}
}

func TestExplainNetworkErrors(t *testing.T) {
	kinds := []coveoapi.NetworkErrorKind{
		coveoapi.NetworkDNS, coveoapi.NetworkRefused, coveoapi.NetworkTLS, coveoapi.NetworkProxy, coveoapi.NetworkTimeout, coveoapi.NetworkCanceled,
		coveoapi.NetworkCut, coveoapi.NetworkTooLarge, coveoapi.NetworkRedirect, coveoapi.NetworkMalformed, coveoapi.NetworkOther,
	}
	seen := map[string]bool{}
	for _, kind := range kinds {
		p := Explain(&coveoapi.NetworkError{Operation: "run a query", Kind: kind, Host: "acme.org.coveo.com", Detail: "the detail"})
		requireUseful(t, p)
		wantKind := Network
		if kind == coveoapi.NetworkCanceled {
			wantKind = Canceled
		} else if !strings.Contains(p.Title, "acme.org.coveo.com") {
			t.Errorf("%s: the title %q does not name the host", kind, p.Title)
		}
		if p.Kind != wantKind || seen[p.ID] || !strings.Contains(p.Evidence, "the detail") {
			t.Errorf("%s: %+v", kind, p)
		}
		seen[p.ID] = true
	}
}

func TestALostMintSaysWhatMayHaveHappened(t *testing.T) {
	const warning = "may have acted"
	lost := &coveoapi.NetworkError{Kind: coveoapi.NetworkCut, Host: "h", Sent: true}
	if p := Explain(lost); !strings.Contains(p.Remedy, warning) {
		t.Errorf("the remedy is %q", p.Remedy)
	}
	lost.Exchange.Request.Repeatable = true
	if p := Explain(lost); strings.Contains(p.Remedy, warning) {
		t.Errorf("for a read the remedy is %q", p.Remedy)
	}
}

func TestExplainEverythingElse(t *testing.T) {
	_, malformed := jwtview.Decode("not a token")
	_, apiKey := jwtview.Decode("xx00000000-0000-0000-0000-000000000000")
	full := &fs.PathError{Op: "write", Path: "/h/history", Err: syscall.ENOSPC}
	for id, test := range map[string]struct {
		err  error
		kind Kind
	}{
		"input-validFor":       {&coveoapi.InputError{Field: "validFor", Reason: "is too long", Remedy: "At most 24 h"}, Input},
		"input-filter":         {&coveoapi.InputError{Field: "filter", Reason: "is empty"}, Input},
		"input-credential":     {&coveoapi.InputError{Field: "credential", Reason: "holds white space"}, Credential},
		"credential-missing":   {coveoapi.ErrNoCredential, Credential},
		"token-malformed":      {malformed, Input},
		"expression-malformed": {&queryexpr.SyntaxError{Column: 14, Reason: "`==` needs a value"}, Input},
		"settings-file":        {&profile.FileError{Path: "/h/config.yaml", Line: 3, Reason: "is wrong"}, Input},
		"canceled":             {context.Canceled, Canceled},
		"network-timeout":      {context.DeadlineExceeded, Network},
		"file-missing":         {&fs.PathError{Op: "open", Path: "/h/key", Err: fs.ErrNotExist}, Input},
		"file-permission":      {&fs.PathError{Op: "open", Path: "/h/key", Err: fs.ErrPermission}, Input},
		"disk-full":            {full, Unexpected},
		"file":                 {&fs.PathError{Op: "read", Path: "/h/key", Err: errors.New("is a directory")}, Unexpected},
		"unexpected":           {errors.New("the moon is in the wrong house"), Unexpected},
	} {
		p := Explain(fmt.Errorf("wrapped: %w", test.err))
		requireUseful(t, p)
		if p.ID != id || p.Kind != test.kind {
			t.Errorf("%v: got %s (%s), want %s (%s)", test.err, p.ID, p.Kind, id, test.kind)
		}
	}
	if p := Explain(apiKey); !strings.Contains(p.Title, "API key") || p.Kind != Input {
		t.Errorf("an API key in the place of a token: %+v", p)
	}
	if p := Explain(&profile.FileError{Path: "/h/config.yaml", Reason: "cannot be used", Err: full}); p.Kind != Unexpected {
		t.Errorf("a full disk: %+v", p)
	}
	if p := Explain(nil); p.Title == "" || p.Remedy == "" {
		t.Errorf("no error: %+v", p)
	}
}

func TestTitlesKeepIdentifiersAsTheyAre(t *testing.T) {
	for field, want := range map[string]string{
		"validFor":        "validFor is wrong.",
		"userIds[0].name": "userIds[0].name is wrong.",
		"--user":          "--user is wrong.",
		"organization":    "Organization is wrong.",
		"":                "The input is wrong.",
	} {
		if got := Explain(&coveoapi.InputError{Field: field, Reason: "is wrong"}); got.Title != want {
			t.Errorf("the title is %q, want %q", got.Title, want)
		}
	}
}
