package coveoapi

import (
	"strings"
	"testing"
	"time"
)

func TestReadFailure(t *testing.T) {
	now := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		pasted string
		want   APIError
	}{
		"a search body": {
			`{"statusCode":419,"type":"ExpiredTokenException","message":"Expired token"}`,
			APIError{Status: 419, Code: "ExpiredTokenException", Message: "Expired token", Format: ErrorBodySearch},
		},
		"a platform body": {
			` {"message":"Access is denied.","errorCode":"ACCESS_DENIED","requestID":"r1"}` + "\n",
			APIError{Code: "ACCESS_DENIED", Message: "Access is denied.", RequestID: "r1", Format: ErrorBodyPlatform},
		},
		"problem+json": {
			`{"status":422,"title":"Unprocessable","detail":"column 3","type":"about:blank"}`,
			APIError{Status: 422, Message: "column 3", Format: ErrorBodyProblem},
		},
		"with its head": {
			"HTTP/2 503 \r\ncontent-type: application/json\r\nX-Request-ID: r2\r\nRetry-After: 8\r\n\r\n" + `{"errorCode":"ORGANIZATION_PAUSED"}`,
			APIError{Status: 503, Code: "ORGANIZATION_PAUSED", RequestID: "r2", RetryAfter: 8 * time.Second, Format: ErrorBodyPlatform},
		},
		"the last of two heads": {
			"HTTP/1.1 200 Connection established\n\nHTTP/1.1 429 Too Many Requests\nRetry-After: Sat, 14 Mar 2026 09:00:05 GMT\n\n",
			APIError{Status: 429, RetryAfter: 5 * time.Second, Format: ErrorBodyEmpty},
		},
		"a status line alone":   {"HTTP/1.1 404 Not Found", APIError{Status: 404, Format: ErrorBodyEmpty}},
		"a web page":            {"<html><title>Sign in</title>", APIError{Message: "Sign in", Format: ErrorBodyHTML}},
		"a firewall":            {"HTTP/1.1 405\nX-Amzn-Waf-Action: captcha\n\n", APIError{Status: 405, Firewall: "captcha", Format: ErrorBodyEmpty}},
		"a search's exception":  {`{"results":[],"exception":{"code":"IndexDown","context":"c"}}`, APIError{Status: 200, Code: "IndexDown", Message: "c", Format: ErrorBodyOther}},
		"an event":              {`{"accepted":false,"errorCode":"BAD","errorMessage":"no"}`, APIError{Code: "BAD", Message: "no", Format: ErrorBodyPlatform}},
		"an evaluation":         {`{"approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_NOT_ALLOWED"]}}`, APIError{Code: "OPERATION_NOT_ALLOWED", Format: ErrorBodyOther}},
		"a status that is none": {`{"statusCode":99999,"message":"m"}`, APIError{Message: "m", Format: ErrorBodySearch}},
		"words":                 {"dial tcp: no such host\nsecond line", APIError{Message: "dial tcp: no such host", Format: ErrorBodyOther}},
		"nothing":               {" \n", APIError{Format: ErrorBodyEmpty}},
	} {
		got := *ReadFailure([]byte(test.pasted), now)
		got.Exchange = Exchange{}
		if got.Error() != test.want.Error() || got.Format != test.want.Format || got.RetryAfter != test.want.RetryAfter || got.Firewall != test.want.Firewall {
			t.Errorf("%s: got %+v, want %+v", name, got, test.want)
		}
	}
}

func FuzzReadFailure(f *testing.F) {
	for _, seed := range []string{
		`{"statusCode":419,"type":"ExpiredTokenException","message":"Expired token"}`,
		"HTTP/1.1 503 X\r\nRetry-After: 1e9\r\nX-Request-ID: a\x1b[31m\r\n\r\n<title>\xff</title>",
		"HTTP/1.1 100\n\nHTTP/1.1 100\n\nHTTP/1.1 200 OK\n: bad\n\n{", strings.Repeat("[", 9000), `{"status":-1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, pasted []byte) {
		e := ReadFailure(pasted, time.Unix(0, 0))
		if e.Status != 0 && !isStatus(e.Status) {
			t.Errorf("%d is no status", e.Status)
		}
		for _, text := range []string{e.Code, e.Message, e.RequestID} {
			if len(text) > maxMessageBytes+len("…") {
				t.Errorf("a text of %d bytes is not capped", len(text))
			}
		}
	})
}
