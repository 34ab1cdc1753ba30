package safetext

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks may stand on one character. Vietnamese and
// pointed Hebrew need three; a tower of more paints over the neighbouring lines.
const maxMarks = 4

// Hidden reports whether a character is never shown as itself: it acts on a
// terminal, reorders text, or leaves no ink by which a reader could notice it.
// These are all characters that Go does not call printable (control, format,
// separators other than the space, private use, surrogates, unassigned) and the
// printable ones without ink.
func Hidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r < 0x20 || r == 0x7F
	}
	return !strconv.IsPrint(r) || inkless(r)
}

// inkless reports the marks, letters and symbols that are drawn as nothing:
// fillers, the blank Braille cell, inherent vowels and variation selectors.
func inkless(r rune) bool {
	switch {
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0,
		r == 0x2800, r == 0x17B4, r == 0x17B5, r == 0x16FE4, r == 0x1D159,
		0x180B <= r && r <= 0x180F,
		0xFE00 <= r && r <= 0xFE0F,
		0xE0100 <= r && r <= 0xE01EF:
		return true
	}
	return false
}

// firstMark is the lowest combining mark of Unicode; below it no table is read.
const firstMark = 0x0300

func combining(r rune) bool {
	return r >= firstMark && unicode.Is(unicode.M, r)
}

// stack counts the combining marks on the character before.
type stack struct {
	based bool // a visible character stands before, so a mark has its place
	marks int
}

func (k *stack) base()    { k.based, k.marks = true, 0 }
func (k *stack) escaped() { k.based, k.marks = false, 0 }

// take reports whether one more mark may be shown on the character before.
func (k *stack) take() bool {
	if !k.based || k.marks >= maxMarks {
		return false
	}
	k.marks++
	return true
}

// decode is utf8.DecodeRuneInString that also reads a surrogate in its three-byte
// form, which is how jwtview keeps an unpaired \uD800 of JSON.
func decode(s string) (r rune, n int) {
	r, n = utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 && len(s) >= 3 &&
		s[0] == 0xED && s[1]&0xE0 == 0xA0 && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

// plain is the length of the leading printable ASCII text without a backslash.
func plain[T string | []byte](s T) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c-0x20 >= 0x7F-0x20 || c == '\\' {
			return i
		}
	}
	return len(s)
}
