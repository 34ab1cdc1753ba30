package queryexpr

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// page is a document of the tests: its text, its fields.
type page struct {
	text   string
	fields map[string][]string
}

func (p page) Field(name string) []FieldValue {
	var values []FieldValue
	for _, text := range p.fields[name] {
		value := FieldValue{Text: text}
		if number, err := strconv.ParseFloat(text, 64); err == nil {
			value.Number = &number
		}
		if date, err := time.Parse("2006/01/02@15:04", text); err == nil {
			value.Date = &date
		}
		values = append(values, value)
	}
	return values
}

func (p page) Positions(term Term) []int {
	var positions []int
	for i, word := range Words(p.text) {
		var fits bool
		switch term.Match {
		case Wildcard:
			fits = MatchWildcard(term.Word, word)
		case Exact:
			fits = word == term.Word
		default:
			fits = strings.TrimSuffix(word, "s") == strings.TrimSuffix(term.Word, "s")
		}
		if fits {
			positions = append(positions, i)
		}
	}
	return positions
}

func TestMatch(t *testing.T) {
	document := page{
		text: "Reset the passwords of your Crème lamp before the storm",
		fields: map[string][]string{
			"source": {"KnowledgeBase"}, "author": {"Alice Smith", "Bob Jones"}, "year": {"2026"},
			"date": {"2026/05/20@10:30"}, "folder": {"F1"}, "title": {"Storm lantern"},
		},
	}
	environment := Environment{
		Now: time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC), Wildcards: true,
		Values: func(field string, query Expr) map[string]bool {
			return map[string]bool{"f1": field == "folder" && Print(query) == "x"}
		},
		Object: func(name string) (string, bool) { return "KnowledgeBase", name == "context.wanted" },
	}
	yes := []string{
		"", "*", "-", "password", "reset password", "creme", "+passwords", "pass*", "l?mp", `"reset the"`, `"of your"`,
		"absent OR lamp", "NOT absent", "-absent lamp", "reset near:2 passwords", "storm NEAR:9 reset", "reset NEAR lamp NEAR storm",
		"@source", "@source==knowledgebase", "@source=KnowledgeBase", "@author=Smith", `@author=="alice smith"`, "@author==(nobody,\"Bob Jones\")",
		"author:Jones", "@source<>Other", "@missing<>x", "@year==2026", "@year=2026", "@year>2025", "@year<=2026", "@year==2020..2026", "@year<>2025",
		"@date==2026/05/20", "@date>2026/05/19", "@date<2026/05/21", "@date>=2026/05/20", "@date<=2026/05/20", "@date==2026/05/01..2026/05/20",
		"@date==2026/5/20@10:30", "@date>today-3d", "@date>yesterday-2d", "@date<now", "@date==now-1mo..now", "@date>now-50h", "@date>now-1y",
		"@title~=strom", "@title%=lanturn", `@title/="lan.+"`, "@title*=stor?", "@title*=*lantern",
		"[[@folder] x]", "@folder==[[@folder] x]", "@source==$quoteVar(value: 'KnowledgeBase')", "@source==$context.wanted",
		"$qre(expression: @a==b, modifier: 10)", "$unknown()", "$some(keywords: lamp absent, match: 1)", "crème-lamp",
	}
	no := []string{
		"absent", "reset absent", "+password", `"the reset"`, "NOT lamp", "lamp -storm", "reset NEAR:2 storm", "before NEAR:1 passwords",
		"@missing", "@missing==x", "@source==Knowledge", "@author=Smi", "@source<>KnowledgeBase", "@year==2025", "@year>2026", "@year<2026",
		"@date==2026/05/19", "@date>2026/05/20", "@date<2026/05/20", "@date>today", "@title~=harbour", "@title%=candle", `@title/="lan"`, "@title*=stor",
		"[[@folder] y]", "@source==$context.other", "$some(keywords: lamp absent, match: 2)", "lamp-crème", "@source>5",
	}
	for _, source := range slices.Concat(yes, no) {
		expr, err := Parse(source)
		if err != nil {
			t.Errorf("Parse(%q): %v", source, err)
			continue
		}
		want := slices.Contains(yes, source)
		if got := NewEvaluator(environment).Match(expr, document); got != want {
			t.Errorf("Match(%q) = %t, want %t", source, got, want)
		}
	}
}

// A nested query runs once, however many items are looked at.
func TestNestedOnce(t *testing.T) {
	runs := 0
	evaluator := NewEvaluator(Environment{Values: func(string, Expr) map[string]bool {
		runs++
		return nil
	}})
	expr, err := Parse("[[@folder] x]")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		evaluator.Match(expr, page{})
	}
	if runs != 1 {
		t.Errorf("the nested query ran %d times", runs)
	}
}

func TestWords(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Hello, World!", "hello world"},
		{"Größe Ångström Réinitialiser", "große angstrom reinitialiser"},
		{"ランプ点灯", "ラ ン プ 点 灯"},
		{"e\u0301te\u0301 2.4GHz", "ete 2 4ghz"},
		{"…", ""},
	}
	for _, test := range tests {
		if got := strings.Join(Words(test.text), " "); got != test.want {
			t.Errorf("Words(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestMatchWildcard(t *testing.T) {
	tests := []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"*", "", true},
		{"?", "", false},
		{"a*c", "abbbc", true},
		{"a*c", "abcd", false},
		{"*a*", "bab", true},
		{"?é?", "xéy", true},
		{strings.Repeat("a*", 50) + "b", strings.Repeat("a", 5000), false},
	}
	for _, test := range tests {
		if got := MatchWildcard(test.pattern, test.text); got != test.want {
			t.Errorf("MatchWildcard(%.20q, %.20q) = %t", test.pattern, test.text, got)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed, "some text")
	}
	f.Fuzz(func(_ *testing.T, source, text string) {
		document := page{text: text, fields: map[string][]string{"f": {text}}}
		evaluator := NewEvaluator(Environment{Wildcards: true})
		evaluator.Match(ParsePlain(source), document)
		if expr, err := Parse(source); err == nil {
			evaluator.Match(expr, document)
		}
	})
}
