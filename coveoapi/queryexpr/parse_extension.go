package queryexpr

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// atDollarName reports whether a name after a dollar sign stands here.
func (p *parser) atDollarName() bool {
	return p.peek() == '$' && isNameByte(p.byteAt(p.offset+1), true)
}

// endsRun reports whether a word cannot go on here.
func (p *parser) endsRun() bool {
	if p.atEnd() || strings.IndexByte(wordStops+",", p.peek()) >= 0 {
		return p.peek() != ',' || p.inArgument > 0
	}
	r, _ := utf8.DecodeRuneInString(p.source[p.offset:])
	return unicode.IsSpace(r)
}

// dollar reads an extension, an object, or a word such as $foo-bar.
func (p *parser) dollar() (Expr, error) {
	start := p.offset
	p.offset++
	name := p.name()
	switch {
	case p.peek() == '(':
		return p.extension(start, name)
	case p.endsRun():
		p.skipSpace()
		return &Object{Position(start), name}, nil
	default:
		p.offset = start
		return p.word()
	}
}

// extension = "$" name "(" [ argument { "," argument } ] ")"
func (p *parser) extension(start int, name string) (Expr, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	open := p.offset
	extension := &Extension{Position: Position(start), Name: name}
	p.offset++
	p.skipSpace()
	p.inArgument++
	defer func() { p.inArgument-- }()
	for p.peek() != ')' {
		argument, err := p.argument()
		if err != nil {
			return nil, err
		}
		extension.Args = append(extension.Args, argument)
		if p.peek() == ')' {
			break
		}
		if p.peek() != ',' {
			return nil, p.unclosed(open, "$"+name+"(", ")")
		}
		p.offset++
		p.skipSpace()
		if p.peek() == ')' {
			return nil, p.fail("an argument is empty")
		}
	}
	p.offset++
	// A value ends right after its bracket, so that the comma that may follow is
	// noticed; white space is skipped by whoever called.
	return extension, nil
}

// argument = name ":" ( "'" text "'" | or )
func (p *parser) argument() (Argument, error) {
	name := p.name()
	p.skipSpace()
	if name == "" || p.peek() != ':' {
		return Argument{}, p.fail("an argument is written name: value")
	}
	p.offset++
	p.skipSpace()
	if text, ok := p.quotedArgument(); ok {
		return Argument{Name: name, Quoted: true, Text: text}, nil
	}
	if p.endsTerm() {
		return Argument{}, p.fail("the argument `%s` is empty", name)
	}
	expr, err := p.or()
	return Argument{Name: name, Expr: expr}, err
}

// quotedArgument reads a text between single quotes if it is all of the argument.
func (p *parser) quotedArgument() (string, bool) {
	start := p.offset
	if p.peek() != '\'' {
		return "", false
	}
	text, err := p.quoted('\'')
	p.skipSpace()
	if err != nil || p.peek() != ',' && p.peek() != ')' {
		p.offset = start
		return "", false
	}
	return text, true
}
