package queryexpr

import "testing"

func FuzzStable(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		first, err := Parse(source)
		if err != nil {
			return
		}
		printed := Print(first)
		second, err := Parse(printed)
		if err != nil {
			t.Fatalf("Parse(%q) printed %q, which does not parse: %v", source, printed, err)
		}
		if again := Print(second); again != printed {
			t.Errorf("Parse(%q) printed %q, then %q", source, printed, again)
		}
		if a, b := dump(first), dump(second); a != b {
			t.Errorf("Parse(%q) gives\n%s\nits print %q gives\n%s", source, a, printed, b)
		}
	})
}

func seeds() []string {
	return []string{
		"", "reset password", `"lost lamp" OR (a b)`, "NOT a -b --c", "- x", "-", "+exact wild*",
		"@source==KnowledgeBase", "@objecttype=Case", `@author==("a b",c)`, "@size>=10 @size<20",
		"@date==2024/01/01..2024/12/31", "@date>today-7d", "@date==now-1mo..now", "@year==2020..2026",
		"@title%=lamp @title~=lmap @title/=\"l.mp\" @title*=la?p*", "@author", "author:Smith", `author:"Al S"`,
		"[[@case] @priority==High]", "@a=[[@b] c d]", "a NEAR:3 b near:2 c", "a NEAR \"b c\"",
		"$qre(expression: @a==b, modifier: 100)", "@f==$quoteVar(value: 'x y')", "$context.product $5.00 $a-b",
		"((a OR b) AND c) OR NOT (d e)", "http://x.y/z asmith@example.com", "$f(a: ('x'), b: 'y z')", "(@foo) x",
		"$f(a: (x y))", "@a == b", "x\"y\"z", "@f==$g(v: @h==(i,j))",
	}
}
