package grant_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/jwtview"
)

func target() coveoapi.Target { return coveoapi.Target{OrganizationID: "acme"} }

func privileges(t *testing.T, texts ...string) []coveoapi.Privilege {
	t.Helper()
	list := []coveoapi.Privilege{}
	for _, text := range texts {
		p, err := coveoapi.ParsePrivilege(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func decode(t testing.TB, claims string) *jwtview.Token {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	token, err := jwtview.Decode(encode([]byte(`{"alg":"HS256"}`)) + "." + encode([]byte(claims)) + ".c2ln")
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// rows are the rows that are not equal, each as "state name: requested | token |
// effective".
func unequal(c grant.Comparison) []string {
	found := []string{}
	for _, row := range c.Rows {
		if row.State != grant.Equal {
			found = append(found, string(row.State)+" "+row.Name+": "+shown(row.Requested)+" | "+shown(row.Token)+" | "+shown(row.Effective))
		}
	}
	return found
}

func shown(c grant.Cell) string {
	if c.Held {
		return c.Text
	}
	return c.Mark()
}

func askedSearch(t *testing.T, body coveoapi.SearchTokenRequest) grant.Asked {
	t.Helper()
	request, err := target().SearchTokenCall(coveoapi.SearchTokenV2, body)
	if err != nil {
		t.Fatal(err)
	}
	return grant.FromRequest(target(), request)
}

func askedPlatform(t *testing.T, body coveoapi.PlatformTokenRequest) grant.Asked {
	t.Helper()
	request, err := target().PlatformTokenCall(body)
	if err != nil {
		t.Fatal(err)
	}
	return grant.FromRequest(target(), request)
}

func platformToken(t *testing.T, privileges, rest string) *jwtview.Token {
	return decode(t, `{"body":{"organizationId":"acme","privileges":[`+privileges+`]`+rest+`},"iat":1000,"exp":4600,"sub":"key"}`)
}

const (
	impersonate = `{"type":"ENABLE","targetDomain":"IMPERSONATE","targetId":"*","owner":"SEARCH_API","level":"NORMAL"}`
	viewOne     = `{"type":"VIEW","targetDomain":"QUERY_PIPELINE","targetId":"p1","owner":"SEARCH_API"}`
	viewAll     = `{"type":"VIEW","targetDomain":"QUERY_PIPELINE","targetId":"*","owner":"SEARCH_API","level":"GLOBAL"}`
)

func TestPrivilegesOfAPlatformToken(t *testing.T) {
	for name, test := range map[string]struct {
		asked     []string
		token     string
		effective []string
		want      []string
		summary   string
	}{
		"all equal": {
			[]string{"SEARCH_API/IMPERSONATE"},
			impersonate,
			[]string{"SEARCH_API/IMPERSONATE"},
			[]string{},
			"Privileges requested 1 / in the token 1 / effective 1: all equal",
		},
		"the other name of impersonate": {
			[]string{"SEARCH_API/IMPERSONATE"},
			strings.Replace(impersonate, "IMPERSONATE", "IMPERSONATE_SEARCH_API", 1), nil,
			[]string{},
			"Privileges requested 1 / in the token 1 / effective ?: all equal",
		},
		"not in the token": {
			[]string{"SEARCH_API/IMPERSONATE", "USAGE_ANALYTICS/IMPERSONATE"},
			impersonate,
			[]string{"SEARCH_API/IMPERSONATE"},
			[]string{"missing USAGE_ANALYTICS/IMPERSONATE:ENABLE: USAGE_ANALYTICS/IMPERSONATE:ENABLE | ✗ | ✗"},
			"Privileges requested 2 / in the token 1 / effective 1: 1 missing",
		},
		"in the token and not effective": {
			[]string{"SEARCH_API/IMPERSONATE"},
			impersonate,
			[]string{},
			[]string{"missing SEARCH_API/IMPERSONATE:ENABLE: SEARCH_API/IMPERSONATE:ENABLE | SEARCH_API/IMPERSONATE:ENABLE | ✗"},
			"Privileges requested 1 / in the token 1 / effective 0: 1 missing",
		},
		"more than was asked": {
			[]string{"SEARCH_API/IMPERSONATE"},
			impersonate,
			[]string{"SEARCH_API/IMPERSONATE", "PLATFORM/FIELD:VIEW"},
			[]string{"extra PLATFORM/FIELD:VIEW: ✗ | ✗ | PLATFORM/FIELD:VIEW"},
			"Privileges requested 1 / in the token 1 / effective 2: 1 extra",
		},
		"for more resources": {
			[]string{"SEARCH_API/QUERY_PIPELINE:VIEW@p1"},
			viewAll, nil,
			[]string{
				"wider SEARCH_API/QUERY_PIPELINE:VIEW@p1: SEARCH_API/QUERY_PIPELINE:VIEW@p1 | ✗ | ?",
				"extra SEARCH_API/QUERY_PIPELINE:VIEW: ✗ | SEARCH_API/QUERY_PIPELINE:VIEW | ?",
			},
			"Privileges requested 1 / in the token 1 / effective ?: 1 extra, 1 wider",
		},
		"for fewer resources": {
			[]string{"SEARCH_API/QUERY_PIPELINE:VIEW"},
			viewOne, nil,
			[]string{
				"missing SEARCH_API/QUERY_PIPELINE:VIEW: SEARCH_API/QUERY_PIPELINE:VIEW | ✗ | ?",
				"extra SEARCH_API/QUERY_PIPELINE:VIEW@p1: ✗ | SEARCH_API/QUERY_PIPELINE:VIEW@p1 | ?",
			},
			"Privileges requested 1 / in the token 1 / effective ?: 1 missing, 1 extra",
		},
	} {
		t.Run(name, func(t *testing.T) {
			asked := askedPlatform(t, coveoapi.PlatformTokenRequest{Privileges: privileges(t, test.asked...), Validity: time.Hour})
			effective := grant.Effective{Told: test.effective != nil, Privileges: privileges(t, test.effective...)}
			got := grant.Compare(&asked, platformToken(t, test.token, ""), effective)
			if diff := cmp.Diff(test.want, unequal(got)); diff != "" {
				t.Error(diff)
			}
			if got.Summary() != test.summary || got.Differs() != (len(test.want) > 0) {
				t.Errorf("differs %v: %s", got.Differs(), got.Summary())
			}
		})
	}
}

func TestATokenThatWasNotMintedHereHasTwoColumns(t *testing.T) {
	got := grant.Compare(nil, platformToken(t, impersonate, ""), grant.Effective{Told: true})
	want := []string{"missing SEARCH_API/IMPERSONATE:ENABLE: ? | SEARCH_API/IMPERSONATE:ENABLE | ✗"}
	if diff := cmp.Diff(want, unequal(got)); diff != "" || len(got.Rows) != 1 {
		t.Errorf("%d rows %s", len(got.Rows), diff)
	}
}

func searchClaims(more string) string {
	return `{"v8":true,"organization":"acme","roles":["queryExecutor"],"iss":"SearchApi","iat":1000,"exp":87400,` +
		`"userIds":[{"type":"User","name":"b@x.org","provider":"P"},{"type":"User","name":"a@x.org","provider":"P","infos":{"team":"Sales"}}]` + more + `}`
}

func usual() coveoapi.SearchTokenRequest {
	return coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{
		{Name: "a@x.org", Provider: "P", Infos: map[string]string{"team": "Sales"}, Password: "pass-canary", AuthCookie: "cookie-canary"},
		{Name: "b@x.org", Provider: "P"},
	}}
}

func TestAttributesOfASearchToken(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*coveoapi.SearchTokenRequest)
		claims string
		want   []string
	}{
		"nothing but identities": {func(*coveoapi.SearchTokenRequest) {}, "", []string{}},
		"all as asked": {
			func(r *coveoapi.SearchTokenRequest) {
				r.UserGroups, r.Filter, r.ValidForMillis = []string{"b", "a"}, "@x==1", 86_400_000
				r.Commerce = &coveoapi.CommerceParameters{CatalogID: "c"}
			},
			`,"userGroups":["a","b"],"filter":"@x==1","commerce":{"catalogId":"c"}`,
			[]string{},
		},
		"clamped life": {func(r *coveoapi.SearchTokenRequest) { r.ValidForMillis = 3_600_000 }, "", []string{"different life: 1 h | 24 h | ?"}},
		"lost filter":  {func(r *coveoapi.SearchTokenRequest) { r.Filter = "@x==1" }, "", []string{"missing filter: @x==1 | ✗ | ?"}},
		"another hub": {
			func(r *coveoapi.SearchTokenRequest) { r.SearchHub = "A" }, `,"searchHub":"B"`,
			[]string{"different searchHub: A | B | ?"},
		},
		"a hub that nobody asked for": {func(*coveoapi.SearchTokenRequest) {}, `,"searchHub":"B"`, []string{"extra searchHub: ✗ | B | ?"}},
		"deprecated attributes":       {func(r *coveoapi.SearchTokenRequest) { r.SuperUserToken, r.Scope = "super-canary", 3 }, "", []string{}},
		"unknown claims":              {func(*coveoapi.SearchTokenRequest) {}, `,"seat":12`, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			body := usual()
			test.change(&body)
			asked := askedSearch(t, body)
			got := grant.Compare(&asked, decode(t, searchClaims(test.claims)), grant.Effective{})
			if diff := cmp.Diff(test.want, unequal(got)); diff != "" {
				t.Error(diff)
			}
			for _, row := range got.Rows {
				if strings.Contains(row.Requested.Text+row.Name, "canary") {
					t.Errorf("a secret of the request is in %+v", row)
				}
			}
		})
	}
}

