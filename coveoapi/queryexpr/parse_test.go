package queryexpr

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ source, want string }{
		{"", "empty"},
		{"  \t ", "empty"},
		{"reset password", `and(word("reset" exact=false) word("password" exact=false))`},
		{"a OR b c", `or(word("a" exact=false) and(word("b" exact=false) word("c" exact=false)))`},
		{"a AND b", `and(word("a" exact=false) word("b" exact=false))`},
		{"(a OR b) c", `and(or(word("a" exact=false) word("b" exact=false)) word("c" exact=false))`},
		{"NOT a", `not(word("a" exact=false))`},
		{"-a", `not(word("a" exact=false))`},
		{"a - b", `and(word("a" exact=false) word("-" exact=false) word("b" exact=false))`},
		{"and or not", `and(word("and" exact=false) word("or" exact=false) word("not" exact=false))`},
		{"+term", `word("term" exact=true)`},
		{`"a phrase"`, `phrase("a phrase")`},
		{"@source==KnowledgeBase", `field(source == text("KnowledgeBase" quoted=false) short=false)`},
		{"@objecttype = Case", `field(objecttype = text("Case" quoted=false) short=false)`},
		{`@author=("A B",c)`, `field(author = list(2 [text("A B" quoted=true) text("c" quoted=false)]) short=false)`},
		{"@size<>10", `field(size <> number(10) short=false)`},
		{"@year==2020..2026", `field(year == range(number(2020) number(2026)) short=false)`},
		{"@date=today-7d..now", `field(date = range(date(today-7d) date(now)) short=false)`},
		{"@date>=2026/3/1", `field(date >= date(2026/3/1) short=false)`},
		{"@date==2026/3/1@10:30:00", `field(date == date(2026/3/1@10:30:00) short=false)`},
		{"@title~=lapm", `field(title ~= text("lapm" quoted=false) short=false)`},
		{"@author", "exists(author)"},
		{"author:Smith", `field(author = text("Smith" quoted=false) short=true)`},
		{"https://example.com/x", `word("https://example.com/x" exact=false)`},
		{"asmith@example.com", `word("asmith@example.com" exact=false)`},
		{"a NEAR:3 b near:2 c", `near(word("a" exact=false) word("b" exact=false) word("c" exact=false) [3 2])`},
		{"[[@folder] x]", `nested(folder word("x" exact=false))`},
		{"@a==[[@b] x]", `field(a == nested(b word("x" exact=false)) short=false)`},
		{"$context.product", "object(context.product)"},
		{"@f==$quoteVar(value: 'x y')", `field(f == ext(quoteVar value:true:"x y":nil) short=false)`},
		{"$qre(expression: @a==b, modifier: 100)", `ext(qre expression:false:"":field(a == text("b" quoted=false) short=false), modifier:false:"":word("100" exact=false))`},
	}
	for _, test := range tests {
		expr, err := Parse(test.source)
		if err != nil {
			t.Errorf("Parse(%q): %v", test.source, err)
			continue
		}
		if got := dump(expr); got != test.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", test.source, got, test.want)
		}
	}
}

