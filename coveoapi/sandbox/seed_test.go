package sandbox

import (
	"testing"
	"time"

	"coveotoken/coveoapi/queryexpr"
)

func TestSeed(t *testing.T) {
	ids, uris := map[string]bool{}, map[string]bool{}
	documents := seedIndex(founded()).documents
	if len(documents) < 55 {
		t.Errorf("%d documents", len(documents))
	}
	for _, d := range documents {
		if ids[d.id] || uris[d.uniqueID()] {
			t.Errorf("%s is there twice", d.id)
		}
		ids[d.id], uris[d.uniqueID()] = true, true
		if d.date.IsZero() || d.title == "" || d.body == "" || d.author == "" || d.objectType == "" || len(d.permissions) == 0 {
			t.Errorf("%s is incomplete: %+v", d.id, d)
		}
		for _, field := range []string{"source", "objecttype", "author", "language", "year"} {
			if len(d.values(field)) == 0 {
				t.Errorf("%s has no %s", d.id, field)
			}
		}
	}
}

func TestSeedPipelines(t *testing.T) {
	names := map[string]bool{}
	for i, p := range seedPipelines() {
		if names[p.name] || p.position != i+1 {
			t.Errorf("pipeline %s at position %d", p.name, p.position)
		}
		names[p.name] = true
		if err := queryexpr.Check(p.filter); err != nil {
			t.Errorf("filter of %s: %v", p.name, err)
		}
		if len(p.boosts) != len(p.boostTexts) {
			t.Errorf("a ranking expression of %s cannot be read", p.name)
		}
	}
}

func TestSeedDates(t *testing.T) {
	for _, group := range seedDocuments() {
		for _, a := range group.articles {
			_, err := time.Parse(time.DateOnly, a.date)
			if (err == nil) == (a.daysAgo > 0) {
				t.Errorf("%s: date %q and %d days ago, want one of them", a.id, a.date, a.daysAgo)
			}
		}
	}
}

// A person's line says what that person alone finds; the counts that make the
// lessons are kept here.
func TestUsersSee(t *testing.T) {
	company := newCompany()
	counts := map[string]int{}
	for _, u := range Users() {
		who := company.directory.expand([]identity{{u.Name, u.Provider, "User"}})
		for _, d := range company.index(founded()).documents {
			if d.permissions.allow(who) {
				counts[u.DisplayName+" <"+u.Name+">"]++
			}
		}
		if u.Sees == "" {
			t.Errorf("nothing is said of %s", u.Name)
		}
	}
	alice, alias := counts["Alice Smith <asmith@example.com>"], counts["Alice Smith <alice.smith@tumbleglow.example>"]
	misspelt, dana := counts["Alice Smith, misspelt <asmith@example.com>"], counts["Dana Lee <dlee@customer.example>"]
	bob, erik := counts["Bob Jones <bob@example.com>"], counts["Erik Park <epark@example.com>"]
	if alice != alias || dana != misspelt+1 || bob <= dana || alice <= bob || erik != alice+2 {
		t.Errorf("counts: %v", counts)
	}
}

func TestPermissions(t *testing.T) {
	a, b, c := user("a"), user("b"), user("c")
	set := func(allowed, denied []identity) permissionSet {
		return permissionSet{allowed: allowed, denied: denied}
	}
	one := func(i identity) []identity { return []identity{i} }
	tests := []struct {
		name        string
		permissions permissions
		who         []identity
		want        bool
	}{
		{"nothing said", nil, one(a), false},
		{"allowed", permissions{{set(one(a), nil)}}, one(a), true},
		{"not listed", permissions{{set(one(a), nil)}}, one(b), false},
		{"denied beats allowed", permissions{{set(one(a), one(b))}}, []identity{a, b}, false},
		{"denied beats everyone", permissions{{{everyone: true, denied: one(a)}}}, one(a), false},
		{"both sets", permissions{{set(one(a), nil), set(one(b), nil)}}, []identity{a, b}, true},
		{"one of two sets", permissions{{set(one(a), nil), set(one(b), nil)}}, one(a), false},
		{"second level", permissions{{set(one(a), nil)}, {set(one(b), nil)}}, one(b), true},
		{"first level denies", permissions{{set(one(a), one(b))}, {set(one(b), nil)}}, one(b), false},
		{"first level allows", permissions{{set(one(a), nil)}, {set(nil, one(a))}}, one(a), true},
		{"several sets conclude", permissions{{set(one(a), nil), set(one(b), nil)}, {set(one(a), nil)}}, one(a), false},
		{"inconclusive to the end", permissions{{set(one(a), nil)}, {set(one(b), nil)}}, one(c), false},
		{"everyone and anonymous", permissions{{set(one(anonymous), nil)}}, nil, true},
	}
	empty := newDirectory()
	for _, test := range tests {
		if got := test.permissions.allow(empty.expand(test.who)); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

// Groups that hold each other do not hang the expansion.
func TestExpandCycle(t *testing.T) {
	a, b := group("a"), group("b")
	d := newDirectory(membership{a, []identity{b}}, membership{b, []identity{a}})
	if who := d.expand([]identity{a}); len(who) != 3 {
		t.Errorf("%v", who)
	}
}

func TestStem(t *testing.T) {
	for _, family := range [][]string{
		{"lamp", "lamps"},
		{"battery", "batteries"},
		{"reset", "resetting", "resets"},
		{"pair", "pairing", "paired", "pairs"},
		{"flicker", "flickers", "flickering", "flickered"},
		{"replace", "replaced", "replacing", "replaces"},
		{"press", "presses", "pressing"},
	} {
		for _, word := range family {
			if stem(word) != stem(family[0]) {
				t.Errorf("%s → %s, %s → %s", word, stem(word), family[0], stem(family[0]))
			}
		}
	}
	for _, word := range []string{"bus", "gas", "is", "ring", "red", "glass"} {
		if len(stem(word)) < len(word)-1 {
			t.Errorf("%s → %s", word, stem(word))
		}
	}
}
