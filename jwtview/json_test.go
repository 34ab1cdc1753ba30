package jwtview_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"coveotoken/jwtview"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

func readJSON(t *testing.T, src string) (*jwtview.Value, []jwtview.Note) {
	t.Helper()
	v, notes, err := jwtview.ReadJSON(src)
	if err != nil {
		t.Fatalf("reading %q: %v", src, err)
	}
	return v, notes
}

func TestReadingLosesNothing(t *testing.T) {
	v, notes := readJSON(t, `{"z":9007199254740993,"a":1E400,"a":-0.10,"":"\u0041\n","n":null,"t":[true,{}]}`)
	want := &jwtview.Value{Kind: jwtview.Object, Members: []jwtview.Member{
		{Name: "z", Value: &jwtview.Value{Kind: jwtview.Number, Text: "9007199254740993"}},
		{Name: "a", Value: &jwtview.Value{Kind: jwtview.Number, Text: "1E400"}},
		{Name: "a", Value: &jwtview.Value{Kind: jwtview.Number, Text: "-0.10"}, Duplicate: true},
		{Name: "", Value: &jwtview.Value{Kind: jwtview.String, Text: "A\n"}},
		{Name: "n", Value: &jwtview.Value{Kind: jwtview.Null, Text: "null"}},
		{Name: "t", Value: &jwtview.Value{Kind: jwtview.Array, Items: []*jwtview.Value{
			{Kind: jwtview.Bool, Text: "true"}, {Kind: jwtview.Object},
		}}},
	}}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"duplicate_key"}, noteIDs(notes)); diff != "" {
		t.Error(diff)
	}
	if got := v.Get("a").Text; got != "-0.10" {
		t.Errorf("Get gives %s, not the last of two", got)
	}
}

func TestReadingNotesBrokenTexts(t *testing.T) {
	tests := []struct{ name, src, text, note string }{
		{"bytes that are not UTF-8", "\"a\xff\"", "a\xff", "invalid_utf8"},
		{"bytes beside an escape", "\"\\n\xed\xa0\x80\"", "\n\xed\xa0\x80", "invalid_utf8"},
		{"a lone high surrogate", `"\ud83dx"`, "\xed\xa0\xbdx", "lone_surrogate"},
		{"a lone low surrogate", `"\uDE00"`, "\xed\xb8\x80", "lone_surrogate"},
		{"two high surrogates and a low one", `"\ud83d\ud83d\ude00"`, "\xed\xa0\xbd😀", "lone_surrogate"},
		{"a pair", `"\ud83d\ude00"`, "😀", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, notes := readJSON(t, tt.src)
			if v.Text != tt.text {
				t.Errorf("text %q, want %q", v.Text, tt.text)
			}
			if got := strings.Join(noteIDs(notes), ","); got != tt.note {
				t.Errorf("notes %q, want %q", got, tt.note)
			}
		})
	}
}

func TestReadingElidesDepth(t *testing.T) {
	for _, tt := range []struct{ levels, shown int }{{99, 99}, {100, 100}, {101, 100}, {9_000, 100}, {1_000_000, 100}} {
		t.Run(fmt.Sprint(tt.levels), func(t *testing.T) {
			v, notes := readJSON(t, strings.Repeat("[", tt.levels)+strings.Repeat("]", tt.levels))
			depth := 0
			for v.Kind == jwtview.Array {
				depth++
				if len(v.Items) == 0 {
					break
				}
				v = v.Items[0]
			}
			if depth != tt.shown {
				t.Errorf("%d levels are kept, want %d", depth, tt.shown)
			}
			if elided := v.Kind == jwtview.Elided; elided != (tt.levels > 100) || elided != (len(notes) == 1) {
				t.Errorf("kind %v with notes %v", v.Kind, notes)
			}
		})
	}
	v, _ := readJSON(t, strings.Repeat(`{"a":`, 100)+`[[8,{"b":"]"},{}],[]]`+strings.Repeat("}", 100))
	text := string(jwtview.AppendJSON(nil, v, 1<<20))
	if !strings.Contains(text, `"[… 3 more levels]"`) {
		t.Errorf("%s does not say how much is left out", text)
	}
}

func TestReadingChecksWhatItElides(t *testing.T) {
	deep := strings.Repeat("[", 100)
	for _, inner := range []string{"[", "[1,]", "[1 2]", `{"a"}`, `{"a":1,}`, `{1:2}`, "[}", `{"a":1]`, `["\x"]`, "{]"} {
		if _, _, err := jwtview.ReadJSON(deep + inner + strings.Repeat("]", 100)); err == nil {
			t.Errorf("%s is accepted below the depth limit", inner)
		}
	}
}

func TestReadingManyDuplicatesKeepsFewNotes(t *testing.T) {
	v, notes := readJSON(t, "{"+strings.Repeat(`"a":1,`, 5_000)+`"b":2}`)
	if len(v.Members) != 5_001 || !v.Members[4_999].Duplicate || v.Members[5_000].Duplicate {
		t.Errorf("%d members", len(v.Members))
	}
	if len(notes) != 11 || !strings.Contains(notes[10].Text, "4 989 times") {
		t.Errorf("%d notes, the last %q", len(notes), notes[len(notes)-1].Text)
	}
}

func TestPrintedJSONKeepsEverythingWithinItsLimit(t *testing.T) {
	v, _ := readJSON(t, `{"a":[1.50,{"b":"\u202e"}],"a":{},"d":[true,null]}`)
	const enough = 1 << 10
	if got, want := string(jwtview.AppendJSON([]byte("> "), v, enough)), `> {"a":[1.50,{"b":"\u202e"}],"a":{},"d":[true,null]}`; got != want {
		t.Errorf("AppendJSON = %s, want %s", got, want)
	}
	if got := string(jwtview.AppendJSON(nil, nil, enough)); got != "null" {
		t.Errorf("nothing is %s", got)
	}
	long, _ := readJSON(t, `["`+strings.Repeat("x", 2*enough)+`"]`)
	if got := jwtview.AppendJSON(nil, long, enough); len(got) > enough || !json.Valid(got) || !strings.Contains(string(got), "cut") {
		t.Errorf("a long string prints as %d bytes", len(got))
	}
}

// FuzzReadJSON compares the reader with another that was written to the same RFC.
func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,-0.5e+3,"\u00e9\ud83d\ude00\ud800",true,null],"a":{}}`, "[01]", "[1.]", "\"\xff\x1f\"", " [ ] x", strings.Repeat("[", 102), `{"a":1,}`, "\ufeff1",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		valid := jsontext.Value(src).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
		v, notes, err := jwtview.ReadJSON(string(src))
		if (err == nil) != valid {
			t.Fatalf("%q: error %v, though valid is %v", src, err, valid)
		}
		if err != nil {
			return
		}
		out := jwtview.AppendJSON(nil, v, 8*len(src)+1<<10)
		if len(notes) > 0 {
			return // duplicates, depth and broken texts are where readers differ
		}
		var want, got bytes.Buffer
		if json.Compact(&want, src) != nil || json.Compact(&got, out) != nil {
			t.Fatalf("%q became %q", src, out)
		}
		if diff := cmp.Diff(canonical(t, want.Bytes()), canonical(t, got.Bytes())); diff != "" {
			t.Fatalf("%q became %q: %s", src, out, diff)
		}
	})
}

// canonical decodes with the standard library, keeping the digits of numbers.
func canonical(t *testing.T, src []byte) any {
	d := json.NewDecoder(bytes.NewReader(src))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	return v
}
