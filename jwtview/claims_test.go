package jwtview_test

import (
	"slices"
	"strings"
	"testing"

	"coveotoken/jwtview"

	"github.com/google/go-cmp/cmp"
)

const searchPayload = `{
  "filter": "@source==KnowledgeBase", "v8": true, "tokenId": "k3v9", "organization": "sandbox",
  "userIds": [{"type": "User", "name": "asmith@example.com", "provider": "Email Security Provider"}],
  "roles": ["queryExecutor"], "iss": "SearchApi", "searchHub": "SupportHub", "userDisplayName": "Alice Smith",
  "exp": 1795266298, "iat": 1795262698, "x-plan": 12345678901234567890
}`

const platformPayload = `{
  "version": 1,
  "body": {
    "organizationId": "sandbox",
    "privileges": [{"type": "ENABLE", "targetDomain": "IMPERSONATE", "targetId": "*", "owner": "SEARCH_API", "level": "NORMAL"}],
    "additionalConfiguration": {
      "search": {"userIds": [{"name": "asmith@example.com", "provider": "Email Security Provider", "type": "User"}]},
      "analytics": {"event": {"userId": "12345678", "userDisplayName": "Alice Smith"}}
    },
    "creatorEmail": "admin@example.com"
  },
  "sub": "asmith", "exp": 1795266298, "iat": 1795262698
}`

func TestKind(t *testing.T) {
	tests := []struct {
		name, payload string
		want          jwtview.Kind
	}{
		{"a search token", searchPayload, jwtview.KindSearch},
		{"by its issuer alone", `{"iss":"SearchApi"}`, jwtview.KindSearch},
		{"by its users alone", `{"userIds":[]}`, jwtview.KindSearch},
		{"a platform token", platformPayload, jwtview.KindPlatform},
		{"a platform token without configuration", `{"body":{"privileges":[]}}`, jwtview.KindPlatform},
		{"another issuer's", `{"iss":"https://id.example.com","sub":"a"}`, jwtview.KindOther},
		{"a body that is something else", `{"body":"text"}`, jwtview.KindOther},
		{"nothing", `{}`, jwtview.KindOther},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := claims(t, tt.payload).Kind(); got != tt.want {
				t.Errorf("Kind = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOrganization(t *testing.T) {
	for _, payload := range []string{searchPayload, platformPayload} {
		if got := claims(t, payload).Organization(); got != "sandbox" {
			t.Errorf("Organization = %q", got)
		}
	}
	if got := claims(t, `{}`).Organization(); got != "" {
		t.Errorf("Organization = %q", got)
	}
}

func TestFromSandbox(t *testing.T) {
	for header, want := range map[string]bool{
		`{"alg":"HS256","kid":"` + jwtview.SandboxMark + `-search"}`: true,
		`{"alg":"HS256","kid":"other"}`:                              false,
		`{"alg":"HS256","kid":1}`:                                    false,
		hs256:                                                        false,
	} {
		if got := decode(t, token(header, `{}`)).FromSandbox(); got != want {
			t.Errorf("FromSandbox of %s = %v", header, got)
		}
	}
}

// paths gives the explained paths, unknown ones with a question mark.
func paths(list []jwtview.Explained) []string {
	var all []string
	for _, e := range list {
		if e.Known() {
			all = append(all, e.Path)
		} else {
			all = append(all, e.Path+"?")
		}
	}
	return all
}

func TestExplainClaimsKeepsOrderAndUnknowns(t *testing.T) {
	tests := []struct {
		name, payload string
		want          []string
	}{
		{"search token", searchPayload, []string{
			"filter", "v8", "tokenId", "organization", "userIds", "roles", "iss", "searchHub", "userDisplayName", "exp", "iat", "x-plan?",
		}},
		{"platform token", platformPayload, []string{
			"version", "body.organizationId", "body.privileges", "body.additionalConfiguration.search.userIds",
			"body.additionalConfiguration.analytics.event.userId", "body.additionalConfiguration.analytics.event.userDisplayName", "body.creatorEmail", "sub", "exp", "iat",
		}},
		{"unknown members of body", `{"body":{"organizationId":"o","new":{"a":1},"additionalConfiguration":{"search":{"more":1},"commerce":{"a":1}}}}`, []string{
			"body.organizationId", "body.new?", "body.additionalConfiguration.search.more?", "body.additionalConfiguration.commerce?",
		}},
		{"empty members of body", `{"body":{"organizationId":"o","additionalConfiguration":{}}}`, []string{"body.organizationId", "body.additionalConfiguration"}},
		{"another token", `{"sub":"a","filter":"b","sub":"c"}`, []string{"sub", "filter?", "sub"}},
		{"a name that looks like a path", `{"body":{"privileges":[]},"body.privileges":1}`, []string{"body.privileges", "body.privileges?"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, paths(claims(t, tt.payload).ExplainClaims())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEveryAttributeOfTheRequestIsExplained lists what the request for a search
// token can set (Search API, RestTokenParams): each comes back as a claim.
func TestEveryAttributeOfTheRequestIsExplained(t *testing.T) {
	attributes := []string{
		"userIds", "userDisplayName", "userGroups", "canSeeUserProfileOf", "pipeline", "filter", "searchHub",
		"dictionaryFieldContext", "allowedDictionaryFieldKeys", "salesforceOrganizationId", "salesforceUser",
		"salesforceCommunityUrl", "salesforceFallbackToAdmin", "usertype", "licenseDefinitionKey", "superUserToken", "scope",
	}
	payload := `{"iss":"SearchApi"`
	for _, name := range attributes {
		payload += `,"` + name + `":[]`
	}
	payload += `,"commerce":{"catalogId":"c","filter":"f","operation":"o"}}`
	explained := claims(t, payload).ExplainClaims()[1:]
	if len(explained) != len(attributes)+3 {
		t.Errorf("%d claims are explained", len(explained))
	}
	for _, e := range explained {
		if e.Meaning == "" || e.Effect == "" || e.Field.ID == "" || e.Source == "" {
			t.Errorf("%s has meaning %q, effect %q, field %q, source %q", e.Path, e.Meaning, e.Effect, e.Field.ID, e.Source)
		}
		if back, ok := jwtview.ClaimOf(jwtview.KindSearch, e.Field.ID); !ok || back.Path != e.Path || e.Field.Label == "" {
			t.Errorf("the field %q becomes %q, not %q", e.Field.ID, back.Path, e.Path)
		}
	}
}

func TestExplainHeader(t *testing.T) {
	list := decode(t, token(`{"alg":"HS256","kid":"a","x-own":1,"alg":"none"}`, `{}`)).ExplainHeader()
	if diff := cmp.Diff([]string{"alg", "kid", "x-own?", "alg"}, paths(list)); diff != "" {
		t.Error(diff)
	}
	if list[0].Duplicate || !list[3].Duplicate {
		t.Error("the second alg is not marked as a duplicate")
	}
}

func TestTablesAreSortedAndComplete(t *testing.T) {
	for name, table := range jwtview.Tables() {
		if !slices.IsSorted(table) || len(slices.Compact(slices.Clone(table))) != len(table) {
			t.Errorf("the table %s is not sorted, or has a path twice: %v", name, table)
		}
	}
	for _, payload := range []string{searchPayload, platformPayload} {
		for _, e := range claims(t, payload).ExplainClaims() {
			if e.Known() && (!strings.HasSuffix(e.Meaning, ".") || e.Source == "") {
				t.Errorf("%s: %q (%s) is not a sentence with a source", e.Path, e.Meaning, e.Source)
			}
		}
	}
}
