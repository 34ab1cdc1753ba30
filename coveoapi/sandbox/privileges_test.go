package sandbox_test

import (
	"net/http"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/sandbox"
)

func TestPlatformTokenPrivileges(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	live := decode[[]coveoapi.Privilege](t, w.get(privileges+"/platformtokens", w.keys.PrivilegeViewer.Reveal()))
	if len(live) < 50 {
		t.Errorf("%d privileges", len(live))
	}
	for _, p := range live {
		if p.Owner == "" || p.TargetDomain == "" {
			t.Errorf("incomplete privilege %+v", p)
		}
	}
	padded := newWorld(t, sandbox.Options{ScalePrivileges: 1234})
	if got := decode[[]coveoapi.Privilege](t, padded.get(privileges+"/platformtokens", w.keys.PrivilegeViewer.Reveal())); len(got) != 1234 {
		t.Errorf("padded to %d", len(got))
	}
}

func TestOwnPrivileges(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	search := w.searchToken("asmith@example.com", nil)
	tests := map[string]string{
		w.keys.AnonymousSearch.Reveal():       "SEARCH_API/EXECUTE_QUERY:ENABLE USAGE_ANALYTICS/ANALYTICS_DATA:EDIT",
		search:                                "SEARCH_API/EXECUTE_QUERY:ENABLE USAGE_ANALYTICS/ANALYTICS_DATA:EDIT",
		w.platformToken("asmith@example.com"): "SEARCH_API/IMPERSONATE:ENABLE",
		w.keys.UsageAnalytics.Reveal():        "USAGE_ANALYTICS/IMPERSONATE:ENABLE USAGE_ANALYTICS/ANALYTICS_DATA:EDIT",
		w.mint(platformTokens, w.keys.Administrator, object{"body": object{}}): "",
	}
	names := func(held []coveoapi.Privilege) string {
		var texts []string
		for _, p := range held {
			texts = append(texts, p.String())
		}
		return strings.Join(texts, " ")
	}
	for credential, want := range tests {
		if got := names(decode[[]coveoapi.Privilege](t, w.get(privileges+"/me", credential))); got != want {
			t.Errorf("/me = %q, want %q", got, want)
		}
		if got := names(decode[[]coveoapi.Privilege](t, w.get(privileges+"/token", credential))); got != want {
			t.Errorf("/token without parameter = %q, want %q", got, want)
		}
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			// The caller's own credential needs no privilege.
			r := w.send(method, privileges+"/token?accessToken="+credential, search, object{})
			if got := names(decode[[]coveoapi.Privilege](t, r)); got != want {
				t.Errorf("%s /token = %q, want %q", method, got, want)
			}
		}
	}
	if r := w.post(privileges+"/token", search, object{}); r.status != 400 {
		t.Errorf("POST /token without accessToken: %d", r.status)
	}
	if r := w.get(privileges+"/token?accessToken=nonsense", search); r.status != 400 {
		t.Errorf("GET /token of nonsense: %d", r.status)
	}
}

// The keys are what the catalogue takes them for.
func TestKeyTemplates(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for want, key := range map[string]coveoapi.Secret{
		catalog.AuthenticatedSearch: w.keys.AuthenticatedSearch,
		catalog.AnonymousSearch:     w.keys.AnonymousSearch,
		catalog.UsageAnalytics:      w.keys.UsageAnalytics,
		catalog.Custom:              w.keys.PrivilegeViewer,
	} {
		held := decode[[]coveoapi.Privilege](t, w.get(privileges+"/me", key.Reveal()))
		if got := catalog.Judge(held).Template; got != want {
			t.Errorf("%s is judged %s", want, got)
		}
	}
}

func TestAPIKeyPrivileges(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.PrivilegeViewer.Reveal()
	all := decode[[]coveoapi.Privilege](t, w.get(privileges, key))
	keys := decode[[]coveoapi.Privilege](t, w.get(privileges+"/apikeys?filter=ALL", key))
	custom := decode[[]coveoapi.Privilege](t, w.get(privileges+"/apikeys?filter=CUSTOM", key))
	if len(custom) >= len(keys) || len(keys) >= len(all) {
		t.Errorf("%d privileges, %d of keys, %d of custom keys", len(all), len(keys), len(custom))
	}
	if r := w.get(privileges+"/apikeys?filter=SOME", key); r.status != 400 {
		t.Errorf("unknown filter: %d", r.status)
	}
}

