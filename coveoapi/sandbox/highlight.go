package sandbox

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"coveotoken/coveoapi/queryexpr"
)

// highlight is where a sought word stands, in UTF-16 units as JavaScript counts.
type highlight struct {
	Offset int `json:"offset"`
	Length int `json:"length"`
}

// highlights finds the sought words in a text.
func highlights(text string, terms []queryexpr.Term) []highlight {
	found := []highlight{}
	queryexpr.EachWord(text, func(word string, start, end int) {
		if isSought(word, terms) {
			found = append(found, highlight{utf16Length(text[:start]), utf16Length(text[start:end])})
		}
	})
	return found
}

func isSought(word string, terms []queryexpr.Term) bool {
	for _, term := range terms {
		if fits(word, term) {
			return true
		}
	}
	return false
}

func fits(word string, term queryexpr.Term) bool {
	switch term.Match {
	case queryexpr.Exact:
		return word == term.Word
	case queryexpr.Wildcard:
		return queryexpr.MatchWildcard(term.Word, word)
	default:
		return stem(word) == stem(term.Word)
	}
}

func utf16Length(text string) int {
	length := 0
	for _, r := range text {
		length += max(1, utf16.RuneLen(r))
	}
	return length
}

// excerptOf cuts the part of a text, about so many characters, that begins with the
// sentence of the first sought word.
func excerptOf(text string, terms []queryexpr.Term, length int) string {
	length = max(0, length)
	if utf8.RuneCountInString(text) <= length {
		return text
	}
	start, found := 0, false
	queryexpr.EachWord(text, func(word string, at, _ int) {
		if !found && isSought(word, terms) {
			found = true
			start = strings.LastIndexAny(text[:at], ".!?。") + 1
		}
	})
	rest := []rune(strings.TrimSpace(text[start:]))
	if len(rest) <= length {
		return string(rest)
	}
	cut := string(rest[:length])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return cut + " …"
}

// termsToHighlight lists the sought words with the forms in which they occur.
func (s *search) termsToHighlight() map[string][]string {
	forms := map[string][]string{}
	for _, term := range soughtTerms(s.params.Wildcards, s.parts.basic) {
		list := []string{}
		if term.Match == queryexpr.Stemmed {
			list = append(list, s.reader.index.forms[stem(term.Word)]...)
		}
		forms[term.Word] = list
	}
	return forms
}

// absent lists the sought words that a document lacks.
func (s *search) absent(document int, terms []queryexpr.Term) []string {
	absent := []string{}
	for _, term := range terms {
		if _, ok := s.reader.in(term, document); !ok {
			absent = append(absent, term.Word)
		}
	}
	return absent
}
