package jwtview

import (
	"unicode/utf8"

	"coveotoken/jwtview/safetext"
)

// AppendIndented appends v as JSON for people: one element a line, order and
// duplicates and the digits of numbers kept, everything dangerous escaped as
// safetext.EscapeJSON does. What was elided for its depth is a text in its place. A
// nil v is null.
//
// The indentation is two spaces, or less where it would be most of the output: the
// result stays in proportion to the source, whatever its nesting.
func AppendIndented(dst []byte, v *Value) []byte {
	return printer{indent: indentFor(v)}.append(dst, v, 0)
}

// AppendCompact appends v as JSON on one line, with a space after commas and colons.
func AppendCompact(dst []byte, v *Value) []byte {
	return printer{oneLine: true}.append(dst, v, 0)
}

// printer writes values as JSON.
type printer struct {
	oneLine bool
	indent  int    // spaces for each level
	margin  string // before every line but the first
	bytes   bool   // show bytes that are not UTF-8, which JSON cannot
}

const spaces = "                "

func (p printer) newline(dst []byte, depth int) []byte {
	if p.oneLine {
		return dst
	}
	dst = append(dst, '\n')
	dst = append(dst, p.margin...)
	for n := p.indent * depth; n > 0; n -= len(spaces) {
		dst = append(dst, spaces[:min(n, len(spaces))]...)
	}
	return dst
}

func (p printer) append(dst []byte, v *Value, depth int) []byte {
	switch {
	case v == nil:
		return append(dst, "null"...)
	case v.Kind == String && p.bytes && !utf8.ValidString(v.Text):
		return append(safetext.AppendVisible(append(dst, '"'), v.Text), '"')
	case v.Kind == String, v.Kind == Elided:
		return safetext.AppendJSONString(dst, v.Text)
	case v.Kind == Array:
		return p.list(dst, '[', ']', len(v.Items), depth, func(dst []byte, i int) []byte {
			return p.append(dst, v.Items[i], depth+1)
		})
	case v.Kind == Object:
		return p.list(dst, '{', '}', len(v.Members), depth, func(dst []byte, i int) []byte {
			dst = safetext.AppendJSONString(dst, v.Members[i].Name)
			dst = append(dst, ": "...)
			return p.append(dst, v.Members[i].Value, depth+1)
		})
	}
	return append(dst, v.Text...)
}

// list writes n elements between brackets.
func (p printer) list(dst []byte, open, closing byte, n, depth int, element func([]byte, int) []byte) []byte {
	dst = append(dst, open)
	for i := range n {
		if i > 0 {
			dst = append(dst, ',')
			if p.oneLine {
				dst = append(dst, ' ')
			}
		}
		dst = p.newline(dst, depth+1)
		dst = element(dst, i)
	}
	if n > 0 {
		dst = p.newline(dst, depth)
	}
	return append(dst, closing)
}

// indentFor chooses how far each level is indented.
func indentFor(v *Value) int {
	const usual, free = 2, 16 << 10 // what little output may spend on spaces
	size, levels := measure(v, 0)
	for indent := usual; indent > 0; indent-- {
		if indent*levels <= size+free {
			return indent
		}
	}
	return 0
}

// measure gives about how many bytes v has without indentation, and the sum of the
// levels by which its lines would be indented.
func measure(v *Value, depth int) (size, levels int) {
	if v == nil {
		return 0, 0
	}
	size = len(v.Text) + 1
	element := func(name string, item *Value) {
		s, l := measure(item, depth+1)
		size += s + len(name) + 1
		levels += l + depth + 1
	}
	for _, item := range v.Items {
		element("", item)
	}
	for _, m := range v.Members {
		element(m.Name, m.Value)
	}
	if len(v.Items)+len(v.Members) > 0 {
		levels += depth
	}
	return size, levels
}

// fits reports whether v is short enough to be shown on one line of width bytes.
func fits(v *Value, width int) bool { return room(v, width) >= 0 }

// room is what is left of width after v, or negative as soon as it is used up.
func room(v *Value, width int) int {
	if v == nil {
		return width
	}
	const quotes, separators = 2, 4
	width -= len(v.Text) + quotes
	for _, item := range v.Items {
		if width -= quotes; width < 0 {
			return width
		}
		width = room(item, width)
	}
	for _, m := range v.Members {
		if width -= len(m.Name) + separators; width < 0 {
			return width
		}
		width = room(m.Value, width)
	}
	return width
}
