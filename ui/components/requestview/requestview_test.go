package requestview_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/ui/components/requestview"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

const key = "xxSANDBOX-canary-key-for-tests-only"

func request() coveoapi.Request {
	return coveoapi.Request{
		Method:     "POST",
		URL:        "https://acmecorp.org.coveo.com/rest/search/v2/token?organizationId=acmecorp&debug=true",
		Header:     []coveoapi.HeaderField{{Name: "Content-Type", Value: "application/json"}},
		Body:       []byte(`{"userIds":[{"name":"asmith@example.com"}],"searchHub":"SupportHub"}`),
		Credential: coveoapi.NewSecret(key),
	}
}

// plain takes the styles off.
func plain(lines []string) []string {
	for i, line := range lines {
		lines[i] = ansi.Strip(line)
	}
	return lines
}

func TestRequestLines(t *testing.T) {
	got := plain(requestview.RequestLines(theme.New(theme.Mono()), request(), 50))
	want := []string{
		"POST https://acmecorp.org.coveo.com/rest/search/",
		"  v2/token?organizationId=acmecorp&debug=true",
		"Authorization: Bearer xxSA…(35 characters)",
		"Content-Type: application/json",
		"",
		"{",
		`  "userIds": [`,
		"    {",
		`      "name": "asmith@example.com"`,
		"    }",
		"  ],",
		`  "searchHub": "SupportHub"`,
		"}",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheCredentialIsNeverShown(t *testing.T) {
	s := theme.New(theme.Mono())
	for _, place := range []coveoapi.CredentialPlace{coveoapi.InAuthorizationHeader, coveoapi.InAccessTokenParameter} {
		r := request()
		r.Place = place
		got := strings.Join(requestview.RequestLines(s, r, 200), "\n")
		if strings.Contains(got, key) || !strings.Contains(got, "xxSA…") {
			t.Errorf("the credential is not masked:\n%s", got)
		}
		if inURL := strings.Contains(got, "&access_token="); inURL != (place == coveoapi.InAccessTokenParameter) {
			t.Errorf("place %v is not shown as such:\n%s", place, got)
		}
		r.Credential = coveoapi.Secret{}
		if got := strings.Join(requestview.RequestLines(s, r, 200), "\n"); !strings.Contains(got, "••••") {
			t.Errorf("a missing credential has no place:\n%s", got)
		}
	}
}

func TestLinesFitAndAreSafeAtEveryWidth(t *testing.T) {
	r := request()
	r.URL += "&filter=" + strings.Repeat("x", 90) + "\x1b[31m\u202e日本"
	r.Header = append(r.Header, coveoapi.HeaderField{Name: "X-\x07", Value: strings.Repeat("日", 40) + "\r\nSet: 1"})
	e := coveoapi.Exchange{
		Status: 200, Truncated: true, Attempts: 3, Body: r.Body,
		Header: http.Header{"X-Request-Id": {strings.Repeat("id\x1b", 30)}},
	}
	s := theme.New(theme.Dark())
	for width := 16; width < 130; width++ {
		for _, lines := range [][]string{requestview.RequestLines(s, r, width), requestview.ReplyLines(s, e, width)} {
			frames.Check(t, strings.Join(lines, "\n"), uitest.Size{Width: width, Height: len(lines)})
		}
		if t.Failed() {
			t.Fatalf("at width %d", width)
		}
	}
}

func TestReplyLines(t *testing.T) {
	tests := []struct {
		name     string
		exchange coveoapi.Exchange
		want     []string
	}{
		{"a success", coveoapi.Exchange{
			Status: 200, Duration: 123456 * time.Microsecond, Attempts: 1, Body: []byte(`{"totalCount":3}`),
			Header: http.Header{"Content-Type": {"application/json"}, "Set-Cookie": {"secret"}, "X-Request-Id": {"f00d"}},
		}, []string{"HTTP 200 OK in 123ms", "Content-Type: application/json", "X-Request-Id: f00d", "", "{", `  "totalCount": 3`, "}"}},
		{"a failure after attempts", coveoapi.Exchange{
			Status: 419, Duration: time.Second, Attempts: 3, Body: []byte("<html>"), Truncated: true,
		}, []string{"HTTP 419 in 1s after 3 attempts", "", "<html>", "! The reply was longer; the rest was not read."}},
		{"no reply", coveoapi.Exchange{}, []string{"✗ no reply"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := plain(requestview.ReplyLines(theme.New(theme.Mono()), test.exchange, 60))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
