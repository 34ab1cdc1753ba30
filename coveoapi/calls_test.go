package coveoapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const privilegesAnswer = `[{"targetDomain":"IMPERSONATE","type":"ENABLE","targetId":"*","owner":"SEARCH_API","level":"NORMAL"},
	{"targetDomain":"EXECUTE_QUERY","targetId":"*","owner":"SEARCH_API","unknown":9007199254740993}]`

// answered runs a call against a server that answers 200 and gives what it sent.
func answered[T any](t *testing.T, answer string, run func(*Client) (Reply[T], error)) (T, recorded) {
	t.Helper()
	server, client := record(t, replyJSON(http.StatusOK, answer))
	reply, err := run(client)
	if err != nil {
		t.Fatal(err)
	}
	if len(server.requests) != 1 {
		t.Fatalf("%d requests were sent", len(server.requests))
	}
	if reply.Exchange.Status != http.StatusOK || reply.Exchange.Attempts != 1 || reply.Exchange.ReceivedAt.IsZero() {
		t.Errorf("the exchange is %+v", reply.Exchange)
	}
	return reply.Value, server.requests[0]
}

func TestPrivilegeLists(t *testing.T) {
	ctx := t.Context()
	const base = "/rest/organizations/sandboxacme/privileges"
	tests := map[string]struct {
		run         func(*Client) (Reply[[]Privilege], error)
		path, query string
		key         string
	}{
		"platform tokens": {func(c *Client) (Reply[[]Privilege], error) { return c.PlatformTokenPrivileges(ctx) }, base + "/platformtokens", "", testCatalogKey},
		"organization":    {func(c *Client) (Reply[[]Privilege], error) { return c.OrganizationPrivileges(ctx) }, base, "", testCatalogKey},
		"API keys":        {func(c *Client) (Reply[[]Privilege], error) { return c.APIKeyPrivileges(ctx, CustomAPIKeyPrivileges) }, base + "/apikeys", "filter=CUSTOM", testCatalogKey},
		"me":              {func(c *Client) (Reply[[]Privilege], error) { return c.PrivilegesOf(ctx, NewSecret(testToken)) }, base + "/me", "", testToken},
		"token":           {func(c *Client) (Reply[[]Privilege], error) { return c.PrivilegesInToken(ctx, NewSecret(testToken)) }, base + "/token", "", testToken},
	}
	want := []Privilege{
		{Type: "ENABLE", TargetDomain: "IMPERSONATE", TargetID: "*", Owner: "SEARCH_API", Level: "NORMAL"},
		{TargetDomain: "EXECUTE_QUERY", TargetID: "*", Owner: "SEARCH_API"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, request := answered(t, privilegesAnswer, test.run)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("privileges (-want +got):\n%s", diff)
			}
			wantRequest := recorded{Method: "GET", Path: test.path, Query: test.query, Authorization: "Bearer " + test.key, UserAgent: "coveo-token/test"}
			if diff := cmp.Diff(wantRequest, request); diff != "" {
				t.Errorf("request (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrivilegesInTheShapeOf2017(t *testing.T) {
	const answer = `[{"targetDomain":"EXECUTE_QUERY","targetIds":[],"owner":"SEARCH_API","global":false},
		{"type":"VIEW","targetDomain":"QUERY_PIPELINE","targetIds":["p1","p2"],"owner":"SEARCH_API","global":false},
		{"type":"EDIT","targetDomain":"ANALYTICS_DATA","targetIds":["*"],"owner":"USAGE_ANALYTICS","global":false},
		{"type":"VIEW","targetDomain":"SOURCE","targetId":"s1","targetIds":["s2"],"owner":"PLATFORM","level":"NORMAL"}]`
	want := []Privilege{
		{TargetDomain: "EXECUTE_QUERY", Owner: "SEARCH_API"},
		{Type: "VIEW", TargetDomain: "QUERY_PIPELINE", TargetID: "p1", Owner: "SEARCH_API"},
		{Type: "VIEW", TargetDomain: "QUERY_PIPELINE", TargetID: "p2", Owner: "SEARCH_API"},
		{Type: "EDIT", TargetDomain: "ANALYTICS_DATA", TargetID: "*", Owner: "USAGE_ANALYTICS"},
		{Type: "VIEW", TargetDomain: "SOURCE", TargetID: "s1", Owner: "PLATFORM", Level: "NORMAL"},
	}
	calls := map[string]func(*Client) (Reply[[]Privilege], error){
		"asks itself": func(c *Client) (Reply[[]Privilege], error) {
			return c.PrivilegesInToken(t.Context(), NewSecret(testToken))
		},
		"is asked about": func(c *Client) (Reply[[]Privilege], error) {
			return c.PrivilegesInTokenOf(t.Context(), NewSecret(testKey), NewSecret(testToken))
		},
	}
	for name, run := range calls {
		got, _ := answered(t, answer, run)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the token %s: privileges (-want +got):\n%s", name, diff)
		}
	}
}

func TestCatalogCallsFallBackToTheMintingKey(t *testing.T) {
	server := &recorder{t: t, answer: replyJSON(http.StatusOK, `[]`)}
	client := clientOf(t, serve(t, server).URL, func(c *Config) { c.CatalogKey = Secret{} })
	if _, err := client.PlatformTokenPrivileges(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := server.requests[0].Authorization; got != "Bearer "+testKey {
		t.Errorf("sent %q", got)
	}
}

func TestEvaluate(t *testing.T) {
	wanted := mustPrivilege(t, "PLATFORM/ORGANIZATION:VIEW")
	codes := []EvaluationCode{
		EvaluationGranted, EvaluationNotAllowed, EvaluationForAnonymous, EvaluationForOtherOrganization,
		EvaluationForOrganization, EvaluationForReadOnlyOrganization, EvaluationFromLocation, EvaluationInvalidRequest,
	}
	for _, code := range codes {
		if code.Meaning() == "" {
			t.Errorf("%s has no meaning", code)
		}
		answer := `{"organizationId":"sandboxacme","approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":["` + string(code) + `"]}}`
		got, request := answered(t, answer, func(c *Client) (Reply[Evaluation], error) {
			return c.Evaluate(t.Context(), NewSecret(testToken), wanted)
		})
		if got.Approved || len(got.EvaluationReport.ResultCodes) != 1 || got.EvaluationReport.ResultCodes[0] != code {
			t.Errorf("got %+v", got)
		}
		goldenBody(t, "evaluate", []byte(request.Body))
		if request.Path != "/rest/privilege/evaluate" || request.Authorization != "Bearer "+testToken {
			t.Errorf("sent %+v", request)
		}
	}
	if EvaluationCode("NEW_CODE").Meaning() != "" {
		t.Error("a code that is not known has a meaning")
	}
}

func TestCertificates(t *testing.T) {
	const keys = `{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"k1","alg":"EdDSA","use":"sig"}]}`
	server, client := record(t, replyJSON(http.StatusOK, keys))
	reply, err := client.Certificates(t.Context())
	if err != nil || string(reply.Exchange.Body) != keys || server.requests[0].Path != "/rest/tokens/certificates" {
		t.Errorf("%v: got %s from %+v", err, reply.Exchange.Body, server.requests)
	}
	_, client = record(t, replyJSON(http.StatusOK, `{"keys":7}`))
	_, err = client.Certificates(t.Context())
	requireNetworkError(t, err, NetworkMalformed)
}

func TestMintSearchToken(t *testing.T) {
	for version, path := range map[SearchTokenVersion]string{
		SearchTokenV2: "/rest/search/v2/token", SearchTokenV3: "/rest/search/v3/token", SearchTokenLegacy: "/rest/search/token",
	} {
		got, request := answered(t, `{"token":"`+testToken+`"}`, func(c *Client) (Reply[Secret], error) {
			return c.MintSearchToken(t.Context(), version, SearchTokenRequest{UserIDs: []UserID{alice()}})
		})
		if got.Reveal() != testToken {
			t.Error("the token did not come through")
		}
		want := recorded{
			Method: "POST", Path: path, Query: "organizationId=sandboxacme", Authorization: "Bearer " + testKey,
			ContentType: "application/json", UserAgent: "coveo-token/test",
			Body: `{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider","type":"User"}]}`,
		}
		if diff := cmp.Diff(want, request); diff != "" {
			t.Errorf("request (-want +got):\n%s", diff)
		}
	}
}

func TestMintPlatformToken(t *testing.T) {
	token := PlatformTokenRequest{Privileges: []Privilege{mustPrivilege(t, "SEARCH_API/IMPERSONATE")}, UserIDs: []UserID{alice()}, Validity: 8 * 3600e9}
	got, request := answered(t, `{"token":"`+testToken+`"}`, func(c *Client) (Reply[Secret], error) {
		return c.MintPlatformToken(t.Context(), token)
	})
	if got.Reveal() != testToken {
		t.Error("the token did not come through")
	}
	goldenBody(t, "platform-search", []byte(request.Body))
	if request.Path != "/rest/organizations/sandboxacme/tokens" || request.Query != "validityPeriod=PT8H" || request.Authorization != "Bearer "+testKey {
		t.Errorf("sent %+v", request)
	}
}

func TestMintWithoutATokenInTheReplyIsMalformed(t *testing.T) {
	for _, answer := range []string{`{}`, `{"token":""}`, `{"token":7}`, `[]`, `{"token":"x"`, ``} {
		_, client := record(t, replyJSON(http.StatusOK, answer))
		_, err := client.MintSearchToken(t.Context(), SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
		requireNetworkError(t, err, NetworkMalformed)
	}
}

func TestPipelinesInBothShapes(t *testing.T) {
	const list = `[{"id":"p1","name":"Internal","isDefault":true,"position":1,"condition":{"definition":"$searchhub is \"SupportHub\""}},
		{"id":"p2","name":"Public","position":2,"condition":null}]`
	want := []Pipeline{
		{ID: "p1", Name: "Internal", IsDefault: true, Position: 1, Condition: `$searchhub is "SupportHub"`},
		{ID: "p2", Name: "Public", Position: 2},
	}
	for _, answer := range []string{list, `{"items":` + list + `,"totalEntries":2}`} {
		got, request := answered(t, answer, func(c *Client) (Reply[[]Pipeline], error) { return c.Pipelines(t.Context()) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pipelines (-want +got):\n%s", diff)
		}
		if request.Path != "/rest/search/v1/admin/pipelines" || request.Authorization != "Bearer "+testCatalogKey ||
			request.Query != "perPage=200&organizationId=sandboxacme" {
			t.Errorf("sent %+v", request)
		}
	}
	for _, answer := range []string{`{}`, `{"items":7}`, `7`, `[7]`} {
		_, client := record(t, replyJSON(http.StatusOK, answer))
		_, err := client.Pipelines(t.Context())
		requireNetworkError(t, err, NetworkMalformed)
	}
}

func TestSearchWithEitherPlaceOfTheToken(t *testing.T) {
	const answer = `{"totalCount":2,"totalCountFiltered":1,"duration":12,"pipeline":"Internal","searchUid":"u1","results":[
		{"title":"Solar lamp","uri":"https://example.com/1","clickUri":"https://example.com/c1","uniqueId":"42.1","excerpt":"…","score":9007199254740993,
		 "raw":{"source":"KnowledgeBase","rowid":9007199254740993}}]}`
	for place, want := range map[CredentialPlace]recorded{
		InAuthorizationHeader:  {Query: "organizationId=sandboxacme", Authorization: "Bearer " + testToken},
		InAccessTokenParameter: {Query: "organizationId=sandboxacme&access_token=" + testToken},
	} {
		got, request := answered(t, answer, func(c *Client) (Reply[SearchResponse], error) {
			return c.Search(t.Context(), NewSecret(testToken), place, SearchQuery{Q: "lamp"})
		})
		if request.Path != "/rest/search/v2" || request.Query != want.Query || request.Authorization != want.Authorization {
			t.Errorf("sent %+v", request)
		}
		result := got.Results[0]
		if result.Source() != "KnowledgeBase" || result.Score != 9007199254740993 || string(result.Raw["rowid"]) != "9007199254740993" {
			t.Errorf("the result is %+v", result)
		}
		if got.TotalCount != 2 || got.Duration != 12 || got.Pipeline != "Internal" {
			t.Errorf("the response is %+v", got)
		}
	}
	if (SearchResult{}).Source() != "" {
		t.Error("a result without a source has one")
	}
}

func TestSearchExceptionIsAnError(t *testing.T) {
	for answer, want := range map[string]string{
		`{"exception":{"code":"IndexUnavailable","context":"no index"},"results":[]}`: "no index",
		`{"exception":{"code":"IndexUnavailable","context":{"deep":1}}}`:              `{"code":"IndexUnavailable","context":{"deep":1}}`,
	} {
		_, client := record(t, replyJSON(http.StatusOK, answer))
		_, err := client.Search(t.Context(), NewSecret(testToken), InAuthorizationHeader, SearchQuery{})
		var api *APIError
		if !errors.As(err, &api) || api.Status != http.StatusOK || api.Code != "IndexUnavailable" || api.Message != want {
			t.Errorf("got %#v", err)
		}
	}
	_, client := record(t, replyJSON(http.StatusOK, `{"totalCount":1,"exception":null}`))
	_, err := client.Search(t.Context(), NewSecret(testToken), InAuthorizationHeader, SearchQuery{})
	requireNetworkError(t, err, NetworkMalformed)
}

func TestSearchRefusesPagesThatTheAPIDoesNotHave(t *testing.T) {
	for _, query := range []SearchQuery{{NumberOfResults: 2001}, {NumberOfResults: -1}, {FirstResult: -1}} {
		server, client := record(t, replyJSON(http.StatusOK, `{}`))
		_, err := client.Search(t.Context(), NewSecret(testToken), InAuthorizationHeader, query)
		var input *InputError
		if !errors.As(err, &input) || len(server.requests) != 0 {
			t.Errorf("%+v: %v after %d requests", query, err, len(server.requests))
		}
	}
}

func TestNothingIsSentWithoutAUsableCredential(t *testing.T) {
	server, client := record(t, replyJSON(http.StatusOK, `[]`))
	if _, err := client.PrivilegesOf(context.Background(), Secret{}); !errors.Is(err, ErrNoCredential) {
		t.Errorf("without a credential: %v", err)
	}
	for _, bad := range []string{"xx\nHost: evil.example", "Bearer xx", "xx key", "ключ"} {
		_, err := client.PrivilegesOf(context.Background(), NewSecret(bad))
		var input *InputError
		if !errors.As(err, &input) || input.Field != "credential" || strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if len(server.requests) != 0 {
		t.Errorf("%d requests were sent", len(server.requests))
	}
}
