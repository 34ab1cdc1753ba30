package codeview

import (
	"strings"

	"charm.land/lipgloss/v2"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// tab is how a tab is shown: programs in Go are indented with it.
const tab = "    "

// continuation is the indent of a line that goes on.
const continuation = "  "

// piece is a part of a program of one kind.
type piece struct {
	kind kind
	text string
}

// pieces tells the parts of a program apart. Joined, they are the program.
func pieces(language, code string) []piece {
	rules := syntaxOf(language)
	var found []piece
	start := 0
	add := func(k kind, from, to int) {
		if from > start {
			found = append(found, piece{plain, code[start:from]})
		}
		found = append(found, piece{k, code[from:to]})
		start = to
	}
	for i := 0; i < len(code); {
		k, length := rules.next(code[i:])
		if k != plain {
			add(k, i, i+length)
		}
		i += length
	}
	if start < len(code) {
		found = append(found, piece{plain, code[start:]})
	}
	return found
}

// next is the kind and length of what code starts with.
func (s syntax) next(code string) (k kind, length int) {
	for _, b := range s.blocks {
		if strings.HasPrefix(code, b[0]) {
			return comment, until(code, len(b[0]), b[1])
		}
	}
	for _, c := range s.comments {
		if strings.HasPrefix(code, c) {
			return comment, until(code, len(c), "\n")
		}
	}
	for _, d := range s.strings {
		if strings.HasPrefix(code, d.open) {
			return literal, d.length(code)
		}
	}
	if !isWord(code[0]) {
		return plain, 1
	}
	length = 1
	for length < len(code) && isWord(code[length]) {
		length++
	}
	switch {
	case '0' <= code[0] && code[0] <= '9':
		return number, length
	case s.keywords[code[:length]]:
		return keyword, length
	default:
		return plain, length
	}
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// until is where the first end after from ends, or the whole length.
func until(code string, from int, end string) int {
	if i := strings.Index(code[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(code)
}

// length is how long the literal is that code starts with.
func (d delimiters) length(code string) int {
	for i := len(d.open); i < len(code); i++ {
		switch {
		case d.escape != 0 && code[i] == d.escape:
			i++
		case strings.HasPrefix(code[i:], d.close):
			return i + len(d.close)
		}
	}
	return len(code)
}

// Lines are the lines of a program in a language of package snippet, with its parts
// in the colours of their roles. Lines that are too long go on below.
func Lines(styles *theme.Styles, language, code string, width int) []string {
	if width <= 0 {
		return nil
	}
	inks := map[kind]text.Pen{}
	for k, style := range map[kind]lipgloss.Style{
		plain: styles.Text, keyword: styles.JSONLiteral, literal: styles.JSONString, number: styles.JSONNumber, comment: styles.Muted,
	} {
		inks[k] = text.NewPen(style)
	}
	p := printer{width: width, escaped: text.NewPen(styles.Escaped)}
	for _, piece := range pieces(language, strings.TrimRight(code, "\n")) {
		for i, part := range strings.Split(piece.text, "\n") {
			if i > 0 {
				p.flush()
			}
			p.write(inks[piece.kind], part)
		}
	}
	p.flush()
	return p.lines
}

// printer lays out lines.
type printer struct {
	width   int
	escaped text.Pen
	lines   []string
	line    strings.Builder
	used    int
}

// write adds a part of a line. Characters that are not ASCII could be such that must
// not reach the terminal.
func (p *printer) write(ink text.Pen, part string) {
	for part != "" {
		n := strings.IndexFunc(part, func(c rune) bool { return c < ' ' || c > '~' })
		switch {
		case n < 0:
			n = len(part)
			fallthrough
		case n > 0:
			p.put(ink, part[:n])
		default:
			if n = strings.IndexFunc(part, func(c rune) bool { return ' ' <= c && c <= '~' }); n < 0 {
				n = len(part)
			}
			p.foreign(ink, part[:n])
		}
		part = part[n:]
	}
}

func (p *printer) foreign(ink text.Pen, part string) {
	if tabs := len(part) - len(strings.TrimLeft(part, "\t")); tabs > 0 {
		p.put(ink, strings.Repeat(tab, tabs))
		part = part[tabs:]
	}
	for _, segment := range safetext.Segments(safetext.Visible(part)) {
		if segment.Escaped {
			p.put(p.escaped, segment.Text)
			continue
		}
		p.put(ink, segment.Text)
	}
}

// put adds what may be shown, and goes on below where the line ends.
func (p *printer) put(ink text.Pen, visible string) {
	indent := continuation
	if p.width <= 2*len(continuation) {
		indent = ""
	}
	for i, part := range text.Chunk(visible, p.width-p.used, p.width-len(indent)) {
		if i > 0 {
			p.flush()
			p.line.WriteString(indent)
			p.used = len(indent)
		}
		ink.Write(&p.line, part)
		p.used += text.Width(part)
	}
}

func (p *printer) flush() {
	p.lines = append(p.lines, p.line.String())
	p.line.Reset()
	p.used = 0
}
