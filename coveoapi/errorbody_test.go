package coveoapi

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func requireNetworkError(t *testing.T, err error, kind NetworkErrorKind) *NetworkError {
	t.Helper()
	var network *NetworkError
	if !errors.As(err, &network) {
		t.Fatalf("got %T %v, want a NetworkError of the kind %s", err, err, kind)
	}
	if network.Kind != kind {
		t.Errorf("got the kind %s (%v), want %s", network.Kind, err, kind)
	}
	if network.Detail == "" || network.Host == "" || network.Operation == "" {
		t.Errorf("%+v tells too little", network)
	}
	return network
}

func TestParseErrorBody(t *testing.T) {
	const jsonType = "application/json;charset=utf-8"
	long := strings.Repeat("é", maxMessageBytes)
	tests := map[string]struct {
		contentType, body string
		want              errorBody
	}{
		"search with type":              {jsonType, `{"message":"Expired token","statusCode":419,"type":"ExpiredTokenException"}`, errorBody{ErrorBodySearch, "ExpiredTokenException", "Expired token", ""}},
		"search with errorCode":         {jsonType, `{"statusCode":403,"message":"no","errorCode":"FORBIDDEN"}`, errorBody{ErrorBodySearch, "FORBIDDEN", "no", ""}},
		"search with both":              {jsonType, `{"statusCode":401,"message":"no","errorCode":"UNAUTHORIZED","type":"InvalidTokenException"}`, errorBody{ErrorBodySearch, "UNAUTHORIZED", "no", ""}},
		"search with neither":           {jsonType, `{"statusCode":400,"message":"bad"}`, errorBody{ErrorBodySearch, "", "bad", ""}},
		"search with execution report":  {jsonType, `{"statusCode":500,"message":"m","type":"T","executionReport":[{}]}`, errorBody{ErrorBodySearch, "T", "m", ""}},
		"platform":                      {jsonType, `{"message":"Invalid access token.","errorCode":"INVALID_TOKEN","requestID":"r1"}`, errorBody{ErrorBodyPlatform, "INVALID_TOKEN", "Invalid access token.", "r1"}},
		"problem":                       {"application/problem+json", `{"status":422,"title":"Bad","detail":"at 3","type":"about:blank"}`, errorBody{ErrorBodyProblem, "", "at 3", ""}},
		"problem by its members":        {jsonType, `{"status":422,"title":"Bad","type":"urn:x"}`, errorBody{ErrorBodyProblem, "urn:x", "Bad", ""}},
		"analytics":                     {jsonType, `{"message":"bad token","type":"InvalidToken"}`, errorBody{ErrorBodyAnalytics, "InvalidToken", "bad token", ""}},
		"OAuth":                         {jsonType, `{"error":"invalid_grant","error_description":"gone"}`, errorBody{ErrorBodyOther, "invalid_grant", "gone", ""}},
		"members of unexpected types":   {jsonType, `{"statusCode":"x","message":{"a":1},"errorCode":7,"type":null}`, errorBody{ErrorBodySearch, "", "", ""}},
		"a page with a title":           {"text/html", "<html><head><title>\n 502  Bad Gateway</title>", errorBody{ErrorBodyHTML, "", "502 Bad Gateway", ""}},
		"a page said to be JSON":        {jsonType, "\n<!doctype html><p>Sign in\nhere</p>", errorBody{ErrorBodyHTML, "", "Sign in", ""}},
		"nothing":                       {jsonType, " \n", errorBody{format: ErrorBodyEmpty}},
		"text":                          {"text/plain", "upstream failed\nmore", errorBody{ErrorBodyOther, "", "upstream failed", ""}},
		"half a JSON":                   {jsonType, `{"message":"x`, errorBody{ErrorBodyOther, "", `{"message":"x`, ""}},
		"null":                          {jsonType, `null`, errorBody{ErrorBodyOther, "", `null`, ""}},
		"a list":                        {jsonType, `[1]`, errorBody{ErrorBodyOther, "", `[1]`, ""}},
		"a message of endless length":   {jsonType, `{"statusCode":400,"message":"` + long + `"}`, errorBody{ErrorBodySearch, "", long[:maxMessageBytes] + "…", ""}},
		"a content type that is broken": {";;;", `{"statusCode":400,"message":"m"}`, errorBody{ErrorBodySearch, "", "m", ""}},
	}
	for name, test := range tests {
		got := parseErrorBody(test.contentType, []byte(test.body))
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(errorBody{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestFailureBecomesAnAPIError(t *testing.T) {
	_, client := record(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-ID", "req-7")
		w.Header().Set("Retry-After", "12")
		replyJSON(http.StatusForbidden, `{"statusCode":403,"message":"no\u001b[31m way","errorCode":"FORBIDDEN","requestID":"other"}`)(w, r)
	})
	_, err := client.MintSearchToken(t.Context(), SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
	var api *APIError
	if !errors.As(err, &api) {
		t.Fatalf("got %v", err)
	}
	if api.Operation != OperationMintSearchToken || api.Status != 403 || api.Code != "FORBIDDEN" || api.RequestID != "req-7" ||
		api.RetryAfter != 12*time.Second || api.Exchange.Status != 403 || len(api.Exchange.Body) == 0 {
		t.Errorf("got %#v", api)
	}
	if text := err.Error(); strings.ContainsAny(text, "\x1b\n") || !strings.Contains(text, "FORBIDDEN") || !strings.Contains(text, "req-7") {
		t.Errorf("the error's line is %q", text)
	}
}

func TestFirewallIsNamedWhateverTheStatus(t *testing.T) {
	for _, status := range []int{http.StatusAccepted, http.StatusForbidden, http.StatusMethodNotAllowed} {
		_, client := record(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("x-amzn-waf-action", "challenge")
			w.WriteHeader(status)
		})
		_, err := client.PlatformTokenPrivileges(t.Context())
		var api *APIError
		if !errors.As(err, &api) || api.Firewall != "challenge" || api.Status != status {
			t.Errorf("%d: got %#v", status, err)
		}
	}
}

func TestRetryAfterIsReadInBothForms(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"":                              0,
		"7":                             7 * time.Second,
		"-7":                            0,
		"1e9":                           0,
		"99999999999999":                24 * time.Hour,
		"Sun, 01 Mar 2026 12:00:30 GMT": 30 * time.Second,
		"Sun, 01 Mar 2026 11:00:00 GMT": 0,
		"tomorrow":                      0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("Retry-After %q: %v, want %v", value, got, want)
		}
	}
}

func FuzzParseErrorBody(f *testing.F) {
	f.Add("application/json", `{"statusCode":419,"message":"m","type":"T"}`)
	f.Add("application/problem+json", `{"status":422,"title":"t"}`)
	f.Add("text/html", `<title>x</title><p>`)
	f.Add("", "\xff\xfe<")
	f.Fuzz(func(t *testing.T, contentType, body string) {
		got := parseErrorBody(contentType, []byte(body))
		for _, text := range []string{got.code, got.message, got.requestID} {
			if len(text) > maxMessageBytes+len("…") {
				t.Errorf("a text of %d bytes", len(text))
			}
			if utf8.ValidString(body) && !utf8.ValidString(text) {
				t.Errorf("%q was cut within a character", text)
			}
		}
	})
}
