package sandbox_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

func base64URL(text string) ([]byte, error) { return base64.RawURLEncoding.DecodeString(text) }

func TestSearchTokenClaims(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	attributes := object{
		"userDisplayName": "Alice Smith", "userGroups": list{"Employees"}, "searchHub": "SupportHub",
		"pipeline": "InternalSearch", "filter": "@source==KnowledgeBase", "validFor": 3_600_000,
		"canSeeUserProfileOf": list{"bob"}, "allowedDictionaryFieldKeys": object{"price": list{"*"}},
		"commerce": object{"catalogId": "c1"}, "superUserToken": "s3cret", "scope": 3,
	}
	for _, path := range []string{"/rest/search/v2/token", "/rest/search/v3/token", "/rest/search/token"} {
		body := object{"userIds": list{object{"name": "asmith@example.com", "provider": "Email Security Provider", "password": "hunter2"}}}
		for name, value := range attributes {
			body[name] = value
		}
		token := w.mint(path, w.keys.AuthenticatedSearch, body)
		got := claims(t, token)
		if id, _ := got["tokenId"].(string); id == "" {
			t.Errorf("%s: no tokenId", path)
		}
		delete(got, "tokenId")
		want := object{
			"v8": true, "organization": sandbox.OrganizationID, "roles": list{"queryExecutor"}, "iss": "SearchApi",
			"userIds":         list{object{"type": "User", "name": "asmith@example.com", "provider": "Email Security Provider"}},
			"userDisplayName": "Alice Smith", "userGroups": list{"Employees"}, "searchHub": "SupportHub",
			"pipeline": "InternalSearch", "filter": "@source==KnowledgeBase", "canSeeUserProfileOf": list{"bob"},
			"allowedDictionaryFieldKeys": object{"price": list{"*"}}, "commerce": object{"catalogId": "c1"},
			"iat": float64(now().Unix()), "exp": float64(now().Add(time.Hour).Unix()),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: claims (-want +got)\n%s", path, diff)
		}
		header := segment(t, token, 0)
		kid, _ := header["kid"].(string)
		if header["alg"] != "HS256" || !strings.HasPrefix(kid, "coveo-token-sandbox-") {
			t.Errorf("%s: header = %v", path, header)
		}
	}
}

func TestSearchTokenRefusals(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	good := list{userID("a", "p")}
	tests := []struct {
		name   string
		key    coveoapi.Secret
		body   any
		status int
		want   string
	}{
		{"no privilege", w.keys.AnonymousSearch, object{"userIds": good}, 403, "SEARCH_API/IMPERSONATE:ENABLE"},
		{"analytics key", w.keys.UsageAnalytics, object{"userIds": good}, 403, "IMPERSONATE"},
		{"viewer", w.keys.PrivilegeViewer, object{"userIds": good}, 403, "IMPERSONATE"},
		{"no body", w.keys.AuthenticatedSearch, nil, 400, "'userIds'"},
		{"no user", w.keys.AuthenticatedSearch, object{"userIds": list{}}, 400, "'userIds'"},
		{"no name", w.keys.AuthenticatedSearch, object{"userIds": list{object{"provider": "p"}}}, 400, "'userIds[0].name'"},
		{"no provider", w.keys.AuthenticatedSearch, object{"userIds": list{good[0], object{"name": "n"}}}, 400, "'userIds[1].provider'"},
		{"bad type", w.keys.AuthenticatedSearch, object{"userIds": list{object{"name": "n", "provider": "p", "type": "user"}}}, 400, "'userIds[0].type'"},
		{"too short", w.keys.AuthenticatedSearch, object{"userIds": good, "validFor": 899_999}, 400, "'validFor'"},
		{"too long", w.keys.AuthenticatedSearch, object{"userIds": good, "validFor": 86_400_001}, 400, "'validFor'"},
		{"wrong type", w.keys.AuthenticatedSearch, object{"userIds": good, "validFor": "1h"}, 400, "'validFor'"},
		{"wrong list", w.keys.AuthenticatedSearch, object{"userIds": "a"}, 400, "'userIds'"},
		{"both dictionaries", w.keys.AuthenticatedSearch, object{"userIds": good, "dictionaryFieldContext": object{}, "allowedDictionaryFieldKeys": object{}}, 400, "exclude each other"},
		{"broken", w.keys.AuthenticatedSearch, `{"userIds":[`, 400, "not valid JSON"},
		{"trailing", w.keys.AuthenticatedSearch, `{"userIds":[]} x`, 400, "after its JSON"},
	}
	for _, test := range tests {
		r := w.post("/rest/search/v2/token", test.key.Reveal(), test.body)
		message, _ := r.json(t)["message"].(string)
		if r.status != test.status || !strings.Contains(message, test.want) {
			t.Errorf("%s: %d %q, want %d with %q", test.name, r.status, message, test.status, test.want)
		}
	}
}