func TestAnotherOrganizationIsADifference(t *testing.T) {
	asked := askedSearch(t, usual())
	got := grant.Compare(&asked, decode(t, strings.Replace(searchClaims(""), `"acme"`, `"other"`, 1)), grant.Effective{})
	if diff := cmp.Diff([]string{"different organization: acme | other | ?"}, unequal(got)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatASearchTokenAlwaysHas(t *testing.T) {
	const query = "SEARCH_API/EXECUTE_QUERY"
	asked := askedSearch(t, usual())
	for name, test := range map[string]struct {
		claims    string
		effective []string
		want      []string
	}{
		"queries and events": {searchClaims(""), []string{query, "USAGE_ANALYTICS/ANALYTICS_DATA:EDIT"}, []string{}},
		"queries alone":      {searchClaims(""), []string{query}, []string{}},
		"no query":           {searchClaims(""), []string{}, []string{"missing SEARCH_API/EXECUTE_QUERY:ENABLE: always | role queryExecutor | ✗"}},
		"another role":       {strings.Replace(searchClaims(""), "queryExecutor", "reader", 1), []string{query}, []string{"missing SEARCH_API/EXECUTE_QUERY:ENABLE: always | ✗ | SEARCH_API/EXECUTE_QUERY:ENABLE"}},
		"no roles":           {strings.Replace(searchClaims(""), `"roles":["queryExecutor"],`, "", 1), []string{query}, []string{}},
		"more":               {searchClaims(""), []string{query, "PLATFORM/FIELD:VIEW"}, []string{"extra PLATFORM/FIELD:VIEW: ✗ | ? | PLATFORM/FIELD:VIEW"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := grant.Compare(&asked, decode(t, test.claims), grant.Effective{Told: true, Privileges: privileges(t, test.effective...)})
			if diff := cmp.Diff(test.want, unequal(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAttributesOfAPlatformToken(t *testing.T) {
	asked := askedPlatform(t, coveoapi.PlatformTokenRequest{
		Privileges: privileges(t, "SEARCH_API/IMPERSONATE"), UserIDs: usual().UserIDs[1:],
		AnalyticsUserID: "u1", Subject: "me", Validity: 8 * time.Hour,
	})
	got := grant.Compare(&asked, platformToken(t, impersonate, `,"additionalConfiguration":{"search":{"userIds":[{"name":"b@x.org","provider":"P","type":"User"}]},"analytics":{"event":{"userDisplayName":"B"}}},"creatorAuthentication":"API_KEY"`), grant.Effective{})
	want := []string{
		"different life: 8 h | 1 h | ?",
		"extra analytics.event.userDisplayName: ✗ | B | ?",
		"missing analytics.event.userId: u1 | ✗ | ?",
		"different sub: me | key | ?",
	}
	if diff := cmp.Diff(want, unequal(got)); diff != "" {
		t.Error(diff)
	}
}

func TestARefusalToTellIsAnAnswer(t *testing.T) {
	refusal := &coveoapi.APIError{Operation: "list", Status: 403, Code: "FORBIDDEN"}
	if e, err := grant.Answered(nil, refusal); err != nil || e.Told || !strings.Contains(e.Why, "does not tell") {
		t.Errorf("%+v, %v", e, err)
	}
	gone := &coveoapi.NetworkError{Kind: coveoapi.NetworkRefused, Host: "h"}
	if e, err := grant.Answered(nil, gone); !errors.Is(err, gone) || e.Told || !strings.Contains(e.Why, "could not be asked") {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := grant.Answered(privileges(t, "SEARCH_API/IMPERSONATE"), nil); err != nil || !e.Told || len(e.Privileges) != 1 {
		t.Errorf("%+v, %v", e, err)
	}
}

// FuzzCompare has bodies and claims of any kind compared.
func FuzzCompare(f *testing.F) {
	f.Add(`{"userIds":[{"name":1}],"commerce":{"a":[]}}`, searchClaims(`,"filter":3`))
	f.Add(`{"body":{"privileges":[1,{}],"additionalConfiguration":3}}`, `{"body":{"organizationId":3,"privileges":{"a":1}}}`)
	f.Add(`[]`, `{"iss":"SearchApi","roles":3,"exp":1e400}`)
	f.Fuzz(func(t *testing.T, body, claims string) {
		for _, operation := range []string{coveoapi.OperationMintSearchToken, coveoapi.OperationMintPlatformToken} {
			asked := grant.FromRequest(target(), coveoapi.Request{Operation: operation, URL: "https://x/?validityPeriod=PT1H", Body: []byte(body)})
			encode := base64.RawURLEncoding.EncodeToString
			token, err := jwtview.Decode("e30." + encode([]byte(claims)) + ".c2ln")
			if err != nil {
				return
			}
			c := grant.Compare(&asked, token, grant.Effective{Told: true})
			if c.Summary() == "" || c.Differs() == strings.HasSuffix(c.Summary(), "all equal") {
				t.Errorf("differs %v: %s", c.Differs(), c.Summary())
			}
		}
	})
}
