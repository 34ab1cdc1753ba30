package coveoapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// goldenBody compares a body with a file that is written for reading: its white
// space does not count, the order of its members does.
func goldenBody(t *testing.T, name string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join("testdata", "requests", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, want); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if diff := cmp.Diff(compact.String(), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func alice() UserID {
	return UserID{Name: "asmith@example.com", Provider: EmailSecurityProvider, Type: IdentityUser}
}

func mustPrivilege(t *testing.T, text string) Privilege {
	t.Helper()
	p, err := ParsePrivilege(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlatformTokenBodies(t *testing.T) {
	tests := map[string]PlatformTokenRequest{
		"platform-search": {
			Privileges: []Privilege{mustPrivilege(t, "SEARCH_API/IMPERSONATE")},
			UserIDs:    []UserID{alice()},
		},
		"platform-analytics": {
			Privileges:           []Privilege{mustPrivilege(t, "USAGE_ANALYTICS/IMPERSONATE")},
			AnalyticsDisplayName: "Alice Smith",
			AnalyticsUserID:      "12345678",
		},
		"platform-everything": {
			Privileges: []Privilege{
				mustPrivilege(t, "SEARCH_API/QUERY_PIPELINE:VIEW@a1b2"),
				{Owner: "PLATFORM", TargetDomain: "FIELD", Type: "VIEW", TargetID: "*", Level: "GLOBAL"},
			},
			UserIDs: []UserID{
				{Name: "Employees", Provider: EmailSecurityProvider, Type: IdentityGroup, Password: "not sent", Infos: map[string]string{"not": "sent"}},
				{Name: `ACME\asmith`, Provider: "<R&D>"},
			},
			AnalyticsUserID: "12345678",
			Subject:         "asmith",
		},
	}
	for name, token := range tests {
		request, err := testTarget(t).PlatformTokenCall(token)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		goldenBody(t, name, request.Body)
	}
}

func TestSearchTokenBodies(t *testing.T) {
	tests := map[string]SearchTokenRequest{
		"search-token-least": {UserIDs: []UserID{{Name: "asmith@example.com", Provider: EmailSecurityProvider}}},
		"search-token-usual": {
			UserIDs:         []UserID{alice()},
			UserDisplayName: "Alice Smith",
			UserGroups:      []string{"Employees", "Tech support agents"},
			SearchHub:       "SupportHub",
			Pipeline:        "InternalSearch",
			Filter:          `@objecttype==Case AND @year<>2019`,
			ValidForMillis:  time.Hour.Milliseconds(),
		},
		"search-token-everything": {
			UserIDs: []UserID{{
				Name: "asmith@example.com", Provider: EmailSecurityProvider, Type: IdentityUnknown,
				Infos: map[string]string{"region": "north"}, AuthCookie: "made-up-cookie", Password: "made-up-password",
			}},
			CanSeeUserProfileOf:       []string{"bjones@example.com"},
			DictionaryFieldContext:    map[string]any{"price": map[string]any{"store": "a", "big": json.Number("9007199254740993")}},
			Commerce:                  &CommerceParameters{CatalogID: "c1", Filter: "@ec_brand==Acme", Operation: "search"},
			SalesforceOrganizationID:  "00D000000000001",
			SalesforceUser:            "asmith",
			SalesforceCommunityURL:    "https://community.example.com",
			SalesforceFallbackToAdmin: true,
			UserType:                  "Standard",
			LicenseDefinitionKey:      "k",
			SuperUserToken:            "made-up",
			Scope:                     2,
		},
		"search-token-dictionary": {
			UserIDs:                    []UserID{alice()},
			AllowedDictionaryFieldKeys: map[string][]string{"fieldAliases": {"*"}},
		},
	}
	for name, body := range tests {
		request, err := testTarget(t).SearchTokenCall(SearchTokenV2, body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		goldenBody(t, name, request.Body)
	}
}

func TestSearchBody(t *testing.T) {
	request, err := testTarget(t).SearchCall(NewSecret(testToken), InAccessTokenParameter, SearchQuery{
		Q: "solar <lamp> & more", AQ: "@source==KnowledgeBase", CQ: "@year>2020", NumberOfResults: 10, EnableQuerySyntax: true,
		FieldsToInclude: []string{"source", "author"},
	})
	if err != nil {
		t.Fatal(err)
	}
	goldenBody(t, "search", request.Body)
	if !request.Repeatable || request.Place != InAccessTokenParameter {
		t.Error("a query may be repeated, and keeps the place of its credential")
	}
	if strings.Contains(request.URL, "access_token") {
		t.Errorf("the URL %s holds the credential's parameter", request.URL)
	}
}

func TestCallsAreSentToTheirEndpoints(t *testing.T) {
	target := Target{OrganizationID: "acme", Endpoint: Endpoint{
		Platform: "https://platform", Search: "https://search", Administration: "https://admin", Analytics: "https://analytics",
	}}
	platform, _ := target.PlatformTokenCall(PlatformTokenRequest{Validity: 90 * time.Minute})
	defaults, _ := target.PlatformTokenCall(PlatformTokenRequest{})
	v2, _ := target.SearchTokenCall(SearchTokenV2, SearchTokenRequest{})
	v3, _ := target.SearchTokenCall(SearchTokenV3, SearchTokenRequest{})
	legacy, _ := target.SearchTokenCall(SearchTokenLegacy, SearchTokenRequest{})
	got := []string{platform.URL, defaults.URL, v2.URL, v3.URL, legacy.URL}
	want := []string{
		"https://platform/rest/organizations/acme/tokens?validityPeriod=PT1H30M",
		"https://platform/rest/organizations/acme/tokens",
		"https://search/rest/search/v2/token?organizationId=acme",
		"https://search/rest/search/v3/token?organizationId=acme",
		"https://search/rest/search/token?organizationId=acme",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("URLs (-want +got):\n%s", diff)
	}
	for _, request := range []Request{platform, v2, v3, legacy} {
		if request.Repeatable {
			t.Errorf("%s may not be repeated", request.URL)
		}
	}
}

func TestTokenRequestsAreCheckedBeforeSending(t *testing.T) {
	privileges := []Privilege{mustPrivilege(t, "SEARCH_API/IMPERSONATE")}
	platform := func(request PlatformTokenRequest) error {
		_, err := testTarget(t).PlatformTokenCall(request)
		return err
	}
	search := func(request SearchTokenRequest) error {
		_, err := testTarget(t).SearchTokenCall(SearchTokenV2, request)
		return err
	}
	users := []UserID{alice()}
	tests := []struct {
		field string
		err   error
	}{
		{"privileges", platform(PlatformTokenRequest{UserIDs: users})},
		{"privilege", platform(PlatformTokenRequest{Privileges: []Privilege{{Owner: "SEARCH_API"}}})},
		{"validity", platform(PlatformTokenRequest{Privileges: privileges, Validity: -1})},
		{"userIds[1].name", platform(PlatformTokenRequest{Privileges: privileges, UserIDs: []UserID{alice(), {Name: " ", Provider: "p"}}})},
		{"userIds", search(SearchTokenRequest{})},
		{"userIds[0].provider", search(SearchTokenRequest{UserIDs: []UserID{{Name: "asmith"}}})},
		{"userIds[0].type", search(SearchTokenRequest{UserIDs: []UserID{{Name: "asmith", Provider: "p", Type: "Person"}}})},
		{"validFor", search(SearchTokenRequest{UserIDs: users, ValidForMillis: 899_999})},
		{"validFor", search(SearchTokenRequest{UserIDs: users, ValidForMillis: 1 << 62})},
		{"validFor", search(SearchTokenRequest{UserIDs: users, ValidForMillis: -1 << 63})},
		{"dictionaryFieldContext", search(SearchTokenRequest{
			UserIDs: users, DictionaryFieldContext: map[string]any{}, AllowedDictionaryFieldKeys: map[string][]string{},
		})},
	}
	for i, test := range tests {
		var input *InputError
		if !errors.As(test.err, &input) || input.Field != test.field || input.Remedy == "" {
			t.Errorf("%d: got %v, want an InputError for %s", i, test.err, test.field)
		}
	}
}

func TestRequestIsShownWhileItIsStillWrong(t *testing.T) {
	request, err := testTarget(t).SearchTokenCall(SearchTokenV2, SearchTokenRequest{Filter: "@a==b"})
	if err == nil || !strings.Contains(string(request.Body), `"userIds":[]`) || request.URL == "" {
		t.Errorf("got %s %s, %v", request.URL, request.Body, err)
	}
}
