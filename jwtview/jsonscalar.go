package jwtview

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a string literal. Text without escapes shares the source's memory.
func (r *reader) string() (string, *SyntaxError) {
	r.at++
	start, ascii := r.at, true
	for r.at < len(r.src) {
		switch c := r.src[r.at]; {
		case c == '"':
			text := r.src[start:r.at]
			r.at++
			if !ascii {
				r.checkUTF8(text)
			}
			return text, nil
		case c == '\\':
			return r.escapedString(start)
		case c < 0x20:
			return "", r.unexpected("a visible character or an escape such as \\n")
		case c >= utf8.RuneSelf:
			ascii = false
		}
		r.at++
	}
	return "", r.unexpected("the closing quote")
}

// escapedString reads on in a literal that has an escape at the current byte.
func (r *reader) escapedString(start int) (string, *SyntaxError) {
	text := append(make([]byte, 0, 2*(r.at-start)+16), r.src[start:r.at]...)
	for r.at < len(r.src) {
		c := r.src[r.at]
		switch {
		case c == '"':
			r.checkUTF8(r.src[start:r.at])
			r.at++
			return string(text), nil
		case c < 0x20:
			return "", r.unexpected("a visible character or an escape such as \\n")
		case c == '\\':
			var err *SyntaxError
			if text, err = r.escape(text); err != nil {
				return "", err
			}
			continue
		}
		text = append(text, c)
		r.at++
	}
	return "", r.unexpected("the closing quote")
}

// escape appends what the escape at the current byte stands for.
func (r *reader) escape(text []byte) ([]byte, *SyntaxError) {
	const letters, meaning = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	r.at++
	if r.at < len(r.src) {
		if i := strings.IndexByte(letters, r.src[r.at]); i >= 0 {
			r.at++
			return append(text, meaning[i]), nil
		}
	}
	if r.at >= len(r.src) || r.src[r.at] != 'u' {
		return nil, r.unexpected(`one of "\/bfnrtu after the backslash`)
	}
	high, err := r.hex4()
	if err != nil {
		return nil, err
	}
	if !utf16.IsSurrogate(high) {
		return utf8.AppendRune(text, high), nil
	}
	if strings.HasPrefix(r.src[r.at:], `\u`) {
		mark := r.at
		r.at++
		low, err := r.hex4()
		if err != nil {
			return nil, err
		}
		if pair := utf16.DecodeRune(high, low); pair != utf8.RuneError {
			return utf8.AppendRune(text, pair), nil
		}
		r.at = mark // low stands for itself
	}
	r.notes.problemf("lone_surrogate", func() string {
		return fmt.Sprintf("A text in the %s has \\u%04x, half of a character without the other half. Most readers replace it silently.", r.part, high)
	})
	return append(text, 0xE0|byte(high>>12), 0x80|byte(high>>6&0x3F), 0x80|byte(high&0x3F)), nil
}

// hex4 reads the u at the current byte and four hexadecimal digits.
func (r *reader) hex4() (rune, *SyntaxError) {
	r.at++
	var code rune
	for range 4 {
		var digit byte
		if r.at < len(r.src) {
			digit = r.src[r.at]
		}
		switch {
		case '0' <= digit && digit <= '9':
			digit -= '0'
		case 'a' <= digit|0x20 && digit|0x20 <= 'f':
			digit = digit | 0x20 - 'a' + 10
		default:
			return 0, r.unexpected("a hexadecimal digit")
		}
		code = code<<4 | rune(digit)
		r.at++
	}
	return code, nil
}

// checkUTF8 notes when the source of a text is not UTF-8.
func (r *reader) checkUTF8(source string) {
	if !utf8.ValidString(source) {
		r.notes.problem("invalid_utf8", "A text in the "+r.part+" has bytes that are not UTF-8. Most readers replace them silently by U+FFFD.")
	}
}

// scalar reads a number, true, false or null.
func (r *reader) scalar() (ValueKind, string, *SyntaxError) {
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(r.src[r.at:], word) {
			r.at += len(word)
			if word == "null" {
				return Null, word, nil
			}
			return Bool, word, nil
		}
	}
	start := r.at
	if err := r.number(); err != nil {
		return 0, "", err
	}
	return Number, r.src[start:r.at], nil
}

// number moves past a number: -? (0 | 1-9 digits) (. digits)? (e ±? digits)?
func (r *reader) number() *SyntaxError {
	if !r.takeAny("-") && (r.at >= len(r.src) || r.src[r.at] < '0' || r.src[r.at] > '9') {
		return r.unexpected("a value")
	}
	if !r.takeAny("0") && !r.takeDigits() {
		return r.unexpected("a digit")
	}
	if r.takeAny(".") && !r.takeDigits() {
		return r.unexpected("a digit")
	}
	if r.takeAny("eE") {
		r.takeAny("+-")
		if !r.takeDigits() {
			return r.unexpected("a digit")
		}
	}
	return nil
}

// takeAny takes one byte if it is in the set.
func (r *reader) takeAny(set string) bool {
	if r.at < len(r.src) && strings.IndexByte(set, r.src[r.at]) >= 0 {
		r.at++
		return true
	}
	return false
}

// takeDigits takes a run of digits and reports whether there were any.
func (r *reader) takeDigits() bool {
	start := r.at
	for r.at < len(r.src) && '0' <= r.src[r.at] && r.src[r.at] <= '9' {
		r.at++
	}
	return r.at > start
}
