package jq

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxDepth is how deep an expression may be nested.
const maxDepth = 200

// parser reads an expression from left to right and makes filters of it as it goes.
type parser struct {
	text      string
	at, depth int
	known     map[string]builtin
	variables []string
}

func (p *parser) whole() (filter, error) {
	if p.space(); p.at == len(p.text) {
		return identity, nil
	}
	f, err := p.pipe()
	if err != nil {
		return nil, err
	}
	if p.space(); p.at < len(p.text) {
		return nil, p.fail("there is something that does not belong there")
	}
	return f, nil
}

func (p *parser) fail(format string, arguments ...any) error {
	return &SyntaxError{p.at, fmt.Sprintf(format, arguments...)}
}

// space skips white space and comments.
func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		case '#':
			end := strings.IndexByte(p.text[p.at:], '\n')
			if end < 0 {
				end = len(p.text) - p.at
			}
			p.at += end
		default:
			return
		}
	}
}

// take skips a sign, if it is next.
func (p *parser) take(sign string) bool {
	p.space()
	if !strings.HasPrefix(p.text[p.at:], sign) {
		return false
	}
	p.at += len(sign)
	return true
}

// expect skips a sign that has to come.
func (p *parser) expect(sign string) error {
	if !p.take(sign) {
		return p.fail("%s is missing", sign)
	}
	return nil
}

// word reads a name, "" when there is none.
func (p *parser) word() string {
	p.space()
	end := p.at
	for end < len(p.text) && (isLetter(p.text[end]) || end > p.at && isDigit(p.text[end])) {
		end++
	}
	word := p.text[p.at:end]
	p.at = end
	return word
}

// takeWord skips a keyword, if it is next.
func (p *parser) takeWord(keyword string) bool {
	start := p.at
	if p.word() == keyword {
		return true
	}
	p.at = start
	return false
}

// expectWord skips a keyword that has to come.
func (p *parser) expectWord(keyword string) error {
	if !p.takeWord(keyword) {
		return p.fail("%q is missing", keyword)
	}
	return nil
}

func isLetter(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// pipe reads filters with | and , between them.
func (p *parser) pipe() (filter, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail("the expression is nested too deep")
	}
	defer func() { p.depth-- }()
	left, err := p.comma()
	if err != nil || !p.take("|") {
		return left, err
	}
	right, err := p.pipe()
	return chain(left, right), err
}

func (p *parser) comma() (filter, error) {
	left, err := p.binary(0)
	for err == nil && p.take(",") {
		var right filter
		right, err = p.binary(0)
		left = both(left, right)
	}
	return left, err
}

// levels are the operators between two values, the loosest first.
func levels() [][]string {
	return [][]string{{"//"}, {"or"}, {"and"}, {"==", "!=", "<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}
}

// binary reads values with operators of a level, or tighter ones, between them.
func (p *parser) binary(level int) (filter, error) {
	if level == len(levels()) {
		return p.postfix()
	}
	left, err := p.binary(level + 1)
	for err == nil {
		operator := p.operator(levels()[level])
		if operator == "" {
			return left, p.refuseAssignment()
		}
		next := level + 1
		if operator == "//" { // groups to the right
			next = level
		}
		var right filter
		right, err = p.binary(next)
		left = combine(operator, left, right)
	}
	return left, err
}

// operator skips one of the operators, "" when none is next. What could also be the
// start of another is none.
func (p *parser) operator(operators []string) string {
	p.space()
	rest := p.text[p.at:]
	for _, operator := range operators {
		after, ok := strings.CutPrefix(rest, operator)
		switch {
		case !ok, isLetter(operator[0]) && after != "" && (isLetter(after[0]) || isDigit(after[0])),
			operator == "/" && strings.HasPrefix(after, "/"),
			strings.Contains("+-*/%//", operator) && strings.HasPrefix(after, "="):
			continue
		}
		p.at += len(operator)
		return operator
	}
	return ""
}

// refuseAssignment says that documents cannot be changed, where somebody tries.
func (p *parser) refuseAssignment() error {
	for _, sign := range []string{"|=", "+=", "-=", "*=", "/=", "%=", "//=", "="} {
		if rest := p.text[p.at:]; strings.HasPrefix(rest, sign) && !strings.HasPrefix(rest, "==") {
			return p.fail("%s would change the document, which is not possible here", sign)
		}
	}
	return nil
}

// binding reads `as $name |` and what follows it.
func (p *parser) binding(source filter) (filter, error) {
	name, err := p.variable()
	if err != nil {
		return nil, err
	}
	if err := p.expect("|"); err != nil {
		return nil, err
	}
	body, err := p.seeing(name, p.pipe)
	return func(s *scope, in any, emit func(any) error) error {
		return source(s, in, func(value any) error { return body(s.with(name, value), in, emit) })
	}, err
}

// variable reads $name.
func (p *parser) variable() (string, error) {
	if !p.take("$") {
		return "", p.fail("a variable such as $x is missing")
	}
	name := p.word()
	if name == "" {
		return "", p.fail("the name of the variable is missing")
	}
	return name, nil
}

// seeing reads what may use a variable.
func (p *parser) seeing(name string, read func() (filter, error)) (filter, error) {
	p.variables = append(p.variables, name)
	defer func() { p.variables = p.variables[:len(p.variables)-1] }()
	return read()
}

// use reads the use of a variable.
func (p *parser) use() (filter, error) {
	name, err := p.variable()
	if err != nil {
		return nil, err
	}
	if !slices.Contains(p.variables, name) {
		return nil, p.fail("$%s is not defined", name)
	}
	return func(s *scope, _ any, emit func(any) error) error {
		value, _ := s.lookUp(name)
		return emit(value)
	}, nil
}

// number reads a number.
func (p *parser) number() (filter, error) {
	end := p.at
	for end < len(p.text) && (isDigit(p.text[end]) || strings.IndexByte(".eE", p.text[end]) >= 0 ||
		strings.IndexByte("+-", p.text[end]) >= 0 && strings.IndexByte("eE", p.text[end-1]) >= 0) {
		end++
	}
	value, err := strconv.ParseFloat(p.text[p.at:end], 64)
	if err != nil {
		return nil, p.fail("%s is not a number", p.text[p.at:end])
	}
	p.at = end
	return constant(value), nil
}
