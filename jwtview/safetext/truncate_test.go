package safetext_test

import (
	"strings"
	"testing"

	"coveotoken/jwtview/safetext"

	"github.com/charmbracelet/x/ansi"
)

func TestTruncate(t *testing.T) {
	tests := []struct {
		name, in string
		width    int
		want     string
	}{
		{"fits", "abc", 3, "abc"},
		{"cut", "abcd", 3, "ab…"},
		{"one cell", "abcd", 1, "…"},
		{"no cell", "abcd", 0, ""},
		{"negative", "abcd", -1, ""},
		{"empty", "", 5, ""},
		{"wide characters are not halved", "山田太郎", 4, "山…"},
		{"wide characters that fit", "山田", 4, "山田"},
		{"marks stay with their letter", "e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		{"a notation is not halved", `ab\u{202E}cd`, 8, "ab…"},
		{"a notation that fits", `ab\u{202E}cd`, 11, `ab\u{202E}…`},
		{"a counted notation", `e\u{0301×90}xx`, 13, `e\u{0301×90}…`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := safetext.Truncate(tt.in, tt.width); got != tt.want {
				t.Errorf("Truncate(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
			}
		})
	}
}

func FuzzTruncate(f *testing.F) {
	f.Add("asmith\x1b\u202e山田e\u0301", 7)
	f.Add("👩‍👩‍👧🇨🇦", 3)
	f.Fuzz(func(t *testing.T, s string, width int) {
		width %= 200
		visible := safetext.Visible(s)
		cut := safetext.Truncate(visible, width)
		if got := ansi.StringWidth(cut); got > max(0, width) {
			t.Fatalf("Truncate(%q, %d) is %d cells wide", visible, width, got)
		}
		if ansi.StringWidth(visible) <= width && cut != visible {
			t.Fatalf("Truncate(%q, %d) = %q, though it fits", visible, width, cut)
		}
		if cut != visible && !strings.HasPrefix(visible, strings.TrimSuffix(cut, "…")) {
			t.Fatalf("Truncate(%q, %d) = %q", visible, width, cut)
		}
	})
}
