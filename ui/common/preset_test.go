package common_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
	"coveotoken/ui/common"
)

// anyDraft fills a form at random, with what people and other programs type.
func anyDraft(random *rand.Rand) common.Draft {
	words := []string{"", "", "a", "  spaced  ", "it's: \"x\" # y", "@source==KnowledgeBase", "é😀", "\t\u202e", "1h", "true", "a=b, c=d", `{"a":["b"]}`}
	text := func() string { return words[random.IntN(len(words))] }
	d := *common.NewDraft()
	d.Kind = common.TokenKind(random.IntN(2))
	d.UserIDs = nil
	for row := range random.IntN(4) {
		d.UserIDs = append(d.UserIDs, coveoapi.UserID{
			Name: text(), Provider: []string{coveoapi.EmailSecurityProvider, "Directory: 1"}[random.IntN(2)],
			Type: coveoapi.IdentityTypes()[random.IntN(4)],
		})
		d.SetUserInfos(row, text())
	}
	for range random.IntN(3) {
		d.Privileges = append(d.Privileges, coveoapi.Privilege{
			Owner: "SEARCH_API", TargetDomain: "QUERY_PIPELINE", Type: []string{"", "VIEW"}[random.IntN(2)],
			TargetID: []string{"", "*", "a1-b2"}[random.IntN(3)], Level: []string{"", "NORMAL", "GLOBAL"}[random.IntN(3)],
		})
	}
	d.DisplayName, d.AnalyticsUserID, d.Groups, d.SearchHub, d.Pipeline, d.Filter = text(), text(), text(), text(), text(), text()
	d.Validity, d.Subject, d.Version = text(), text(), coveoapi.SearchTokenVersion(random.IntN(3))
	d.Advanced = common.Advanced{
		CanSeeUserProfileOf: text(), DictionaryFieldContext: text(), AllowedDictionaryFieldKeys: text(),
		Commerce: coveoapi.CommerceParameters{CatalogID: text(), Filter: text(), Operation: text()},
	}
	d.Internal = common.Internal{
		SalesforceOrganizationID: text(), SalesforceUser: text(), SalesforceCommunityURL: text(),
		SalesforceFallbackToAdmin: random.IntN(2) == 0, UserType: text(), LicenseDefinitionKey: text(), Scope: text(),
	}
	if random.IntN(4) == 0 {
		d.SetRawBody([]byte("{\n  \"userIds\": [],\n" + text() + "}\n"))
	}
	return d
}

// requests are what a draft would send, as text, with what is wrong with it.
func requests(t *testing.T, d common.Draft) string {
	t.Helper()
	search, wrongSearch := d.SearchRequest()
	platform, wrongPlatform := d.PlatformRequest()
	sent, err := json.Marshal([]any{search, platform, d.Version, d.Kind, d.RawBody()})
	if err != nil {
		t.Fatal(err)
	}
	text := string(sent)
	for _, wrong := range []error{wrongSearch, wrongPlatform} {
		if wrong != nil {
			text += "\n" + wrong.Error()
		}
	}
	return text
}

// TestADraftSurvivesAsAPreset goes from a draft to a file and back: what would be sent
// is the same.
func TestADraftSurvivesAsAPreset(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		d := anyDraft(random)
		p, left := common.PresetOf(d, nil)
		if len(left) > 0 {
			t.Fatalf("%v is left out of %+v", left, d)
		}
		content, err := preset.Encode(p)
		if err != nil {
			t.Fatal(err)
		}
		read, err := preset.Parse(content)
		if err != nil {
			t.Fatalf("%v\n%s", err, content)
		}
		got := common.DraftOf(read)
		if diff := cmp.Diff(requests(t, d), requests(t, *got)); diff != "" {
			t.Fatalf("(-sent before +after):\n%s\n%s", diff, content)
		}
		if again, _ := common.PresetOf(*got, nil); cmp.Diff(p, again) != "" {
			t.Fatalf("a second time it is another preset:\n%s", cmp.Diff(p, again))
		}
	}
}

func TestSecretsOfADraftAreLeftOutWithAWord(t *testing.T) {
	const hush = "hush-hush-hush"
	d := *common.NewDraft()
	d.UserIDs = []coveoapi.UserID{
		{Name: "a", Provider: "p", Password: hush, AuthCookie: hush},
		{Name: "b", Provider: "p"},
		{Name: "c", Provider: "p"},
	}
	d.SetUserInfos(1, "SAPPassword="+hush)
	d.SetUserInfos(2, "department=Sales")
	d.Internal.SuperUserToken = hush
	d.SetRawBody([]byte(`{"userIds":[{"name":"a","authCookie":"` + hush + `"}]}`))
	p, left := common.PresetOf(d, nil)
	want := []string{"superUserToken", "the password of a", "the authCookie of a", "the infos of b", "body"}
	if diff := cmp.Diff(want, left); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	content, err := preset.Encode(p)
	if err != nil || strings.Contains(string(content), hush) || !strings.Contains(string(content), "department=Sales") {
		t.Errorf("%v\n%s", err, content)
	}
}
