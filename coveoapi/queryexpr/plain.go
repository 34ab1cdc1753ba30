package queryexpr

import "strings"

// ParsePlain reads what someone typed into a search box with query syntax switched
// off: words and quoted phrases, all of which must be found. It never fails.
func ParsePlain(text string) Expr {
	if len(text) > MaxBytes {
		text = strings.ToValidUTF8(text[:MaxBytes], "")
	}
	p := &parser{scanner: scanner{source: text}}
	var terms []Expr
	for p.skipSpace(); !p.atEnd(); p.skipSpace() {
		start := Position(p.offset)
		if p.peek() == '"' {
			if quoted, err := p.quoted('"'); err == nil {
				terms = append(terms, &Phrase{start, quoted})
				continue
			}
			p.offset++
			continue
		}
		terms = append(terms, &Word{start, p.runUntil(`"`), false})
	}
	switch len(terms) {
	case 0:
		return &Empty{}
	case 1:
		return terms[0]
	default:
		return &And{0, terms}
	}
}

// Walk visits the parts of an expression that an item may match, outer before inner.
// Negated parts, nested queries and arguments are not entered.
func Walk(expr Expr, visit func(Expr)) {
	visit(expr)
	switch e := expr.(type) {
	case *And:
		walkAll(e.Terms, visit)
	case *Or:
		walkAll(e.Terms, visit)
	case *Near:
		walkAll(e.Terms, visit)
	}
}

func walkAll(terms []Expr, visit func(Expr)) {
	for _, term := range terms {
		Walk(term, visit)
	}
}
