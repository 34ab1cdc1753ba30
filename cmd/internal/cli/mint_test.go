package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/jwtview"
)

func TestMintFlagsBecomeTheRequest(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		url  string
		body map[string]any
	}{
		{
			"search token, every flag",
			[]string{
				"search", "--user", "asmith@example.com", "--user", `i\:0#.f|bob:SharePoint:Group`, "--display-name", "Alice Smith",
				"--group", "a", "--group", "b,c", "--search-hub", "SupportHub", "--pipeline", "InternalSearch",
				"--filter", "@source==KnowledgeBase", "--valid-for", "1h",
			},
			"https://acmeprod.org.coveo.com/rest/search/v2/token?organizationId=acmeprod",
			map[string]any{
				"userIds": []any{
					map[string]any{"name": "asmith@example.com", "provider": "Email Security Provider", "type": "User"},
					map[string]any{"name": "i:0#.f|bob", "provider": "SharePoint", "type": "Group"},
				},
				"userDisplayName": "Alice Smith", "userGroups": []any{"a", "b,c"}, "searchHub": "SupportHub",
				"pipeline": "InternalSearch", "filter": "@source==KnowledgeBase", "validFor": 3600000.0,
			},
		},
		{
			"platform token, every flag",
			[]string{
				"platform", "--privilege", "SEARCH_API/IMPERSONATE", "--privilege", "search_api/query_pipeline:view@a1b2",
				"--user", "asmith@example.com", "--analytics-user-id", "12345678", "--analytics-display-name", "Alice Smith",
				"--valid-for", "90m",
			},
			"https://acmeprod.org.coveo.com/rest/organizations/acmeprod/tokens?validityPeriod=PT1H30M",
			map[string]any{"body": map[string]any{
				"organizationId": "acmeprod",
				"privileges": []any{
					map[string]any{"type": "ENABLE", "targetDomain": "IMPERSONATE", "targetId": "*", "owner": "SEARCH_API", "level": "NORMAL"},
					map[string]any{"type": "VIEW", "targetDomain": "QUERY_PIPELINE", "targetId": "a1b2", "owner": "SEARCH_API", "level": "NORMAL"},
				},
				"additionalConfiguration": map[string]any{
					"search":    map[string]any{"userIds": []any{map[string]any{"name": "asmith@example.com", "provider": "Email Security Provider", "type": "User"}}},
					"analytics": map[string]any{"event": map[string]any{"userId": "12345678", "userDisplayName": "Alice Smith"}},
				},
			}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			p.environment[organizationVariable] = "acmeprod"
			p.wantExit(t, exitDone, append(append([]string{"mint"}, test.args...), "--dry-run", "--json")...)
			got := p.document(t)
			if diff := cmp.Diff(test.body, got["body"]); diff != "" {
				t.Error(diff)
			}
			if !strings.HasSuffix(got["url"].(string), strings.TrimPrefix(test.url, "https://acmeprod.org.coveo.com")) {
				t.Errorf("url %v, want %v", got["url"], test.url)
			}
			if got["schema"] != "coveo-token/request/v1" || got["method"] != "POST" {
				t.Errorf("got %v %v", got["schema"], got["method"])
			}
		})
	}
}

func TestMintRefusesBadInputBeforeSending(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"search"}, "--user is missing"},
		{[]string{"search", "--user", ":provider"}, "--user"},
		{[]string{"search", "--user", "a:b:Person"}, "User, Group, VirtualGroup or Unknown"},
		{[]string{"search", "--user", "a", "--valid-for", "5m"}, "--valid-for"},
		{[]string{"search", "--user", "a", "--valid-for", "3d"}, "--valid-for"},
		{[]string{"search", "--user", "a", "--valid-for", "24H"}, "PT24H"},
		{[]string{"platform"}, "--privilege is missing"},
		{[]string{"platform", "--privilege", "SEARCH_API"}, "OWNER/DOMAIN"},
		{[]string{"platform", "--privilege", "SEARCH_API/QUERY_PIPELINE"}, "several types"},
		{[]string{"platform", "--privilege", "SEARCH_API/IMPERSONATE", "--valid-for", "P1M"}, "--valid-for"},
		{[]string{"platform", "--privilege", "SEARCH_API/IMPERSONATE", "--valid-for", "P1Y"}, "years or months"},
		{[]string{"search", "--user", "a", "--api-version", "v1"}, "v2, v3, legacy"},
		{[]string{"search", "--user", "a", "--dictionary-field-context", "price"}, "FIELD=KEY"},
		{[]string{"search", "--user", "a", "--allowed-dictionary-field-key", "=*"}, "FIELD=KEY"},
		{
			[]string{"search", "--user", "a", "--dictionary-field-context", "price=eur", "--allowed-dictionary-field-key", "price=*"},
			"--dictionary-field-context cannot stand beside --allowed-dictionary-field-key",
		},
		{[]string{"serach"}, "search"},
		{nil, "mint search"},
	} {
		p := newProgram(t)
		p.environment[organizationVariable] = "acmeprod"
		p.environment[keyVariable] = "xxSANDBOX-never-sent"
		p.environment[endpointVariable] = "http://127.0.0.1:1"
		p.wantExit(t, exitUsage, append([]string{"mint"}, test.args...)...)
		if !strings.Contains(p.err.String(), test.want) {
			t.Errorf("%v: %s", test.args, p.err)
		}
	}
}

