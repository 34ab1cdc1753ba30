package coveoapi

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkLookup compares the answer of a call and the request that it sent. golden
// names the file of the request's body, "" for a body that is in wantSent.
func checkLookup(t *testing.T, want, got any, wantSent, sent recorded, golden string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	if golden != "" {
		goldenBody(t, golden, []byte(sent.Body))
		wantSent.ContentType, wantSent.Body = "application/json", sent.Body
	}
	wantSent.UserAgent = "coveo-token/test"
	if diff := cmp.Diff(wantSent, sent); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
}

func byCatalogKey(path, query string) recorded {
	return recorded{Method: http.MethodGet, Path: path, Query: query, Authorization: "Bearer " + testCatalogKey}
}

func byToken(method, path, query string) recorded {
	return recorded{Method: method, Path: path, Query: query, Authorization: "Bearer " + testToken}
}

func TestOrganizationLookups(t *testing.T) {
	const organization = `{"id":"sandboxacme","displayName":"Acme","readOnly":true,"license":{}}`
	want := Organization{ID: "sandboxacme", DisplayName: "Acme", ReadOnly: true}

	one, sent := answered(t, organization, func(c *Client) (Reply[Organization], error) { return c.Organization(t.Context()) })
	checkLookup(t, want, one, byCatalogKey("/rest/organizations/sandboxacme", ""), sent, "")

	for _, answer := range []string{`[` + organization + `]`, `{"items":[` + organization + `],"totalEntries":1}`} {
		all, sent := answered(t, answer, func(c *Client) (Reply[[]Organization], error) {
			return c.Organizations(t.Context(), NewSecret(testToken))
		})
		checkLookup(t, []Organization{want}, all, byToken("GET", "/rest/organizations", "perPage=100"), sent, "")
	}

	status, sent := answered(t, `{"status":"HEALTHY","lifeCycleState":"PAUSED","pauseState":"PAUSED","readOnly":false,"resumable":true,"errorCodes":["SEARCH_ERROR"]}`,
		func(c *Client) (Reply[OrganizationStatus], error) { return c.OrganizationStatus(t.Context()) })
	checkLookup(t, OrganizationStatus{
		Status: "HEALTHY", LifeCycleState: "PAUSED", PauseState: "PAUSED", Resumable: true, ErrorCodes: []string{"SEARCH_ERROR"},
	}, status, byCatalogKey("/rest/organizations/sandboxacme/status", ""), sent, "")
}

func TestOrganizationRegionsNameTheEndpoint(t *testing.T) {
	for region, spec := range map[string]string{
		"us-east-1": "us", "eu-west-1": "eu", "ap-southeast-2": "au", "ca-central-1": "ca", "mars-north-1": "",
	} {
		got, sent := answered(t, `{"organizationId":"sandboxacme","primaryMainRegion":"`+region+`","mainRegions":["`+region+`"],
			"distributedDns":"a.org.coveo.com","adminDns":"a.admin.org.coveo.com","analyticsDns":"a.analytics.org.coveo.com"}`,
			func(c *Client) (Reply[OrganizationRegions], error) { return c.OrganizationRegions(t.Context()) })
		want := OrganizationRegions{
			OrganizationID: "sandboxacme", PrimaryMainRegion: region, MainRegions: []string{region},
			SearchHost: "a.org.coveo.com", AdminHost: "a.admin.org.coveo.com", AnalyticsHost: "a.analytics.org.coveo.com",
		}
		checkLookup(t, want, got, byCatalogKey("/rest/global/organizations/sandboxacme", ""), sent, "")
		if got.EndpointSpec() != spec {
			t.Errorf("%s: %q", region, got.EndpointSpec())
		}
		if _, err := ParseEndpoint(spec, "acme"); spec != "" && err != nil {
			t.Error(err)
		}
	}
}

