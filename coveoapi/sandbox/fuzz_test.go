package sandbox_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
)

// FuzzQuery sends any body and any query string to the Search API: it answers or
// refuses, always as JSON, and never leaks the credential into the log.
func FuzzQuery(f *testing.F) {
	f.Add(`{"q":"lamp","facets":[{"field":"year","type":"numericalRange","generateAutomaticRanges":true}]}`, "viewAllContent=0")
	f.Add(`{"aq":"@date>today-1mo","sortCriteria":"@date descending","debug":true}`, "organizationId=x")
	f.Add(`{"facets":[{"field":"author","type":"hierarchical","delimitingCharacter":" ","basePath":["Alice"],"currentValues":[{"value":"a","state":"selected","children":[{}]}]}]}`, "")
	f.Add(`{"generateAutomaticFacets":{"desiredCount":-1,"currentFacets":[{"field":"source","currentValues":[{"value":"HR","state":"selected"}]}]}}`, "generateAutomaticFacets={}")
	f.Add(`{"q":"skylrk","queryCorrection":{"enabled":true,"options":{"automaticallyCorrect":"whenNoResults"}},"groupBy":[{"field":"@source"}]}`, "q=a&facets=[]")
	key := sandbox.AllKeys().AnonymousSearch.Reveal()
	s, err := sandbox.New(sandbox.Options{Clock: now, Log: func(e sandbox.Entry) {
		if strings.Contains(e.URI+e.Body+e.Caller, key) {
			panic("the key is in the log: " + e.URI + e.Body)
		}
	}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body, query string) {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			request := httptest.NewRequest(method, "http://localhost/rest/search/v2", strings.NewReader(body))
			request.URL.RawQuery = query
			request.Header.Set("Authorization", "Bearer "+key)
			recorder := httptest.NewRecorder()
			s.Handler().ServeHTTP(recorder, request)
			if code := recorder.Code; code != http.StatusOK && code != http.StatusBadRequest && code != http.StatusForbidden {
				t.Errorf("%s %q %q: %d %s", method, query, body, code, recorder.Body)
			}
		}
	})
}

// FuzzMint sends any body to both token operations.
func FuzzMint(f *testing.F) {
	f.Add(`{"userIds":[{"name":"a","provider":"p","type":"Group"}],"validFor":900000}`, "PT1H")
	f.Add(`{"body":{"privileges":[{"owner":"SEARCH_API","targetDomain":"IMPERSONATE"}],"additionalConfiguration":{"search":{"userIds":[{}]}}}}`, "P1D")
	s, err := sandbox.New(sandbox.Options{Clock: now})
	if err != nil {
		f.Fatal(err)
	}
	key := sandbox.AllKeys().AuthenticatedSearch.Reveal()
	f.Fuzz(func(t *testing.T, body, validity string) {
		for _, path := range []string{"/rest/search/v2/token", platformTokens} {
			request := httptest.NewRequest(http.MethodPost, "http://localhost"+path, strings.NewReader(body))
			request.URL.RawQuery = "validityPeriod=" + validity
			request.Header.Set("Authorization", "Bearer "+key)
			recorder := httptest.NewRecorder()
			s.Handler().ServeHTTP(recorder, request)
			if code := recorder.Code; code != http.StatusOK && code != http.StatusBadRequest && code != http.StatusForbidden {
				t.Errorf("%s %q: %d %s", path, body, code, recorder.Body)
			}
		}
	})
}
