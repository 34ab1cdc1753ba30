package jsonview_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/jsonview"
	"coveotoken/ui/theme"
)

func lines(source string, width int) []string {
	return jsonview.Lines(theme.New(theme.Mono()), []byte(source), width)
}

func TestLayout(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string
	}{
		{"order, duplicates and numbers are kept", `{"b":1.50,"a":9007199254740993,"b":-1e400}`, []string{
			"{", `  "b": 1.50,`, `  "a": 9007199254740993,`, `  "b": -1e400`, "}",
		}},
		{"nesting", ` { "a" : [ 1 , { } , [ ] , true ] , "n" : null } `, []string{
			"{", `  "a": [`, "    1,", "    {},", "    [],", "    true", "  ],", `  "n": null`, "}",
		}},
		{"a string with escapes", `"a\"b\\"`, []string{`"a\"b\\"`}},
		{"a scalar", `42`, []string{"42"}},
		{"an empty object", `{ }`, []string{"{}"}},
		{"text that is not JSON", "<html>\n\tno\x1b[2J", []string{"<html>", `\tno\u{001B}[2J`}},
		{"hidden characters", "\"\u202e\"", []string{`"\u202e"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, lines(test.source, 60)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLongValuesGoOnBelow(t *testing.T) {
	source := fmt.Sprintf(`{"name":%q,"next":1}`, strings.Repeat("0123456789", 10))
	got := lines(source, 30)
	for _, line := range got {
		if ansi.StringWidth(line) > 30 {
			t.Errorf("too wide: %q", line)
		}
	}
	joined := strings.ReplaceAll(strings.Join(got, ""), " ", "")
	if joined != source {
		t.Errorf("something was lost: %q", joined)
	}
}

func TestDepthIsLimited(t *testing.T) {
	const depth = 9_000
	for _, pair := range []string{"[]", "{}"} {
		open := pair[:1]
		if open == "{" {
			open = `{"a":`
		}
		source := strings.Repeat(open, depth) + "1" + strings.Repeat(pair[1:], depth)
		got := lines(source, 80)
		all := strings.Join(got, "")
		if len(got) > 400 || len(all) > 100_000 {
			t.Errorf("%d lines, %d bytes for %d levels", len(got), len(all), depth)
		}
		if !strings.Contains(strings.ReplaceAll(all, " ", ""), "[…8900deeper]") {
			t.Errorf("the elision does not say how much is left out: %q", got[len(got)/2])
		}
	}
}

func TestColoursFollowTheRole(t *testing.T) {
	s := theme.New(theme.Dark())
	got := strings.Join(jsonview.Lines(s, []byte(`{"name":["text",1,true]}`), 60), "\n")
	for _, want := range []string{s.JSONName.Render(`"name"`), s.JSONString.Render(`"text"`), s.JSONNumber.Render("1"), s.JSONLiteral.Render("true")} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q: %q", want, got)
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2,{"b":null}]}`, "[[[[]]]]", `"日本"`, "{", "\x00\xff", `{"":""}`, "[1,[2],3]"} {
		f.Add([]byte(seed), 20)
	}
	s := theme.New(theme.Mono())
	f.Fuzz(func(t *testing.T, source []byte, width int) {
		width %= 200
		for _, line := range jsonview.Lines(s, source, width) {
			if cells := ansi.StringWidth(line); width >= 16 && cells > width {
				t.Errorf("%d cells wide, room for %d: %q", cells, width, line)
			}
			for _, r := range line {
				if safetext.Hidden(r) {
					t.Errorf("holds a raw %U: %q", r, line)
				}
			}
		}
	})
}

func BenchmarkOneMegabyte(b *testing.B) {
	claims := map[string]string{}
	for i := range 20_000 {
		claims[fmt.Sprintf("claim%06d", i)] = "a value of thirty characters.."
	}
	source, err := json.Marshal(claims)
	if err != nil {
		b.Fatal(err)
	}
	s := theme.New(theme.Dark())
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		jsonview.Lines(s, source, 100)
	}
}
