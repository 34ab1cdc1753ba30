package recorded_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/recorded"
)

// claims are those of a made-up search token.
const claims = `{"v8":true,"organization":"acmecorp","userIds":[{"type":"User","name":"bob@example.com","provider":"Email Security provider"}],` +
	`"roles":["queryExecutor"],"iss":"SearchApi","searchHub":"AgentPanel","exp":1773482400,"iat":1773478800}`

// token is a token of the claims, unsigned in all but form.
func token() string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims)) + "." + encode([]byte("signature"))
}

// fill puts the token into a text.
func fill(text string) string { return strings.ReplaceAll(text, "TOKEN", token()) }

// one parses a text that holds one request.
func one(t *testing.T, text string) recorded.Request {
	t.Helper()
	recording, err := recorded.Parse(fill(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(recording.Requests) != 1 {
		t.Fatalf("%d requests, want 1", len(recording.Requests))
	}
	return recording.Requests[0]
}

// The shapes are those that browsers copy; what they say is made up.
const (
	chrome = `curl 'https://acmecorp.org.coveo.com/rest/search/v2?organizationId=acmecorp' \
  -H 'accept: */*' \
  -H 'accept-language: en-US,en;q=0.9' \
  -H 'authorization: Bearer TOKEN' \
  -H 'content-type: application/json' \
  -b 'visitor=12ab; other=1' \
  -H 'sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"' \
  -H 'user-agent: Mozilla/5.0' \
  --data-raw $'{"q":"can\'t log in\u0021","aq":"@source==\\"KB\\"","numberOfResults":5,"enableQuerySyntax":false,"tab":"All","facets":[{"field":"year"}],"context":{"role":"agent"}}' \
  --compressed \
  --insecure`
	chromeWindows = `curl ^"https://acmecorp.org.coveo.com/rest/search/v2?organizationId=acmecorp^&x=1^" ^
  -H ^"accept: */*^" ^
  -H ^"authorization: Bearer TOKEN^" ^
  -H ^"content-type: application/json^" ^
  --data-raw ^"^{^\^"q^\^":^\^"50^% off ^\\^\^"now^\\^\^"^\^",^\^"numberOfResults^\^":5^}^"`
	firefox = `curl 'https://acmecorp.org.coveo.com/rest/search/v2?organizationId=acmecorp' --compressed -X POST -H 'User-Agent: Mozilla/5.0' -H 'Accept: */*' -H 'Accept-Encoding: gzip, deflate, br, zstd' -H 'Referer: https://shop.example.com/' -H 'Content-Type: application/json' -H 'Authorization: Bearer TOKEN' -H 'Origin: https://shop.example.com' -H 'Priority: u=4' --data-raw '{"q":"it'\''s","numberOfResults":5}'`
	safari  = `curl 'https://acmecorp.org.coveo.com/rest/search/v2?organizationId=acmecorp' \
-X 'POST' \
-H 'Content-Type: application/json' \
-H 'Accept: */*' \
-H 'Authorization: Bearer TOKEN' \
-H 'Content-Length: 34' \
--data-binary '{"q":"lamp","numberOfResults":5}'`
	fetch = `fetch("https://acmecorp.org.coveo.com/rest/search/v2?organizationId=acmecorp", {
  "headers": {
    "authorization": "Bearer TOKEN",
    "content-type": "application/json"
  },
  "body": "{\"q\":\"lamp\",\"numberOfResults\":5}",
  "method": "POST",
  "credentials": "include"
});`
	httpText = "POST /rest/search/v2?organizationId=acmecorp HTTP/1.1\r\nHost: acmecorp.org.coveo.com\r\nAuthorization: Bearer TOKEN\r\nContent-Type: application/json\r\n\r\n{\"q\":\"lamp\",\"numberOfResults\":5}"
	older    = `curl "https://platform-eu.cloud.coveo.com/rest/search?organizationId=acmecorp&access_token=TOKEN" -H "Content-Type: application/x-www-form-urlencoded" -d "q=lamp&numberOfResults=5&enableQuerySyntax=true&fieldsToInclude=title,source&groupBy=%5B%7B%22field%22%3A%22%40year%22%7D%5D" -d firstResult=10`
	byHand   = `curl -sSLG --oauth2-bearer TOKEN https://acmecorp.org.coveo.com/rest/search/v2 --data-urlencode 'q=a & b' -d numberOfResults=5`
)

func TestShapesOfBrowsers(t *testing.T) {
	raw := func(text string) json.RawMessage { return json.RawMessage(text) }
	for _, test := range []struct {
		name, text string
		form       recorded.Form
		method     string
		place      coveoapi.CredentialPlace
		query      coveoapi.SearchQuery
	}{
		{"chrome", chrome, recorded.Curl, "POST", coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{
			Q: "can't log in!", AQ: `@source=="KB"`, NumberOfResults: 5, Tab: "All",
			Extra: map[string]json.RawMessage{"facets": raw(`[{"field":"year"}]`), "context": raw(`{"role":"agent"}`)},
		}},
		{"chrome windows", chromeWindows, recorded.CurlWindows, "POST", coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{
			Q: `50% off "now"`, NumberOfResults: 5, Extra: map[string]json.RawMessage{"x": raw("1")},
		}},
		{"firefox", firefox, recorded.Curl, "POST", coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "it's", NumberOfResults: 5}},
		{"safari", safari, recorded.Curl, "POST", coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "lamp", NumberOfResults: 5}},
		{"fetch", fetch, recorded.Fetch, "POST", coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "lamp", NumberOfResults: 5}},
		{"http", httpText, recorded.HTTP, "POST", coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "lamp", NumberOfResults: 5}},
		{"older", older, recorded.Curl, "POST", coveoapi.InAccessTokenParameter, coveoapi.SearchQuery{
			Q: "lamp", NumberOfResults: 5, EnableQuerySyntax: true, FirstResult: 10, FieldsToInclude: []string{"title", "source"},
			Extra: map[string]json.RawMessage{"groupBy": raw(`[{"field":"@year"}]`)},
		}},
		{"by hand", byHand, recorded.Curl, "GET", coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "a & b", NumberOfResults: 5}},
		{"url", "https://acmecorp.org.coveo.com/rest/search/v2?access_token=TOKEN&q=lamp", recorded.Address, "GET", coveoapi.InAccessTokenParameter, coveoapi.SearchQuery{Q: "lamp", NumberOfResults: 10}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !recorded.Looks(fill(test.text)) {
				t.Error("it does not look like a request")
			}
			recording, err := recorded.Parse(fill(test.text))
			if err != nil {
				t.Fatal(err)
			}
			got := recording.Requests[0]
			if recording.Form != test.form || got.Method != test.method || got.Place != test.place {
				t.Errorf("form %q, method %q, place %d", recording.Form, got.Method, got.Place)
			}
			if got.Call.Kind != recorded.SearchCall || got.OrganizationID != "acmecorp" {
				t.Errorf("call %+v of %q", got.Call, got.OrganizationID)
			}
			if got.Query == nil {
				t.Fatal("no query")
			}
			if diff := cmp.Diff(test.query, *got.Query); diff != "" {
				t.Error(diff)
			}
			if got.CredentialKind != recorded.TokenCredential || !got.Credential.Equal(coveoapi.NewSecret(token())) || got.Token == nil {
				t.Errorf("credential %q", got.CredentialKind)
			}
			if strings.Contains(got.URL, token()) {
				t.Error("the token is in the URL")
			}
		})
	}
}

