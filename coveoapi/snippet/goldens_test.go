package snippet

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

var update = flag.Bool("update", false, "write the golden files again")

// target is an organization on its own host.
func target(t *testing.T) coveoapi.Target {
	t.Helper()
	endpoint, err := coveoapi.ParseEndpoint("organization", "acmecorp")
	if err != nil {
		t.Fatal(err)
	}
	return coveoapi.Target{OrganizationID: "acmecorp", Endpoint: endpoint}
}

// samples are the requests that there is code for, with the variable of each.
func samples(t *testing.T, target coveoapi.Target) map[string]sample {
	t.Helper()
	alice := coveoapi.UserID{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}
	form := coveoapi.SearchTokenRequest{
		UserIDs: []coveoapi.UserID{alice}, UserDisplayName: "Alice “O'Hara” Smith", UserGroups: []string{"Employees"},
		SearchHub: "SupportHub", Filter: `@source==("KnowledgeBase")`, ValidForMillis: time.Hour.Milliseconds(),
	}
	query := coveoapi.SearchQuery{Q: "reset password", NumberOfResults: 5, EnableQuerySyntax: true}
	made := map[string]sample{}
	add := func(name, variable string, request coveoapi.Request, err error) {
		if err != nil {
			t.Fatal(err)
		}
		made[name] = sample{request, variable}
	}
	for _, version := range []coveoapi.SearchTokenVersion{coveoapi.SearchTokenV2, coveoapi.SearchTokenV3, coveoapi.SearchTokenLegacy} {
		request, err := target.SearchTokenCall(version, form)
		add("search-"+version.Name(), APIKeyVariable, request, err)
	}
	platform, err := target.PlatformTokenCall(coveoapi.PlatformTokenRequest{
		Privileges: []coveoapi.Privilege{{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*"}},
		UserIDs:    []coveoapi.UserID{alice}, Validity: time.Hour,
	})
	add("platform", APIKeyVariable, platform, err)
	search, err := target.SearchCall(coveoapi.Secret{}, coveoapi.InAuthorizationHeader, query)
	add("query", AccessTokenVariable, search, err)
	search, err = target.SearchCall(coveoapi.Secret{}, coveoapi.InAccessTokenParameter, query)
	add("query-url", AccessTokenVariable, search, err)
	return made
}

type sample struct {
	request  coveoapi.Request
	variable string
}

func TestPrograms(t *testing.T) {
	for name, sample := range samples(t, target(t)) {
		for _, language := range Languages() {
			if !language.Offers(sample.request) || name == "search-v3" || name == "search-legacy" { // which differ in the path
				continue
			}
			t.Run(language.ID+"/"+name, func(t *testing.T) {
				golden(t, filepath.Join("testdata", language.ID, name+".golden"), language.Write(sample.request, sample.variable))
			})
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
