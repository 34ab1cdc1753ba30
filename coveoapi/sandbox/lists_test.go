package sandbox_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

func TestListsOfHubsAndProviders(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.PrivilegeViewer.Reveal()
	const organization = "/rest/organizations/" + sandbox.OrganizationID
	const hubs = organization + "/searchusagemetrics/hubs/"
	type named struct{ Name string }
	for path, want := range map[string][]named{
		hubs:                            {{"SupportHub"}, {"AgentPanel"}, {"IntranetHub"}},
		hubs + "?pageSize=2":            {{"SupportHub"}, {"AgentPanel"}},
		hubs + "?pageSize=2&page=1":     {{"IntranetHub"}},
		hubs + "?pageSize=2&page=9":     {},
		hubs + "?filter=supp&perPage=1": {{"SupportHub"}},
	} {
		if diff := cmp.Diff(want, decode[[]named](t, w.get(path, key))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if got := decode[named](t, w.get(hubs+"IntranetHub", key)); got.Name != "IntranetHub" {
		t.Errorf("one hub: %+v", got)
	}
	if r := w.get(hubs+"NoHub", key); r.status != 404 {
		t.Errorf("no hub: %d", r.status)
	}
	page := decode[struct {
		Items                    []named
		TotalEntries, TotalPages int
	}](t, w.get(organization+"/securityproviders/page?filter=security&perPage=1", key))
	if len(page.Items) != 1 || page.Items[0].Name != "Email Security Provider" || page.TotalEntries != 1 || page.TotalPages != 1 {
		t.Errorf("page of providers: %+v", page)
	}
}

func TestExtensionsAreListed(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	list := decode[[]struct {
		Name          string
		ArgumentNames []string
	}](t, w.get("/rest/search/v2/extensions", w.keys.AnonymousSearch.Reveal()))
	if len(list) != 3 || list[0].Name != "qre" || len(list[0].ArgumentNames) != 2 {
		t.Errorf("%+v", list)
	}
}

func TestValuesOfSeveralFields(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	type values = []struct {
		Value           string
		NumberOfResults int
	}
	sources := object{"field": "@source", "maximumNumberOfValues": 3}
	got := decode[struct{ Batch []values }](t, w.post("/rest/search/v2/values/batch", token, object{"batch": list{
		sources, object{"field": "@source", "queryOverride": "@objecttype==Case"},
	}}))
	alone := decode[struct{ Values values }](t, w.post("/rest/search/v2/values", token, sources))
	if len(got.Batch) != 2 {
		t.Fatalf("%+v", got)
	}
	if diff := cmp.Diff(alone.Values, got.Batch[0]); diff != "" || len(alone.Values) != 3 {
		t.Errorf("the same question alone and in a batch:\n%s", diff)
	}
	if cases := got.Batch[1]; len(cases) != 1 || cases[0].Value != "Salesforce" {
		t.Errorf("of cases: %+v", cases)
	}
	for _, body := range []object{{}, {"batch": list{object{}}}, {"batch": list{sources, object{"field": "source", "queryOverride": "@a=="}}}} {
		if r := w.post("/rest/search/v2/values/batch", token, body); r.status != 400 {
			t.Errorf("%v: %d", body, r.status)
		}
	}
}

// Whatever the sandbox's clock says, something was changed in the last month, for
// customers, employees and agents.
func TestSomethingIsAlwaysNew(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	new := object{"q": "@date>today-1mo", "enableQuerySyntax": true}
	for _, moved := range []time.Duration{0, 400 * 24 * time.Hour, -7 * time.Hour, -3000 * 24 * time.Hour} {
		w.sandbox.Advance(moved)
		public := w.query(w.keys.AnonymousSearch.Reveal(), new).TotalCount
		bob := w.query(w.searchToken("bob@example.com", nil), new).TotalCount
		alice := w.query(w.searchToken("asmith@example.com", nil), new).TotalCount
		if public == 0 || bob <= public || alice <= bob {
			t.Errorf("after %v: %d documents for everyone, %d for Bob, %d for Alice", moved, public, bob, alice)
		}
	}
}