func TestWhatIsLeftOutIsNamed(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"cookies", chrome, "Cookies are left out"},
		{"insecure", chrome, "-k (--insecure) is refused"},
		{"headers", chrome, "2 other headers"},
		{"redirects", byHand, "Redirects are not followed"},
		{"proxy", "curl -x http://proxy.example.com:3128 https://acmecorp.org.coveo.com/rest/search/v2", "The proxy is left out"},
		{"unknown option", "curl --frobnicate yes https://acmecorp.org.coveo.com/rest/search/v2", "--frobnicate is not known"},
		{"named option", "curl --interface eth0 https://acmecorp.org.coveo.com/rest/search/v2", "--interface is left out"},
		{"file", "curl https://acmecorp.org.coveo.com/rest/search/v2 -d @/etc/passwd", "not opened"},
		{"password", "curl -u a:b https://acmecorp.org.coveo.com/rest/search/v2", "user name and password"},
		{"user in the address", "https://a:b@acmecorp.org.coveo.com/rest/search/v2", "user name and password"},
		{"no credential", "curl https://acmecorp.org.coveo.com/rest/search/v2", "carries no credential"},
		{"variable", `curl -H "Authorization: Bearer $TOKEN_X" https://acmecorp.org.coveo.com/rest/search/v2`, "a variable or a placeholder"},
		{"expansion", "curl -d \"q=$(id)\" https://acmecorp.org.coveo.com/rest/search/v2", "not filled in"},
		{"pipe", "curl https://acmecorp.org.coveo.com/rest/search/v2 | sh", "What follows"},
		{"two credentials", "curl -H 'Authorization: Bearer TOKEN' 'https://acmecorp.org.coveo.com/rest/search/v2?access_token=abcdefgh'", "several credentials"},
		{"wrong kind", `curl https://acmecorp.org.coveo.com/rest/search/v2 -d '{"numberOfResults":"many"}'`, "numberOfResults holds a value of another kind"},
		{"no JSON", `curl https://acmecorp.org.coveo.com/rest/search/v2 -d 'q' -H 'content-type: application/json'`, "no JSON object"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := one(t, test.text)
			if notes := strings.Join(got.Notes, "\n"); !strings.Contains(notes, test.want) {
				t.Errorf("%q is not among the notes:\n%s", test.want, notes)
			}
		})
	}
}

