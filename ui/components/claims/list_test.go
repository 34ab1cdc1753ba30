package claims_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/components/claims"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest/tokens"
)

func now() time.Time { return time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC) }

func decode(t testing.TB, compact string) *jwtview.Token {
	t.Helper()
	token, err := jwtview.Decode(compact)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func newList(t testing.TB, compact string, width, height int) *claims.List {
	t.Helper()
	l := claims.New()
	l.SetSize(width, height)
	l.SetToken(decode(t, compact))
	return l
}

func press(t testing.TB, l *claims.List, names ...string) {
	t.Helper()
	for _, name := range names {
		key, ok := common.KeyPress(name)
		if !ok {
			t.Fatalf("there is no key %q", name)
		}
		l.Update(key)
	}
}

func plain(l *claims.List) string { return ansi.Strip(l.View(theme.New(theme.Mono()), now())) }

func current(t testing.TB, l *claims.List) string {
	t.Helper()
	claim, ok := l.Current()
	if !ok {
		t.Fatal("there is no claim under the cursor")
	}
	return claim.Path
}

func TestCursorWalksOverHeadings(t *testing.T) {
	l := newList(t, tokens.Sign(`{"iss":"a","exp":1773482400}`), 80, 30)
	for _, step := range []struct{ key, want string }{
		{"up", "iss"},
		{"down", "exp"},
		{"down", "alg"}, // over the heading of the header
		{"up", "exp"},
		{"end", "typ"},
		{"down", "typ"},
		{"home", "iss"},
		{"pgdown", "typ"},
	} {
		press(t, l, step.key)
		if got := current(t, l); got != step.want {
			t.Errorf("after %s the cursor is on %q, want %q", step.key, got, step.want)
		}
	}
}

func TestOtherKeysAreNotUsed(t *testing.T) {
	l := newList(t, tokens.Sign(`{"iss":"a"}`), 80, 30)
	if l.Update(tea.KeyPressMsg{Code: 'y', Text: "y"}) {
		t.Error("y was used")
	}
}

func TestRowTellsValueAndWhetherItIsKnown(t *testing.T) {
	l := newList(t, tokens.Sign(`{"iss":"SearchApi","seat":{"row":[1,null]},"exp":1773482400}`), 80, 30)
	view := plain(l)
	for _, want := range []string{`iss `, `"SearchApi"`, `{"row": [1, null]}`, "not known to us", "1773482400 · in 1 h"} {
		if !strings.Contains(view, want) {
			t.Errorf("the view lacks %q:\n%s", want, view)
		}
	}
	for line := range strings.Lines(view) {
		if strings.Contains(line, "SearchApi") && strings.Contains(line, "not known") {
			t.Errorf("a known claim is marked as unknown: %s", line)
		}
	}
}

func TestDetailExplainsTheClaimUnderTheCursor(t *testing.T) {
	l := newList(t, tokens.Search(now(), time.Hour), 80, 40)
	for current(t, l) != "filter" {
		before := current(t, l)
		press(t, l, "down")
		if current(t, l) == before {
			t.Fatal("there is no claim filter")
		}
	}
	claim, _ := l.Current()
	view := strings.Join(strings.Fields(plain(l)), " ")
	for _, want := range []string{claim.Meaning, "Set by " + claim.Field.Label, "Source: " + claim.Source} {
		if !strings.Contains(view, want) {
			t.Errorf("the view lacks %q:\n%s", want, plain(l))
		}
	}
}

func TestTimeIsToldLocallyAndInUTC(t *testing.T) {
	l := newList(t, tokens.Sign(`{"exp":1773482400}`), 80, 30)
	zone := time.FixedZone("", 2*60*60)
	view := ansi.Strip(l.View(theme.New(theme.Mono()), now().In(zone)))
	for _, want := range []string{"2026-03-14 12:00:00 +02:00", "2026-03-14 10:00:00 UTC", "in 1 h"} {
		if !strings.Contains(view, want) {
			t.Errorf("the view lacks %q:\n%s", want, view)
		}
	}
}

func TestListOfItemsIsShownItemByItem(t *testing.T) {
	var items []string
	for i := range 100 {
		items = append(items, fmt.Sprintf(`"item %d"`, i))
	}
	l := newList(t, tokens.Sign(`{"list":[`+strings.Join(items, ",")+`]}`), 80, 20)
	view := plain(l)
	for _, want := range []string{`• "item 0"`, `• "item 1"`, "… all of it in the JSON view"} {
		if !strings.Contains(view, want) {
			t.Errorf("the view lacks %q:\n%s", want, view)
		}
	}
}

func TestPreviewIsBoundedAndSaysSo(t *testing.T) {
	for _, test := range []struct {
		name, claims, want string
	}{
		{"whole text", `{"a":"1234567890"}`, `"1234567890"`},
		{"long text", `{"a":"12345678901234567890"}`, `"12345678901…`},
		{"long list", `{"a":["aaaa","bbbb","cccc"]}`, `["aaaa", "bb…`},
		{"number as written", `{"a":1.50e3}`, `1.50e3`},
		{"big number", `{"a":9007199254740993}`, `900719925474…`},
		{"null", `{"a":null}`, `null`},
		{"empty list", `{"a":[]}`, `[]`},
		{"empty object", `{"a":{}}`, `{}`},
		{"whole character", `{"a":"ééééééééé"}`, `"ééééé…`},
	} {
		t.Run(test.name, func(t *testing.T) {
			claim := decode(t, tokens.Sign(test.claims)).Claims.Get("a")
			if got := claims.Preview(claim, 12); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestListWithoutTokenIsEmpty(t *testing.T) {
	l := claims.New()
	l.SetSize(40, 5)
	press(t, l, "down", "end", "up")
	if _, ok := l.Current(); ok {
		t.Error("there is a claim under the cursor")
	}
	if view := strings.TrimSpace(plain(l)); view != "" {
		t.Errorf("view %q", view)
	}
}

// A token of a megabyte must move like a small one.
func BenchmarkMoveInLargeToken(b *testing.B) {
	l := newList(b, tokens.Large(1<<20), 120, 36)
	styles := theme.New(theme.Dark())
	down, up := tea.KeyPressMsg{Code: tea.KeyDown}, tea.KeyPressMsg{Code: tea.KeyUp}
	for i := 0; b.Loop(); i++ {
		if i/100%2 == 0 {
			l.Update(down)
		} else {
			l.Update(up)
		}
		l.View(styles, now())
	}
}

func BenchmarkOpenLargeToken(b *testing.B) {
	l, token := claims.New(), decode(b, tokens.Large(1<<20))
	l.SetSize(120, 36)
	for b.Loop() {
		l.SetToken(token)
	}
}
