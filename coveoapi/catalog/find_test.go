package catalog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// written writes operations as people name them.
func written(operations []Operation) string {
	var names []string
	for _, o := range operations {
		names = append(names, o.Method+" "+o.Path)
	}
	return strings.Join(names, ", ")
}

func TestFind(t *testing.T) {
	const pipelines = "/rest/search/v1/admin/pipelines"
	for query, want := range map[string]string{
		"POST /rest/search/v2":                              "POST /rest/search/v2",
		"  post   /REST/search/v2/ ":                        "POST /rest/search/v2",
		"/rest/organizations/acme/tokens":                   "POST /rest/organizations/{organizationId}/tokens",
		"POST /rest/organizations/{organizationId}/tokens":  "POST /rest/organizations/{organizationId}/tokens",
		"POST /rest/organizations/<MyOrganization>/tokens":  "POST /rest/organizations/{organizationId}/tokens",
		"https://acme.org.coveo.com/rest/search/v2?q=x":     "GET /rest/search/v2, POST /rest/search/v2",
		"GET platform-eu.cloud.coveo.com" + pipelines:       "GET " + pipelines,
		"GET " + pipelines + "/statements":                  "GET " + pipelines + "/statements",
		"GET " + pipelines + "/p1":                          "GET " + pipelines + "/{pipelineId}",
		pipelines + "/statements/validate":                  "POST " + pipelines + "/statements/validate",
		"listqueryPIPELINESV1":                              "GET " + pipelines,
		"generatePlatformToken":                             "POST /rest/organizations/{organizationId}/tokens",
		"GET /rest/organizations/a/searchusagemetrics/hubs": "GET /rest/organizations/{organizationId}/searchusagemetrics/hubs/",
	} {
		found, near := Find(query)
		if got := written(found); got != want || near != nil {
			t.Errorf("%q finds %s, near %s; want %s", query, got, written(near), want)
		}
	}
}

func TestFindSuggestsWhatIsNear(t *testing.T) {
	for query, want := range map[string]string{
		"POST /rest/serch/v2":                   "POST /rest/search/v2",
		"PUT /rest/search/v2":                   "GET /rest/search/v2",
		"generatePlatfromToken":                 "POST /rest/organizations/{organizationId}/tokens",
		"POST /rest/organizations/acme/token":   "POST /rest/organizations/{organizationId}/tokens",
		"evaluategeneral":                       "POST /rest/privilege/evaluate/general-access",
		"nothing like any of them, to be sure":  "",
		"":                                      "",
		"/":                                     "",
		"POST /" + strings.Repeat("x", 100_000): "",
		"GET /rest/organizations/acme/privilege/me": "GET /rest/organizations/{organizationId}/privileges/me",
	} {
		found, near := Find(query)
		if len(found) > 0 || len(near) > mostNear {
			t.Errorf("%.60q finds %s, near %s", query, written(found), written(near))
		}
		first, _, _ := strings.Cut(written(near), ", ")
		if diff := cmp.Diff(want, first); diff != "" {
			t.Errorf("%.60q (-want +got):\n%s", query, diff)
		}
	}
}

func TestFindAsTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"/rest/search/v2":         "GET /rest/search/v2, POST /rest/search/v2",
		"POST /rest/tok":          "",
		"GET /rest/tok":           "GET /rest/tokens/certificates",
		"/rest/organizations/x/t": "",
		"/nowhere":                "",
	} {
		got := written(FindAsTyped(typed))
		if want != "" && got != want || typed == "/nowhere" && got != "" {
			t.Errorf("%q finds %s, want %s", typed, got, want)
		}
	}
	if got := written(FindAsTyped("/rest/organizations/x/to")); !strings.Contains(got, "POST /rest/organizations/{organizationId}/tokens") {
		t.Errorf("part of a path finds %s", got)
	}
	for text, want := range map[string]bool{"/rest": true, "post /x": true, "https://a/b": true, "SEARCH_API/IMP": false, "impers": false, "": false} {
		if IsCall(text) != want {
			t.Errorf("IsCall(%q) is %v", text, !want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("POST /rest/search/v2")
	f.Add("https://acme.org.coveo.com//%zz")
	f.Add("get \x00/{")
	f.Fuzz(func(t *testing.T, query string) {
		FindAsTyped(query)
		found, near := Find(query)
		if len(found) > 0 && len(near) > 0 {
			t.Errorf("%q is found and only like something", query)
		}
	})
}
