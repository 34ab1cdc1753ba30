package contract_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/sandbox"
)

// The sandbox takes either privilege, and what the program says of a key is the same
// for both.
func twoNamesOfImpersonate(t *testing.T) {
	w := newWorld(t)
	for _, name := range []string{"SEARCH_API/IMPERSONATE", "SEARCH_API/IMPERSONATE_SEARCH_API"} {
		holder := w.clientWith(w.platformToken(name), coveoapi.Secret{})
		if _, err := holder.MintSearchToken(t.Context(), coveoapi.SearchTokenV2, forAlice()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		held := []coveoapi.Privilege{privilege(t, name)}
		if can := catalog.Judge(held).Can; !slices.Contains(can, "create search tokens for any user") {
			t.Errorf("%s: the key can only %q", name, can)
		}
	}
	neither := w.clientWith(w.keys.AnonymousSearch, coveoapi.Secret{})
	_, err := neither.MintSearchToken(t.Context(), coveoapi.SearchTokenV2, forAlice())
	wantProblem(t, err, "cannot-create-search-tokens")
}

func forAlice() coveoapi.SearchTokenRequest {
	return coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{alice()}}
}

// Two members are enough, all six are taken, and one is refused on either side.
func shortAndLongUserIDs(t *testing.T) {
	w := newWorld(t)
	short := coveoapi.UserID{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}
	long := short
	long.Type, long.Infos, long.AuthCookie, long.Password = coveoapi.IdentityUser, map[string]string{"a": "b"}, "made-up", "made-up"
	for _, user := range []coveoapi.UserID{short, long} {
		request := coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{user}}
		if _, err := w.client.MintSearchToken(t.Context(), coveoapi.SearchTokenV2, request); err != nil {
			t.Errorf("%+v: %v", user, err)
		}
	}
	lone := coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{{Name: "asmith@example.com"}}}
	_, err := w.client.MintSearchToken(t.Context(), coveoapi.SearchTokenV2, lone)
	var input *coveoapi.InputError
	if !errors.As(err, &input) || input.Field != "userIds[0].provider" {
		t.Errorf("without a provider: %v", err)
	}
	got := w.send(w.keys.AuthenticatedSearch, http.MethodPost, "/rest/search/v2/token", `{"userIds":[{"name":"asmith@example.com"}]}`)
	if got.status != http.StatusBadRequest || !strings.Contains(string(got.body), "provider") {
		t.Errorf("the sandbox answers %d: %s", got.status, got.body)
	}
}

// The sandbox runs queries with a platform token, as the same user as with a search
// token. Where Coveo refuses, the explanation names the way out.
func platformTokensForQueries(t *testing.T) {
	w := newWorld(t)
	query := coveoapi.SearchQuery{Q: "lamp", NumberOfResults: 100}
	total := func(token coveoapi.Secret) int {
		reply, err := w.client.Search(t.Context(), token, coveoapi.InAuthorizationHeader, query)
		if err != nil {
			t.Fatal(err)
		}
		return reply.Value.TotalCount
	}
	asAlice, asAnyone := total(w.searchToken()), total(w.keys.AnonymousSearch)
	if got := total(w.platformToken("SEARCH_API/IMPERSONATE")); got != asAlice || got <= asAnyone {
		t.Errorf("%d results with a platform token, %d with a search token, %d with neither", got, asAlice, asAnyone)
	}
	refusing := answering(t, http.StatusForbidden, `{"statusCode":403,"message":"Access denied","errorCode":"FORBIDDEN"}`)
	_, err := refusing.Search(t.Context(), w.searchToken(), coveoapi.InAuthorizationHeader, query)
	if p := wantProblem(t, err, "cannot-query"); !strings.Contains(p.Remedy, "search token") {
		t.Errorf("the remedy is %q", p.Remedy)
	}
}

// No privilege is asked for, but a token holds no more than its maker does, and the
// refusal says which privilege is too much.
func platformTokenRule(t *testing.T) {
	if known, _ := catalog.Lookup(http.MethodPost, organization+"/tokens"); len(known.Privileges) != 0 {
		t.Errorf("the catalogue asks for %v", known.Privileges)
	}
	w := newWorld(t)
	pushes := w.clientWith(w.keys.UsageAnalytics, coveoapi.Secret{})
	mint := func(text string) error {
		_, err := pushes.MintPlatformToken(t.Context(), coveoapi.PlatformTokenRequest{Privileges: []coveoapi.Privilege{privilege(t, text)}})
		return err
	}
	if err := mint("USAGE_ANALYTICS/IMPERSONATE"); err != nil {
		t.Errorf("what the key holds: %v", err)
	}
	p := wantProblem(t, mint("SEARCH_API/IMPERSONATE"), "platform-token-exceeds-key")
	if !strings.Contains(p.Evidence, "SEARCH_API/IMPERSONATE") {
		t.Errorf("the evidence is %q", p.Evidence)
	}
}

