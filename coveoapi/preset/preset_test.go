package preset_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/quick"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
)

// full is a preset in which everything is filled in.
func full() preset.Preset {
	return preset.Preset{
		Kind: preset.Search, Description: "What a support agent finds",
		Users: []preset.User{
			{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser},
			{Name: `ACME\asmith: "x"`, Provider: "Directory", Type: coveoapi.IdentityGroup, Infos: "department=Sales"},
		},
		Privileges: []coveoapi.Privilege{
			{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*", Level: "NORMAL"},
			{Owner: "PLATFORM", TargetDomain: "ORGANIZATION", Type: "VIEW", Level: "GLOBAL"},
		},
		UserDisplayName: "Alice Smith", AnalyticsUserID: "alice", Subject: "me", UserGroups: []string{"Employees", "Tech support agents"},
		SearchHub: "SupportHub", Pipeline: "InternalSearch", Filter: `@source=="KnowledgeBase" AND @objecttype==Case`, ValidFor: "1h",
		APIVersion: coveoapi.SearchTokenV3, CanSeeUserProfileOf: []string{"a@example.com"},
		DictionaryFieldContext: "price=eur", AllowedDictionaryFieldKeys: `{"price":["*"]}`,
		Commerce: coveoapi.CommerceParameters{CatalogID: "c", Filter: "@x==1", Operation: "selectCatalogObjects"},
		Internal: preset.Internal{SalesforceFallbackToAdmin: true, UserType: "x", Scope: "7"},
		Body:     "{\n  \"userIds\": []\n}\n", Query: &preset.Query{Q: "reset password", AQ: "@year==2026"},
	}
}

func TestAPresetReadsBackAsItWas(t *testing.T) {
	content, err := preset.Encode(full())
	if err != nil {
		t.Fatal(err)
	}
	got, err := preset.Parse(content)
	if err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	if diff := cmp.Diff(full(), got); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, content)
	}
	for _, line := range []string{"  - asmith@example.com\n", "  - SEARCH_API/IMPERSONATE:ENABLE\n", "validFor: 1h\n", "body: |\n  {\n    \"userIds\": []\n"} {
		if !strings.Contains(string(content), line) {
			t.Errorf("lacks %q:\n%s", line, content)
		}
	}
}

// TestAnyTextReadsBack writes texts that YAML has its own ideas of.
func TestAnyTextReadsBack(t *testing.T) {
	texts := []string{
		"yes", "NO", "null", "~", "1", "0x1F", "1e3", "12:30", ".inf", "2026-01-01", "a: b", "a:", "a #b", "#", "- a", "?", "*@*", "&a", "!a", "%a", "@source==X",
		"`a`", "it's", `"q"`, `\n`, "a\nb", "a\n\n b \n", "\tx", "\x00\x1b[31m", "\u202eabc", "\u2028", "\ufeff", "日本語", "👩‍👩‍👧", "é", "[a]", "{a: b}", "|", ">", "a\rb", "a  b", "---", "...", "<<", "=",
	}
	for _, text := range texts {
		checkRoundTrip(t, text)
	}
	random := rand.New(rand.NewPCG(1, 2))
	generated := func() bool {
		runes := []rune("ab: #'\"\\\n\t-?*&!%@`{}[],|>~\u00a0\u200b\u0085\u2029\U000e0041😀0x.e+1")
		text := make([]rune, random.IntN(12))
		for i := range text {
			text[i] = runes[random.IntN(len(runes))]
		}
		checkRoundTrip(t, string(text))
		return !t.Failed()
	}
	if err := quick.Check(generated, &quick.Config{MaxCount: 400}); err != nil {
		t.Error(err)
	}
}

func checkRoundTrip(t *testing.T, text string) {
	t.Helper()
	want := preset.Preset{Kind: preset.Platform, Description: strings.TrimSpace(text), Body: text, Query: &preset.Query{Q: "x" + text + "x"}}
	want.Users = []preset.User{{Name: "x" + text + "x", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser, Infos: strings.TrimSpace("k=" + text)}}
	content, err := preset.Encode(want)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	got, err := preset.Parse(content)
	if err != nil {
		t.Fatalf("%q: %v\n%s", text, err, content)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q (-want +got):\n%s\n%s", text, diff, content)
	}
}

