package sameas

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

func acme() Place { return Place{profile.Profile{Name: "acmeprod"}, true} }

func TestASearchDraftBecomesALine(t *testing.T) {
	draft := *common.NewDraft()
	draft.UserIDs[0].Name = " asmith@example.com "
	draft.SearchHub, draft.Filter, draft.Validity = "SupportHub", "@source==KnowledgeBase", "1h"
	want := "coveo-token mint search --profile acmeprod --user asmith@example.com --search-hub SupportHub --filter '@source==KnowledgeBase' --valid-for 1h"
	line := Mint(draft, acme())
	if got := line.String(); got != want || line.Notes != nil {
		t.Errorf("got %s %q\nwant %s", got, line.Notes, want)
	}
	unsaved := Mint(draft, Place{Profile: profile.Profile{Name: "environment", OrganizationID: "acme", Endpoint: "eu"}})
	if !strings.Contains(unsaved.String(), "--organization acme --endpoint eu") || strings.Contains(unsaved.String(), "environment") {
		t.Errorf("of no saved profile: %s", unsaved)
	}
}

// TestWhatALineCannotSayIsSaid names what has no flag.
func TestWhatALineCannotSayIsSaid(t *testing.T) {
	search := func(change func(*common.Draft)) common.Draft {
		draft := *common.NewDraft()
		draft.UserIDs[0].Name = "asmith@example.com"
		change(&draft)
		return draft
	}
	for name, test := range map[string]struct {
		draft common.Draft
		note  string
	}{
		"infos":      {search(func(d *common.Draft) { d.SetUserInfos(0, "a=b") }), "The infos of asmith@example.com"},
		"internal":   {search(func(d *common.Draft) { d.Internal.SuperUserToken = "x" }), "internal and deprecated attributes"},
		"hand":       {search(func(d *common.Draft) { d.SetRawBody([]byte("{}")) }), "save it as body.json"},
		"numbers":    {search(func(d *common.Draft) { d.Advanced.DictionaryFieldContext = `{"price":1}` }), "The dictionary field price"},
		"equals":     {search(func(d *common.Draft) { d.Advanced.DictionaryFieldContext = `{"a=b":"c"}` }), "The dictionary field a=b"},
		"commas":     {search(func(d *common.Draft) { d.Advanced.AllowedDictionaryFieldKeys = `{"price":["a,b"]}` }), "The dictionary field price"},
		"no list":    {search(func(d *common.Draft) { d.Advanced.AllowedDictionaryFieldKeys = `{"price":[]}` }), "The dictionary field price"},
		"provider":   {search(func(d *common.Draft) { d.UserIDs[0].Provider = "" }), "The identity asmith@example.com:"},
		"type":       {search(func(d *common.Draft) { d.UserIDs[0].Type = "Robot" }), "The identity asmith@example.com:"},
		"level":      {platform(coveoapi.Privilege{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Level: "GLOBAL"}), "The level GLOBAL"},
		"identifier": {platform(coveoapi.Privilege{Owner: "VAULT\x1b[2J", TargetDomain: "X"}), `The privilege VAULT\u{001B}[2J`},
	} {
		line := Mint(test.draft, acme())
		if len(line.Notes) != 1 || !strings.Contains(line.Notes[0], test.note) {
			t.Errorf("%s: %s %q", name, line, line.Notes)
		}
		if strings.Contains(line.String(), "\x1b") {
			t.Errorf("%s: an escape is in the line", name)
		}
	}
}

func platform(privileges ...coveoapi.Privilege) common.Draft {
	draft := *common.NewDraft()
	draft.Kind, draft.Privileges = common.PlatformToken, privileges
	return draft
}

func TestAnEditedPlatformBodyKeepsItsValidity(t *testing.T) {
	draft := platform()
	draft.Validity = "8h"
	draft.SetRawBody([]byte("{}"))
	want := []string{"mint", "platform", "--profile", "acmeprod", "--raw-json", "body.json", "--valid-for", "8h"}
	if diff := cmp.Diff(want, Mint(draft, acme()).Args); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheOtherLines(t *testing.T) {
	query := coveoapi.SearchQuery{Q: "-reset 'password'", AQ: "@year==2024", NumberOfResults: 5, FirstResult: 10, Debug: true, Tab: "All"}
	line := Query(query, coveoapi.InAccessTokenParameter, acme())
	want := `coveo-token query --profile acmeprod --results 5 --first 10 --aq '@year==2024' --as-parameter --debug -- '-reset '\''password'\'''`
	if got := line.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if notes := strings.Join(line.Notes, " "); !strings.Contains(notes, "tab") || !strings.Contains(notes, "COVEO_ACCESS_TOKEN") {
		t.Errorf("notes %q", notes)
	}
	for _, line := range []Line{JudgeKey(acme()), ListPrivileges(acme()), Inspect()} {
		if strings.Contains(line.String(), "'") {
			t.Errorf("got %s", line)
		}
	}
}
