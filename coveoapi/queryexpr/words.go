package queryexpr

import (
	"strings"
	"unicode"
)

// Words splits a text into the words that free text is matched by: runs of letters
// and digits, in lower case and without Latin accents; each ideograph is a word.
func Words(text string) []string {
	var words []string
	EachWord(text, func(word string, _, _ int) { words = append(words, word) })
	return words
}

// EachWord calls visit for each word of a text with the bytes that it spans.
func EachWord(text string, visit func(word string, start, end int)) {
	start := -1
	for i, r := range text {
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if start >= 0 && (!inWord || isIdeograph(r)) {
			visit(foldWord(text[start:i]), start, i)
			start = -1
		}
		switch {
		case isIdeograph(r):
			visit(string(r), i, i+len(string(r)))
		case inWord && start < 0:
			start = i
		}
	}
	if start >= 0 {
		visit(foldWord(text[start:]), start, len(text))
	}
}

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// foldWord lowers a word and takes the accents from its Latin letters.
func foldWord(word string) string {
	for i := range len(word) {
		if word[i] >= 0x80 || word[i] >= 'A' && word[i] <= 'Z' {
			return strings.Map(foldRune, strings.ToLower(word))
		}
	}
	return word
}

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case unicode.Is(unicode.Mn, r):
		return -1
	case r >= 'à' && r <= 'å':
		return 'a'
	case r == 'ç':
		return 'c'
	case r >= 'è' && r <= 'ë':
		return 'e'
	case r >= 'ì' && r <= 'ï':
		return 'i'
	case r == 'ñ':
		return 'n'
	case r >= 'ò' && r <= 'ö' || r == 'ø':
		return 'o'
	case r >= 'ù' && r <= 'ü':
		return 'u'
	case r == 'ý' || r == 'ÿ':
		return 'y'
	default:
		return r
	}
}
