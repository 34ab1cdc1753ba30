package safetext

import (
	"strings"
	"unicode/utf8"
)

// Segment is a piece of visible text.
type Segment struct {
	Text string
	// Escaped is true when Text is one notation for something that cannot be shown
	// as itself. A caller with styles marks it, so that text cannot pose as one.
	Escaped bool
}

// Segments splits text that came from Visible (and perhaps Truncate) into plain
// pieces and notations. Joined, the pieces are the text.
func Segments(visible string) []Segment {
	var pieces []Segment
	start := 0
	for i := 0; i < len(visible); {
		n := notation(visible[i:])
		if n == 0 {
			i++
			continue
		}
		if start < i {
			pieces = append(pieces, Segment{Text: visible[start:i]})
		}
		pieces = append(pieces, Segment{Text: visible[i : i+n], Escaped: true})
		i += n
		start = i
	}
	if start < len(visible) {
		pieces = append(pieces, Segment{Text: visible[start:]})
	}
	return pieces
}

// notation is the length of the notation that s starts with, or 0.
func notation(s string) int {
	if len(s) < 2 {
		return 0
	}
	if s[0] != '\\' {
		if strings.HasPrefix(s, string(newlineMark)) {
			return utf8.RuneLen(newlineMark)
		}
		return 0
	}
	switch s[1] {
	case 't':
		return 2
	case 'x':
		if digits(s[2:], 2, isHex) == 2 {
			return 4
		}
	case 'u':
		return runeNotation(s)
	}
	return 0
}

// runeNotation is the length of \u{HEX} or \u{HEX×COUNT} at the start of s, or 0.
func runeNotation(s string) int {
	const open, times = `\u{`, "×"
	if !strings.HasPrefix(s, open) {
		return 0
	}
	n := digits(s[len(open):], 6, isHex)
	if n == 0 {
		return 0
	}
	n += len(open)
	if strings.HasPrefix(s[n:], times) {
		count := digits(s[n+len(times):], 9, isDecimal)
		if count == 0 {
			return 0
		}
		n += len(times) + count
	}
	if n < len(s) && s[n] == '}' {
		return n + 1
	}
	return 0
}

// digits counts the leading bytes of s that are digits, up to limit.
func digits(s string, limit int, is func(byte) bool) (n int) {
	for n < len(s) && n < limit && is(s[n]) {
		n++
	}
	return n
}

func isDecimal(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool {
	return isDecimal(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