func TestNoSecretGetsIn(t *testing.T) {
	const key, token = "xx12345678-1234-1234-1234-123456789012", "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl"
	p := full()
	p.Filter, p.UserGroups, p.Query.Q = key, []string{"a", token}, "Authorization: Bearer "+token
	p.Body = `{"userIds":[],"superUserToken":"hush"}`
	p.Users[1].Infos, p.Users[0].Name = "k="+key, token
	if _, err := preset.Encode(p); err == nil {
		t.Error("a preset with secrets is written")
	}
	left := p.Clean()
	if diff := cmp.Diff([]string{"body", "filter", "query.q", "userGroups", "users", "users.infos"}, left); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
	content, err := preset.Encode(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{key, token, "hush"} {
		if strings.Contains(string(content), secret) {
			t.Errorf("%s is in the file", secret)
		}
		if _, err := preset.Parse([]byte("preset: 1\nkind: search\ndescription: '" + secret + "'\n")); secret != "hush" && err == nil {
			t.Errorf("%s is read", secret)
		}
	}
	if full := full(); len(full.Clean()) != 0 {
		t.Error("something harmless is taken for a secret")
	}
}

func TestEveryFaultHasItsLineAndItsRemedy(t *testing.T) {
	for content, want := range map[string]string{
		"":                                     "line 0: presets schema",
		"preset: 1":                            "line 1: Write kind: search",
		"kind: search":                         "line 1: Begin the file with preset: 1.",
		"preset: 2\nkind: search":              "line 1: This program reads preset: 1.",
		"preset: 1\nkind: x":                   "line 2: Write search or platform.",
		"preset: 1\nkind: search\nserchHub: A": "line 3: Did you mean searchHub?",
		"preset: 1\nkind: search\nusers:\n- nam: x":                             "line 4: Did you mean name?",
		"preset: 1\nkind: search\nusers:\n- {name: x, type: z}":                 "line 4: The type is",
		"preset: 1\nkind: search\nprivileges:\n- X":                             "line 4: Write it as OWNER",
		"preset: 1\nkind: search\napiVersion: v4":                               "line 3: Write v2, v3 or legacy.",
		"preset: 1\nkind: search\nuserGroups: a, b":                             "line 3: Write each as an item",
		"preset: 1\nkind: search\ninternal: {superUserToken: x}":                "line 3: It has:",
		"preset: 1\nkind: search\nfilter: @source==X":                           "line 3: Put a text that begins with @",
		"preset: 1\nkind: search\nbody: '{\"password\":\"x\"}'":                 "line 3: Take password",
		"preset: 1\nkind: search\ninternal: {salesforceFallbackToAdmin: maybe}": "line 3: Write true or false.",
	} {
		_, err := preset.Parse([]byte(content))
		var format *preset.FormatError
		if !errors.As(err, &format) {
			t.Errorf("%q is read", content)
			continue
		}
		where, remedy, _ := strings.Cut(want, ": ")
		got := format.Faults[0]
		if "line "+string(rune('0'+got.Line)) != where || !strings.Contains(got.Remedy, remedy) {
			t.Errorf("%q:\n got %+v\nwant %s", content, got, want)
		}
	}
}

// FuzzParse says that whatever is read can be written and is then read as the same.
func FuzzParse(f *testing.F) {
	content, _ := preset.Encode(full())
	f.Add(content)
	f.Add([]byte("preset: 1\nkind: platform\nusers: [a, {name: b, infos: c}]\nquery: x\nbody: |\n  {}\n"))
	f.Add([]byte("preset: 1\nkind: search\nfilter: \"\\u202e\\U0001F600\\x1b\"\nuserGroups: [1, true]"))
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := preset.Parse(content)
		if err != nil {
			return
		}
		written, err := preset.Encode(p)
		if err != nil {
			return // too long once it is written out, or secret once it is put together
		}
		again, err := preset.Parse(written)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if diff := cmp.Diff(p, again); diff != "" {
			t.Errorf("(-first +again):\n%s\n%s", diff, written)
		}
	})
}
