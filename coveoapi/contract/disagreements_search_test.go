package contract_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/sandbox"
)

// The sandbox sends both keys; the client reads whichever is there, and explains
// them alike.
func bothErrorKeys(t *testing.T) {
	w := newWorld(t)
	got := w.send(w.keys.Disabled, http.MethodPost, "/rest/search/v2", `{}`)
	for _, want := range []string{`"type":"InvalidTokenException"`, `"errorCode":"UNAUTHORIZED"`} {
		if !strings.Contains(string(got.body), want) {
			t.Errorf("%s is not in %s", want, got.body)
		}
	}
	for key, code := range map[string]string{"type": "InvalidTokenException", "errorCode": "INVALID_TOKEN"} {
		client := answering(t, http.StatusUnauthorized, `{"statusCode":401,"message":"Invalid token","`+key+`":"`+code+`"}`)
		_, err := client.Search(t.Context(), w.keys.Disabled, coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{})
		if p := wantProblem(t, err, "credential-unknown"); p.Code != code {
			t.Errorf("%s: the code is %q", key, p.Code)
		}
	}
}

// The sandbox says 403, or 401 when asked to, and the explanation is the same.
func bothStatusesOfAMissingPrivilege(t *testing.T) {
	for status, faults := range map[int][]sandbox.Fault{
		http.StatusForbidden:    nil,
		http.StatusUnauthorized: {{Kind: sandbox.FaultPrivilege401}},
	} {
		w := newWorld(t, faults...)
		_, err := w.clientWith(w.keys.AnonymousSearch, coveoapi.Secret{}).PlatformTokenPrivileges(t.Context())
		p := wantProblem(t, err, "cannot-list-privileges")
		if p.Status != status || p.Kind != problem.Privilege {
			t.Errorf("status %d, want %d: %+v", p.Status, status, p)
		}
	}
}

// What a state means does not hang on the status that it comes with.
func everyStatusOfAState(t *testing.T) {
	paused := map[string][]int{"ORGANIZATION_PAUSED": {500, 503}, "OrganizationIsPausedException": {500, 503}}
	missing := map[string][]int{"NO_REGISTERED_ENDPOINT": {400, 404}, "NoEndpointsException": {400, 404, 408}}
	for id, codes := range map[string]map[string][]int{"organization-paused": paused, "organization-without-index": missing} {
		for code, statuses := range codes {
			for _, status := range statuses {
				client := answering(t, status, `{"message":"made up","type":"`+code+`"}`)
				reply, err := client.Search(t.Context(), sandbox.AllKeys().AnonymousSearch, coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{})
				wantProblem(t, err, id)
				if reply.Exchange.Attempts != 1 {
					t.Errorf("%d %s: tried %d times, and it does not pass", status, code, reply.Exchange.Attempts)
				}
			}
		}
	}
	w := newWorld(t, sandbox.Fault{Kind: sandbox.FaultPaused})
	_, err := w.client.Search(t.Context(), w.keys.AnonymousSearch, coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{})
	wantProblem(t, err, "organization-paused")
}

// The sandbox answers with an array, or with a page when asked for one; the client
// reads both.
func bothShapesOfPipelines(t *testing.T) {
	const array = `[{"id":"1","name":"made up"}]`
	for _, body := range []string{array, `{"items":` + array + `,"totalEntries":1}`} {
		reply, err := answering(t, http.StatusOK, body).Pipelines(t.Context())
		if err != nil || len(reply.Value) != 1 || reply.Value[0].Name != "made up" {
			t.Errorf("%s: %+v, %v", body, reply.Value, err)
		}
	}
	type pipelines = []coveoapi.Pipeline
	w := newWorld(t)
	path := "/rest/search/v1/admin/pipelines?organizationId=" + sandbox.OrganizationID
	bare := decode[pipelines](t, w.send(w.keys.PrivilegeViewer, http.MethodGet, path, ""))
	page := decode[struct {
		Items        pipelines
		TotalEntries int
	}](t, w.send(w.keys.PrivilegeViewer, http.MethodGet, path+"&enablePagination=true&perPage=2", ""))
	if len(page.Items) != 2 || page.TotalEntries != len(bare) || page.Items[0].ID != bare[0].ID {
		t.Errorf("all %+v, page %+v", bare, page)
	}
}

// Every facet in an answer carries the facetId of the request.
func facetsNameThemselves(t *testing.T) {
	w := newWorld(t)
	body := `{"facets":[{"facetId":"one","field":"source","type":"specific"},
		{"facetId":"two","field":"year","type":"numericalRange","generateAutomaticRanges":true,"numberOfValues":3},
		{"facetId":"three","field":"product","type":"hierarchical"}]}`
	got := decode[struct{ Facets []struct{ FacetID string } }](t, w.send(w.searchToken(), http.MethodPost, "/rest/search/v2", body))
	var names []string
	for _, facet := range got.Facets {
		names = append(names, facet.FacetID)
	}
	if strings.Join(names, " ") != "one two three" {
		t.Errorf("the facets are %q", names)
	}
}

