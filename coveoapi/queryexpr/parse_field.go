package queryexpr

import (
	"strconv"
	"strings"
)

// fieldOperators are tried in this order, so longer ones come first.
func fieldOperators() [11]Operator {
	return [...]Operator{
		IsExactly, DifferentThan, LowerThanOrEqual, GreaterThanOrEqual,
		PhoneticMatch, FuzzyMatch, RegexMatch, WildcardMatch,
		Contains, LowerThan, GreaterThan,
	}
}

func (p *parser) peekFieldOperator() Operator {
	for _, operator := range fieldOperators() {
		if p.has(string(operator)) {
			return operator
		}
	}
	return ""
}

// field = "@" name [ operator value ]
func (p *parser) field() (Expr, error) {
	start := p.offset
	p.offset++
	name := p.name()
	if name == "" {
		return nil, p.fail("`@` needs the name of a field")
	}
	p.skipSpace()
	operator := p.peekFieldOperator()
	if operator == "" {
		return &FieldExists{Position(start), name}, nil
	}
	operatorAt := p.offset
	p.offset += len(operator)
	p.skipSpace()
	value, err := p.value(string(operator))
	if err != nil {
		return nil, err
	}
	if operator.ordered() && !isOrdered(value) {
		return nil, errorAt(p.source, operatorAt, "`%s` compares numbers and dates only", operator)
	}
	return &Field{Position(start), name, operator, value, false}, nil
}

// isOrdered reports whether a value can be larger or smaller than another.
func isOrdered(value Value) bool {
	switch value.(type) {
	case *Number, *Date, *Extension, *Object:
		return true
	default:
		return false
	}
}

// value reads what follows an operator, and the white space after it.
func (p *parser) value(operator string) (Value, error) {
	value, err := p.bareValue(operator)
	if err != nil {
		return nil, err
	}
	if p.peek() == ',' && p.inArgument == 0 {
		return nil, p.fail("several values need parentheses, such as @source==(a,b)")
	}
	p.skipSpace()
	return value, nil
}

func (p *parser) bareValue(operator string) (Value, error) {
	start := p.offset
	switch {
	case p.peek() == '"':
		text, err := p.quoted('"')
		if err != nil {
			return nil, err
		}
		return &Text{Position(start), text, true}, nil
	case p.peek() == '(':
		return p.list(operator)
	case p.has("[["):
		return p.nested()
	case p.atDollarName():
		return p.dollarValue()
	}
	run := p.runUntil(wordStops + ",")
	if run == "" {
		return nil, errorAt(p.source, start, "`%s` needs a value", operator)
	}
	if strings.IndexByte("=<>", run[0]) >= 0 {
		return nil, errorAt(p.source, start, "a value that begins with `%c` must be quoted", run[0])
	}
	return classify(run, start), nil
}

// dollarValue reads an extension, an object, or a text that begins like one.
func (p *parser) dollarValue() (Value, error) {
	start := p.offset
	p.offset++
	p.name()
	if p.peek() == '(' || p.endsRun() {
		p.offset = start
		return p.dollar()
	}
	p.offset = start
	run := p.runUntil(wordStops + ",")
	return &Text{Position(start), run, false}, nil
}

// list = "(" string { "," string } ")"
func (p *parser) list(operator string) (Value, error) {
	list := &List{Position: Position(p.offset)}
	open := p.offset
	p.offset++
	for {
		p.skipSpace()
		item, err := p.listItem(operator)
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, item)
		p.skipSpace()
		switch p.peek() {
		case ',':
			p.offset++
		case ')':
			p.offset++
			return list, nil
		case 0:
			return nil, p.unclosed(open, "(", ")")
		default:
			return nil, p.fail("the values of a list are parted by commas")
		}
	}
}

func (p *parser) listItem(operator string) (Text, error) {
	start := p.offset
	if p.peek() == '"' {
		text, err := p.quoted('"')
		return Text{Position(start), text, true}, err
	}
	run := p.runUntil(wordStops + ",")
	if run == "" {
		return Text{}, p.fail("the list after `%s` needs a value here", operator)
	}
	return Text{Position(start), run, false}, nil
}

// nested = "[[" "@" name "]" or "]"
func (p *parser) nested() (*Nested, error) {
	open := p.offset
	p.offset += len("[[")
	p.skipSpace()
	if p.peek() != '@' {
		return nil, p.fail("`[[` needs a field, such as [[@foldingcollection] …]")
	}
	p.offset++
	field := p.name()
	if field == "" {
		return nil, p.fail("`@` needs the name of a field")
	}
	p.skipSpace()
	if p.peek() != ']' {
		return nil, p.unclosed(open, "[[", "]")
	}
	p.offset++
	p.skipSpace()
	if p.peek() == ']' {
		return nil, p.fail("the nested query holds nothing")
	}
	query, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.peek() != ']' {
		return nil, p.unclosed(open, "[[", "]")
	}
	p.offset++
	p.skipSpace()
	return &Nested{Position(open), field, query}, nil
}

// classify tells what an unquoted value is.
func classify(run string, start int) Value {
	if value := classifyRange(run, start); value != nil {
		return value
	}
	if value := classifyPoint(run, start); value != nil {
		return value
	}
	return &Text{Position(start), run, false}
}

// classifyPoint reads a number or a date, or gives nil.
func classifyPoint(run string, start int) Value {
	if isNumber(run) {
		if number, err := strconv.ParseFloat(run, 64); err == nil {
			return &Number{Position(start), run, number}
		}
	}
	if isDate(run) {
		return &Date{Position(start), run}
	}
	return nil
}

// isNumber reports whether a text is a decimal number such as -12.5.
func isNumber(text string) bool {
	digits, dots := 0, 0
	for i, r := range text {
		switch {
		case r == '-' && i == 0:
		case r == '.' && digits > 0:
			dots++
		case r >= '0' && r <= '9':
			digits++
		default:
			return false
		}
	}
	return digits > 0 && dots <= 1 && text[len(text)-1] != '.'
}
