package text_test

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

func TestFitIsExact(t *testing.T) {
	red := lipgloss.NewStyle().Foreground(lipgloss.Color("#ff0000"))
	for _, line := range []string{"", "short", "exactly 10", "longer than ten", "日本語日本語", "e\u0301e\u0301", red.Render("styled and too long")} {
		for width := range 25 {
			got := text.Fit(line, width)
			if cells := ansi.StringWidth(got); cells != width {
				t.Errorf("Fit(%q, %d) is %d cells wide: %q", line, width, cells, got)
			}
		}
	}
	if got := text.Fit("longer than ten", 10); got != "longer th…" {
		t.Errorf("what was cut is not marked: %q", got)
	}
}

func TestChunkLosesNothing(t *testing.T) {
	for _, s := range []string{"", "abc", "abcdefghijklmnop", "日本語日本語日", "a日b本c語", strings.Repeat("x", 1000)} {
		for width := 1; width < 12; width++ {
			for first := 0; first <= width; first++ {
				chunks := text.Chunk(s, first, width)
				if got := strings.Join(chunks, ""); got != s {
					t.Fatalf("Chunk(%q, %d, %d) lost something: %q", s, first, width, chunks)
				}
				for i, chunk := range chunks {
					room := width
					if i == 0 {
						room = first
					}
					if cells := ansi.StringWidth(chunk); cells > room && width > 1 {
						t.Errorf("Chunk(%q, %d, %d): %q is %d cells wide", s, first, width, chunk, cells)
					}
				}
			}
		}
	}
}

// With a time that grows with the square of the length this test would take minutes.
func TestChunkIsLinear(t *testing.T) {
	const megabytes = 8 << 20
	for _, unit := range []string{"x", "日"} {
		s := strings.Repeat(unit, megabytes/len(unit))
		if got, want := len(text.Chunk(s, 40, 40)), ansi.StringWidth(unit)*(megabytes/len(unit))/40; got < want {
			t.Errorf("%d lines, want at least %d", got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two three", 8, []string{"one two", "three"}},
		{"averylongword x", 5, []string{"avery", "longw", "ord x"}},
		{"two\nlines", 10, []string{"two", "lines"}},
		{"nothing fits", 0, nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, text.Wrap(test.text, test.width)); diff != "" {
			t.Errorf("Wrap(%q, %d) (-want +got):\n%s", test.text, test.width, diff)
		}
	}
}

func TestSafeMarksEscapesAndOnlyThem(t *testing.T) {
	s := theme.New(theme.Dark())
	got := text.Safe(s, "plain \u202e and \\u{202E}")
	if n := strings.Count(got, s.Escaped.Render(`\u{202E}`)); n != 1 {
		t.Errorf("%d escapes are marked, want the real one only: %q", n, got)
	}
	if text.Safe(s, "plain") != "plain" {
		t.Error("harmless text is changed")
	}
}

func TestAPenWritesWhatItsStyleRenders(t *testing.T) {
	s := theme.New(theme.Dark())
	for _, style := range []lipgloss.Style{s.Text, s.Accent, s.Bad, s.Badge} {
		pen := text.NewPen(style)
		if got, want := pen.Render("run"), style.Render("run"); got != want {
			t.Errorf("the pen wrote %q, the style %q", got, want)
		}
		var b strings.Builder
		pen.Write(&b, "run")
		pen.Write(&b, "")
		if b.String() != style.Render("run") {
			t.Errorf("the pen wrote %q", b.String())
		}
	}
}
