package presenter_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/components/text"
	"coveotoken/ui/presenter"
	"coveotoken/ui/theme"
)

const address = "canary.person-name@very-long.example.com"

func TestFrameMasksByKind(t *testing.T) {
	known := []presenter.Value{
		{Kind: presenter.User, Text: address},
		{Kind: presenter.User, Text: "Alice Smith"},
		{Kind: presenter.Key, Text: "xxSANDBOX-minting-key"},
		{Kind: presenter.Token, Text: "opaque-token-0123456789"},
	}
	tests := []struct{ name, line, want string }{
		{"known address", "as " + address + ".", "as e-mail1•••••••••••••••••••••••••••••••••."},
		{"name of two words", "by Alice Smith now", "by user1•••••• now"},
		{"unknown address", "to bob@example.com, then", "to e-mail2••••••••, then"},
		{"token", "Bearer eyJhbGciOi.eyJzdWIi.c2ln", "Bearer token•••••••••••••••••••"},
		{"key", "key xxSANDBOX-minting-key", "key key••••••••••••••••••"},
		{"concealed key", "key xxSA…(36 characters)", "key key••(36 characters)"},
		{"piece of a token", "│ oken-012345678 │", "│ token••••••••• │"},
		{"cut address", "as canary.per… now", "as e-mail1•••• now"},
		{"field of an expression", "(@source==KB) *@* a @ b", "(@source==KB) *@* a @ b"},
		{"letters in another word", "AliceSmithers", "AliceSmithers"},
		{"nothing", "plain text ✓ 日本", "plain text ✓ 日本"},
	}
	m := presenter.New()
	for _, test := range tests {
		got := m.Frame(test.line, known)
		if got != test.want || ansi.StringWidth(got) != ansi.StringWidth(test.line) {
			t.Errorf("%s: %q became %q, want %q", test.name, test.line, got, test.want)
		}
	}
}

func TestStylesStay(t *testing.T) {
	s := theme.New(theme.Dark())
	line := s.Muted.Render("as ") + s.Bad.Render("bob@") + s.Good.Render("example.com") + s.Line.Render(" │")
	got := presenter.New().Frame(line, nil)
	if want := "as e-mail1•••••••• │"; ansi.Strip(got) != want {
		t.Errorf("got %q, want %q", ansi.Strip(got), want)
	}
	if strings.Count(got, "\x1b") != strings.Count(line, "\x1b") {
		t.Errorf("styles were lost: %q", got)
	}
}

// However a value is wrapped, cut or scrolled, nothing of it that would name the person
// is left.
func TestNothingSlipsThroughWhereLinesEnd(t *testing.T) {
	known := []presenter.Value{{Kind: presenter.User, Text: address}, {Kind: presenter.Token, Text: "opaque-" + strings.Repeat("0123456789abcdef", 20)}}
	content := "Queries run as " + address + " and the token is " + known[1].Text + "."
	for width := 8; width < 90; width += 5 {
		lines := text.Wrap(content, width)
		for top := range lines {
			for bottom := top + 1; bottom <= len(lines); bottom++ {
				shown := make([]string, 0, bottom-top)
				for _, line := range lines[top:bottom] {
					shown = append(shown, " "+text.Fit(line, width)+" │ side of the frame")
				}
				got := presenter.New().Frame(strings.Join(shown, "\n"), known)
				for _, canary := range []string{"canary", "person", "0123456789ab"} {
					if strings.Contains(got, canary) {
						t.Fatalf("width %d, lines %d to %d: %q is shown:\n%s", width, top, bottom, canary, got)
					}
				}
			}
		}
	}
}

func FuzzFrame(f *testing.F) {
	f.Add("as bob@example.com", "bob@example.com")
	f.Add("日本@例え.jp │ é", "日本")
	f.Add("\x1b[31mred\x1b[m eyJabc", "")
	f.Fuzz(func(t *testing.T, line, value string) {
		if ansi.Strip(line) != line && !strings.HasPrefix(line, "\x1b[31m") {
			t.Skip()
		}
		known := []presenter.Value{{Kind: presenter.User, Text: value}}
		got := presenter.New().Frame(line, known)
		if strings.Count(got, "\n") != strings.Count(line, "\n") {
			t.Errorf("%q became %q", line, got)
		}
	})
}

func BenchmarkFrame(b *testing.B) {
	line := theme.New(theme.Dark()).Muted.Render(strings.Repeat("claim value ", 10))
	frame := strings.TrimSuffix(strings.Repeat(line+"\n", 40), "\n")
	known := []presenter.Value{{Kind: presenter.User, Text: address}}
	m := presenter.New()
	for b.Loop() {
		m.Frame(frame, known)
	}
}