func TestAdministrationLists(t *testing.T) {
	const provider = `[{"id":"p1","displayName":"Email Security Provider","type":"EMAIL","caseSensitive":false,"name":"old"}]`
	providers, sent := answered(t, provider, func(c *Client) (Reply[[]SecurityProvider], error) { return c.SecurityProviders(t.Context()) })
	checkLookup(t, []SecurityProvider{{ID: "p1", DisplayName: EmailSecurityProvider, Type: "EMAIL"}}, providers,
		byCatalogKey("/rest/organizations/sandboxacme/securityproviders", ""), sent, "")

	const hub = `[{"name":"SupportHub","bucket":"b","description":"d"}]`
	for _, answer := range []string{hub, `{"items":` + hub + `}`, `{"hubs":` + hub + `,"totalCount":1}`} {
		hubs, sent := answered(t, answer, func(c *Client) (Reply[[]SearchHub], error) { return c.SearchHubs(t.Context()) })
		checkLookup(t, []SearchHub{{Name: "SupportHub", Bucket: "b", Description: "d"}}, hubs,
			byCatalogKey("/rest/organizations/sandboxacme/searchusagemetrics/hubs/", ""), sent, "")
	}
	for _, answer := range []string{`{}`, `{"hubs":7}`, `[7]`, `7`} {
		_, client := record(t, replyJSON(http.StatusOK, answer))
		_, err := client.SearchHubs(t.Context())
		requireNetworkError(t, err, NetworkMalformed)
	}
}

func TestSearchLookups(t *testing.T) {
	token := NewSecret(testToken)
	const organization = "organizationId=sandboxacme"

	fields, sent := answered(t, `{"fields":[{"name":"@author","description":"who","type":"STRING","fieldType":"LargeString","groupByField":true}]}`,
		func(c *Client) (Reply[[]Field], error) { return c.Fields(t.Context(), token) })
	checkLookup(t, []Field{{Name: "@author", Description: "who", Type: "STRING", FieldType: "LargeString", GroupByField: true}}, fields,
		byToken("GET", "/rest/search/v2/fields", organization), sent, "")

	suggestions, sent := answered(t, `{"completions":[{"expression":"solar","score":1.5,"highlighted":"(sol)[ar]","executableConfidence":0.5}],"responseId":"r"}`,
		func(c *Client) (Reply[Suggestions], error) {
			return c.Suggest(t.Context(), token, SuggestQuery{Q: "sol", Count: 5, SearchHub: "SupportHub"})
		})
	checkLookup(t, Suggestions{Completions: []Completion{{Expression: "solar", Score: 1.5, Highlighted: "(sol)[ar]", ExecutableConfidence: 0.5}}, ResponseID: "r"},
		suggestions, byToken("POST", "/rest/search/v2/querySuggest", organization), sent, "suggest")

	plan, sent := answered(t, `{"preprocessingOutput":{"triggers":[]},"parsedInput":{"basicExpression":"lamp","mandatoryExpression":"@a==b"}}`,
		func(c *Client) (Reply[Plan], error) {
			return c.Plan(t.Context(), token, SearchQuery{Q: "lamp", EnableQuerySyntax: true})
		})
	wantPlan := Plan{ParsedInput: ParsedQuery{BasicExpression: "lamp", MandatoryExpression: "@a==b"}}
	wantPlan.PreprocessingOutput.Triggers = []json.RawMessage{}
	checkLookup(t, wantPlan, plan, byToken("POST", "/rest/search/v2/plan", organization), sent, "plan")

	values, sent := answered(t, `{"values":[{"value":"alice","lookupValue":"alice","numberOfResults":3}]}`, func(c *Client) (Reply[[]FieldValue], error) {
		return c.Values(t.Context(), token, ValuesQuery{
			Field: "@author", MaximumNumberOfValues: 20, Pattern: "a*", PatternType: "wildcards", QueryOverride: "@source==KnowledgeBase",
		})
	})
	checkLookup(t, []FieldValue{{Value: "alice", LookupValue: "alice", NumberOfResults: 3}}, values,
		byToken("POST", "/rest/search/v2/values", organization), sent, "values")

	facet, sent := answered(t, `{"values":[{"displayValue":"Alice","rawValue":"alice","count":3}],"moreValuesAvailable":true}`,
		func(c *Client) (Reply[FacetValues], error) {
			return c.SearchFacet(t.Context(), token, FacetQuery{
				Field: "author", Query: "*ali*", NumberOfValues: 10, IgnoreValues: []string{"Bob Jones"}, SearchContext: &SearchQuery{Q: "lamp"},
			})
		})
	checkLookup(t, FacetValues{Values: []FacetValue{{DisplayValue: "Alice", RawValue: "alice", Count: 3}}, MoreValuesAvailable: true}, facet,
		byToken("POST", "/rest/search/v2/facet", organization), sent, "facet")

	page, sent := answered(t, `<html>…</html>`, func(c *Client) (Reply[string], error) {
		return c.Quickview(t.Context(), token, "42.1 &x", SearchQuery{Q: "lamp", EnableQuerySyntax: true})
	})
	checkLookup(t, `<html>…</html>`, page, byToken("POST", "/rest/search/v2/html", "uniqueId=42.1+%26x&"+organization), sent, "plan")
}

