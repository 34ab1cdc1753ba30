package contract_test

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

// exchange is a request as Coveo's own clients, or the documentation, make it.
type exchange struct {
	method, path string
	// as chooses the credential; nil means a search token of Alice.
	as func(*world) coveoapi.Secret
	// body is JSON or a form; kind is its Content-Type where that is neither.
	body, kind string
	// status is what comes back; 0 means 200.
	status int
	// faults are on in the sandbox.
	faults []sandbox.Fault
}

func viewer(w *world) coveoapi.Secret        { return w.keys.PrivilegeViewer }
func administrator(w *world) coveoapi.Secret { return w.keys.Administrator }
func authenticated(w *world) coveoapi.Secret { return w.keys.AuthenticatedSearch }
func analytics(w *world) coveoapi.Secret     { return w.keys.UsageAnalytics }
func anonymous(w *world) coveoapi.Secret     { return w.keys.AnonymousSearch }
func disabled(w *world) coveoapi.Secret      { return w.keys.Disabled }
func nobody(*world) coveoapi.Secret          { return coveoapi.Secret{} }

// send makes the exchange and checks its status.
func (e exchange) send(t *testing.T, w *world) answer {
	t.Helper()
	as := e.as
	if as == nil {
		as = (*world).searchToken
	}
	var got answer
	if e.kind != "" {
		got = w.sendAs(e.kind, as(w), e.method, w.fill(e.path), e.body)
	} else {
		got = w.send(as(w), e.method, w.fill(e.path), w.fill(e.body))
	}
	if want := cmp.Or(e.status, http.StatusOK); got.status != want {
		t.Errorf("%s %s: status %d, want %d: %s", e.method, e.path, got.status, want, got.body)
	}
	return got
}

// fill puts the organization, an item's ID, a pipeline's ID and a token where a
// request has {org}, {item}, {pipeline} and {token}.
func (w *world) fill(text string) string {
	text = strings.ReplaceAll(text, "{org}", sandbox.OrganizationID)
	for mark, value := range map[string]func() string{
		"{item}":     func() string { return url.QueryEscape(w.firstItem()) },
		"{pipeline}": w.pipeline,
		"{token}":    func() string { return w.searchToken().Reveal() },
	} {
		if strings.Contains(text, mark) {
			text = strings.ReplaceAll(text, mark, value())
		}
	}
	return text
}

// firstItem is the unique ID of something that Alice finds.
func (w *world) firstItem() string {
	w.t.Helper()
	reply, err := w.client.Search(w.t.Context(), w.searchToken(), coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{NumberOfResults: 1})
	if err != nil {
		w.t.Fatal(err)
	}
	return reply.Value.Results[0].UniqueID
}