func TestAPrivilegeWithOneTypeNeedsNoType(t *testing.T) {
	p, err := parsePrivilegeFlag("USAGE_ANALYTICS/IMPERSONATE")
	if err != nil || p.EffectiveType() != "ENABLE" {
		t.Errorf("%v, %v", p, err)
	}
	p, err = parsePrivilegeFlag("SOMETHING_NEW/UNHEARD_OF@x")
	if err != nil || p.Type != "ENABLE" || p.TargetID != "x" {
		t.Errorf("what the list does not know is kept: %v, %v", p, err)
	}
}

func TestMintPrintsTheTokenAloneIntoAPipe(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.wantExit(t, exitDone, "mint", "search", "--user", "asmith@example.com")
	token, err := jwtview.Decode(strings.TrimSuffix(p.out.String(), "\n"))
	if err != nil {
		t.Fatalf("%v: %q", err, p.out)
	}
	if diff := cmp.Diff([]string{"asmith@example.com"}, tokenIdentities(token)); diff != "" {
		t.Error(diff)
	}
	if p.out.String() != token.Compact+"\n" {
		t.Errorf("there is more than the token: %q", p.out)
	}
	if p.err.Len() > 0 {
		t.Errorf("standard error: %s", p.err)
	}
}

func TestMintMasksTheTokenOnATerminal(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.onTerminal(100)
	args := []string{"mint", "platform", "--privilege", "SEARCH_API/IMPERSONATE", "--user", "asmith@example.com", "--valid-for", "8h"}
	p.wantExit(t, exitDone, args...)
	report := p.out.String()
	for _, want := range []string{"Platform token minted", "masked", "asmith@example.com", "2026-03-14 17:00:00 UTC", "--show-token"} {
		if !strings.Contains(report, want) {
			t.Errorf("%q is not in the report:\n%s", want, report)
		}
	}
	if strings.Contains(report, "eyJ") && strings.Count(report, ".") > 8 || len(report) > 800 {
		t.Errorf("the token shows:\n%s", report)
	}
	p.wantExit(t, exitDone, append(args, "--show-token")...)
	if _, shown, _ := strings.Cut(p.out.String(), "Token    "); strings.Count(strings.SplitN(shown, "\n", 2)[0], ".") != 2 {
		t.Errorf("the token does not show:\n%s", p.out)
	}
}

func TestMintJSONHoldsTheTokenOnlyWhenAsked(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	args := []string{"mint", "search", "--user", "asmith@example.com", "--valid-for", "1h", "--json"}
	p.wantExit(t, exitDone, args...)
	got := p.document(t)
	if _, shown := got["token"]; shown || strings.Contains(p.out.String(), "eyJ") {
		t.Errorf("the token is in %s", p.out)
	}
	if got["schema"] != "coveo-token/mint/v1" || got["kind"] != "search token" || got["organization"] != sandbox.OrganizationID {
		t.Errorf("got %s", p.out)
	}
	if got["claims"].(map[string]any)["exp"] == nil {
		t.Errorf("the claims are not there: %s", p.out)
	}
	p.wantExit(t, exitDone, append(args, "--show-token")...)
	if _, err := jwtview.Decode(p.document(t)["token"].(string)); err != nil {
		t.Error(err)
	}
}

func TestADryRunNeedsNoKeyAndShowsNone(t *testing.T) {
	p := newProgram(t)
	p.environment[organizationVariable] = "acmeprod"
	p.wantExit(t, exitDone, "mint", "search", "--user", "a\u202eb", "--dry-run")
	if !strings.Contains(p.out.String(), "Authorization: Bearer $COVEO_API_KEY\n") {
		t.Errorf("got %s", p.out)
	}
	checkVisible(t, p.out.String())
}
