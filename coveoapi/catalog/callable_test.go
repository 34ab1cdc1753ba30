package catalog

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

// access finds what a holder may do with an operation of the catalogue.
func access(t *testing.T, method, path string, held []coveoapi.Privilege) Access {
	t.Helper()
	for _, service := range Callable(held) {
		for _, a := range service.Calls {
			if a.Method == method && a.Path == path {
				return a
			}
		}
	}
	t.Fatalf("%s %s is not in the catalogue", method, path)
	return Access{}
}

func TestCallable(t *testing.T) {
	const pipelines = "/rest/search/v1/admin/pipelines"
	tests := map[string]struct {
		held         []coveoapi.Privilege
		method, path string
		standing     Standing
		missing      []coveoapi.Privilege
		only         []string
	}{
		"held":            {held: held(t, "SEARCH_API/EXECUTE_QUERY"), method: "POST", path: "/rest/search/v2", standing: Certain},
		"not held":        {method: "POST", path: "/rest/search/v2", standing: Lacking, missing: held(t, "SEARCH_API/EXECUTE_QUERY")},
		"the other name":  {held: held(t, "SEARCH_API/IMPERSONATE"), method: "POST", path: "/rest/search/v2/token", standing: Certain},
		"nothing is said": {held: Reference(), method: "POST", path: "/rest/organizations/{organizationId}/tokens", standing: Unrecorded},
		"any of two": {
			held: held(t, "PLATFORM/SECURITY_CACHE:VIEW"), method: "POST",
			path: "/rest/organizations/{organizationId}/securitycache/entities/list", standing: Certain,
		},
		"none of two": {
			method: "POST", path: "/rest/organizations/{organizationId}/securitycache/entities/list", standing: Lacking,
			missing: held(t, "PLATFORM/SECURITY_PROVIDER:VIEW", "PLATFORM/SECURITY_CACHE:VIEW"),
		},
		"for one resource": {
			held: held(t, "PLATFORM/API_KEY:EDIT@k1", "PLATFORM/API_KEY:EDIT@k2"), method: "DELETE",
			path: "/rest/organizations/{organizationId}/apikeys/{apiKeyId}", standing: Limited, only: []string{"k1", "k2"},
		},
		"one resource is not all": {
			held: held(t, "SEARCH_API/QUERY_PIPELINE:VIEW@p1"), method: "GET", path: pipelines, standing: Lacking,
			missing: held(t, "SEARCH_API/QUERY_PIPELINE:VIEW"),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := access(t, test.method, test.path, test.held)
			if got.Standing != test.standing {
				t.Errorf("standing %q, want %q", got.Standing, test.standing)
			}
			if diff := cmp.Diff(test.missing, got.Missing); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.only, got.Only); diff != "" {
				t.Errorf("only (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCallableCountsEveryOperationOnce(t *testing.T) {
	counts, total := map[Standing]int{}, 0
	for _, service := range Callable(Reference()) {
		if service.Service == "" || len(service.Calls) == 0 {
			t.Errorf("service %+v", service)
		}
		for _, standing := range []Standing{Certain, Limited, Lacking, Unrecorded} {
			counts[standing] += service.Count(standing)
			if got := len(service.Of(standing)); got != service.Count(standing) {
				t.Errorf("%s: %d %s calls are listed, %d counted", service.Service, got, standing, service.Count(standing))
			}
		}
		total += len(service.Calls)
	}
	if want := len(operations().all); total != want || counts[Unrecorded] != 19 {
		t.Errorf("%d operations of %d, %v", total, want, counts)
	}
}

func BenchmarkCallable(b *testing.B) {
	held := Reference()
	b.ReportAllocs()
	for b.Loop() {
		Callable(held)
	}
}
