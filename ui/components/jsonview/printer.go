package jsonview

import (
	"bytes"
	"strconv"
	"strings"

	"coveotoken/jwtview"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	indentStep = 2
	// minRoom is how many cells deep nesting leaves at least for a value.
	minRoom = 16
)

// printer lays out valid JSON text in one pass over its bytes.
type printer struct {
	width int
	lines []string

	line strings.Builder
	used int // cells of line
	open []byte
	// elided is how many containers below the depth limit are open now, skipped
	// how many there were in all.
	elided, skipped int

	punctuation, name, str, number, literal, note text.Pen
}

func newPrinter(s *theme.Styles, width int) *printer {
	return &printer{
		width:       width,
		punctuation: text.NewPen(s.Text), name: text.NewPen(s.JSONName), str: text.NewPen(s.JSONString),
		number: text.NewPen(s.JSONNumber), literal: text.NewPen(s.JSONLiteral), note: text.NewPen(s.Muted),
	}
}

// print lays out src, which must be valid JSON.
func (p *printer) print(src []byte) {
	isName := false
	for len(src) > 0 {
		n := tokenLength(src)
		token, rest := src[:n], bytes.TrimLeft(src[n:], " \t\r\n")
		src = rest
		switch c := token[0]; {
		case p.elide(c):
		case c == '{' || c == '[':
			if rest[0] == c+2 { // the closing bracket, of either kind
				p.write(p.punctuation, string(c)+string(rest[0]))
				src = bytes.TrimLeft(rest[1:], " \t\r\n")
				continue
			}
			p.write(p.punctuation, string(c))
			p.open = append(p.open, c)
			p.newline()
			isName = c == '{'
		case c == '}' || c == ']':
			p.open = p.open[:len(p.open)-1]
			p.newline()
			p.write(p.punctuation, string(c))
		case c == ',':
			p.write(p.punctuation, ",")
			p.newline()
			isName = p.open[len(p.open)-1] == '{'
		case c == ':':
			p.write(p.punctuation, ": ")
			isName = false
		default:
			p.write(p.pen(c, isName), string(token))
		}
	}
	p.flush()
}

// elide swallows what lies below the depth limit and reports whether it did.
func (p *printer) elide(c byte) bool {
	opens := c == '{' || c == '['
	if p.elided == 0 && (!opens || len(p.open) < jwtview.MaxDepth) {
		return false
	}
	switch {
	case opens:
		p.elided++
		p.skipped++
	case c == '}' || c == ']':
		p.elided--
	}
	if p.elided == 0 {
		p.write(p.note, "[… "+strconv.Itoa(p.skipped)+" deeper]")
		p.skipped = 0
	}
	return true
}

func (p *printer) pen(c byte, isName bool) text.Pen {
	switch {
	case c == '"' && isName:
		return p.name
	case c == '"':
		return p.str
	case c == 't' || c == 'f' || c == 'n':
		return p.literal
	default:
		return p.number
	}
}

// write adds a run to the line and goes on below, a step further in, where the
// line ends.
func (p *printer) write(pen text.Pen, run string) {
	room := p.width - p.indent() - indentStep
	for i, part := range text.Chunk(run, p.width-p.used, room) {
		if i > 0 {
			p.flush()
			p.pad(p.indent() + indentStep)
		}
		pen.Write(&p.line, part)
		p.used += text.Width(part)
	}
}

func (p *printer) newline() {
	p.flush()
	p.pad(p.indent())
}

func (p *printer) flush() {
	p.lines = append(p.lines, p.line.String())
	p.line.Reset()
	p.used = 0
}

func (p *printer) pad(cells int) {
	p.line.WriteString(strings.Repeat(" ", cells))
	p.used = cells
}

// indent is the indent of the open containers, limited so that room for values is
// left at every width.
func (p *printer) indent() int {
	return max(0, min(indentStep*len(p.open), p.width-minRoom-indentStep))
}

// tokenLength is the length of the token that valid JSON starts with.
func tokenLength(src []byte) int {
	switch src[0] {
	case '{', '}', '[', ']', ',', ':':
		return 1
	case '"':
		return stringLength(src)
	}
	if n := bytes.IndexAny(src, ",]} \t\r\n"); n >= 0 {
		return n
	}
	return len(src)
}

func stringLength(src []byte) int {
	for i := 1; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(src)
}
