package formkit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"coveotoken/jwtview/safetext"
)

// mostMarks is how many combining marks a character may have in a field: more are drawn
// over the lines around it.
const mostMarks = 4

// clean leaves out the characters that a field cannot show: those that act on the
// terminal, reorder text or are invisible, and towers of marks.
func clean(text string) string {
	kept, _ := sift(text)
	return kept
}

// sift is clean that also counts what it left out.
func sift(text string) (kept string, dropped int) {
	marks := 0
	kept = strings.Map(func(r rune) rune {
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if r == utf8.RuneError || safetext.Hidden(r) || marks > mostMarks {
			dropped++
			return -1
		}
		return r
	}, text)
	return kept, dropped
}

// CleanPaste makes pasted text fit for one line. Line breaks and tabs inside become
// spaces and never act as keys; the note says what else was left out.
func CleanPaste(content string) (text, note string) {
	content = strings.TrimSpace(content)
	content = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(content)
	text, dropped := sift(content)
	if len(text) > maxLength {
		text = text[:maxLength]
		for !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
		return text, fmt.Sprintf("only the first %d bytes of what was pasted were kept", len(text))
	}
	if dropped > 0 {
		note = fmt.Sprintf("%d invisible characters were left out of what was pasted", dropped)
	}
	return text, note
}