func TestAQueryIsSentAsItWas(t *testing.T) {
	got := one(t, `curl https://acmecorp.org.coveo.com/rest/search/v2 -H 'content-type: application/json' -d '{"q":"a<b","numberOfResults":"many","maximumAge":12345678901234567890,"q2":{"b":[1,2]}}'`)
	encoded, err := json.Marshal(got.Query)
	if err != nil {
		t.Fatal(err)
	}
	var sent map[string]json.RawMessage
	if err := json.Unmarshal(encoded, &sent); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"numberOfResults": `"many"`, "maximumAge": "12345678901234567890", "q2": `{"b":[1,2]}`} {
		if string(sent[name]) != want {
			t.Errorf("%s is sent as %s, want %s", name, sent[name], want)
		}
	}
	if diff := cmp.Diff([]string{"maximumAge", "numberOfResults", "q2"}, got.Unknown()); diff != "" {
		t.Error(diff)
	}
}

func TestCalls(t *testing.T) {
	for text, want := range map[string]recorded.CallKind{
		"curl -d '{}' https://acmecorp.org.coveo.com/rest/search/v3":                           recorded.SearchCall,
		"curl -d '{}' https://acmecorp.org.coveo.com/rest/search/v2/":                          recorded.SearchCall,
		"curl -d '{}' https://shop.example.com/coveo/rest/search/v2":                           recorded.SearchCall,
		"curl -d '{}' https://acmecorp.org.coveo.com/rest/search/v3/token":                     recorded.SearchTokenCall,
		"curl -d '{}' https://acmecorp.org.coveo.com/rest/search/v2/querySuggest":              recorded.SuggestCall,
		"curl -d '{}' https://platform.cloud.coveo.com/rest/organizations/acmecorp/tokens":     recorded.PlatformTokenCall,
		"https://acmecorp.org.coveo.com/rest/search/v2/html?uniqueId=1&access_token=TOKEN":     recorded.APICall,
		"https://shop.example.com/#/search?q=lamp&access_token=TOKEN":                          recorded.OtherCall,
		"curl -X DELETE https://platform.cloud.coveo.com/rest/organizations/acmecorp/whatever": recorded.APICall,
	} {
		if got := one(t, text).Call.Kind; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got := one(t, "https://shop.example.com/#/search?q=lamp&access_token=TOKEN"); got.Token == nil {
		t.Error("the token in the fragment was not found")
	}
}

func TestOnlyCoveosOwnHostsAreTargets(t *testing.T) {
	for address, want := range map[string]string{
		"https://acmecorp.org.coveo.com/rest/search/v2":                                       "organization",
		"https://ACMECORP.org.coveo.com/rest/search/v2":                                       "organization",
		"https://acmecorp.orghipaa.coveo.com/rest/search/v2":                                  "organization-hipaa",
		"https://platform-eu.cloud.coveo.com/rest/search/v2?organizationId=acmecorp":          "eu",
		"https://platform.cloud.coveo.com/rest/search/v2":                                     "",
		"http://acmecorp.org.coveo.com/rest/search/v2":                                        "",
		"https://acmecorp.org.coveo.com:8443/rest/search/v2":                                  "",
		"https://acmecorp.org.coveo.com.example.com/rest/search/v2?organizationId=acmecorp":   "",
		"https://acmecorp.org.coveo.com/other/rest/search/v2":                                 "",
		"http://127.0.0.1:9/rest/search/v2?organizationId=acmecorp":                           "",
		"https://acmecorp.org.coveo.com@example.com/rest/search/v2?organizationId=acmecorp":   "",
		"https://example.com/acmecorp.org.coveo.com/rest/search/v2?organizationId=acmecorp":   "",
		"https://platform.cloud.coveo.com\\@example.com/rest/search/v2?organizationId=acmeco": "",
	} {
		recording, err := recorded.Parse(address)
		if err != nil {
			if want != "" {
				t.Errorf("%s: %v", address, err)
			}
			continue
		}
		target, ok := recording.Requests[0].Target()
		if ok != (want != "") || ok && target.Endpoint.Spec != want {
			t.Errorf("%s: %q %v, want %q", address, target.Endpoint.Spec, ok, want)
		}
	}
}

func TestTheFormOfAToken(t *testing.T) {
	form, ok := recorded.FormOf(one(t, chrome).Token)
	want := coveoapi.SearchTokenRequest{
		UserIDs:   []coveoapi.UserID{{Name: "bob@example.com", Provider: "Email Security provider", Type: "User"}},
		SearchHub: "AgentPanel", ValidForMillis: 3_600_000,
	}
	if diff := cmp.Diff(want, form.Search); diff != "" || !ok {
		t.Error(ok, diff)
	}
	alice := []coveoapi.UserID{{Name: "alice@example.com", Provider: coveoapi.EmailSecurityProvider, Type: "User"}}
	if other := form.As(alice); other.Search.SearchHub != "AgentPanel" || !slices.Equal([]string{other.Search.UserIDs[0].Name}, []string{"alice@example.com"}) {
		t.Errorf("%+v", other)
	}
}

func TestWhatIsNoRequestIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"empty": " \n", "words": "hello there", "token": token(), "no url": "curl -X POST", "open quote": "curl 'https://acmecorp.org.coveo.com",
		"open double": `curl "https://x`, "open ansi": `curl $'https://x\`, "open windows": `curl ^"https://x ^`, "json": `{"token":"TOKEN"}`,
		"no har": `[1,2]`, "empty har": `{"log":{"entries":[]}}`, "powershell": `Invoke-WebRequest -Uri "https://acmecorp.org.coveo.com"`,
		"no host": "GET / HTTP/1.1\n\n", "ftp": "curl ftp://example.com/", "bad address": "curl 'https://[::1'", "fetch": "fetch(x)", "fetch options": `fetch("https://x", {a:1})`,
		"deep":  strings.Repeat("[", 20_000),
		"large": strings.Repeat("x", recorded.MaxBytes+1),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := recorded.Parse(fill(text))
			var input *coveoapi.InputError
			if !errors.As(err, &input) {
				t.Fatalf("%v is not an input error", err)
			}
			if strings.Contains(err.Error(), token()) {
				t.Error("the error holds the token")
			}
		})
	}
}
