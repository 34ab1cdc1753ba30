package queryexpr

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner reads the characters of an expression.
type scanner struct {
	source string
	offset int
}

func (s *scanner) fail(format string, args ...any) error {
	return errorAt(s.source, s.offset, format, args...)
}

func (s *scanner) atEnd() bool { return s.offset >= len(s.source) }

// peek gives the byte at the offset, 0 at the end.
func (s *scanner) peek() byte { return s.byteAt(s.offset) }

func (s *scanner) byteAt(offset int) byte {
	if offset >= len(s.source) {
		return 0
	}
	return s.source[offset]
}

// glyph gives the whole character at the offset, for messages.
func (s *scanner) glyph() string {
	_, size := utf8.DecodeRuneInString(s.source[s.offset:])
	return s.source[s.offset : s.offset+size]
}

func (s *scanner) has(prefix string) bool { return strings.HasPrefix(s.source[s.offset:], prefix) }

func (s *scanner) skipSpace() {
	for !s.atEnd() {
		r, size := utf8.DecodeRuneInString(s.source[s.offset:])
		if !unicode.IsSpace(r) {
			return
		}
		s.offset += size
	}
}

// quoted reads a text between two quotation marks. Nothing can be escaped in it.
func (s *scanner) quoted(mark byte) (string, error) {
	end := strings.IndexByte(s.source[s.offset+1:], mark)
	if end < 0 {
		return "", s.fail("the quotation mark is never closed")
	}
	text := s.source[s.offset+1 : s.offset+1+end]
	s.offset += end + 2
	return text, nil
}

// runUntil reads to the first white space or character of stops.
func (s *scanner) runUntil(stops string) string {
	rest := s.source[s.offset:]
	end := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(stops, r)
	})
	if end < 0 {
		end = len(rest)
	}
	s.offset += end
	return rest[:end]
}

// name reads the name of a field, an extension or an argument.
func (s *scanner) name() string {
	end := s.offset
	for end < len(s.source) && isNameByte(s.source[end], end == s.offset) {
		end++
	}
	name := s.source[s.offset:end]
	s.offset = end
	return name
}

func isNameByte(b byte, first bool) bool {
	letter := b|0x20 >= 'a' && b|0x20 <= 'z'
	return letter || !first && (b >= '0' && b <= '9' || b == '_' || b == '.')
}

func isName(text string) bool {
	s := scanner{source: text}
	return s.name() == text && text != ""
}

const wordStops = `()[]"`

// run reads a word.
func (p *parser) run() string {
	if p.inArgument > 0 {
		return p.runUntil(wordStops + ",")
	}
	return p.runUntil(wordStops)
}

// endsTerm reports whether no term can start here.
func (p *parser) endsTerm() bool {
	b := p.peek()
	return p.atEnd() || b == ')' || b == ']' || b == ',' && p.inArgument > 0
}

// startsTermAt reports whether a term starts right there, with no space before it.
func (p *parser) startsTermAt(offset int) bool {
	if offset >= len(p.source) || strings.IndexByte(")]", p.source[offset]) >= 0 {
		return false
	}
	if p.source[offset] == ',' && p.inArgument > 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(p.source[offset:])
	return !unicode.IsSpace(r)
}

// atOperator gives the operator that stands here as a word of its own, or "".
func (p *parser) atOperator(names ...string) string {
	start := p.offset
	run := p.run()
	p.offset = start
	word, distance, _ := strings.Cut(run, ":")
	for _, name := range names {
		near := name == "NEAR" && isDistance(distance)
		if word == name && (run == name || near) {
			return name
		}
		lower := p.options.LowercaseOperators && run == word || near
		if lower && word == strings.ToLower(name) {
			return name
		}
	}
	return ""
}

func isDistance(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 0 && text[0] != '+'
}

// takeOperator reads an operator other than NEAR, if it stands here.
func (p *parser) takeOperator(name string) bool {
	if p.atOperator(name) == "" {
		return false
	}
	p.offset += len(name)
	p.skipSpace()
	return true
}

// takeNear reads NEAR or NEAR:n, if it stands here.
func (p *parser) takeNear() (distance int, found bool, err error) {
	if p.atOperator("NEAR") == "" {
		return 0, false, nil
	}
	start := p.offset
	_, digits, given := strings.Cut(p.run(), ":")
	p.skipSpace()
	if !given {
		return DefaultNearDistance, true, nil
	}
	distance, err = strconv.Atoi(digits)
	if err != nil || distance > MaxBytes {
		return 0, false, errorAt(p.source, start, "`NEAR` needs a smaller number of words than %s", digits)
	}
	return distance, true, nil
}
