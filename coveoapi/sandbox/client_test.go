package sandbox_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/contract"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/jwtview"
)

// newClient makes the client of this module for a world.
func (w *world) newClient(minting, catalogue coveoapi.Secret) *coveoapi.Client {
	w.t.Helper()
	endpoint, err := coveoapi.ParseEndpoint(w.url, sandbox.OrganizationID)
	if err != nil {
		w.t.Fatal(err)
	}
	client, err := coveoapi.New(coveoapi.Config{
		Target:     coveoapi.Target{OrganizationID: sandbox.OrganizationID, Endpoint: endpoint},
		MintingKey: minting, CatalogKey: catalogue, Timeout: 10 * time.Second,
		Transport: contract.Watch(w.t, coveoapi.NewTransport(), contract.Request, contract.Reply),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(client.Close)
	return client
}

func must[T any](t *testing.T) func(coveoapi.Reply[T], error) T {
	return func(reply coveoapi.Reply[T], err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return reply.Value
	}
}

// The main job through the client: list, mint, read, verify, query.
func TestClientJourney(t *testing.T) {
	w := newWorld(t, sandbox.Options{Clock: time.Now})
	client := w.newClient(w.keys.AuthenticatedSearch, w.keys.PrivilegeViewer)
	ctx := t.Context()
	if live := must[[]coveoapi.Privilege](t)(client.PlatformTokenPrivileges(ctx)); len(live) == 0 {
		t.Error("no privileges")
	}
	alice := []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}}
	privilege, err := coveoapi.ParsePrivilege("SEARCH_API/IMPERSONATE")
	if err != nil {
		t.Fatal(err)
	}
	platform := must[coveoapi.Secret](t)(client.MintPlatformToken(ctx, coveoapi.PlatformTokenRequest{
		Privileges: []coveoapi.Privilege{privilege}, UserIDs: alice, Validity: 8 * time.Hour,
	}))
	search := must[coveoapi.Secret](t)(client.MintSearchToken(ctx, coveoapi.SearchTokenV2, coveoapi.SearchTokenRequest{
		UserIDs: alice, SearchHub: "SupportHub", Filter: "@source==KnowledgeBase", ValidForMillis: 3_600_000,
	}))
	keys := must[jwtview.KeySet](t)(client.Certificates(ctx))
	for kind, token := range map[jwtview.Kind]coveoapi.Secret{jwtview.KindPlatform: platform, jwtview.KindSearch: search} {
		decoded, err := jwtview.Decode(token.Reveal())
		if err != nil {
			t.Fatal(err)
		}
		if decoded.Kind() != kind || !decoded.FromSandbox() {
			t.Errorf("the %s is read as %s, from the sandbox: %t", kind, decoded.Kind(), decoded.FromSandbox())
		}
		if verification := decoded.Verify(keys); verification.Valid != (kind == jwtview.KindPlatform) {
			t.Errorf("verification of the %s: %+v", kind, verification)
		}
	}
	for _, place := range []coveoapi.CredentialPlace{coveoapi.InAuthorizationHeader, coveoapi.InAccessTokenParameter} {
		all := must[coveoapi.SearchResponse](t)(client.Search(ctx, platform, place, coveoapi.SearchQuery{Q: "password", NumberOfResults: 10}))
		some := must[coveoapi.SearchResponse](t)(client.Search(ctx, search, place, coveoapi.SearchQuery{Q: "password", NumberOfResults: 10}))
		if all.Pipeline != "default" || some.Pipeline != "CustomerSupport" || some.TotalCount == 0 || some.TotalCount >= all.TotalCount {
			t.Errorf("%d by %s, %d by %s", all.TotalCount, all.Pipeline, some.TotalCount, some.Pipeline)
		}
		for _, result := range some.Results {
			if result.Source() != "KnowledgeBase" {
				t.Errorf("%q comes from %s", result.Title, result.Source())
			}
		}
	}
}

