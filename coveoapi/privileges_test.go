package coveoapi

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParsePrivilege(t *testing.T) {
	tests := map[string]Privilege{
		"SEARCH_API/IMPERSONATE":               {"ENABLE", "IMPERSONATE", "*", "SEARCH_API", "NORMAL"},
		" search_api/impersonate ":             {"ENABLE", "IMPERSONATE", "*", "SEARCH_API", "NORMAL"},
		"PLATFORM/ORGANIZATION:VIEW":           {"VIEW", "ORGANIZATION", "*", "PLATFORM", "NORMAL"},
		"SEARCH_API/QUERY_PIPELINE:view@a-1:b": {"VIEW", "QUERY_PIPELINE", "a-1:b", "SEARCH_API", "NORMAL"},
		"SEARCH_API/IMPERSONATE@*":             {"ENABLE", "IMPERSONATE", "*", "SEARCH_API", "NORMAL"},
		"A1/B2@x@y":                            {"ENABLE", "B2", "x@y", "A1", "NORMAL"},
	}
	for text, want := range tests {
		got, err := ParsePrivilege(text)
		if err != nil {
			t.Errorf("ParsePrivilege(%q): %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ParsePrivilege(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestParsePrivilegeSaysWhatIsWrong(t *testing.T) {
	for _, text := range []string{"", "IMPERSONATE", "/IMPERSONATE", "SEARCH_API/", "SEARCH API/X", "A/B:", "A/B:@x", "A/B@", "A/B@x y", "A/B/C", "É/B", "A/B:VIEW:EDIT"} {
		_, err := ParsePrivilege(text)
		var input *InputError
		if !errors.As(err, &input) || input.Field != "privilege" || input.Remedy == "" {
			t.Errorf("ParsePrivilege(%q): got %v", text, err)
		}
	}
}

func TestCovers(t *testing.T) {
	view := Privilege{Type: "VIEW", TargetDomain: "QUERY_PIPELINE", TargetID: "*", Owner: "SEARCH_API"}
	with := func(change func(*Privilege)) Privilege { p := view; change(&p); return p }
	one := with(func(p *Privilege) { p.TargetID = "a1" })
	enable := Privilege{Type: "ENABLE", TargetDomain: "IMPERSONATE", Owner: "SEARCH_API"}
	tests := []struct {
		name         string
		held, wanted Privilege
		want         bool
	}{
		{"the same", view, view, true},
		{"any target covers one", view, one, true},
		{"one target does not cover any", one, view, false},
		{"one target does not cover another", one, with(func(p *Privilege) { p.TargetID = "a2" }), false},
		{"no target is any target", with(func(p *Privilege) { p.TargetID = "" }), one, true},
		{"edit does not contain view", with(func(p *Privilege) { p.Type = "EDIT" }), view, false},
		{"another owner", with(func(p *Privilege) { p.Owner = "PLATFORM" }), view, false},
		{"another domain", with(func(p *Privilege) { p.TargetDomain = "FIELD" }), view, false},
		{"no type is enable", with(func(p *Privilege) { *p = enable; p.Type = "" }), enable, true},
		{"no type is not view", with(func(p *Privilege) { p.Type = "" }), view, false},
		{"both names of the search impersonation", with(func(p *Privilege) { *p = enable; p.TargetDomain = "IMPERSONATE_SEARCH_API" }), enable, true},
		{"the other name of another owner", with(func(p *Privilege) {
			*p = Privilege{Type: "ENABLE", TargetDomain: "IMPERSONATE_SEARCH_API", Owner: "USAGE_ANALYTICS"}
		}), Privilege{Type: "ENABLE", TargetDomain: "IMPERSONATE", Owner: "USAGE_ANALYTICS"}, false},
		{"the level does not matter", with(func(p *Privilege) { p.Level = "NORMAL" }), with(func(p *Privilege) { p.Level = "GLOBAL" }), true},
	}
	for _, test := range tests {
		if got := test.held.Covers(test.wanted); got != test.want {
			t.Errorf("%s: %v.Covers(%v) = %v", test.name, test.held, test.wanted, got)
		}
	}
	if view.CoveredBy(nil) || !one.CoveredBy([]Privilege{enable, view}) {
		t.Error("CoveredBy does not look at all held privileges")
	}
}

func FuzzParsePrivilege(f *testing.F) {
	for _, seed := range []string{"SEARCH_API/IMPERSONATE", "a/b:c@d", "A/B@*", "@", "/:@", "A/B:VIEW@{x}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePrivilege(text)
		if err != nil {
			return
		}
		again, err := ParsePrivilege(p.String())
		if err != nil || again != p {
			t.Errorf("%q gives %+v, whose text %q gives %+v, %v", text, p, p.String(), again, err)
		}
	})
}
