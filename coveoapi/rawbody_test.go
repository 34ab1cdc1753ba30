package coveoapi

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const handWritten = "{\n  \"userIds\": [ ],\n  \"expiration\": 9007199254740993123,\n  \"searchhub\": \"a < b & \\u003c\"\n}\n"

func TestARawBodyIsSentAsItWasWritten(t *testing.T) {
	target := testTarget(t)
	const compact = `{"userIds":[],"expiration":9007199254740993123,"searchhub":"a < b & \u003c"}`
	for _, body := range []string{handWritten, byteOrderMark + handWritten} {
		search, err := target.RawSearchTokenCall(SearchTokenV3, []byte(body))
		if err != nil || string(search.Body) != compact || !strings.Contains(search.URL, "/rest/search/v3/token") || search.Repeatable {
			t.Errorf("search token: %v, %+v", err, search)
		}
		platform, err := target.RawPlatformTokenCall(8*time.Hour, []byte(body))
		if err != nil || string(platform.Body) != compact || !strings.HasSuffix(platform.URL, "/tokens?validityPeriod=PT8H") {
			t.Errorf("platform token: %v, %+v", err, platform)
		}
	}
}

func TestARawCallDiffersFromABuiltOneInNothingButItsBody(t *testing.T) {
	target := testTarget(t)
	built, err := target.SearchTokenCall(SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := target.RawSearchTokenCall(SearchTokenV2, built.Body)
	if diff := cmp.Diff(built, raw, cmp.Comparer(Secret.Equal)); err != nil || diff != "" {
		t.Errorf("%v (-built +raw):\n%s", err, diff)
	}
}

func TestARawBodyThatIsNoObjectIsRefusedWithItsPlace(t *testing.T) {
	tests := map[string]string{
		"":                               "is empty",
		" \n ":                           "is empty",
		"\n  [1]":                        "line 2, column 3: is not an object",
		"null":                           "line 1, column 1: is not an object",
		"\"text\"":                       "line 1, column 1: is not an object",
		"{\n  \"é\": 1,\n  é\n}":         "line 3, column 3: is not JSON",
		"{\"a\": 1,\n}":                  "line 2, column 1: is not JSON",
		"{\"a\": \"x\"} {":               "line 1, column 12: is not JSON",
		"{\"a\": {\n":                    "line 1, column 8: ends before the JSON does",
		"{\"a\": \"\n\"}":                "line 1, column 8: is not JSON",
		"{\"é\": \"\xff\"}":              "line 1, column 8: is not UTF-8 text",
		"{" + strings.Repeat(" ", 1<<20): "is longer than 1 MB",
	}
	for body, want := range tests {
		for name, call := range map[string]func() (Request, error){
			"search":   func() (Request, error) { return testTarget(t).RawSearchTokenCall(SearchTokenV2, []byte(body)) },
			"platform": func() (Request, error) { return testTarget(t).RawPlatformTokenCall(0, []byte(body)) },
		} {
			request, err := call()
			var input *InputError
			if !errors.As(err, &input) || input.Field != "body" || !strings.HasPrefix(input.Reason, want) || input.Remedy == "" {
				t.Errorf("%s %.20q: %v, want %q", name, body, err, want)
			}
			if string(request.Body) != body || request.URL == "" {
				t.Errorf("%s %.20q: the request to show is %+v", name, body, request)
			}
		}
	}
}

func TestMintRaw(t *testing.T) {
	_, request := answered(t, `{"token":"`+testToken+`"}`, func(c *Client) (Reply[Secret], error) {
		raw, err := c.Target().RawSearchTokenCall(SearchTokenV2, []byte(handWritten))
		if err != nil {
			t.Fatal(err)
		}
		reply, err := c.MintRaw(t.Context(), raw)
		if strings.Contains(string(reply.Exchange.Body), testToken) || reply.Value.Reveal() != testToken {
			t.Errorf("the token is %v, the exchange's body %s", reply.Value, reply.Exchange.Body)
		}
		return reply, err
	})
	if request.Authorization != "Bearer "+testKey || !strings.Contains(request.Body, "9007199254740993123") {
		t.Errorf("sent %+v", request)
	}
}

func TestMintRawIsNeverRepeatedAndChecksItsBody(t *testing.T) {
	server, client := record(t, replyJSON(http.StatusServiceUnavailable, `{}`))
	request, _ := client.Target().RawSearchTokenCall(SearchTokenV2, []byte(`{}`))
	request.Repeatable = true
	if _, err := client.MintRaw(t.Context(), request); err == nil || len(server.requests) != 1 {
		t.Errorf("%v after %d requests", err, len(server.requests))
	}
	request.Body = []byte(`[]`)
	var input *InputError
	if _, err := client.MintRaw(t.Context(), request); !errors.As(err, &input) || len(server.requests) != 1 {
		t.Errorf("%v after %d requests", err, len(server.requests))
	}
}

func TestUnknownAttributes(t *testing.T) {
	tests := []struct {
		kind BodyKind
		body string
		want []string
	}{
		{SearchTokenBody, handWritten, []string{"expiration", "searchhub"}},
		{SearchTokenBody, byteOrderMark + `{"userIds":[{"name":"a","domain":1},{"Provider":2}],"commerce":{"id":3}}`, []string{"commerce.id", "userIds[0].domain", "userIds[1].Provider"}},
		{SearchTokenBody, `{"dictionaryFieldContext":{"anything":1},"allowedDictionaryFieldKeys":{"x":["*"]},"userIds":[{"infos":{"y":"z"}}]}`, nil},
		{SearchTokenBody, `{"body":{}}`, []string{"body"}},
		{SearchTokenBody, `[]`, nil},
		{SearchTokenBody, `{"userIds":"nobody"}`, nil},
		{SearchTokenBody, `{"userIds":[[{"domain":1}]]}`, nil},
		{SearchTokenBody, `{`, nil},
		{PlatformTokenBody, `{"privileges":[],"organizationId":"x"}`, []string{"organizationId", "privileges"}},
		{PlatformTokenBody, `{"body":{"privileges":[{"level":"NORMAL","domain":"X"}],"additionalConfiguration":{"search":{"userIds":[{"infos":{}}]}}},"sub":"a"}`, []string{"body.additionalConfiguration.search.userIds[0].infos", "body.privileges[0].domain"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, UnknownAttributes(test.kind, []byte(test.body))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.body, diff)
		}
	}
}

func TestKnownAttributes(t *testing.T) {
	search, platform := KnownAttributes(SearchTokenBody), KnownAttributes(PlatformTokenBody)
	for _, test := range []struct {
		known []string
		path  string
		want  bool
	}{
		{search, "searchHub", true},
		{search, "userIds", true},
		{search, "userIds.password", true},
		{search, "privileges", false},
		{platform, "body.privileges.owner", true},
		{platform, "privileges", false},
	} {
		if slices.Contains(test.known, test.path) != test.want {
			t.Errorf("%s is known: %t, want %t", test.path, !test.want, test.want)
		}
	}
}

// TestEveryAttributeThatWeSendIsKnown fills every attribute of both requests.
func TestEveryAttributeThatWeSendIsKnown(t *testing.T) {
	id := UserID{Name: "a", Provider: "b", Type: IdentityUser, Infos: map[string]string{"k": "v"}, AuthCookie: "c", Password: "d"}
	search, err := testTarget(t).SearchTokenCall(SearchTokenV2, SearchTokenRequest{
		UserIDs: []UserID{id}, UserDisplayName: "a", UserGroups: []string{"a"}, SearchHub: "a", Pipeline: "a", Filter: "a",
		ValidForMillis: 900_000, CanSeeUserProfileOf: []string{"a"}, DictionaryFieldContext: map[string]any{"k": "v"},
		Commerce:                 &CommerceParameters{CatalogID: "a", Filter: "b", Operation: "c"},
		SalesforceOrganizationID: "a", SalesforceUser: "a", SalesforceCommunityURL: "a", SalesforceFallbackToAdmin: true,
		UserType: "a", LicenseDefinitionKey: "a", SuperUserToken: "a", Scope: 1,
	})
	if unknown := UnknownAttributes(SearchTokenBody, search.Body); err != nil || unknown != nil {
		t.Errorf("search token: %v, unknown %v", err, unknown)
	}
	platform, err := testTarget(t).PlatformTokenCall(PlatformTokenRequest{
		Privileges: []Privilege{mustPrivilege(t, "A/B:C")}, UserIDs: []UserID{id},
		AnalyticsUserID: "a", AnalyticsDisplayName: "b", Subject: "c", Validity: time.Hour,
	})
	if unknown := UnknownAttributes(PlatformTokenBody, platform.Body); err != nil || unknown != nil {
		t.Errorf("platform token: %v, unknown %v", err, unknown)
	}
}

func TestConcealBodyMasksSecretsAndNothingElse(t *testing.T) {
	const secret = "canary"
	tests := map[string]string{
		`{"userIds":[{"name":"password","password":"canary","authCookie":"canary"}],"superUserToken": "canary","scope":3}`: `{"userIds":[{"name":"password","password":"••••","authCookie":"••••"}],"superUserToken": "••••","scope":3}`,
		`{"password":{"a":["canary"]},"b":12345678901234567890}`:                                                           `{"password":"••••","b":12345678901234567890}`,
		`{"a":["password","x"],"b":{"password":"canary"}}`:                                                                 `{"a":["password","x"],"b":{"password":"••••"}}`,
		`{"p\u0061ssword":"canary"}`:                                                                                       `{"p\u0061ssword":"••••"}`,
		`{"password":"canary"} x`:                                                                                          `{"password":"••••"} x`,
		`not JSON`:                                                                                                         `not JSON`,
		``:                                                                                                                 ``,
	}
	for body, want := range tests {
		got := string(ConcealBody([]byte(body)))
		if got != want || strings.Contains(got, secret) {
			t.Errorf("%s:\ngot  %s\nwant %s", body, got, want)
		}
	}
}

func FuzzRawBody(f *testing.F) {
	f.Add([]byte(handWritten))
	f.Add([]byte(`{"userIds":[{"password":"x"}]}`))
	f.Add([]byte("\xff"))
	target := Target{OrganizationID: testOrganization, Endpoint: Endpoint{Search: "https://example.com"}}
	f.Fuzz(func(t *testing.T, body []byte) {
		request, err := target.RawSearchTokenCall(SearchTokenV2, body)
		ConcealBody(body)
		UnknownAttributes(PlatformTokenBody, body)
		if err != nil {
			return
		}
		again, err := target.RawSearchTokenCall(SearchTokenV2, request.Body)
		if err != nil || string(again.Body) != string(request.Body) {
			t.Errorf("%q was taken, then %q: %v", request.Body, again.Body, err)
		}
	})
}