func (w *world) pipeline() string {
	w.t.Helper()
	reply, err := w.client.Pipelines(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return reply.Value[0].ID
}

// platformExchanges are those of the platform's APIs.
func platformExchanges() []exchange {
	const event = `[{"product":"lamp","meta":{"type":"ec.productClick","ts":1780315200000,"clientId":"b5d5d5a0-0000-4000-8000-000000000001","config":{"trackingId":"help"},"source":["made-up@1"]}}]`
	return []exchange{
		{method: "POST", path: "/oauth/check_token", as: anonymous, body: "token={token}"},
		{method: "POST", path: "/oauth/check_token", as: anonymous, kind: "multipart/form-data; boundary=b", body: "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + sandbox.AllKeys().AnonymousSearch.Reveal() + "\r\n--b--\r\n"},
		{method: "GET", path: "/rest/organizations", as: administrator},
		{method: "GET", path: "/rest/organizations/{org}", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/status", as: viewer},
		{method: "GET", path: "/rest/global/organizations/{org}", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/privileges/token", as: anonymous},
		{method: "GET", path: "/rest/organizations/{org}/privileges/token?accessToken={token}", as: anonymous},
		{method: "POST", path: "/rest/organizations/{org}/privileges/token?accessToken={token}", as: anonymous, body: "{}"},
		{method: "POST", path: "/rest/organizations/{org}/privileges/token", as: anonymous, body: "{}", status: 400},
		{method: "GET", path: "/rest/organizations/{org}/privileges", as: anonymous, status: 403},
		{method: "GET", path: "/rest/organizations/{org}/privileges", as: nobody, status: 401},
		{method: "GET", path: "/rest/organizations/{org}/privileges/me", as: disabled, status: 401},
		{method: "POST", path: "/rest/organizations/{org}/tokens", as: authenticated, body: `{"privileges":[]}`, status: 400},
		{method: "POST", path: "/rest/privilege/evaluate", as: nobody, body: `{"organizationId":"{org}","requestedPrivilege":{"owner":"PLATFORM","targetDomain":"ORGANIZATION","type":"VIEW","targetId":"*"}}`},
		{method: "POST", path: "/rest/privilege/evaluate/general-access", as: viewer, body: `{"organizationId":"{org}"}`},
		{method: "GET", path: "/rest/organizations/{org}/searchusagemetrics/hubs/", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/searchusagemetrics/hubs/?filter=hub&pageSize=2&page=1", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/searchusagemetrics/hubs/SupportHub", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/securityproviders/page?filter=Email&page=0&perPage=10", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/securityproviders", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/securityproviders/Email%20Security%20Provider", as: viewer},
		{method: "GET", path: "/rest/organizations/{org}/securitycache/entities/Email%20Security%20Provider/members?page=0&perPage=10&usePageModel=true", as: viewer},
		{method: "POST", path: "/rest/organizations/{org}/securitycache/entities/list?page=0&perPage=10", as: viewer, body: `{"filterTerm":"smith","filteringMode":"SUBSTRING"}`},
		{method: "GET", path: "/rest/organizations/{org}/indexes/page/fields?page=0&perPage=10", as: viewer},
		{method: "POST", path: "/rest/organizations/{org}/indexes/fields/search", as: viewer, body: `{"page":0,"perPage":10,"filters":{"name":"source"}}`},
		{method: "POST", path: "/rest/organizations/{org}/events/v1", as: analytics, body: event},
		{method: "POST", path: "/rest/organizations/{org}/events/v1/validate", as: analytics, body: event},
		{method: "POST", path: "/rest/organizations/{org}/events/v1/validate", as: analytics, body: `[{"meta":{"type":"made-up"}}]`},
		{method: "POST", path: "/rest/ua/v15/analytics/search?visitor=v", as: analytics, body: `{"actionCause":"interfaceLoad","queryText":"","responseTime":3,"searchQueryUid":"7d1f3c52-0a51-4c1e-8f0e-5a2b6d0c0001","language":"en","originLevel1":"SupportHub"}`},
		{method: "POST", path: "/rest/ua/v15/analytics/click?visitor=v", as: analytics, body: `{"actionCause":"documentOpen","documentPosition":1,"documentUri":"https://example.com","documentUriHash":"h","searchQueryUid":"7d1f3c52-0a51-4c1e-8f0e-5a2b6d0c0001","sourceName":"KnowledgeBase","language":"en"}`},
		{method: "POST", path: "/rest/ua/v15/analytics/custom?visitor=v", as: analytics, body: `{"eventType":"made-up","eventValue":"made-up","language":"en"}`},
		{method: "POST", path: "/rest/ua/v15/analytics/collect", as: analytics, body: "{}"},
		{method: "GET", path: "/rest/ua/v15/analytics/monitoring/health", as: nobody},
		{method: "POST", path: "/rest/ua/v15/analytics/search", as: disabled, body: `{}`, status: 400},
	}
}

// searchExchanges are those of the Search API.
func searchExchanges() []exchange {
	const search = "/rest/search/v2"
	return []exchange{
		{method: "GET", path: "/rest/search/v1/admin/pipelines?organizationId={org}", as: viewer},
		{method: "GET", path: "/rest/search/v1/admin/pipelines?organizationId={org}&enablePagination=true&page=0&perPage=2&isOrderAscending=true", as: viewer},
		{method: "GET", path: "/rest/search/v1/admin/pipelines/{pipeline}?organizationId={org}", as: viewer},
		{method: "GET", path: "/rest/search/v1/admin/pipelines?organizationId={org}", as: anonymous, status: 403},
		{method: "GET", path: search + "?q=lamp&numberOfResults=2&organizationId={org}"},
		{method: "POST", path: search + "?organizationId={org}", body: headlessQuery},
		{method: "POST", path: search + "?organizationId={org}&viewAllContent=1", as: administrator, body: `{"q":"lamp","numberOfResults":2}`},
		{method: "POST", path: search + "?organizationId={org}&viewAllContent=true", as: administrator, body: `{"q":"lamp","numberOfResults":2}`},
		{method: "POST", path: search + "?organizationId={org}", body: "q=lamp&numberOfResults=2&enableQuerySyntax=true"},
		{method: "POST", path: search + "?organizationId={org}", body: `{"q":"lamp","groupBy":[{"field":"@source"}]}`},
		{method: "POST", path: search + "?organizationId={org}", body: `{"q":"lmap","enableDidYouMean":true}`},
		{method: "POST", path: search + "?organizationId={org}", body: `{"q":"lmap","queryCorrection":{"enabled":true,"options":{"automaticallyCorrect":"whenNoResults"}}}`},
		{method: "POST", path: "/rest/search/v3?organizationId={org}", body: `{"q":"lamp","numberOfResults":2}`},
		{method: "POST", path: search + "/plan?organizationId={org}", body: `{"locale":"en","timezone":"UTC","q":"lamp","searchHub":"SupportHub"}`},
		{method: "GET", path: search + "/querySuggest?q=re&organizationId={org}"},
		{method: "POST", path: search + "/querySuggest?organizationId={org}", body: `{"count":3,"q":"re","locale":"en","timezone":"UTC","actionsHistory":[],"searchHub":"SupportHub","tab":"default"}`},
		{method: "POST", path: search + "/facet?organizationId={org}", body: facetSearch("specific")},
		{method: "POST", path: search + "/facet?organizationId={org}", body: facetSearch("hierarchical")},
		{method: "GET", path: search + "/fields?organizationId={org}"},
		{method: "POST", path: search + "?organizationId={org}", body: automaticQuery},
		{method: "GET", path: search + "/extensions?organizationId={org}"},
		{method: "POST", path: search + "/values/batch?organizationId={org}", body: `{"batch":[{"field":"@source"},{"field":"@author","maximumNumberOfValues":2}]}`},
		{method: "GET", path: search + "/values?field=%40source&organizationId={org}"},
		{method: "POST", path: search + "/values?organizationId={org}", body: `{"field":"@source","maximumNumberOfValues":3}`},
		{method: "GET", path: search + "/html?uniqueId={item}&organizationId={org}"},
		{method: "POST", path: search + "/html?requestedOutputSize=0&uniqueId={item}&organizationId={org}", body: `{"q":"lamp"}`},
		{method: "POST", path: search + "/html?organizationId={org}", body: "enableNavigation=false&q=&uniqueId={item}&requestedOutputSize=0"},
		{method: "GET", path: search + "/text?uniqueId={item}&organizationId={org}"},
		{method: "GET", path: search + "/document?uniqueId={item}&organizationId={org}"},
		{method: "POST", path: "/rest/search/v3/analysis/expressions/structured?organizationId={org}", as: administrator, body: `{"query":"(@source==KnowledgeBase OR \"solar lamp\") -@year<2020 $qre(expression:@objecttype==Case, modifier: 50)"}`},
		{method: "POST", path: "/rest/search/v3/analysis/expressions/structured?organizationId={org}", as: administrator, body: `{"query":"@source=="}`, status: 422},
		{method: "POST", path: search + "?organizationId={org}", as: nobody, body: `{}`, status: 401},
		{method: "POST", path: search + "?organizationId={org}", body: `{`, status: 400},
		{method: "POST", path: search + "?organizationId={org}", as: anonymous, body: `{}`, faults: []sandbox.Fault{{Kind: sandbox.FaultHTML, Status: 200}}},
		{method: "GET", path: search + "/html?uniqueId=none&organizationId={org}", status: 404},
	}
}

// headlessQuery is the first query of @coveo/headless, with a facet of each kind.
const headlessQuery = `{"locale":"en-US","debug":false,"tab":"default","referrer":"default","timezone":"UTC",
	"fieldsToInclude":["author","language","source"],"q":"lamp","enableQuerySyntax":false,"searchHub":"SupportHub",
	"analytics":{"clientId":"b5d5d5a0-0000-4000-8000-000000000001","clientTimestamp":"2026-06-01T12:00:00.000Z",
		"documentReferrer":null,"documentLocation":null,"originContext":"Search","actionCause":"interfaceLoad",
		"trackingId":"help","capture":true,"source":["@coveo/headless@4.0.0"]},
	"queryCorrection":{"enabled":false,"options":{"automaticallyCorrect":"whenNoResults"}},"enableDidYouMean":false,
	"facets":[
		{"filterFacetCount":true,"injectionDepth":1000,"numberOfValues":8,"sortCriteria":"automatic","resultsMustMatch":"atLeastOneValue",
			"type":"specific","currentValues":[],"freezeCurrentValues":false,"isFieldExpanded":false,"preventAutoSelect":false,
			"facetId":"source","field":"source","tabs":{},"activeTab":""},
		{"filterFacetCount":true,"injectionDepth":1000,"numberOfValues":8,"sortCriteria":"ascending","rangeAlgorithm":"equiprobable",
			"resultsMustMatch":"atLeastOneValue","currentValues":[],"preventAutoSelect":false,"type":"numericalRange",
			"facetId":"year","field":"year","generateAutomaticRanges":true},
		{"delimitingCharacter":"|","filterFacetCount":true,"injectionDepth":1000,"numberOfValues":5,"sortCriteria":"occurrences",
			"basePath":[],"filterByBasePath":true,"currentValues":[],"preventAutoSelect":false,"type":"hierarchical",
			"facetId":"product","field":"product"}],
	"numberOfResults":5,"firstResult":0,"facetOptions":{"freezeFacetOrder":false}}`

// automaticQuery asks for facets of the server's choice as @coveo/headless does.
const automaticQuery = `{"q":"lamp","numberOfResults":5,"generateAutomaticFacets":{"desiredCount":3,"numberOfValues":4,
	"currentFacets":[{"field":"objecttype","label":"Objecttype","currentValues":[{"value":"HowTo","numberOfResults":1,"state":"selected"}]}]}}`

// facetSearch is how @coveo/headless searches a facet: the search context repeats the
// token, which the sandbox neither reads nor logs.
func facetSearch(kind string) string {
	return `{"captions":{},"numberOfValues":10,"query":"*know*","field":"source","ignoreValues":[],"ignorePaths":[],
		"filterFacetCount":true,"type":"` + kind + `","searchContext":{"q":"","numberOfResults":10,"searchHub":"SupportHub",
		"accessToken":"made-up","organizationId":"{org}","url":"http://127.0.0.1"}}`
}