// Either spelling shows everything to who holds the privilege, and is refused to who
// does not.
func bothValuesOfViewAllContent(t *testing.T) {
	w := newWorld(t)
	total := func(parameter string) int {
		got := w.send(w.keys.Administrator, http.MethodPost, "/rest/search/v2?"+parameter, `{}`)
		return decode[struct{ TotalCount int }](t, got).TotalCount
	}
	all, usual := total("viewAllContent=true"), total("viewAllContent=false")
	if all <= usual || total("viewAllContent=1") != all || total("viewAllContent=0") != usual {
		t.Errorf("%d with true, %d with 1, %d with false, %d with 0", all, total("viewAllContent=1"), usual, total("viewAllContent=0"))
	}
	for _, value := range []string{"1", "true"} {
		got := w.send(w.searchToken(), http.MethodPost, "/rest/search/v2?viewAllContent="+value, `{}`)
		if got.status != http.StatusForbidden {
			t.Errorf("viewAllContent=%s without the privilege: %d", value, got.status)
		}
	}
}

// An item is found by its ID in the URL, in the URL of a JSON body, and in a form;
// the client sends the second.
func everyFormOfQuickviews(t *testing.T) {
	w := newWorld(t)
	token, item := w.searchToken(), w.firstItem()
	const path = "/rest/search/v2/html"
	pages := [][]byte{
		w.send(token, http.MethodGet, path+"?uniqueId="+url.QueryEscape(item), "").body,
		w.send(token, http.MethodPost, path+"?uniqueId="+url.QueryEscape(item), `{"q":""}`).body,
		w.send(token, http.MethodPost, path, "enableNavigation=false&q=&uniqueId="+url.QueryEscape(item)+"&requestedOutputSize=0").body,
	}
	reply, err := w.client.Quickview(t.Context(), token, item, coveoapi.SearchQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range pages {
		if !bytes.Contains(page, []byte("<h1>")) || string(page) != reply.Value {
			t.Errorf("form %d: %s", i, page)
		}
	}
}

// The sandbox plays both. Of the client's own calls neither is needed: where
// check_token is missing, the explanation is that of any missing call.
func operationsOfPlatformClientAlone(t *testing.T) {
	w := newWorld(t)
	if _, err := w.client.CheckToken(t.Context(), w.searchToken()); err != nil {
		t.Error(err)
	}
	_, err := answering(t, http.StatusNotFound, `{"message":"not found","errorCode":"INVALID_URI"}`).CheckToken(t.Context(), w.searchToken())
	wantProblem(t, err, "no-such-call")

	type page struct {
		Items        []struct{ Name string }
		TotalEntries int
	}
	ours := decode[page](t, w.send(w.keys.PrivilegeViewer, http.MethodGet, organization+"/indexes/page/fields?page=0&perPage=5", ""))
	documented := decode[page](t, w.send(w.keys.PrivilegeViewer, http.MethodPost, organization+"/indexes/fields/search", `{"page":0,"perPage":5}`))
	if len(ours.Items) != 5 || ours.TotalEntries != documented.TotalEntries || ours.Items[0] != documented.Items[0] {
		t.Errorf("one has %+v, the other %+v", ours, documented)
	}
}

// The client always says which it wants. In the sandbox silence means true.
func querySyntaxIsAlwaysSaid(t *testing.T) {
	w := newWorld(t)
	token := w.searchToken()
	const expression = "@source==KnowledgeBase"
	totals := map[bool]int{}
	for _, enabled := range []bool{true, false} {
		query := coveoapi.SearchQuery{Q: expression, EnableQuerySyntax: enabled, NumberOfResults: 1}
		reply, err := w.client.Search(t.Context(), token, coveoapi.InAuthorizationHeader, query)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(reply.Exchange.Request.Body, []byte(`"enableQuerySyntax":`)) {
			t.Errorf("the client sends %s", reply.Exchange.Request.Body)
		}
		totals[enabled] = reply.Value.TotalCount
	}
	silent := decode[struct{ TotalCount int }](t, w.send(token, http.MethodPost, "/rest/search/v2", `{"q":"`+expression+`"}`)).TotalCount
	if totals[true] == 0 || totals[true] == totals[false] || silent != totals[true] {
		t.Errorf("%d results with, %d without, %d by default", totals[true], totals[false], silent)
	}
}
