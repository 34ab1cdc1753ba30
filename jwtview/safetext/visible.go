package safetext

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// newlineMark stands for a line feed.
const newlineMark = '⏎'

const hexDigits = "0123456789ABCDEF"

// Visible makes every character that could act on a terminal or hide itself
// visible in the package's notation, and more than four combining marks on one
// character too. Two different inputs never give the same output. Printable ASCII
// comes back as it is, without an allocation.
func Visible(s string) string {
	n := plain(s)
	if n == len(s) {
		return s
	}
	return string(AppendVisible(make([]byte, 0, len(s)+len(s)/4+16), s))
}

// VisibleLines is Visible for text that may keep its line breaks (LF or CR LF).
func VisibleLines(s string) []string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = Visible(strings.TrimSuffix(line, "\r"))
	}
	return lines
}

// AppendVisible appends what Visible gives for s.
func AppendVisible(dst []byte, s string) []byte {
	var marks stack
	for i := 0; i < len(s); {
		if n := plain(s[i:]); n > 0 {
			dst = append(dst, s[i:i+n]...)
			i += n
			marks.base()
			continue
		}
		r, n := decode(s[i:])
		if combining(r) && !Hidden(r) && !marks.take() {
			count := leading(s[i:], s[i:i+n])
			dst = appendEscape(dst, r, count)
			i += n * count
			marks.escaped()
			continue
		}
		dst = appendShown(dst, s[i:], r, n, &marks)
		i += n
	}
	return dst
}

// appendShown appends the character r that starts s in n bytes, as itself or in
// the notation.
func appendShown(dst []byte, s string, r rune, n int, marks *stack) []byte {
	switch {
	case r == utf8.RuneError && n == 1:
		marks.escaped()
		return appendByte(dst, s[0])
	case r == '\n':
		marks.escaped()
		return utf8.AppendRune(dst, newlineMark)
	case r == '\t':
		marks.escaped()
		return append(dst, `\t`...)
	case r == newlineMark, r == '\\' && notation(s) > 0, Hidden(r):
		marks.escaped()
		return appendEscape(dst, r, 1)
	}
	if !combining(r) {
		marks.base()
	}
	return append(dst, s[:n]...)
}

// leading counts how often s starts with unit, one after the other.
func leading(s, unit string) (count int) {
	for strings.HasPrefix(s, unit) {
		s = s[len(unit):]
		count++
	}
	return count
}

func appendEscape(dst []byte, r rune, count int) []byte {
	dst = append(dst, `\u{`...)
	shift := 12 // four digits at least, as in U+001B
	for r>>shift >= 0x10 {
		shift += 4
	}
	for ; shift >= 0; shift -= 4 {
		dst = append(dst, hexDigits[r>>shift&0xF])
	}
	if count > 1 {
		dst = append(dst, "×"...)
		dst = strconv.AppendInt(dst, int64(count), 10)
	}
	return append(dst, '}')
}

func appendByte(dst []byte, b byte) []byte {
	return append(dst, '\\', 'x', hexDigits[b>>4], hexDigits[b&0xF])
}