func TestTokenLookups(t *testing.T) {
	token := NewSecret(testToken)
	validations, sent := answered(t, `[{"valid":false,"errors":[{"type":"t","message":"m","path":"$.meta"}]}]`,
		func(c *Client) (Reply[[]EventValidation], error) {
			return c.ValidateEvents(t.Context(), token, []json.RawMessage{[]byte(`{"meta":{"type":"itemClick"},"big":9007199254740993}`)})
		})
	checkLookup(t, []EventValidation{{Errors: []EventMistake{{Type: "t", Message: "m", Path: "$.meta"}}}}, validations,
		byToken("POST", "/rest/organizations/sandboxacme/events/v1/validate", ""), sent, "events")

	check, sent := answered(t, `{"authentication":{"name":"alice"},"more":1}`, func(c *Client) (Reply[TokenCheck], error) {
		return c.CheckToken(t.Context(), token)
	})
	wantSent := byToken("POST", "/oauth/check_token", "")
	wantSent.ContentType, wantSent.Body = "application/x-www-form-urlencoded", "token="+testToken
	checkLookup(t, TokenCheck{Authentication: json.RawMessage(`{"name":"alice"}`)}, check, wantSent, sent, "")

	privileges, sent := answered(t, privilegesAnswer, func(c *Client) (Reply[[]Privilege], error) {
		return c.PrivilegesInTokenOf(t.Context(), NewSecret(testKey), token)
	})
	wantSent = recorded{
		Method: "POST", Path: "/rest/organizations/sandboxacme/privileges/token", Query: "accessToken=" + testToken,
		Authorization: "Bearer " + testKey, ContentType: "application/json", Body: "{}",
	}
	checkLookup(t, 2, len(privileges), wantSent, sent, "")
}

func TestLookupsAreCheckedBeforeSending(t *testing.T) {
	server, client := record(t, replyJSON(http.StatusOK, `{}`))
	token := NewSecret(testToken)
	_, values := client.Values(t.Context(), token, ValuesQuery{})
	_, facet := client.SearchFacet(t.Context(), token, FacetQuery{})
	_, page := client.Quickview(t.Context(), token, "", SearchQuery{})
	_, events := client.ValidateEvents(t.Context(), token, []json.RawMessage{[]byte(`{`)})
	for _, err := range []error{values, facet, page, events} {
		var input *InputError
		if !errors.As(err, &input) || input.Remedy == "" {
			t.Errorf("got %v", err)
		}
	}
	if _, err := client.PrivilegesInTokenOf(t.Context(), token, Secret{}); !errors.Is(err, ErrNoCredential) {
		t.Errorf("without a token to ask about: %v", err)
	}
	if len(server.requests) != 0 {
		t.Errorf("%d requests were sent", len(server.requests))
	}
}
