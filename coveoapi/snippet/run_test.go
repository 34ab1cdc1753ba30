package snippet

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/jwtview"
)

// world is a sandbox for the programs, and what it answers.
type world struct {
	server  *sandbox.Server
	target  coveoapi.Target
	samples map[string]sample
	// token is one for the samples' user, total what the samples' query finds with it.
	token string
	total int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	server, err := sandbox.Start(t.Context(), sandbox.Options{Control: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	endpoint, err := coveoapi.ParseEndpoint(server.URL(), server.OrganizationID())
	if err != nil {
		t.Fatal(err)
	}
	w := &world{server: server, target: coveoapi.Target{OrganizationID: server.OrganizationID(), Endpoint: endpoint}}
	w.samples = samples(t, w.target)
	w.token = w.mint(t).Reveal()
	reply, err := w.client(t).Do(t.Context(), w.authorized(w.samples["query"].request, w.token))
	if err != nil {
		t.Fatal(err)
	}
	found, err := coveoapi.ReadSearch(reply)
	if err != nil || found.Value.TotalCount == 0 {
		t.Fatalf("%d items, %v", found.Value.TotalCount, err)
	}
	w.total = found.Value.TotalCount
	return w
}

func (w *world) client(t *testing.T) *coveoapi.Client {
	t.Helper()
	client, err := coveoapi.New(coveoapi.Config{Target: w.target, MintingKey: w.server.Keys().AuthenticatedSearch})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func (w *world) mint(t *testing.T) coveoapi.Secret {
	t.Helper()
	reply, err := w.client(t).MintRaw(t.Context(), w.samples["search-v2"].request)
	if err != nil {
		t.Fatal(err)
	}
	return reply.Value
}

func (w *world) authorized(request coveoapi.Request, token string) coveoapi.Request {
	request.Credential = coveoapi.NewSecret(token)
	return request
}

func (w *world) key() string {
	return APIKeyVariable + "=" + w.server.Keys().AuthenticatedSearch.Reveal()
}

// printed is what a program printed: the token, or how many items there are. curl
// prints the whole reply, which holds it.
func printed(language Language, out string) string {
	out = strings.TrimSpace(out)
	var reply struct {
		Token      string
		TotalCount *int
	}
	if language.ID != "curl" || json.Unmarshal([]byte(out), &reply) != nil {
		return out
	}
	if reply.TotalCount != nil {
		return fmt.Sprint(*reply.TotalCount, " items found")
	}
	return reply.Token
}

// eachLanguage runs a test for every language that can be run here.
func eachLanguage(t *testing.T, test func(*testing.T, Language, tool)) {
	for _, language := range Languages() {
		t.Run(language.ID, func(t *testing.T) {
			if language.ID == "headless" {
				t.Skip("it runs in a test of its own")
			}
			test(t, language, runnable(t, language))
		})
	}
}

func TestProgramsMint(t *testing.T) {
	w := newWorld(t)
	eachLanguage(t, func(t *testing.T, language Language, how tool) {
		for name, sample := range w.samples {
			if sample.variable != APIKeyVariable || !language.Offers(sample.request) {
				continue
			}
			result := how.run(t, language, language.Write(sample.request, sample.variable), w.key())
			token, err := jwtview.Decode(printed(language, result.out))
			if err != nil || result.code != 0 {
				t.Errorf("%s: %v, exit code %d\n%s%s", name, err, result.code, result.out, result.err)
				continue
			}
			want := jwtview.KindSearch
			if name == "platform" {
				want = jwtview.KindPlatform
			}
			if token.Kind() != want {
				t.Errorf("%s: minted a %s", name, token.Kind())
			}
		}
	})
}

func TestProgramsQuery(t *testing.T) {
	w := newWorld(t)
	want := fmt.Sprint(w.total, " items found")
	eachLanguage(t, func(t *testing.T, language Language, how tool) {
		for _, name := range []string{"query", "query-url"} {
			sample := w.samples[name]
			if !language.Offers(sample.request) {
				continue
			}
			result := how.run(t, language, language.Write(sample.request, sample.variable), AccessTokenVariable+"="+w.token)
			if got := printed(language, result.out); got != want || result.code != 0 {
				t.Errorf("%s: %q, want %q, exit code %d\n%s", name, got, want, result.code, result.err)
			}
		}
	})
}

// Every hostile text, in any language, comes out as it went in: in the claims of the
// token that the program mints.
func TestHostileTextsReachCoveoAsTheyAre(t *testing.T) {
	w := newWorld(t)
	request := hostileRequest(t, w.target, "")
	var body coveoapi.SearchTokenRequest
	if err := json.Unmarshal(request.Body, &body); err != nil {
		t.Fatal(err)
	}
	body.UserGroups = hostile()[1:]
	request, err := w.target.SearchTokenCall(coveoapi.SearchTokenV2, body)
	if err != nil {
		t.Fatal(err)
	}
	asText := request // a name given twice keeps the body from being written as literals
	asText.Body = []byte(`{"userDisplayName":"x",` + string(request.Body[1:len(request.Body)-1]) + `,"userDisplayName":"y"}`)
	eachLanguage(t, func(t *testing.T, language Language, how tool) {
		for _, request := range []coveoapi.Request{request, asText} {
			result := how.run(t, language, language.Write(request, APIKeyVariable), w.key())
			var claims struct {
				UserGroups []string `json:"userGroups"`
			}
			parts := strings.Split(printed(language, result.out), ".")
			payload, err := base64.RawURLEncoding.DecodeString(parts[len(parts)/2])
			if err != nil || json.Unmarshal(payload, &claims) != nil {
				t.Fatalf("no token: %s%s", result.out, result.err)
			}
			if diff := cmp.Diff(body.UserGroups, claims.UserGroups); diff != "" {
				t.Errorf("groups (-want +got):\n%s", diff)
			}
		}
	})
}

func TestProgramsSayWhyTheyFailed(t *testing.T) {
	w := newWorld(t)
	const wrong = "xxSANDBOX-made-up-key"
	eachLanguage(t, func(t *testing.T, language Language, how tool) {
		sample := w.samples["search-v2"]
		code := language.Write(sample.request, sample.variable)
		refused := how.run(t, language, code, APIKeyVariable+"="+wrong)
		if !strings.Contains(refused.out+refused.err, "Invalid access token") || strings.Contains(refused.out+refused.err, wrong) {
			t.Errorf("a wrong key: exit code %d\n%s%s", refused.code, refused.out, refused.err)
		}
		if language.ID == "curl" {
			return // whose exit code tells of the network only, and which sends no key too
		}
		missing := how.run(t, language, code)
		if refused.code == 0 || missing.code == 0 || !strings.Contains(strings.ToLower(missing.err), "set coveo_api_key first") {
			t.Errorf("exit codes %d and %d without a key\n%s", refused.code, missing.code, missing.err)
		}
	})
}

func TestHeadlessRenewsItsToken(t *testing.T) {
	w := newWorld(t)
	language, _ := Find("headless")
	how := runnable(t, language)
	change, err := http.NewRequestWithContext(t.Context(), http.MethodPut, w.server.URL()+"/sandbox/control", strings.NewReader(`{"expireTokens":true}`))
	if err != nil {
		t.Fatal(err)
	}
	reply, err := http.DefaultClient.Do(change)
	if err != nil || reply.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", reply, err)
	}
	_ = reply.Body.Close()
	tokens := w.token + " " + w.mint(t).Reveal()
	result := how.run(t, language, language.Write(w.samples["search-v2"].request, APIKeyVariable), "TOKENS="+tokens, "NODE_ENV=production")
	if ok, _ := regexp.MatchString(`(?m)^[1-9]\d* items found, 2 tokens fetched$`, result.out); !ok || result.code != 0 {
		t.Errorf("exit code %d\n%s%s", result.code, result.out, result.err)
	}
}

// An editor reads an .http file as this test does: comments, the request line, headers
// up to an empty line, and the rest as the body.
func TestHTTPFilesAreSent(t *testing.T) {
	w := newWorld(t)
	language, _ := Find("http")
	for _, name := range []string{"query", "query-url"} {
		sample := w.samples[name]
		text := strings.ReplaceAll(language.Write(sample.request, sample.variable), "{{$processEnv "+sample.variable+"}}", w.token)
		head, body, _ := strings.Cut(text, "\n\n")
		var request *http.Request
		for _, line := range strings.Split(head, "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			if request == nil {
				method, url, _ := strings.Cut(line, " ")
				var err error
				if request, err = http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body)); err != nil {
					t.Fatal(err)
				}
				continue
			}
			field, value, _ := strings.Cut(line, ": ")
			request.Header.Set(field, value)
		}
		reply, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		var found struct{ TotalCount int }
		if err := json.NewDecoder(reply.Body).Decode(&found); err != nil || found.TotalCount != w.total {
			t.Errorf("%s: %s, %d items, want %d", name, reply.Status, found.TotalCount, w.total)
		}
		_ = reply.Body.Close()
	}
}