func TestClientLookups(t *testing.T) {
	w := newWorld(t, sandbox.Options{Clock: time.Now})
	client := w.newClient(w.keys.AuthenticatedSearch, w.keys.PrivilegeViewer)
	ctx := t.Context()
	token := coveoapi.NewSecret(w.searchToken("asmith@example.com", nil))
	if pipelines := must[[]coveoapi.Pipeline](t)(client.Pipelines(ctx)); len(pipelines) != 4 || !strings.Contains(pipelines[0].Condition, "IntranetHub") {
		t.Errorf("pipelines: %+v", pipelines)
	}
	if hubs := must[[]coveoapi.SearchHub](t)(client.SearchHubs(ctx)); len(hubs) != 3 {
		t.Errorf("hubs: %+v", hubs)
	}
	if providers := must[[]coveoapi.SecurityProvider](t)(client.SecurityProviders(ctx)); len(providers) != 3 {
		t.Errorf("providers: %+v", providers)
	}
	if organizations := must[[]coveoapi.Organization](t)(client.Organizations(ctx, token)); len(organizations) != 1 || organizations[0].ID != sandbox.OrganizationID {
		t.Errorf("organizations: %+v", organizations)
	}
	if organization := must[coveoapi.Organization](t)(client.Organization(ctx)); organization.DisplayName == "" {
		t.Error("the organization has no name")
	}
	if status := must[coveoapi.OrganizationStatus](t)(client.OrganizationStatus(ctx)); status.LifeCycleState != "ACTIVE" {
		t.Errorf("status: %+v", status)
	}
	if regions := must[coveoapi.OrganizationRegions](t)(client.OrganizationRegions(ctx)); "http://"+regions.SearchHost != w.url || regions.EndpointSpec() != "" {
		t.Errorf("regions: %+v", regions)
	}
	if fields := must[[]coveoapi.Field](t)(client.Fields(ctx, token)); len(fields) != 15 {
		t.Errorf("%d fields", len(fields))
	}
	if plan := must[coveoapi.Plan](t)(client.Plan(ctx, token, coveoapi.SearchQuery{Q: "lamp"})); plan.ParsedInput.BasicExpression != "lamp" {
		t.Errorf("plan: %+v", plan)
	}
	if suggestions := must[coveoapi.Suggestions](t)(client.Suggest(ctx, token, coveoapi.SuggestQuery{Q: "bat"})); len(suggestions.Completions) != 2 {
		t.Errorf("suggestions: %+v", suggestions)
	}
	for pattern, kind := range map[string]string{"*base": "wildcards", "Know.*": "regex", "KnowlegeBase": "editdistance"} {
		values := must[[]coveoapi.FieldValue](t)(client.Values(ctx, token, coveoapi.ValuesQuery{Field: "@source", Pattern: pattern, PatternType: kind}))
		if len(values) != 1 || values[0].Value != "KnowledgeBase" {
			t.Errorf("values like %s: %+v", pattern, values)
		}
	}
	if facet := must[coveoapi.FacetValues](t)(client.SearchFacet(ctx, token, coveoapi.FacetQuery{Field: "author", Query: "*ali*"})); len(facet.Values) != 1 {
		t.Errorf("facet values: %+v", facet)
	}
	found := must[coveoapi.SearchResponse](t)(client.Search(ctx, token, coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "refund", NumberOfResults: 1}))
	if page := must[string](t)(client.Quickview(ctx, token, found.Results[0].UniqueID, coveoapi.SearchQuery{})); !strings.Contains(page, "<h1>") {
		t.Errorf("quick view: %s", page)
	}
	if check := must[coveoapi.TokenCheck](t)(client.CheckToken(ctx, token)); !strings.Contains(string(check.Authentication), "asmith@example.com") {
		t.Errorf("check: %s", check.Authentication)
	}
	events := must[[]coveoapi.EventValidation](t)(client.ValidateEvents(ctx, token, []json.RawMessage{json.RawMessage("{}")}))
	if len(events) != 1 || events[0].Valid {
		t.Errorf("events: %+v", events)
	}
	held := must[[]coveoapi.Privilege](t)(client.PrivilegesInToken(ctx, token))
	if len(held) != 2 {
		t.Errorf("privileges in the token: %v", held)
	}
	verdict := must[coveoapi.Evaluation](t)(client.Evaluate(ctx, token, held[0]))
	if !verdict.Approved {
		t.Errorf("evaluation: %+v", verdict)
	}
}

func TestClientReadsErrors(t *testing.T) {
	w := newWorld(t, sandbox.Options{Clock: time.Now})
	ctx := t.Context()
	user := coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{{Name: "a", Provider: "p"}}}
	mint := func(key coveoapi.Secret) error {
		_, err := w.newClient(key, key).MintSearchToken(ctx, coveoapi.SearchTokenV2, user)
		return err
	}
	list := func(key coveoapi.Secret) error {
		_, err := w.newClient(key, key).PlatformTokenPrivileges(ctx)
		return err
	}
	expired := w.searchToken("asmith@example.com", nil)
	w.sandbox.ExpireTokens()
	_, expiredErr := w.newClient(w.keys.AnonymousSearch, w.keys.AnonymousSearch).Search(ctx, coveoapi.NewSecret(expired), coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{})
	tests := []struct {
		name   string
		err    error
		status int
		code   string
		format coveoapi.ErrorFormat
	}{
		{"missing privilege on search", mint(w.keys.AnonymousSearch), 403, "FORBIDDEN", coveoapi.ErrorBodySearch},
		{"missing privilege on the platform", list(w.keys.AnonymousSearch), 403, "ACCESS_DENIED", coveoapi.ErrorBodyPlatform},
		{"disabled key", mint(w.keys.Disabled), 401, "UNAUTHORIZED", coveoapi.ErrorBodySearch},
		{"expired key", list(w.keys.Expired), 401, "INVALID_TOKEN", coveoapi.ErrorBodyPlatform},
		{"expired token", expiredErr, 419, "ExpiredTokenException", coveoapi.ErrorBodySearch},
	}
	for _, test := range tests {
		var apiError *coveoapi.APIError
		if !errors.As(test.err, &apiError) {
			t.Errorf("%s: %v", test.name, test.err)
			continue
		}
		if apiError.Status != test.status || apiError.Code != test.code || apiError.Format != test.format || apiError.RequestID == "" {
			t.Errorf("%s: %d %s, format %v, request %q", test.name, apiError.Status, apiError.Code, apiError.Format, apiError.RequestID)
		}
	}
}
