package jq

import (
	"slices"
	"strings"
)

// postfix reads a term with what is taken out of it, and what sees it as a variable.
func (p *parser) postfix() (filter, error) {
	f, err := p.suffixed()
	if err == nil && p.takeWord("as") {
		return p.binding(f)
	}
	return f, err
}

// suffixed reads a term with what is taken out of it: .name, [index], [], ?.
func (p *parser) suffixed() (filter, error) {
	f, err := p.term()
	for err == nil {
		p.space()
		rest := p.text[p.at:]
		switch {
		case strings.HasPrefix(rest, "?//"):
			return nil, p.fail("?// is not known here")
		case strings.HasPrefix(rest, "?"):
			p.at++
			f = attempt(f, empty)
		case strings.HasPrefix(rest, "["):
			f, err = p.bracket(f)
		case strings.HasPrefix(rest, ".["):
			p.at++
		case strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, ".."):
			p.at++
			f, err = p.attribute(f)
		default:
			return f, nil
		}
	}
	return nil, err
}

// attribute reads the name after a dot.
func (p *parser) attribute(of filter) (filter, error) {
	if p.at < len(p.text) && p.text[p.at] == '"' {
		name, err := p.quoted(text)
		return lookUp(of, name), err
	}
	name := p.word()
	if name == "" {
		return nil, p.fail("a name is missing after the dot")
	}
	return lookUp(of, constant(name)), nil
}

// bracket reads [], [index] or [from:to].
func (p *parser) bracket(of filter) (filter, error) {
	p.at++
	if p.take("]") {
		return chain(of, iterate), nil
	}
	from, to := constant(nil), constant(nil)
	slice := p.take(":")
	var err error
	if !slice {
		if from, err = p.pipe(); err != nil {
			return nil, err
		}
		slice = p.take(":")
		if !slice {
			return lookUp(of, from), p.expect("]")
		}
	}
	if p.take("]") {
		return sliceOf(of, from, to), nil
	}
	if to, err = p.pipe(); err != nil {
		return nil, err
	}
	return sliceOf(of, from, to), p.expect("]")
}

// term reads what stands by itself.
func (p *parser) term() (filter, error) {
	p.space()
	rest := p.text[p.at:] + " "
	switch c := rest[0]; {
	case strings.HasPrefix(rest, ".."):
		p.at += 2
		return recurse, nil
	case c == '.' && isDigit(rest[1]), isDigit(c):
		return p.number()
	case c == '.':
		p.at++
		if isLetter(rest[1]) || rest[1] == '"' {
			return p.attribute(identity)
		}
		return identity, nil
	case c == '"':
		return p.quoted(text)
	case c == '@':
		return p.formatted()
	case c == '$':
		return p.use()
	case c == '-':
		p.at++
		value, err := p.postfix()
		return combine("-", constant(0.0), value), err
	case c == '(':
		return p.enclosed()
	case c == '[':
		return p.list()
	case c == '{':
		p.at++
		return p.object()
	}
	return p.named()
}

func (p *parser) enclosed() (filter, error) {
	p.at++
	f, err := p.pipe()
	if err != nil {
		return nil, err
	}
	return f, p.expect(")")
}

func (p *parser) list() (filter, error) {
	p.at++
	if p.take("]") {
		return constant([]any{}), nil
	}
	f, err := p.pipe()
	if err != nil {
		return nil, err
	}
	return func(s *scope, in any, emit func(any) error) error {
		values, err := collect(s, f, in)
		if err != nil {
			return err
		}
		return emit(values)
	}, p.expect("]")
}

// object reads {name: value, …}; $name and "text" also stand for themselves.
func (p *parser) object() (filter, error) {
	made := constant(map[string]any{})
	for first := true; !p.take("}"); first = false {
		if !first {
			if err := p.expect(","); err != nil {
				return nil, err
			}
		}
		key, value, err := p.pair()
		if err != nil {
			return nil, err
		}
		made = withPair(made, key, value)
	}
	return made, nil
}

// pair reads one attribute of an object.
func (p *parser) pair() (key, value filter, err error) {
	p.space()
	switch rest := p.text[p.at:] + " "; {
	case rest[0] == '$':
		start := p.at + 1
		value, err = p.use()
		if err == nil {
			key = constant(strings.TrimSpace(p.text[start:p.at]))
		}
		return key, value, err
	case rest[0] == '"':
		key, err = p.quoted(text)
	case rest[0] == '(':
		key, err = p.enclosed()
	default:
		name := p.word()
		if name == "" {
			return nil, nil, p.fail("the name of an attribute is missing")
		}
		key = constant(name)
	}
	if err != nil {
		return nil, nil, err
	}
	if !p.take(":") {
		return key, lookUp(identity, key), nil
	}
	value, err = p.binary(0)
	return key, value, err
}

// named reads a keyword's construct, or the call of a function.
func (p *parser) named() (filter, error) {
	start := p.at
	name := p.word()
	switch name {
	case "":
		return nil, p.fail("a value is missing")
	case "if":
		return p.condition()
	case "try":
		return p.try()
	case "reduce":
		return p.reduce()
	case "null":
		return constant(nil), nil
	case "true", "false":
		return constant(name == "true"), nil
	}
	arguments, err := p.arguments()
	if err != nil {
		return nil, err
	}
	function := p.known[name]
	if slices.Contains(function.takes, len(arguments)) {
		return function.make(arguments), nil
	}
	p.at = start
	if function.make != nil {
		return nil, p.fail("%s does not take %d arguments", name, len(arguments))
	}
	return nil, p.fail("there is no function %s", name)
}

// arguments reads (a; b).
func (p *parser) arguments() ([]filter, error) {
	if p.at == len(p.text) || p.text[p.at] != '(' {
		return nil, nil
	}
	p.at++
	var arguments []filter
	for {
		argument, err := p.pipe()
		if err != nil {
			return nil, err
		}
		arguments = append(arguments, argument)
		if !p.take(";") {
			return arguments, p.expect(")")
		}
	}
}

// condition reads what follows `if` or `elif`.
func (p *parser) condition() (filter, error) {
	test, err := p.pipe()
	if err != nil {
		return nil, err
	}
	if err := p.expectWord("then"); err != nil {
		return nil, err
	}
	yes, err := p.pipe()
	if err != nil {
		return nil, err
	}
	no := filter(identity)
	switch {
	case p.takeWord("elif"):
		no, err = p.condition()
		return choose(test, yes, no), err
	case p.takeWord("else"):
		if no, err = p.pipe(); err != nil {
			return nil, err
		}
	}
	return choose(test, yes, no), p.expectWord("end")
}

// try reads what follows `try`.
func (p *parser) try() (filter, error) {
	body, err := p.postfix()
	if err != nil || !p.takeWord("catch") {
		return attempt(body, empty), err
	}
	handler, err := p.postfix()
	return attempt(body, handler), err
}

// reduce reads what follows `reduce`: SOURCE as $name (START; UPDATE).
func (p *parser) reduce() (filter, error) {
	source, err := p.suffixed()
	if err != nil {
		return nil, err
	}
	if err := p.expectWord("as"); err != nil {
		return nil, err
	}
	name, err := p.variable()
	if err != nil {
		return nil, err
	}
	if err := p.expect("("); err != nil {
		return nil, err
	}
	start, err := p.pipe()
	if err != nil {
		return nil, err
	}
	if err := p.expect(";"); err != nil {
		return nil, err
	}
	update, err := p.seeing(name, p.pipe)
	if err != nil {
		return nil, err
	}
	return reduceTo(source, name, start, update), p.expect(")")
}
