package sandbox_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

func TestQuickview(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	alice, anyone := w.searchToken("asmith@example.com", nil), w.keys.AnonymousSearch.Reveal()
	result := decode[struct {
		Results []struct{ UniqueID, PrimaryID string }
	}](t, w.post("/rest/search/v2", alice, object{"aq": "@permanentid==ap-refund"})).Results[0]
	for name, r := range map[string]reply{
		"GET":       w.get("/rest/search/v2/html?access_token="+alice+"&organizationId="+sandbox.OrganizationID+"&uniqueId="+strings.ReplaceAll(result.UniqueID, "$", "%24"), ""),
		"primaryId": w.get("/rest/search/v2/html?primaryId="+result.PrimaryID, alice),
		"form":      w.send("POST", "/rest/search/v2/html", alice, "enableNavigation=false&q=&requestedOutputSize=0&uniqueId="+result.UniqueID, "Content-Type", "application/x-www-form-urlencoded"),
		"JSON":      w.post("/rest/search/v2/html?requestedOutputSize=0&uniqueId="+strings.ReplaceAll(result.UniqueID, "$", "%24"), alice, object{"q": "refund"}),
		"text":      w.get("/rest/search/v2/text?uniqueId="+result.UniqueID, alice),
		"document":  w.get("/rest/search/v2/document?uniqueId="+result.UniqueID, alice),
	} {
		if r.status != 200 || !strings.Contains(string(r.body), "refunds after sixty days") {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	for name, r := range map[string]reply{
		"not visible": w.get("/rest/search/v2/html?uniqueId="+result.UniqueID, anyone),
		"filtered":    w.get("/rest/search/v2/html?uniqueId="+result.UniqueID, w.searchToken("asmith@example.com", object{"filter": "@source==Intranet"})),
		"absent":      w.get("/rest/search/v2/html?uniqueId=x", alice),
	} {
		if r.status != 404 {
			t.Errorf("%s: %d", name, r.status)
		}
	}
	if r := w.get("/rest/search/v2/html?uniqueId=a&primaryId=b", alice); r.status != 400 {
		t.Errorf("both IDs: %d", r.status)
	}
	hostile := decode[struct{ Results []struct{ UniqueID string } }](t, w.post("/rest/search/v2", anyone, object{"aq": "@permanentid==hostile-title"})).Results[0]
	page := w.get("/rest/search/v2/html?uniqueId="+hostile.UniqueID, anyone)
	if strings.Contains(string(page.body), "<script") || page.header.Get("Content-Security-Policy") == "" {
		t.Errorf("the hostile page is not defused: %s", page.body)
	}
}

func TestSuggestAndPlan(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", object{"filter": "@source==Intranet", "searchHub": "SupportHub"})
	type completions struct {
		Completions []struct{ Expression, Highlighted string }
		ResponseID  string
	}
	got := decode[completions](t, w.post("/rest/search/v2/querySuggest", token, object{"q": "RES", "count": 2, "actionsHistory": list{}}))
	if len(got.Completions) != 2 || got.Completions[0].Highlighted != "(res)[et password]" || got.ResponseID == "" {
		t.Errorf("suggestions: %+v", got)
	}
	inside := decode[completions](t, w.get("/rest/search/v2/querySuggest?q=battery&count=9", token))
	if len(inside.Completions) != 2 || inside.Completions[1].Highlighted != "[replace] (battery)" {
		t.Errorf("suggestions: %+v", inside)
	}
	plan := decode[map[string]any](t, w.post("/rest/search/v2/plan", token, object{"q": "a  b", "cq": "@year==2026"}))
	want := object{
		"preprocessingOutput": object{"triggers": list{}},
		"pipeline":            "CustomerSupport",
		"parsedInput": object{
			"basicExpression": "a b", "advancedExpression": "", "largeExpression": "", "disjunctionExpression": "",
			"constantExpression": "(@year==2026) (NOT @source==Archive)", "mandatoryExpression": "@source==Intranet",
		},
	}
	if diff := cmp.Diff(want, plan); diff != "" {
		t.Errorf("plan (-want +got)\n%s", diff)
	}
}

func TestDebug(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", object{"filter": "@source==KnowledgeBase", "searchHub": "SupportHub", "userGroups": list{"VIP"}})
	body := w.post("/rest/search/v2", token, object{"q": "lamp flickers", "aq": "@year==2026", "debug": true}).json(t)
	identities := map[string]bool{}
	for _, who := range body["userIdentities"].(list) {
		identities[who.(object)["name"].(string)] = true
	}
	for _, name := range []string{"asmith@example.com", "Tech support agents", "Employees", "Case workers", "alice.smith@tumbleglow.example", "*@*"} {
		if !identities[name] {
			t.Errorf("no identity %q in %v", name, identities)
		}
	}
	steps := map[string]object{}
	for _, step := range body["executionReport"].(object)["children"].(list) {
		steps[step.(object)["name"].(string)] = step.(object)
	}
	result := steps["PerformAuthentication"]["result"].(object)
	if restrictions := result["queryRestrictions"].(object); restrictions["filter"] != "@source==KnowledgeBase" || restrictions["searchHub"] != "SupportHub" {
		t.Errorf("restrictions: %v", restrictions)
	}
	if !cmp.Equal(result["roles"], list{"queryExecutor"}) || !cmp.Equal(result["userGroups"], list{"VIP"}) {
		t.Errorf("result: %v", result)
	}
	if pipeline := steps["ResolvePipeline"]["result"].(object)["pipeline"]; pipeline != "CustomerSupport" {
		t.Errorf("pipeline: %v", pipeline)
	}
	if body["advancedExpression"] != "@year==2026" || body["rankingExpressions"].(list)[0].(object)["modifier"] != 100.0 {
		t.Errorf("expressions: %v %v", body["advancedExpression"], body["rankingExpressions"])
	}
	if info := body["results"].(list)[0].(object)["rankingInfo"]; info == nil {
		t.Error("no rankingInfo")
	}
	if plain := w.post("/rest/search/v2", token, object{}).json(t); plain["executionReport"] != nil {
		t.Error("a report without debug")
	}
}

func TestAdministration(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	key := w.keys.PrivilegeViewer.Reveal()
	const organization = "/rest/organizations/" + sandbox.OrganizationID
	type pipeline struct {
		ID, Name  string
		IsDefault bool
		Position  int
		Condition struct{ Definition string }
	}
	bare := decode[[]pipeline](t, w.get("/rest/search/v1/admin/pipelines?organizationId="+sandbox.OrganizationID, key))
	paged := decode[struct {
		Items        []pipeline
		TotalEntries int
	}](t, w.get("/rest/search/v1/admin/pipelines?enablePagination=true&perPage=2&page=1", key))
	if len(bare) != 4 || bare[0].Name != "InternalSearch" || bare[0].Condition.Definition != `when $searchHub is "IntranetHub"` || !bare[3].IsDefault {
		t.Errorf("pipelines: %+v", bare)
	}
	if paged.TotalEntries != 4 || len(paged.Items) != 2 || paged.Items[0] != bare[2] {
		t.Errorf("second page: %+v", paged)
	}
	if one := decode[pipeline](t, w.get("/rest/search/v1/admin/pipelines/"+bare[1].ID, key)); one != bare[1] {
		t.Errorf("one pipeline: %+v", one)
	}
	type named struct{ Name, Type string }
	if hubs := decode[[]named](t, w.get(organization+"/searchusagemetrics/hubs/", key)); len(hubs) != 3 || hubs[0].Name != "SupportHub" {
		t.Errorf("hubs: %+v", hubs)
	}
	providers := decode[[]named](t, w.get(organization+"/securityproviders", key))
	if len(providers) != 3 || providers[0] != (named{"Email Security Provider", "EMAIL"}) {
		t.Errorf("providers: %+v", providers)
	}
	entities := decode[struct{ Items []named }](t, w.post(organization+"/securitycache/entities/list", key, object{"identityTypes": list{"GROUP"}, "filterTerm": "support"}))
	if diff := cmp.Diff([]named{{"Support leads", "GROUP"}, {"Tech support agents", "GROUP"}}, entities.Items); diff != "" {
		t.Errorf("groups\n%s", diff)
	}
	members := decode[struct{ Items []named }](t, w.get(organization+"/securitycache/entities/Email%20Security%20Provider/members?usePageModel=true", key))
	if len(members.Items) != 6 {
		t.Errorf("members: %+v", members.Items)
	}
	for _, path := range []string{organization + "/indexes/page/fields?perPage=3&page=1", ""} {
		r := w.post(organization+"/indexes/fields/search", key, object{"perPage": 3, "page": 1})
		if path != "" {
			r = w.get(path, key)
		}
		fields := decode[struct {
			Items                    []named
			TotalEntries, TotalPages int
		}](t, r)
		if len(fields.Items) != 3 || fields.TotalPages != 5 || fields.Items[0].Name != "casestatus" {
			t.Errorf("fields: %+v", fields)
		}
	}
	where := w.get("/rest/global/organizations/"+sandbox.OrganizationID, key).json(t)
	if where["organizationId"] != sandbox.OrganizationID || where["primaryMainRegion"] == "" {
		t.Errorf("where: %v", where)
	}
}

func TestAnalytics(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", nil)
	const events = "/rest/organizations/" + sandbox.OrganizationID + "/events/v1"
	good := object{"meta": object{"type": "search", "ts": 1, "clientId": "c", "config": object{"trackingId": "t"}}}
	sent := w.send("POST", events+"?access_token="+token, "", good, "Content-Type", "text/plain")
	if sent.status != 400 {
		t.Errorf("an event that is no list: %d", sent.status)
	}
	answer := decode[struct {
		Events []struct {
			Accepted  bool
			ErrorCode string
		}
	}](t, w.send("POST", events+"?access_token="+token, "", list{good, object{}}, "Content-Type", "text/plain"))
	if len(answer.Events) != 2 || !answer.Events[0].Accepted || answer.Events[1].Accepted {
		t.Errorf("events: %+v", answer)
	}
	checked := decode[[]struct {
		Valid  bool
		Errors []struct{ Path string }
	}](t, w.post(events+"/validate", token, list{good, object{"meta": object{"type": "search"}}}))
	if !checked[0].Valid || checked[1].Valid || len(checked[1].Errors) != 3 {
		t.Errorf("validation: %+v", checked)
	}
	logged := w.post("/rest/ua/v15/analytics/search?visitor=v1", token, object{"searchQueryUid": "u", "clientId": "c"}).json(t)
	if logged["searchEventUid"] != "u" || logged["visitorId"] != "v1" || logged["clientId"] != "c" {
		t.Errorf("search event: %v", logged)
	}
	if r := w.get("/rest/ua/v15/analytics/monitoring/health", ""); r.status != 200 {
		t.Errorf("health: %d", r.status)
	}
}

func TestStructuredExpression(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	const path = "/rest/search/v3/analysis/expressions/structured"
	key := w.keys.Administrator.Reveal()
	got := w.post(path, key, object{"query": `@source==KnowledgeBase "reset it" NOT +lamp`}).json(t)
	want := object{"structured": object{"type": "and", "expressions": list{
		object{"type": "fieldExpression", "fieldName": "source", "operator": "isExactly", "value": object{"type": "string", "value": "KnowledgeBase"}},
		object{"type": "exactMatch", "value": "reset it"},
		object{"type": "not", "expression": object{"type": "keyword", "value": "lamp", "stemming": false}},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	r := w.post(path, key, object{"query": "@source=="})
	if r.status != 422 || r.header.Get("Content-Type") != "application/problem+json" || r.json(t)["detail"] != "column 10: `==` needs a value" {
		t.Errorf("%d %s %s", r.status, r.header.Get("Content-Type"), r.body)
	}
}
