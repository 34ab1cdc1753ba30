package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

func allTrials() []trial {
	return append(append(append(identityTrials(), searchTrials()...), platformTrials()...), bodyTrials()...)
}

func TestRules(t *testing.T) {
	for i, c := range allTrials() {
		t.Run(fmt.Sprintf("%s/%d", c.rule, i), func(t *testing.T) {
			var want []string
			if c.field != "" {
				want = []string{c.field}
			}
			if diff := cmp.Diff(want, c.fields()); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryRuleIsTried wants for each rule a request that it objects to, and one that
// it has nothing against.
func TestEveryRuleIsTried(t *testing.T) {
	objects, passes := map[string]bool{}, map[string]bool{}
	for _, c := range allTrials() {
		objects[c.rule] = objects[c.rule] || c.field != ""
		passes[c.rule] = passes[c.rule] || c.field == ""
	}
	for _, r := range All() {
		if !objects[r.ID] || !passes[r.ID] {
			t.Errorf("%s: objects %t, passes %t", r.ID, objects[r.ID], passes[r.ID])
		}
		delete(objects, r.ID)
	}
	if len(objects) > 0 {
		t.Errorf("tried, but no rules: %v", objects)
	}
}

// TestRulesAreAsPublished compares the rules with the published list: IDs and their
// severity are part of what scripts rely on.
func TestRulesAreAsPublished(t *testing.T) {
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	var list strings.Builder
	for _, r := range All() {
		if seen[r.ID] || !name.MatchString(r.ID) {
			t.Errorf("%q is there twice, or no name", r.ID)
		}
		seen[r.ID] = true
		fmt.Fprintf(&list, "%s\t%s\t%s\n", r.ID, r.Severity, r.On)
		for _, text := range []string{r.Brief, r.Sentence, r.Remedy, r.Source} {
			if text == "" {
				t.Errorf("%s lacks a text: %+v", r.ID, r)
			}
		}
		if !strings.HasSuffix(r.Sentence, ".") || strings.HasSuffix(r.Brief, ".") {
			t.Errorf("%s: the sentence is one, the brief is none: %q, %q", r.ID, r.Sentence, r.Brief)
		}
	}
	published, err := os.ReadFile(filepath.Join("testdata", "rules.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(published), list.String()); diff != "" {
		t.Errorf("rules (-published +are):\n%s", diff)
	}
}

// TestTextsAreFilledIn looks for braces that no value was put into.
func TestTextsAreFilledIn(t *testing.T) {
	open := regexp.MustCompile(`\{[a-z]+\}`)
	for _, c := range allTrials() {
		for _, f := range c.found {
			for _, text := range []string{f.Brief, f.Sentence, f.Remedy} {
				if left := open.FindString(text); left != "" {
					t.Errorf("%s: %s is left in %q", f.ID, left, text)
				}
			}
		}
	}
}

func TestWhatMattersMostIsFirst(t *testing.T) {
	found := SearchToken(search(func(r *coveoapi.SearchTokenRequest) {
		r.UserDisplayName, r.ValidForMillis, r.UserIDs[0].Provider = "", 1, "email security provider"
	}), Context{})
	var ids []string
	for _, f := range found {
		ids = append(ids, f.Severity.String()+" "+f.ID)
	}
	want := []string{"wrong validity-outside", "warning provider-misspelt", "note display-name-missing"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGoodRequestsHaveNothing(t *testing.T) {
	if found := SearchToken(search(func(*coveoapi.SearchTokenRequest) {}), Context{}); found != nil {
		t.Errorf("search: %+v", found)
	}
	if found := PlatformToken(platform(nil, executeQuery), Context{ForBrowser: true, ForSearching: true}); found != nil {
		t.Errorf("platform: %+v", found)
	}
}

func TestLongValuesAreShortened(t *testing.T) {
	found := SearchToken(users(named(strings.Repeat("é", 500), coveoapi.EmailSecurityProvider)), Context{})
	if len(found) != 1 || len([]rune(found[0].Sentence)) > 220 || !strings.Contains(found[0].Sentence, "é…") {
		t.Errorf("%+v", found)
	}
}
