package snippet

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

func TestCurlReads(t *testing.T) {
	request := coveoapi.Request{
		Method: "POST",
		URL:    "https://platform.cloud.coveo.com/rest/search/v2/token?organizationId=acme",
		Header: []coveoapi.HeaderField{{Name: "Content-Type", Value: "application/json"}, {Name: "Accept", Value: "application/json"}},
		Body:   []byte(`{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider"}]}`),
	}
	want := `curl -X 'POST' 'https://platform.cloud.coveo.com/rest/search/v2/token?organizationId=acme' \
  -H "Authorization: Bearer $COVEO_API_KEY" \
  -H 'Content-Type: application/json' \
  -H 'Accept: application/json' \
  --data-raw '{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider"}]}'`
	if diff := cmp.Diff(want, Curl(request, APIKeyVariable)); diff != "" {
		t.Errorf("command (-want +got):\n%s", diff)
	}
}

func TestCurlNeverHoldsTheCredential(t *testing.T) {
	for _, place := range []coveoapi.CredentialPlace{coveoapi.InAuthorizationHeader, coveoapi.InAccessTokenParameter} {
		request := coveoapi.Request{Method: "GET", URL: "https://a.example/", Credential: coveoapi.NewSecret("xxCANARY"), Place: place}
		if command := Curl(request, AccessTokenVariable); strings.Contains(command, "CANARY") {
			t.Errorf("the command is %s", command)
		}
	}
}

// run has a shell run the command with a curl that prints its arguments, each
// followed by a byte that none of them can hold.
func run(t *testing.T, command string) []string {
	t.Helper()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no POSIX shell")
	}
	script := "curl() { printf '%s\\001' \"$@\"; }\n" + command + "\n"
	cmd := exec.Command(shell)
	cmd.Stdin = strings.NewReader(script)
	cmd.Env = []string{APIKeyVariable + "=xxSANDBOX-key", AccessTokenVariable + "=eyJ.token.x"}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, out, script)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x01"), "\x01")
}

func TestEveryValueReachesCurlAsItIs(t *testing.T) {
	hostile := []string{
		"", "plain", "it's", `'; rm -rf / #`, `$(touch /tmp/x)`, "`id`", `$HOME "${PATH}" \n \`, "two\nlines\n", "\ttab", "@file", "-o/etc/passwd",
		"!!", "*?[a]{b,c}~", "ünï ☃ \u202e", "\x7f\x1b[31m", `'\''`, "''", "\\", "a'b'c'", "%s%n", "&&;|<>",
	}
	for _, value := range hostile {
		request := coveoapi.Request{
			Method: "POST",
			URL:    "https://a.example/?q=" + value,
			Header: []coveoapi.HeaderField{{Name: "X-Test", Value: value}},
			Body:   []byte(value),
		}
		for place, url := range map[coveoapi.CredentialPlace]string{
			coveoapi.InAuthorizationHeader:  request.URL,
			coveoapi.InAccessTokenParameter: request.URL + "&access_token=eyJ.token.x",
		} {
			request.Place = place
			variable := APIKeyVariable
			if place == coveoapi.InAccessTokenParameter {
				variable = AccessTokenVariable
			}
			var want []string
			if strings.ContainsAny(url, "[]{}") {
				want = append(want, "--globoff")
			}
			want = append(want, "-X", "POST", url)
			if place == coveoapi.InAuthorizationHeader {
				want = append(want, "-H", "Authorization: Bearer xxSANDBOX-key")
			}
			header := "X-Test: " + value
			if value == "" {
				header = "X-Test;"
			}
			want = append(want, "-H", header, "--data-raw", value)
			if diff := cmp.Diff(want, run(t, Curl(request, variable))); diff != "" {
				t.Errorf("%q (-want +got):\n%s", value, diff)
			}
		}
	}
}

func TestCurlOfARead(t *testing.T) {
	request := coveoapi.Request{Method: "GET", URL: "https://a.example/x", Place: coveoapi.InAccessTokenParameter}
	want := []string{"https://a.example/x?access_token=eyJ.token.x"}
	if diff := cmp.Diff(want, run(t, Curl(request, AccessTokenVariable))); diff != "" {
		t.Errorf("arguments (-want +got):\n%s", diff)
	}
}

func TestCurlOfATokenThatIsAskedAbout(t *testing.T) {
	token := coveoapi.NewSecret("xxCANARY")
	inForm := coveoapi.Request{Method: "POST", URL: "https://a.example/check", Tested: token, TestedPlace: coveoapi.TestedInForm}
	inQuery := coveoapi.Request{Method: "POST", URL: "https://a.example/privileges", Body: []byte("{}"), Tested: token}
	both := inQuery
	both.Place = coveoapi.InAccessTokenParameter
	const bearer = "Authorization: Bearer xxSANDBOX-key"
	for _, test := range []struct {
		request coveoapi.Request
		want    []string
	}{
		{inForm, []string{"-X", "POST", "https://a.example/check", "-H", bearer, "--data-urlencode", "token=eyJ.token.x"}},
		{inQuery, []string{"-X", "POST", "https://a.example/privileges?accessToken=eyJ.token.x", "-H", bearer, "--data-raw", "{}"}},
		{both, []string{"-X", "POST", "https://a.example/privileges?access_token=xxSANDBOX-key&accessToken=eyJ.token.x", "--data-raw", "{}"}},
	} {
		command := Curl(test.request, APIKeyVariable)
		if strings.Contains(command, "CANARY") {
			t.Errorf("the command is %s", command)
		}
		if diff := cmp.Diff(test.want, run(t, command)); diff != "" {
			t.Errorf("arguments (-want +got):\n%s", diff)
		}
	}
}

func FuzzQuote(f *testing.F) {
	f.Add("it's")
	f.Add("$(x)\n`y`")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\x00\x01") {
			return // No argument of a command can hold the first; the second is ours.
		}
		if got := run(t, "curl "+quote(text)); len(got) != 1 || got[0] != text {
			t.Errorf("%q reached curl as %q", text, got)
		}
	})
}