func TestPlatformTokenClaims(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	privilege := object{"type": "ENABLE", "targetDomain": "IMPERSONATE", "targetId": "*", "owner": "SEARCH_API", "level": "NORMAL"}
	body := object{
		"organizationId": sandbox.OrganizationID,
		"privileges":     list{privilege},
		"additionalConfiguration": object{
			"search":    object{"userIds": list{object{"name": "asmith@example.com", "provider": "Email Security Provider", "type": "User"}}},
			"analytics": object{"event": object{"userId": "12345678", "userDisplayName": "Alice Smith"}},
		},
	}
	token := w.mint(platformTokens+"?validityPeriod=PT8H", w.keys.AuthenticatedSearch, object{"body": body, "sub": "me"})
	got := claims(t, token)
	if got["tokenId"] == "" || got["jti"] == "" {
		t.Errorf("no tokenId or jti in %v", got)
	}
	delete(got, "tokenId")
	delete(got, "jti")
	body["creatorAuthentication"] = "API_KEY"
	want := object{
		"version": 1.0, "body": body, "sub": "me", "iss": "coveo-token-sandbox",
		"iat": float64(now().Unix()), "exp": float64(now().Add(8 * time.Hour).Unix()),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got)\n%s", diff)
	}
}

// The published certificate verifies a platform token offline.
func TestCertificates(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	keys := decode[struct {
		Keys []struct{ Kty, Alg, Use, X, Crv, Kid string }
	}](t, w.get("/rest/tokens/certificates", ""))
	if len(keys.Keys) != 1 {
		t.Fatalf("%d keys", len(keys.Keys))
	}
	key := keys.Keys[0]
	if key.Kty != "OKP" || key.Crv != "Ed25519" || key.Use != "sig" {
		t.Errorf("key = %+v", key)
	}
	public, err := base64URL(key.X)
	if err != nil {
		t.Fatal(err)
	}
	token := w.platformToken("asmith@example.com")
	parsed, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return ed25519.PublicKey(public), nil },
		jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithTimeFunc(now))
	if err != nil {
		t.Fatalf("verify: %v", err)
	}
	if parsed.Header["kid"] != key.Kid {
		t.Errorf("kid %v of the token is not %s of the key", parsed.Header["kid"], key.Kid)
	}
}

func TestPlatformTokenRefusals(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	privileges := func(owner, domain, kind string) object {
		return object{"body": object{"privileges": list{object{"owner": owner, "targetDomain": domain, "type": kind, "targetId": "*"}}}}
	}
	tests := []struct {
		name, query string
		key         coveoapi.Secret
		body        any
		status      int
		code, want  string
	}{
		{"not wrapped", "", w.keys.AuthenticatedSearch, object{"privileges": list{}}, 400, "INVALID_REQUEST", "'body'"},
		{"no body", "", w.keys.AuthenticatedSearch, nil, 400, "INVALID_REQUEST", "'body'"},
		{"array", "", w.keys.AuthenticatedSearch, "[]", 400, "INVALID_PARAMETER", "array"},
		{"broken", "", w.keys.AuthenticatedSearch, "{", 400, "INVALID_JSON", "JSON"},
		{"not covered", "", w.keys.AuthenticatedSearch, privileges("PLATFORM", "ORGANIZATION", "VIEW"), 403, "ACCESS_DENIED", "PLATFORM/ORGANIZATION:VIEW"},
		{"other type", "", w.keys.PrivilegeViewer, privileges("PLATFORM", "ORGANIZATION", "EDIT"), 403, "ACCESS_DENIED", "EDIT"},
		{"no owner", "", w.keys.Administrator, privileges("", "ORGANIZATION", "VIEW"), 400, "INVALID_PARAMETER", "'body.privileges[0]'"},
		{"other organization", "", w.keys.Administrator, object{"body": object{"organizationId": "x"}}, 400, "INVALID_PARAMETER", "organizationId"},
		{"month", "?validityPeriod=P1M", w.keys.Administrator, object{"body": object{}}, 400, "INVALID_PARAMETER", "months and years"},
		{"not ISO", "?validityPeriod=24H", w.keys.Administrator, object{"body": object{}}, 400, "INVALID_PARAMETER", "PT24H"},
		{"zero", "?validityPeriod=PT0S", w.keys.Administrator, object{"body": object{}}, 400, "INVALID_PARAMETER", "one second"},
	}
	for _, test := range tests {
		r := w.post(platformTokens+test.query, test.key.Reveal(), test.body)
		body := r.json(t)
		message, _ := body["message"].(string)
		if r.status != test.status || body["errorCode"] != test.code || !strings.Contains(message, test.want) {
			t.Errorf("%s: %d %v, want %d %s with %q", test.name, r.status, body, test.status, test.code, test.want)
		}
		if body["requestID"] != r.header.Get("X-Request-ID") || body["requestID"] == "" {
			t.Errorf("%s: requestID %v, header %q", test.name, body["requestID"], r.header.Get("X-Request-ID"))
		}
	}
}

