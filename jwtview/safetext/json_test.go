package safetext_test

import (
	"encoding/json"
	"testing"

	"coveotoken/jwtview/safetext"

	"github.com/google/go-cmp/cmp"
)

func TestEscapeJSON(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain JSON is untouched", "{\n\t\"a\": [1, \"b\\n\"]\n}", "{\n\t\"a\": [1, \"b\\n\"]\n}"},
		{"DEL and C1", "\"\x7f\u009b\"", `"\u007f\u009b"`},
		{"bidi and zero width", "\"\u202e\u200b\"", `"\u202e\u200b"`},
		{"above U+FFFF as a pair", "\"\U000E0041\"", `"\udb40\udc41"`},
		{"visible letters stay", `"Zoë 🙂"`, `"Zoë 🙂"`},
		{"bytes that are not UTF-8", "\"\xff\"", "\"\ufffd\""},
		{"a surrogate is three bad bytes", "\"\xed\xa0\x80\"", "\"\ufffd\ufffd\ufffd\""},
		{"carriage returns between values", "[1,\r\n2]", "[1, \n2]"},
		{"a mark on a quote", "\"\u0338x\"", `"\u0338x"`},
		{"a mark on its letter", "\"e\u0301\"", "\"e\u0301\""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(safetext.EscapeJSON([]byte(tt.in))); got != tt.want {
				t.Errorf("EscapeJSON(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestAppendJSONString(t *testing.T) {
	tests := []struct{ in, want string }{
		{`ACME\asmith says "hi"`, `"ACME\\asmith says \"hi\""`},
		{"a\nb\tc\rd\x00", `"a\nb\tc\rd\u0000"`},
		{"\xed\xa0\x80", `"\ud800"`},
		{"\u0301", `"\u0301"`},
	}
	for _, tt := range tests {
		if got := string(safetext.AppendJSONString(nil, tt.in)); got != tt.want {
			t.Errorf("AppendJSONString(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func FuzzEscapeJSON(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, "\"\u202e\x7f\"", "[\r\n\"\U000E0041e\u0301\u0301\u0301\u0301\u0301\u0301\"]", `"\ud800"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if !json.Valid(in) {
			t.Skip()
		}
		out := safetext.EscapeJSON(in)
		for _, r := range string(out) {
			if r != '\n' && r != '\t' && safetext.Hidden(r) {
				t.Fatalf("EscapeJSON(%q) holds U+%04X", in, r)
			}
		}
		var want, got any
		if err := json.Unmarshal(in, &want); err != nil {
			t.Skip() // a number that does not fit
		}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("EscapeJSON(%q) = %q: %v", in, out, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("EscapeJSON(%q) means something else: %s", in, diff)
		}
	})
}
