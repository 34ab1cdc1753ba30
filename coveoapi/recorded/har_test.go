package recorded_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/recorded"
)

// entry is an entry as the tools of Chrome export it.
func entry(at, method, address, request, response string) string {
	return fmt.Sprintf(`{"_initiator":{"type":"script"},"startedDateTime":%q,"time":12.3,"request":{"method":%q,"url":%q,"httpVersion":"http/2.0",`+
		`"headers":[{"name":":authority","value":"acmecorp.org.coveo.com"},{"name":"authorization","value":"Bearer TOKEN"}],"cookies":[]%s},"response":%s}`,
		at, method, address, request, response)
}

const (
	searchAddress = "https://acmecorp.org.coveo.com/rest/search/v2?organizationId=acmecorp"
	lampPost      = `,"postData":{"mimeType":"application/json","text":"{\"q\":\"lamp\"}"}`
	expired       = `{"status":419,"statusText":"","headers":[{"name":"Content-Type","value":"application/json"},{"name":"X-Request-ID","value":"r-1"}],"content":{"size":80,"mimeType":"application/json","text":"{\"statusCode\":419,\"message\":\"Search token has expired.\",\"type\":\"ExpiredTokenException\"}"}}`
	fine          = `{"status":200,"headers":[],"content":{"mimeType":"application/json","encoding":"base64","text":"BODY"}}`
)

func har(entries ...string) string {
	return fill(`{"log":{"version":"1.2","creator":{"name":"WebInspector"},"pages":[],"entries":[` + strings.Join(entries, ",") + `]}}`)
}

func answered(body string) string {
	return strings.Replace(fine, "BODY", base64.StdEncoding.EncodeToString([]byte(body)), 1)
}

func TestTheNewestFailureOfAHARComesFirst(t *testing.T) {
	recording, err := recorded.Parse(har(
		entry("2026-03-14T08:59:00.000Z", "GET", "https://shop.example.com/app.js", "", fine),
		entry("2026-03-14T08:59:01.000Z", "OPTIONS", searchAddress, "", fine),
		entry("2026-03-14T08:59:02.000Z", "POST", searchAddress, lampPost, expired),
		entry("2026-03-14T09:59:03.000+01:00", "POST", searchAddress, strings.ReplaceAll(lampPost, "lamp", "newer"), expired),
		entry("2026-03-14T09:10:00.000Z", "POST", searchAddress, lampPost, answered(`{"totalCountFiltered":7,"pipeline":"Support","results":[{"title":"x"}]}`)),
		entry("2026-03-14T09:11:00.000Z", "POST", "https://acmecorp.org.coveo.com/rest/search/v2/token", `,"postData":{"text":"{}"}`, answered(`{"token":"`+token()+`"}`)),
		entry("2026-03-14T09:12:00.000Z", "POST", searchAddress, lampPost, `{"status":0,"headers":[],"content":{}}`),
		`{"broken":true}`, `7`,
	))
	if err != nil {
		t.Fatal(err)
	}
	if recording.Form != recorded.HAR || recording.Others != 4 {
		t.Errorf("%s with %d others", recording.Form, recording.Others)
	}
	var order []string
	for _, r := range recording.Requests {
		query := ""
		if r.Query != nil {
			query = r.Query.Q
		}
		order = append(order, fmt.Sprint(r.Answer.Status, " ", query))
	}
	if got := strings.Join(order, "; "); got != "0 lamp; 419 newer; 419 lamp; 200 ; 200 lamp" {
		t.Error(got)
	}
	var api *coveoapi.APIError
	if failed := recording.Requests[1].Answer.Err; !errors.As(failed, &api) || api.Code != "ExpiredTokenException" || api.RequestID != "r-1" {
		t.Errorf("%v", failed)
	}
	if granted := recording.Requests[3]; granted.Token == nil || !granted.TokenSecret.Equal(coveoapi.NewSecret(token())) {
		t.Error("the token that was granted is not there")
	}
	if got := recording.Requests[4].Answer.Summary; got != "200 OK, 1 of 7 results, pipeline Support" {
		t.Error(got)
	}
}

func TestAnEntryOfAHARAlone(t *testing.T) {
	for _, text := range []string{
		entry("2026-03-14T08:59:02.000Z", "POST", searchAddress, lampPost, expired),
		`[` + entry("2026-03-14T08:59:02.000Z", "POST", searchAddress, lampPost, expired) + `]`,
		`{"request":{"method":"POST","url":"https://acmecorp.org.coveo.com/rest/search?organizationId=acmecorp","headers":[],"postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"q","value":"lamp"}]}}}`,
	} {
		if got := one(t, text); got.Query == nil || got.Query.Q != "lamp" {
			t.Errorf("%+v", got.Query)
		}
	}
}

func TestAnAnswerThatRepeatsTheTokenIsCleaned(t *testing.T) {
	got := one(t, entry("", "POST", searchAddress, lampPost, `{"status":401,"headers":[],"content":{"text":"{\"message\":\"bad TOKEN\",\"errorCode\":\"INVALID_TOKEN\"}"}}`))
	if text := fmt.Sprintf("%v %+v", got.Answer.Err, got); strings.Contains(text, token()) {
		t.Error(text)
	}
}

func TestASanitizedHARSaysWhyThereIsNoCredential(t *testing.T) {
	got := one(t, strings.Replace(entry("", "POST", searchAddress, lampPost, expired), `,{"name":"authorization","value":"Bearer TOKEN"}`, "", 1))
	if !strings.Contains(strings.Join(got.Notes, " "), "sensitive data") {
		t.Error(got.Notes)
	}
}
