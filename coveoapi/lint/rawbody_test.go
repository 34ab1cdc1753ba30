package lint

import (
	"strings"
	"testing"

	"coveotoken/coveoapi"
)

// The documentation's own example of a platform token.
const documentedPlatform = `{
  "body": {
    "additionalConfiguration": {"search": {"userIds": [{"name": "asmith@example.com", "provider": "Email Security Provider", "type": "User"}]}},
    "organizationId": "acmecorp",
    "privileges": [{"level": "NORMAL", "owner": "SEARCH_API", "targetDomain": "IMPERSONATE", "targetId": "*", "type": "ENABLE"}]
  }
}`

const goodSearch = `{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider"}],"userDisplayName":"Alice Smith"}`

func bodyTrials() []trial {
	st := func(rule, field, body string) trial {
		return trial{rule, field, RawBody(coveoapi.SearchTokenBody, []byte(body), Context{})}
	}
	pt := func(rule, field, body string) trial {
		return trial{rule, field, RawBody(coveoapi.PlatformTokenBody, []byte(body), Context{})}
	}
	return []trial{
		st("body-unreadable", "body", "{\n\"userIds\": }"),
		st("body-unreadable", "body", "[]"),
		st("body-unreadable", "body", ""),
		st("body-unreadable", "", goodSearch),
		pt("body-not-wrapped", "body", `{"privileges":[],"organizationId":"acmecorp"}`),
		pt("body-not-wrapped", "", documentedPlatform),
		pt("body-not-wrapped", "", `{}`),
		st("attribute-type", "validFor", `{"validFor":"1h"}`),
		st("attribute-type", "userIds", `{"userIds":"asmith@example.com"}`),
		st("attribute-type", "", goodSearch),
		st("attribute-misspelt", "searchhub", `{"searchhub":"SupportHub"}`),
		st("attribute-misspelt", "userIds[1].Provider", `{"userIds":[{},{"Provider":"x"}]}`),
		pt("attribute-misspelt", "body.privilege", `{"body":{"privilege":[]}}`),
		st("attribute-misspelt", "", `{"colour":"red"}`),
		st("attribute-old", "expiration", `{"expiration":3600000}`),
		st("attribute-old", "", goodSearch),
		pt("attribute-old", "", `{"expiration":1}`),
		st("attribute-unknown", "colour", `{"colour":"red","searchhub":"x"}`),
		st("attribute-unknown", "", goodSearch),
		pt("attribute-unknown", "body.additionalConfiguration.search.userIds[0].infos", `{"body":{"additionalConfiguration":{"search":{"userIds":[{"infos":{}}]}}}}`),
		pt("attribute-read-only", "exp", `{"exp":1,"sub":"x","body":{}}`),
		pt("attribute-read-only", "body.creatorEmail", `{"body":{"creatorEmail":"asmith@example.com"}}`),
		pt("attribute-read-only", "", documentedPlatform),
		st("attribute-read-only", "", goodSearch),
		st("validity-in-seconds", "validFor", `{"validFor":3600}`),
		st("validity-in-seconds", "validFor", `{"validFor":86400}`),
		st("validity-in-seconds", "", `{"validFor":3600000}`),
		st("validity-outside", "validFor", `{"validFor":60}`),
		st("validity-outside", "", `{"validFor":3600}`),
		// What a body asks for is looked at too, wrapped or not.
		pt("privileges-missing", "", `{"privileges":[{"owner":"SEARCH_API","targetDomain":"EXECUTE_QUERY"}]}`),
		pt("impersonate-on-server", "privileges[0]", documentedPlatform),
		pt("analytics-user-missing", eventUser, `{"body":{"privileges":[{"owner":"USAGE_ANALYTICS","targetDomain":"IMPERSONATE"}]}}`),
		// A name in other capitals is not the attribute: no hub is set here.
		st("pipeline-and-hub", "", `{"pipeline":"Support","searchhub":"SupportHub"}`),
		st("users-missing", "userIds", `{"userids":[{"name":"asmith@example.com","provider":"Email Security Provider"}]}`),
		// A value of another kind does not hide the others.
		st("pipeline-and-hub", "searchHub", `{"validFor":"1h","pipeline":"Support","searchHub":"SupportHub"}`),
	}
}

func TestGuessKind(t *testing.T) {
	for body, want := range map[string]coveoapi.BodyKind{
		goodSearch:                      coveoapi.SearchTokenBody,
		documentedPlatform:              coveoapi.PlatformTokenBody,
		`{"privileges":[]}`:             coveoapi.PlatformTokenBody,
		`{"body":null}`:                 coveoapi.PlatformTokenBody,
		`{}`:                            coveoapi.SearchTokenBody,
		`not JSON`:                      coveoapi.SearchTokenBody,
		"\ufeff" + `{"body":{}}` + "\n": coveoapi.PlatformTokenBody,
	} {
		if got := GuessKind([]byte(body)); got != want {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
}

// TestNoSecretIsSaid puts secrets wherever a body may hold one, in the right kind and
// in a wrong one.
func TestNoSecretIsSaid(t *testing.T) {
	const secret = "98765432109876543210"
	for _, value := range []string{`"` + secret + `"`, secret, `{"` + `a":` + secret + `}`} {
		body := `{"superUserToken":` + value + `,"userIds":[{"name":"a@example.com","provider":"Email Security Provider","password":` + value + `,"authCookie":` + value + `}]}`
		for _, f := range RawBody(coveoapi.SearchTokenBody, []byte(body), Context{}) {
			if strings.Contains(f.Field+f.Brief+f.Sentence+f.Remedy, secret) {
				t.Errorf("%+v", f)
			}
		}
	}
}

// TestManyAttributesAreQuick reads the longest body that can be sent, of nothing but
// attributes that nobody knows.
func TestManyAttributesAreQuick(t *testing.T) {
	var body strings.Builder
	body.WriteString(`{"a":0`)
	for body.Len() < 1_000_000 {
		body.WriteString(`,"x` + strings.Repeat("y", body.Len()%7) + strings.Repeat("z", body.Len()%11) + `":0`)
	}
	body.WriteString(`}`)
	if found := RawBody(coveoapi.SearchTokenBody, []byte(body.String()), Context{}); len(found) == 0 {
		t.Error("nothing was found")
	}
}

func FuzzRawBody(f *testing.F) {
	for _, c := range []string{goodSearch, documentedPlatform, `{"userids":[{"Name":1}],"filter":"@a=b or c"}`, `{"privileges":[{}],"exp":1}`, `{"userIds":[[[{}]]]}`, `{`, ``, `{"":0}`} {
		f.Add(c, true)
		f.Add(c, false)
	}
	f.Fuzz(func(t *testing.T, body string, isPlatform bool) {
		kind := coveoapi.SearchTokenBody
		if isPlatform {
			kind = coveoapi.PlatformTokenBody
		}
		GuessKind([]byte(body))
		known := map[string]bool{}
		for _, r := range All() {
			known[r.ID] = true
		}
		for _, found := range RawBody(kind, []byte(body), Context{Providers: []string{"Directory"}, ForBrowser: true}) {
			if !known[found.ID] || found.Field == "" || found.Sentence == "" {
				t.Errorf("%+v", found)
			}
		}
	})
}
