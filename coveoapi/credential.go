package coveoapi

import (
	"strings"
	"unicode"
)

// CleanCredential takes away what people copy along with an API key or token: the
// name of the header, "Bearer", quotes, punctuation and white space around it, and
// the line breaks, with the white space beside them, of a terminal that wrapped it.
// removed says that it took away more than white space at the ends.
//
// Any other character stays, a space between two words too, so that two things
// copied at once are not taken for one; Usable tells. The credential is zero when
// nothing is left.
func CleanCredential(text string) (credential Secret, removed bool) {
	clean := joinLines(text)
	for before := ""; before != clean; {
		before = clean
		clean = strings.TrimFunc(clean, surroundsCredential)
		for _, lead := range []string{"authorization:", "bearer "} {
			clean = cutPrefixFold(clean, lead)
		}
	}
	if strings.EqualFold(clean, "bearer") {
		clean = ""
	}
	return NewSecret(clean), clean != strings.TrimSpace(text)
}

// joinLines takes out line breaks with the white space beside them; after "Bearer" a
// break stands for the space that belongs there. White space other than the space and
// the tab separates no words either: it comes from web pages.
func joinLines(text string) string {
	var joined strings.Builder
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) && r != ' ' && r != '\t' }) {
		line = strings.Trim(line, " \t")
		joined.WriteString(line)
		if strings.HasSuffix(strings.ToLower(line), "bearer") {
			joined.WriteByte(' ')
		}
	}
	return joined.String()
}

// surroundsCredential reports whether a character at either end of a pasted
// credential is no part of it.
func surroundsCredential(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\"'`“”‘’,;", r)
}

// cutPrefixFold cuts an ASCII prefix in upper or lower case.
func cutPrefixFold(text, prefix string) string {
	if len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
		return text[len(prefix):]
	}
	return text
}

// Usable reports whether the credential has only characters that API keys and tokens
// have, printable ASCII without spaces, and at least one. A Client sends no other.
func (s Secret) Usable() bool { return isToken(s.Reveal()) }