// Blank type and ENABLE are one, and so are the two names of the privilege to
// impersonate.
func TestPrivilegeSpellings(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for _, privilege := range []object{
		{"owner": "SEARCH_API", "targetDomain": "IMPERSONATE"},
		{"owner": "SEARCH_API", "targetDomain": "IMPERSONATE_SEARCH_API", "type": "ENABLE", "targetId": "*"},
	} {
		token := w.mint(platformTokens, w.keys.AuthenticatedSearch, object{"body": object{"privileges": list{privilege}}})
		if r := w.post("/rest/search/v2/token", token, object{"userIds": list{userID("a", "p")}}); r.status != http.StatusOK {
			t.Errorf("%v does not let a token mint: %d %s", privilege, r.status, r.body)
		}
	}
}

func TestForgedTokens(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	other := newWorld(t, sandbox.Options{})
	search, platform := w.searchToken("asmith@example.com", nil), w.platformToken("asmith@example.com")
	parts := strings.Split(search, ".")
	kid, _ := segment(t, search, 0)["kid"].(string)
	unsigned := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","kid":"`+kid+`"}`)) + "." + parts[1] + "."
	platformKid, _ := segment(t, platform, 0)["kid"].(string)
	confused := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"exp": now().Add(time.Hour).Unix()})
	confused.Header["kid"] = platformKid
	signedWithPublic, err := confused.SignedString([]byte("anything"))
	if err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{
		"of another sandbox": other.searchToken("asmith@example.com", nil),
		"changed claims":     parts[0] + "." + parts[1] + "A." + parts[2],
		"no signature":       parts[0] + "." + parts[1] + ".",
		"alg none":           unsigned,
		"confused algorithm": signedWithPublic,
		"no token":           "nonsense",
		"dots":               "..",
	} {
		if r := w.post("/rest/search/v2", token, object{}); r.status != http.StatusUnauthorized {
			t.Errorf("%s: status %d", name, r.status)
		}
	}
}

func TestExpiry(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	token := w.searchToken("asmith@example.com", object{"validFor": 900_000})
	platform := w.platformToken("asmith@example.com")
	w.query(token, object{})
	w.sandbox.Advance(15*time.Minute + time.Second)
	r := w.post("/rest/search/v2", token, object{})
	want := object{"statusCode": 419.0, "message": "Expired token", "type": "ExpiredTokenException"}
	if diff := cmp.Diff(want, r.json(t)); r.status != 419 || diff != "" {
		t.Errorf("status %d (-want +got)\n%s", r.status, diff)
	}
	w.query(platform, object{})
	w.sandbox.ExpireTokens()
	if r := w.post("/rest/search/v2", platform, object{}); r.status != 419 {
		t.Errorf("platform token after ExpireTokens: %d", r.status)
	}
	if r := w.get(privileges+"/me", platform); r.status != 401 || r.json(t)["errorCode"] != "INVALID_TOKEN" {
		t.Errorf("platform API: %d %s", r.status, r.body)
	}
	w.query(w.searchToken("asmith@example.com", nil), object{})
}

const privileges = "/rest/organizations/" + sandbox.OrganizationID + "/privileges"