// The accessToken of a GET may be left out and is then the caller's own, that of a
// POST may not; both answer alike. The client sends the former, and keeps a privilege
// of the older shape apart from one on everything.
func bothWaysToAskForATokensPrivileges(t *testing.T) {
	w := newWorld(t)
	token := w.searchToken()
	own, err := w.client.PrivilegesInToken(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := w.client.PrivilegesInTokenOf(t.Context(), w.keys.AnonymousSearch, token)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(own.Value, asked.Value) || len(own.Value) == 0 {
		t.Errorf("asked itself %v, asked by another %v", own.Value, asked.Value)
	}
	if got := w.send(token, http.MethodPost, organization+"/privileges/token", "{}"); got.status != http.StatusBadRequest {
		t.Errorf("a POST without accessToken is answered with %d", got.status)
	}
	older := answering(t, http.StatusOK, `[{"targetDomain":"EXECUTE_QUERY","targetIds":[],"owner":"SEARCH_API","global":false},
		{"type":"VIEW","targetDomain":"QUERY_PIPELINE","targetIds":["p1","p2"],"owner":"SEARCH_API","global":false}]`)
	reply, err := older.PrivilegesInToken(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"SEARCH_API/EXECUTE_QUERY": true, "SEARCH_API/QUERY_PIPELINE:VIEW@p1": true, "SEARCH_API/QUERY_PIPELINE:VIEW@p2": true,
		"SEARCH_API/QUERY_PIPELINE:VIEW": false, "SEARCH_API/QUERY_PIPELINE:VIEW@p3": false,
	} {
		if privilege(t, text).CoveredBy(reply.Value) != want {
			t.Errorf("of %v, %s is covered: %t", reply.Value, text, !want)
		}
	}
}

// All three paths answer, an attribute of the past does no harm, and the life is 24
// hours unless the request shortens it.
func searchTokensOf2017(t *testing.T) {
	w := newWorld(t)
	body := `{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider"}],"searchhub":"SupportHub","expiration":1}`
	for _, path := range []string{"/rest/search/token", "/rest/search/v2/token", "/rest/search/v3/token"} {
		token := decode[struct{ Token string }](t, w.send(w.keys.AuthenticatedSearch, http.MethodPost, path, body)).Token
		claims := claimsOf(t, token)
		if claims.life() != 24*time.Hour || claims.SearchHub != "SupportHub" {
			t.Errorf("%s: a token for %v with hub %q", path, claims.life(), claims.SearchHub)
		}
	}
	request := forAlice()
	request.ValidForMillis = time.Hour.Milliseconds()
	reply, err := w.client.MintSearchToken(t.Context(), coveoapi.SearchTokenLegacy, request)
	if err != nil {
		t.Fatal(err)
	}
	if life := claimsOf(t, reply.Value.Reveal()).life(); life != time.Hour {
		t.Errorf("asked for an hour, got %v", life)
	}
}

// A privilege without a type is one with ENABLE, in comparisons, in requests and in
// the sandbox's checks.
func blankTypeIsEnable(t *testing.T) {
	blank, enabled := impersonate(), impersonate()
	blank.Type = ""
	if !blank.Covers(enabled) || !enabled.Covers(blank) {
		t.Error("ENABLE and nothing are not the same")
	}
	if catalog.Describe(blank).Meaning != catalog.Describe(enabled).Meaning {
		t.Error("they are explained differently")
	}
	w := newWorld(t)
	if _, err := w.client.MintPlatformToken(t.Context(), coveoapi.PlatformTokenRequest{Privileges: []coveoapi.Privilege{blank}}); err != nil {
		t.Error(err)
	}
	reply, err := w.client.Evaluate(t.Context(), w.keys.AuthenticatedSearch, blank)
	if err != nil || !reply.Value.Approved {
		t.Errorf("evaluated as %+v, %v", reply.Value, err)
	}
}

// The sandbox asks for the privilege. To the client a refusal is a missing privilege
// like any other.
func organizationLookUp(t *testing.T) {
	w := newWorld(t)
	reply, err := w.client.Organization(t.Context())
	if err != nil || reply.Value.ID != sandbox.OrganizationID {
		t.Errorf("with the privilege: %+v, %v", reply.Value, err)
	}
	_, err = w.clientWith(w.keys.AuthenticatedSearch, coveoapi.Secret{}).Organization(t.Context())
	if p := problem.Explain(err); p.Kind != problem.Privilege {
		t.Errorf("without it: %+v", p)
	}
}
