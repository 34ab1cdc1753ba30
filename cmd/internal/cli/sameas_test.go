package cli

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/sameas"
)

// sameDrafts are drafts that a command line can say, hostile values included.
func sameDrafts() map[string]common.Draft {
	hostile := []string{
		"-x", "--user", "=", "$(reboot)", "`id`", "a'b\"c", "a\nb", "\x1b[2J", "\u202eevil", `back\slash`, `C:\dir\:x`, "mint", "query",
		"*", "~", "!!", "#", "é́", "a:b:c", "--", "héllo; rm -rf /", "a,b",
	}
	drafts := map[string]common.Draft{}
	search := *common.NewDraft()
	search.UserIDs = nil
	for i, value := range hostile {
		kinds := coveoapi.IdentityTypes()
		search.UserIDs = append(search.UserIDs, coveoapi.UserID{Name: value, Provider: hostile[len(hostile)-1-i], Type: kinds[i%len(kinds)]})
		one := *common.NewDraft()
		one.UserIDs[0].Name, one.DisplayName, one.SearchHub, one.Pipeline, one.Filter, one.Groups = value, value, value, value, value, value
		one.Advanced.CanSeeUserProfileOf = value
		one.Advanced.Commerce = coveoapi.CommerceParameters{CatalogID: value, Filter: value, Operation: value}
		drafts["search with "+value] = one
	}
	search.Validity, search.Version = "90m", coveoapi.SearchTokenV3
	search.Advanced.DictionaryFieldContext = `{"price":"e=u,r","stock":"-b"}`
	drafts["search with much"] = search
	keys := *common.NewDraft()
	keys.UserIDs[0].Name, keys.Version = "asmith@example.com", coveoapi.SearchTokenLegacy
	keys.Advanced.AllowedDictionaryFieldKeys = `{"price":["*","eur"],"stock":["*"]}`
	drafts["search with keys"] = keys
	platform := *common.NewDraft()
	platform.Kind, platform.UserIDs, platform.Validity = common.PlatformToken, search.UserIDs, "PT8H"
	platform.Privileges = []coveoapi.Privilege{
		{Owner: "SEARCH_API", TargetDomain: "QUERY_PIPELINE", Type: "VIEW", TargetID: "a$b", Level: "NORMAL"},
		{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*", Level: "NORMAL"},
		{Owner: "NEW_SERVICE", TargetDomain: "BIG_THING", Type: "CREATE", TargetID: "*", Level: "NORMAL"},
	}
	platform.AnalyticsUserID, platform.DisplayName, platform.Subject = "-1", "O'Brien", "\u200b"
	drafts["platform"] = platform
	return drafts
}

// TestTheSameCommandSendsTheSame reads each line with the program's own commands, and
// compares what they would send with what the screens send.
func TestTheSameCommandSendsTheSame(t *testing.T) {
	endpoint, err := coveoapi.ParseEndpoint("eu", "acme")
	if err != nil {
		t.Fatal(err)
	}
	target := coveoapi.Target{OrganizationID: "acme", Endpoint: endpoint}
	place := sameas.Place{Profile: profile.Profile{Name: "unsaved", OrganizationID: "acme", Endpoint: "eu"}}
	for name, draft := range sameDrafts() {
		want, err := draft.Call(target)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		line := sameas.Mint(draft, place)
		if line.Notes != nil {
			t.Errorf("%s: %q is not said", name, line.Notes)
		}
		p := newProgram(t)
		p.wantExit(t, exitDone, append(slices.Clone(line.Args), "--dry-run", "--json")...)
		got := p.document(t)
		var body any
		if err := json.Unmarshal(want.Body, &body); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(body, got["body"]); diff != "" || got["url"] != want.URL || got["method"] != want.Method {
			t.Errorf("%s: %s sends %v %v, want %s %s (-want +got):\n%s", name, line, got["method"], got["url"], want.Method, want.URL, diff)
		}
	}
}

// TestTheSameCommandRunsTheSameQuery reads each line as the program does.
func TestTheSameCommandRunsTheSameQuery(t *testing.T) {
	for _, want := range []coveoapi.SearchQuery{
		{NumberOfResults: 10, EnableQuerySyntax: true},
		{Q: "-x --json", AQ: "-@year==2024", CQ: "@a=='b'", NumberOfResults: 0, FirstResult: 20, EnableQuerySyntax: true, Debug: true},
		{Q: "mint \x1b[2J\n'", SearchHub: "Hub one", Pipeline: "-p", SortCriteria: "date descending", NumberOfResults: 2000, EnableQuerySyntax: true},
	} {
		for _, in := range []coveoapi.CredentialPlace{coveoapi.InAuthorizationHeader, coveoapi.InAccessTokenParameter} {
			line := sameas.Query(want, in, sameas.Place{Profile: profile.Profile{Name: "acme"}, Saved: true})
			var got *queryOptions
			f := newProgram(t).factory
			root := newRootCommand(f, line.Args)
			for _, command := range root.Commands() {
				if command.Name() == "query" {
					root.RemoveCommand(command)
				}
			}
			root.AddCommand(newQueryCommand(f, func(_ context.Context, o *queryOptions) error {
				got = o
				return nil
			}))
			root.SetArgs(line.Args)
			if err := root.ExecuteContext(t.Context()); err != nil || got == nil {
				t.Fatalf("%s: %v", line, err)
			}
			if diff := cmp.Diff(want, got.query); diff != "" || got.asParameter != (in == coveoapi.InAccessTokenParameter) || f.globals.profile != "acme" {
				t.Errorf("%s (-want +got):\n%s", line, diff)
			}
		}
	}
}

// TestTheOtherSameCommandsAreCommands keeps them from naming what is not there.
func TestTheOtherSameCommandsAreCommands(t *testing.T) {
	for _, line := range []sameas.Line{sameas.JudgeKey(sameas.Place{}), sameas.ListPrivileges(sameas.Place{}), sameas.Inspect()} {
		newProgram(t).wantExit(t, exitDone, append(slices.Clone(line.Args), "--help")...)
	}
}