// What each key may do, by both families.
func TestPrivilegeChecks(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const organization = "/rest/organizations/" + sandbox.OrganizationID
	operations := []struct {
		method, path string
		body         any
		may          string // of A(nonymous), S(earch), U(sage), V(iewer), M (administrator)
	}{
		{"GET", privileges + "/platformtokens", nil, "VM"},
		{"GET", privileges + "/apikeys", nil, "VM"},
		{"GET", privileges, nil, "VM"},
		{"GET", privileges + "/me", nil, "ASUVM"},
		{"GET", "/rest/search/v1/admin/pipelines", nil, "VM"},
		{"GET", organization, nil, "VM"},
		{"GET", organization + "/status", nil, "VM"},
		{"GET", "/rest/organizations", nil, "ASUVM"},
		{"GET", "/rest/global/organizations/" + sandbox.OrganizationID, nil, "VM"},
		{"GET", organization + "/securityproviders", nil, "VM"},
		{"POST", organization + "/securitycache/entities/list", object{}, "VM"},
		{"GET", organization + "/searchusagemetrics/hubs/", nil, "VM"},
		{"GET", organization + "/searchusagemetrics/hubs", nil, "VM"},
		{"GET", organization + "/indexes/page/fields", nil, "VM"},
		{"POST", organization + "/indexes/fields/search", object{}, "VM"},
		{"POST", "/rest/search/v2", object{}, "ASM"},
		{"POST", "/rest/search/v2/plan", object{}, "ASM"},
		{"POST", "/rest/search/v2/querySuggest", object{}, "ASM"},
		{"POST", "/rest/search/v2/facet", object{"field": "source"}, "ASM"},
		{"GET", "/rest/search/v2/values?field=source", nil, "ASM"},
		{"GET", "/rest/search/v2/fields", nil, "ASM"},
		{"POST", "/rest/search/v2/token", object{"userIds": list{userID("a", "p")}}, "SM"},
		{"POST", "/rest/search/v3/analysis/expressions/structured", object{"query": "a"}, "M"},
		{"POST", organization + "/events/v1", list{object{}}, "ASUM"},
		{"POST", organization + "/events/v1/validate", list{object{}}, "ASUM"},
		{"POST", "/rest/ua/v15/analytics/search", object{}, "ASUM"},
	}
	keys := map[byte]coveoapi.Secret{
		'A': w.keys.AnonymousSearch, 'S': w.keys.AuthenticatedSearch, 'U': w.keys.UsageAnalytics,
		'V': w.keys.PrivilegeViewer, 'M': w.keys.Administrator,
	}
	for _, operation := range operations {
		for letter, key := range keys {
			want := http.StatusForbidden
			if strings.IndexByte(operation.may, letter) >= 0 {
				want = http.StatusOK
			}
			if r := w.send(operation.method, operation.path, key.Reveal(), operation.body); r.status != want {
				t.Errorf("%s %s with key %c: %d, want %d: %s", operation.method, operation.path, letter, r.status, want, r.body)
			}
		}
	}
}

// Operations that the catalogue knows and the sandbox does not play still check who
// may call them.
func TestCataloguedOperations(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const path = "/rest/organizations/" + sandbox.OrganizationID + "/activities/operationtypes"
	if r := w.get(path, ""); r.status != 401 {
		t.Errorf("without credential: %d", r.status)
	}
	if r := w.get(path, w.keys.AnonymousSearch.Reveal()); r.status != 403 || !strings.Contains(string(r.body), "PLATFORM/ACTIVITIES:VIEW") {
		t.Errorf("without privilege: %d %s", r.status, r.body)
	}
	if r := w.send("DELETE", "/rest/search/v1/admin/pipelines/p1", w.keys.PrivilegeViewer.Reveal(), nil); r.status != 403 || !strings.Contains(string(r.body), "QUERY_PIPELINE:EDIT") {
		t.Errorf("another method of a played path: %d %s", r.status, r.body)
	}
	if r := w.get(path, w.keys.Administrator.Reveal()); r.status != 501 {
		t.Errorf("with privilege: %d %s", r.status, r.body)
	}
}