func TestLowercaseOperators(t *testing.T) {
	expr, err := ParseWith("a or not b", Options{LowercaseOperators: true})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Print(expr), "a OR NOT b"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestSyntaxErrors(t *testing.T) {
	tests := []struct{ source, want string }{
		{"@objecttype==", "column 14: `==` needs a value"},
		{"@source== AND x", ""},
		{"(a b", "column 1: `(` is never closed"},
		{"a b)", "column 4: `)` closes no `(`"},
		{"()", "column 1: the parentheses hold nothing"},
		{`say "hello`, "column 5: the quotation mark is never closed"},
		{"a OR", "column 5: `OR` needs something after it"},
		{"OR a", "column 1: `OR` needs something before it"},
		{"a AND", "column 6: `AND` needs something after it"},
		{"a AND OR b", "column 7: `AND` needs something after it"},
		{"NOT", "column 4: `NOT` needs something after it"},
		{"@", "column 2: `@` needs the name of a field"},
		{"@1x", "column 2: `@` needs the name of a field"},
		{"==x", "column 1: `==` needs a field before it, such as @source"},
		{"@a==b,c", "column 6: several values need parentheses, such as @source==(a,b)"},
		{"@a==(b c)", "column 8: the values of a list are parted by commas"},
		{"@a==(b,)", "column 8: the list after `==` needs a value here"},
		{"@a==(b", "column 5: `(` is never closed"},
		{"@size>big", "column 6: `>` compares numbers and dates only"},
		{"@date>1..2", "column 6: `>` compares numbers and dates only"},
		{"[[x] y]", "column 3: `[[` needs a field, such as [[@foldingcollection] …]"},
		{"[[@x y", "column 6: `]` is needed before `y`"},
		{"[[@x] y", "column 1: `[[` is never closed"},
		{"[[@x]]", "column 6: the nested query holds nothing"},
		{"[a]", "column 1: `[` starts nothing; a nested query is written [[@field] …]"},
		{"(a) NEAR @b", "column 5: `NEAR` joins words and phrases only"},
		{"$f(a)", "column 5: an argument is written name: value"},
		{"$f(a: )", "column 7: the argument `a` is empty"},
		{"$f(a: b,)", "column 9: an argument is empty"},
		{"é @a==", "column 7: `==` needs a value"},
	}
	for _, test := range tests {
		err := Check(test.source)
		if test.want == "" {
			if err != nil {
				t.Errorf("Check(%q) = %v", test.source, err)
			}
			continue
		}
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("Check(%q) = %v, want a *SyntaxError", test.source, err)
			continue
		}
		if syntax.Error() != test.want {
			t.Errorf("Check(%q)\n got %v\nwant %s", test.source, syntax, test.want)
		}
	}
}

func TestLimits(t *testing.T) {
	deep := strings.Repeat("(", 100_000)
	for name, source := range map[string]string{
		"long":           strings.Repeat("a ", MaxBytes),
		"deep":           strings.Repeat("(", MaxDepth+1) + "a" + strings.Repeat(")", MaxDepth+1),
		"deep and long":  deep,
		"many negations": strings.Repeat("NOT ", MaxDepth+1) + "a",
		"many hyphens":   strings.Repeat("-", MaxDepth+1) + "a",
		"deep calls":     strings.Repeat("$f(a: ", MaxDepth+1) + "b" + strings.Repeat(")", MaxDepth+1),
		"deep nesting":   strings.Repeat("[[@a] ", MaxDepth+1) + "b" + strings.Repeat("]", MaxDepth+1),
	} {
		if err := Check(source); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := Check(strings.Repeat("(", 30) + "a" + strings.Repeat(")", 30)); err != nil {
		t.Errorf("30 levels refused: %v", err)
	}
}

func TestParsePlain(t *testing.T) {
	tests := []struct{ source, want string }{
		{"", "empty"},
		{`@source==x "a b`, `and(word("@source==x" exact=false) word("a" exact=false) word("b" exact=false))`},
		{`"a b" c`, `and(phrase("a b") word("c" exact=false))`},
		{"NOT (a", `and(word("NOT" exact=false) word("(a" exact=false))`},
	}
	for _, test := range tests {
		if got := dump(ParsePlain(test.source)); got != test.want {
			t.Errorf("ParsePlain(%q) = %s, want %s", test.source, got, test.want)
		}
	}
}

func TestPositions(t *testing.T) {
	expr, err := Parse("é (b OR @c==d)")
	if err != nil {
		t.Fatal(err)
	}
	or, ok := expr.(*And).Terms[1].(*Or)
	if !ok {
		t.Fatalf("no OR in %s", dump(expr))
	}
	field, _ := or.Terms[1].(*Field)
	if got := []int{or.Pos(), field.Pos(), field.Value.Pos()}; got[0] != 4 || got[1] != 9 || got[2] != 13 {
		t.Errorf("positions = %v, want [4 9 13]", got)
	}
}
