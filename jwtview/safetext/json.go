package safetext

import "unicode/utf8"

// EscapeJSON rewrites valid JSON text so that the characters Visible would escape
// appear as \uXXXX, in surrogate pairs above U+FFFF. The result is valid JSON with
// the same meaning. Bytes that are not UTF-8 become U+FFFD, as every reader makes
// of them. Line feeds and tabs between values stay; carriage returns become spaces.
// When there is nothing to do, the input itself comes back.
func EscapeJSON(json []byte) []byte {
	if layout(json) == len(json) {
		return json
	}
	dst := make([]byte, 0, len(json)+len(json)/4+16)
	return appendJSON(dst, string(json), false)
}

// AppendJSONString appends s as a JSON string literal, escaped as EscapeJSON does.
// A surrogate in its three-byte form becomes the \uD800 it came from.
func AppendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	return append(appendJSON(dst, s, true), '"')
}

// layout is the length of the leading ASCII text that EscapeJSON leaves alone.
func layout(json []byte) int {
	for i, c := range json {
		if c-0x20 >= 0x7F-0x20 && c != '\n' && c != '\t' {
			return i
		}
	}
	return len(json)
}

// appendJSON appends s with its dangerous characters escaped. Within a literal,
// quotes, backslashes, line feeds and tabs are escaped too.
func appendJSON(dst []byte, s string, literal bool) []byte {
	var marks stack
	for i := 0; i < len(s); {
		if n := plainJSON(s[i:], literal); n > 0 {
			dst = append(dst, s[i:i+n]...)
			i += n
			marks.based, marks.marks = s[i-1] != '"', 0 // no mark on the quote itself
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if literal {
			r, n = decode(s[i:])
		}
		switch {
		case r < 0x20:
			dst = appendControl(dst, r, literal)
			marks.escaped()
		case r < utf8.RuneSelf && r != 0x7F: // a quote or backslash of a literal
			dst = append(dst, '\\', byte(r))
			marks.base()
		case Hidden(r), combining(r) && !marks.take():
			dst = appendUTF16(dst, r)
			marks.escaped()
		default:
			dst = utf8.AppendRune(dst, r) // U+FFFD for a byte that is not UTF-8
			if !combining(r) {
				marks.base()
			}
		}
		i += n
	}
	return dst
}

// plainJSON is the length of the leading printable ASCII text, which in a literal
// stops at quotes and backslashes.
func plainJSON(s string, literal bool) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c-0x20 >= 0x7F-0x20 || literal && (c == '"' || c == '\\') {
			return i
		}
	}
	return len(s)
}

func appendControl(dst []byte, r rune, literal bool) []byte {
	switch {
	case literal && r == '\n':
		return append(dst, `\n`...)
	case literal && r == '\t':
		return append(dst, `\t`...)
	case literal && r == '\r':
		return append(dst, `\r`...)
	case !literal && (r == '\n' || r == '\t'):
		return append(dst, byte(r))
	case !literal && r == '\r':
		return append(dst, ' ')
	}
	return appendUTF16(dst, r)
}

// appendUTF16 appends \uXXXX, or two of them. It does not use the utf16 package,
// because a lone surrogate must stay what it is.
func appendUTF16(dst []byte, r rune) []byte {
	if r >= 0x10000 {
		r -= 0x10000
		dst = appendUTF16(dst, 0xD800+r>>10)
		r = 0xDC00 + r&0x3FF
	}
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', hex[r>>12&0xF], hex[r>>8&0xF], hex[r>>4&0xF], hex[r&0xF])
}
