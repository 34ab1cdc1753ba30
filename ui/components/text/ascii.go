package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// asciiGlyph is what a character of the program's own becomes where only ASCII can be
// shown, as wide as it was; ok is false for other characters.
func asciiGlyph(r rune) (glyph byte, ok bool) {
	switch r {
	case '─', '–', '—', '▏':
		return '-', true
	case '│':
		return '|', true
	case '✓', '±':
		return '+', true
	case '✗', '×':
		return 'x', true
	case '·', '░':
		return '.', true
	case '•', '●', '◐':
		return '*', true
	case '█', '≠':
		return '#', true
	case '…', '≈':
		return '~', true
	case '▸', '→', '›', '»':
		return '>', true
	case '◂', '←', '‹', '«':
		return '<', true
	case '↑':
		return '^', true
	case '↓':
		return 'v', true
	case '“', '”':
		return '"', true
	case '‘', '’':
		return '\'', true
	case '⏎':
		return '$', true
	}
	return 0, false
}

// ASCII writes a frame, which may be styled, in ASCII alone, for terminals that show
// nothing else. Every character keeps its width: the program's own become signs that
// are still told apart, others a question mark for each cell.
func ASCII(frame string) string {
	var b strings.Builder
	b.Grow(len(frame))
	for i := 0; i < len(frame); {
		if frame[i] < 0x80 && (i+1 == len(frame) || frame[i+1] < 0x80) {
			b.WriteByte(frame[i])
			i++
			continue
		}
		cluster, cells := ansi.FirstGraphemeCluster(frame[i:], ansi.GraphemeWidth)
		i += max(1, len(cluster))
		b.WriteString(asciiCluster(cluster, cells))
	}
	return b.String()
}

func asciiCluster(cluster string, cells int) string {
	runes := []rune(cluster)
	if len(runes) == 0 {
		return ""
	}
	if glyph, ok := asciiGlyph(runes[0]); ok && len(runes) == 1 {
		return string(glyph)
	}
	if runes[0] < 0x80 { // with marks on it, or a line break
		return string(runes[0])
	}
	return strings.Repeat("?", cells)
}
