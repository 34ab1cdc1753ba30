package safetext_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"coveotoken/jwtview/safetext"

	"github.com/google/go-cmp/cmp"
)

func TestVisible(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain text is untouched", "asmith@example.com", "asmith@example.com"},
		{"letters of any script are untouched", "Zoë 山田 Ольга נועה 🙂", "Zoë 山田 Ольга נועה 🙂"},
		{"an escape sequence cannot act", "\x1b]52;c;QUJD\x07", `\u{001B}]52;c;QUJD\u{0007}`},
		{"a C1 control cannot act", "a\u009bb", `a\u{009B}b`},
		{"DEL and NUL", "\x7f\x00", `\u{007F}\u{0000}`},
		{"bidi overrides", "admin\u202enimda", `admin\u{202E}nimda`},
		{"zero width", "a\u200bb\ufeff", `a\u{200B}b\u{FEFF}`},
		{"no-break space is not a space", "a\u00a0b", `a\u{00A0}b`},
		{"tags and private use", "\U000E0041\uE000", `\u{E0041}\u{E000}`},
		{"fillers without ink", "\u3164\u2800\u115f", `\u{3164}\u{2800}\u{115F}`},
		{"variation selectors", "a\ufe0f\U000E0100", `a\u{FE0F}\u{E0100}`},
		{"line feed, tab, carriage return", "a\nb\tc\rd", `a⏎b\tc\u{000D}d`},
		{"bytes that are not UTF-8", "a\xffb\xc3", `a\xFFb\xC3`},
		{"a surrogate from JSON", "\xed\xa0\x80", `\u{D800}`},
		{"a domain name keeps its backslash", `ACME\asmith`, `ACME\asmith`},
		{"text that poses as a tab", `ACME\tsmith`, `ACME\u{005C}tsmith`},
		{"text that poses as an escape", `\u{202E} \xFF \u{41×3}`, `\u{005C}u{202E} \u{005C}xFF \u{005C}u{41×3}`},
		{"text that poses as a line feed", "a⏎b", `a\u{23CE}b`},
		{"a backslash before a real escape", "\\\t", `\\t`},
		{"an accent stays on its letter", "e\u0301", "e\u0301"},
		{"an accent without a letter", "\u0301e", `\u{0301}e`},
		{"a tower of marks is counted", "e" + strings.Repeat("\u0301", 94), "e" + strings.Repeat("\u0301", 4) + `\u{0301×90}`},
		{"a mark after an escape has no letter", "\x1b\u0301", `\u{001B}\u{0301}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := safetext.Visible(tt.in); got != tt.want {
				t.Errorf("Visible(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestVisibleLinesKeepsLineBreaksOnly(t *testing.T) {
	got := safetext.VisibleLines("a\r\nb\x1b\n")
	if diff := cmp.Diff([]string{"a", `b\u{001B}`, ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestVisiblePlainTextCostsNothing(t *testing.T) {
	text := strings.Repeat("asmith@example.com ", 50)
	if n := testing.AllocsPerRun(100, func() { safetext.Visible(text) }); n != 0 {
		t.Errorf("%v allocations for plain text, want none", n)
	}
}

func TestSegments(t *testing.T) {
	visible := safetext.Visible("a\x1bb\n\t" + `c\d`)
	got := safetext.Segments(visible)
	want := []safetext.Segment{
		{Text: "a"},
		{Text: `\u{001B}`, Escaped: true},
		{Text: "b"},
		{Text: "⏎", Escaped: true},
		{Text: `\t`, Escaped: true},
		{Text: `c\d`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := safetext.Segments(""); got != nil {
		t.Errorf("Segments of nothing = %v", got)
	}
}

// undo turns visible text back into what it was made from. It is written from the
// package's documentation and shares no code with it.
func undo(visible string) string {
	var b strings.Builder
	for visible != "" {
		switch {
		case strings.HasPrefix(visible, "⏎"):
			b.WriteByte('\n')
			visible = visible[len("⏎"):]
		case strings.HasPrefix(visible, `\t`):
			b.WriteByte('\t')
			visible = visible[2:]
		case strings.HasPrefix(visible, `\x`):
			code, err := strconv.ParseUint(visible[2:min(4, len(visible))], 16, 8)
			if err != nil || len(visible) < 4 {
				b.WriteByte('\\')
				visible = visible[1:]
				continue
			}
			b.WriteByte(byte(code))
			visible = visible[4:]
		case strings.HasPrefix(visible, `\u{`):
			text, n := undoRune(visible)
			b.WriteString(text)
			visible = visible[n:]
		default:
			b.WriteByte(visible[0])
			visible = visible[1:]
		}
	}
	return b.String()
}

func undoRune(visible string) (string, int) {
	end := strings.IndexByte(visible, '}')
	if end < 0 {
		return visible[:1], 1
	}
	code, times, counted := strings.Cut(visible[3:end], "×")
	r, err := strconv.ParseUint(code, 16, 32)
	if err != nil || len(code) > 6 {
		return visible[:1], 1
	}
	count := 1
	if counted {
		if count, err = strconv.Atoi(times); err != nil || times[0] == '+' || times[0] == '-' || len(times) > 9 {
			return visible[:1], 1
		}
	}
	text := string(rune(r))
	if 0xD800 <= r && r <= 0xDFFF {
		text = string([]byte{0xE0 | byte(r>>12), 0x80 | byte(r>>6&0x3F), 0x80 | byte(r&0x3F)})
	}
	return strings.Repeat(text, count), end + 1
}

func FuzzVisible(f *testing.F) {
	for _, seed := range []string{
		"asmith", "\x1b[31m", "\u202e\u2066", "e" + strings.Repeat("\u0301", 9), `\u{41×2}\t\x00⏎`, "\xed\xa0\x80\xff", "\\\\t\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		visible := safetext.Visible(s)
		if !utf8.ValidString(visible) {
			t.Fatalf("Visible(%q) is not UTF-8", s)
		}
		for _, r := range visible {
			if safetext.Hidden(r) {
				t.Fatalf("Visible(%q) holds U+%04X", s, r)
			}
		}
		if got := undo(visible); got != s {
			t.Fatalf("Visible(%q) = %q reads back as %q", s, visible, got)
		}
		var joined strings.Builder
		for _, segment := range safetext.Segments(visible) {
			joined.WriteString(segment.Text)
		}
		if joined.String() != visible {
			t.Fatalf("the segments of %q join to %q", visible, joined.String())
		}
	})
}

func BenchmarkVisible(b *testing.B) {
	for _, bm := range []struct{ name, text string }{
		{"ascii", strings.Repeat("asmith@example.com ", 54)},
		{"latin", strings.Repeat("Zoë Müller à Montréal ", 42)},
		{"hostile", strings.Repeat("\x1b[31m\u202e", 128)},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.SetBytes(int64(len(bm.text)))
			for b.Loop() {
				safetext.Visible(bm.text)
			}
		})
	}
}
