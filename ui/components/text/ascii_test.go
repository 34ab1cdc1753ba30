package text_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

func TestASCIIKeepsTheWidth(t *testing.T) {
	s := theme.New(theme.Dark())
	for _, line := range []string{
		"", "plain", "│ ✓ fine ✗ bad · none …", "日本語 🙂 👩‍👧 🇫🇷 ❤️", "e\u0301a\u0308\u0323", "שלום عالم", "é",
		s.Bad.Render("✗ 日本") + s.Line.Render("───") + "\n" + s.Good.Render("█░"),
	} {
		got := text.ASCII(line)
		if want, cells := ansi.StringWidth(line), ansi.StringWidth(got); cells != want {
			t.Errorf("%q became %q: %d cells instead of %d", line, got, cells, want)
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return r > '~' }); i >= 0 {
			t.Errorf("%q became %q, which is not ASCII", line, got)
		}
	}
}

func TestASCIITellsTheSignsApart(t *testing.T) {
	if got, want := text.ASCII("✓ ✗ · ● █░ ▸ → ← “x”…"), `+ x . * #. > > < "x"~`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	styled := theme.New(theme.Dark()).Bad.Render("✗")
	if got, want := text.ASCII(styled), strings.ReplaceAll(styled, "✗", "x"); got != want {
		t.Errorf("styles changed: %q, want %q", got, want)
	}
}
