package queryexpr

import "strings"

// Limits of what is parsed, so that no expression can tie up its reader.
const (
	// MaxBytes is the longest expression.
	MaxBytes = 64 << 10
	// MaxDepth is the deepest nesting of parentheses, negations and calls.
	MaxDepth = 64
	// DefaultNearDistance is what NEAR without a number means.
	DefaultNearDistance = 10
)

// Options adjust parsing.
type Options struct {
	// LowercaseOperators makes and, or, not and near operators too
	// (lowercaseOperators of the Search API). near:n always is one.
	LowercaseOperators bool
}

// Check returns nil when the expression can be read, and a *SyntaxError that says
// where and why when it cannot. An empty expression is fine.
func Check(expression string) error {
	_, err := Parse(expression)
	return err
}

// Parse reads an expression with the default options. The error is a *SyntaxError.
func Parse(expression string) (Expr, error) { return ParseWith(expression, Options{}) }

// ParseWith reads an expression. The error is a *SyntaxError.
func ParseWith(expression string, options Options) (Expr, error) {
	if len(expression) > MaxBytes {
		return nil, errorAt(expression, MaxBytes, "the expression is longer than %d bytes", MaxBytes)
	}
	p := &parser{scanner: scanner{source: expression}, options: options}
	p.skipSpace()
	if p.atEnd() {
		return &Empty{}, nil
	}
	expr, err := p.or()
	if err != nil {
		return nil, err
	}
	if !p.atEnd() {
		return nil, p.unexpected()
	}
	return expr, nil
}

// parser is a recursive-descent parser. Each method starts at its first character
// and ends after the white space that follows.
type parser struct {
	scanner
	options Options
	depth   int
	// inArgument stops words at commas, which part the arguments of an extension.
	inArgument int
}

// enter counts a level of nesting; leave with p.depth--.
func (p *parser) enter() error {
	p.depth++
	if p.depth > MaxDepth {
		return p.fail("more than %d levels of nesting", MaxDepth)
	}
	return nil
}

// unexpected explains the character at which an expression had to end.
func (p *parser) unexpected() error {
	switch p.peek() {
	case ')':
		return p.fail("`)` closes no `(`")
	case ']':
		return p.fail("`]` closes no `[[`")
	default:
		return p.fail("unexpected `%s`", p.glyph())
	}
}

// or = and { "OR" and }
func (p *parser) or() (Expr, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	start := p.offset
	first, err := p.and()
	if err != nil {
		return nil, err
	}
	terms := []Expr{first}
	for p.takeOperator("OR") {
		if p.endsTerm() {
			return nil, p.fail("`OR` needs something after it")
		}
		next, err := p.and()
		if err != nil {
			return nil, err
		}
		terms = append(terms, next)
	}
	if len(terms) == 1 {
		return first, nil
	}
	return &Or{Position(start), terms}, nil
}

// and = unary { ["AND"] unary }
func (p *parser) and() (Expr, error) {
	start := p.offset
	var terms []Expr
	for {
		if operator := p.atOperator("AND", "OR", "NEAR"); operator != "" && len(terms) == 0 {
			return nil, p.fail("`%s` needs something before it", operator)
		}
		term, err := p.unary()
		if err != nil {
			return nil, err
		}
		terms = append(terms, term)
		explicit := p.takeOperator("AND")
		if explicit && p.endsTerm() {
			return nil, p.fail("`AND` needs something after it")
		}
		if explicit && p.atOperator("AND", "OR") != "" {
			return nil, p.fail("`AND` needs something after it")
		}
		if !explicit && (p.endsTerm() || p.atOperator("OR") != "") {
			break
		}
	}
	if len(terms) == 1 {
		return terms[0], nil
	}
	return &And{Position(start), terms}, nil
}

// unary = ( "NOT" | "-" ) unary | near
func (p *parser) unary() (Expr, error) {
	start := p.offset
	negated := p.takeOperator("NOT")
	if negated && p.endsTerm() {
		return nil, p.fail("`NOT` needs something after it")
	}
	if !negated && p.peek() == '-' && p.startsTermAt(p.offset+1) {
		p.offset++
		negated = true
	}
	if !negated {
		return p.near()
	}
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	term, err := p.unary()
	if err != nil {
		return nil, err
	}
	return &Not{Position(start), term}, nil
}

// primary = group | nested | field | extension | phrase | word
func (p *parser) primary() (Expr, error) {
	start := p.offset
	switch {
	case p.atEnd():
		return nil, p.fail("the expression ends too early")
	case p.peek() == '(':
		return p.group()
	case p.has("[["):
		return p.nested()
	case p.peek() == '[':
		return nil, p.fail("`[` starts nothing; a nested query is written [[@field] …]")
	case p.peek() == '@':
		return p.field()
	case p.peek() == '"':
		text, err := p.quoted('"')
		if err != nil {
			return nil, err
		}
		p.skipSpace()
		return &Phrase{Position(start), text}, nil
	case p.peek() == ')' || p.peek() == ']':
		return nil, p.unexpected()
	case p.peek() == ',' && p.inArgument > 0:
		return nil, p.fail("an argument is empty")
	case p.atDollarName():
		expr, err := p.dollar()
		p.skipSpace()
		return expr, err
	default:
		return p.word()
	}
}

// group = "(" or ")"
func (p *parser) group() (Expr, error) {
	open := p.offset
	p.offset++
	p.skipSpace()
	if p.peek() == ')' {
		return nil, errorAt(p.source, open, "the parentheses hold nothing")
	}
	expr, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' {
		return nil, p.unclosed(open, "(", ")")
	}
	p.offset++
	p.skipSpace()
	return expr, nil
}

// unclosed explains what stands where a bracket had to be closed.
func (p *parser) unclosed(open int, opening, closing string) error {
	if p.atEnd() {
		return errorAt(p.source, open, "`%s` is never closed", opening)
	}
	return p.fail("`%s` is needed before `%s`", closing, p.glyph())
}

// word reads a free-text term, or name:value.
func (p *parser) word() (Expr, error) {
	start := p.offset
	if operator := p.atOperator("AND", "OR", "NOT", "NEAR"); operator != "" {
		return nil, p.fail("`%s` stands where a word is needed", operator)
	}
	if operator := p.peekFieldOperator(); operator != "" {
		return nil, p.fail("`%s` needs a field before it, such as @source", operator)
	}
	run := p.run()
	if run == "" {
		return nil, p.unexpected()
	}
	if name, rest, found := strings.Cut(run, ":"); found && isName(name) && p.isShortValue(rest) {
		p.offset = start + len(name) + 1
		value, err := p.value(":")
		if err != nil {
			return nil, err
		}
		return &Field{Position(start), name, Contains, value, true}, nil
	}
	p.skipSpace()
	if len(run) > 1 && run[0] == '+' {
		return &Word{Position(start), run[1:], true}, nil
	}
	return &Word{Position(start), run, false}, nil
}

// isShortValue tells the value of name:value from the rest of an address such as
// https://… and from a word that merely holds a colon.
func (p *parser) isShortValue(rest string) bool {
	if rest == "" {
		return p.peek() == '"'
	}
	return !strings.HasPrefix(rest, "//") && !strings.HasPrefix(rest, ":")
}