func TestEvaluate(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	fault := func(text string) {
		t.Helper()
		var faults []sandbox.Fault
		if text != "" {
			parsed, err := sandbox.ParseFault(text)
			if err != nil {
				t.Fatal(err)
			}
			faults = append(faults, parsed)
		}
		w.sandbox.SetFaults(faults...)
	}
	view := object{"owner": "PLATFORM", "targetDomain": "ORGANIZATION", "type": "VIEW", "targetId": "*"}
	edit := object{"owner": "PLATFORM", "targetDomain": "ORGANIZATION", "type": "EDIT", "targetId": "*"}
	administrator := w.keys.Administrator.Reveal()
	tests := []struct {
		name, credential, organization, fault string
		privilege                             any
		want                                  string
	}{
		{"granted", w.keys.PrivilegeViewer.Reveal(), sandbox.OrganizationID, "", view, "OPERATION_GRANTED"},
		{"blank type", w.keys.AnonymousSearch.Reveal(), sandbox.OrganizationID, "", object{"owner": "SEARCH_API", "targetDomain": "EXECUTE_QUERY"}, "OPERATION_GRANTED"},
		{"not allowed", w.keys.PrivilegeViewer.Reveal(), sandbox.OrganizationID, "", edit, "OPERATION_NOT_ALLOWED"},
		{"anonymous", "", sandbox.OrganizationID, "", view, "OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION"},
		{"other organization", administrator, "elsewhere", "", view, "OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION"},
		{"paused", administrator, sandbox.OrganizationID, "503", view, "OPERATION_FORBIDDEN_FOR_ORGANIZATION"},
		{"read only", administrator, sandbox.OrganizationID, "read-only", edit, "OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY"},
		{"read only, reading", administrator, sandbox.OrganizationID, "read-only", view, "OPERATION_GRANTED"},
		{"location", administrator, sandbox.OrganizationID, "denied-ip", view, "OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION"},
		{"invalid", administrator, sandbox.OrganizationID, "", object{"owner": "PLATFORM"}, "OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST"},
		{"nothing asked", administrator, sandbox.OrganizationID, "", nil, "OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST"},
	}
	for _, test := range tests {
		fault(test.fault)
		body := object{"organizationId": test.organization}
		if test.privilege != nil {
			body["requestedPrivilege"] = test.privilege
		}
		got := decode[struct {
			OrganizationID   string
			Approved         bool
			EvaluationReport struct{ PrivilegeEvaluationResultCodes []string }
		}](t, w.post("/rest/privilege/evaluate", test.credential, body))
		codes := got.EvaluationReport.PrivilegeEvaluationResultCodes
		if len(codes) != 1 || codes[0] != test.want || got.Approved != (test.want == "OPERATION_GRANTED") || got.OrganizationID != test.organization {
			t.Errorf("%s: %+v, want %s", test.name, got, test.want)
		}
	}
	fault("")
	if r := w.post("/rest/privilege/evaluate", "nonsense", object{}); r.status != 401 {
		t.Errorf("bad credential: %d", r.status)
	}
	if r := w.post("/rest/privilege/evaluate/general-access", administrator, object{"organizationId": sandbox.OrganizationID}); !strings.Contains(string(r.body), `"approved":true`) {
		t.Errorf("general access: %s", r.body)
	}
}

func TestCheckToken(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const boundary = "b0und"
	multipart := func(token string) string {
		return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + token + "\r\n--" + boundary + "--\r\n"
	}
	key := w.keys.Administrator.Reveal()
	r := w.send("POST", "/oauth/check_token", key, multipart(key), "Content-Type", "multipart/form-data; boundary="+boundary)
	authentication, _ := r.json(t)["authentication"].(map[string]any)
	if r.status != 200 || authentication["enabled"] != true {
		t.Errorf("multipart: %d %s", r.status, r.body)
	}
	r = w.send("POST", "/oauth/check_token", "", "token="+key, "Content-Type", "application/x-www-form-urlencoded")
	if r.status != 200 {
		t.Errorf("form: %d %s", r.status, r.body)
	}
	for name, r := range map[string]reply{
		"bad token":    w.send("POST", "/oauth/check_token", "", multipart("x"), "Content-Type", "multipart/form-data; boundary="+boundary),
		"disabled key": w.send("POST", "/oauth/check_token", "", multipart(w.keys.Disabled.Reveal()), "Content-Type", "multipart/form-data; boundary="+boundary),
	} {
		if r.status != 401 || r.json(t)["errorCode"] != "INVALID_TOKEN" {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	if r := w.send("POST", "/oauth/check_token", "", "{}"); r.status != 400 {
		t.Errorf("no form: %d", r.status)
	}
}
