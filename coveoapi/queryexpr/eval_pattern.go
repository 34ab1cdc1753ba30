package queryexpr

import (
	"regexp"
	"strings"
)

// matcher decides an advanced operator on one text. Advanced operators look at the
// words of a value and at the value as a whole, in any case (docs.coveo.com/en/1897).
type matcher func(text string) bool

func (m matcher) matchAny(values []FieldValue) bool {
	for _, value := range values {
		if m(strings.ToLower(value.Text)) {
			return true
		}
		for _, word := range Words(value.Text) {
			if m(word) {
				return true
			}
		}
	}
	return false
}

// pattern compiles the pattern of an advanced operator once.
func (e *Evaluator) pattern(field *Field) matcher {
	compiled, known := e.patterns[field]
	if !known {
		compiled = e.compile(field)
		e.patterns[field] = compiled
	}
	return compiled
}

// maxPattern keeps patterns at a size at which matching costs nothing to speak of.
const maxPattern = 256

func (e *Evaluator) compile(field *Field) matcher {
	pattern := e.patternText(field.Value)
	never := func(string) bool { return false }
	if pattern == "" || len(pattern) > maxPattern {
		return never
	}
	switch field.Op {
	case WildcardMatch:
		return func(text string) bool { return MatchWildcard(strings.ToLower(pattern), text) }
	case FuzzyMatch:
		wanted := strings.ToLower(pattern)
		return func(text string) bool { return EditDistance(wanted, text) <= maxEdits(wanted) }
	case PhoneticMatch:
		wanted := soundex(pattern)
		return func(text string) bool { return soundex(text) == wanted }
	default:
		compiled, err := regexp.Compile("(?i)^(?:" + pattern + ")$")
		if err != nil {
			return never
		}
		return compiled.MatchString
	}
}

// patternText is the text of a value, quoted or not.
func (e *Evaluator) patternText(value Value) string {
	switch v := value.(type) {
	case *Text:
		return v.Value
	case *Number:
		return v.Source
	case *Date:
		return v.Source
	case *Extension:
		return v.text("value")
	case *Object:
		text, _ := e.object(v)
		return text
	default:
		return ""
	}
}

// MatchWildcard matches a text against a pattern in which * stands for any
// characters and ? for one. It takes time proportional to the product of the
// lengths at most.
func MatchWildcard(pattern, text string) bool {
	p, t := []rune(pattern), []rune(text)
	pi, ti, star, resume := 0, 0, -1, 0
	for ti < len(t) {
		switch {
		case pi < len(p) && p[pi] == '*':
			star, resume = pi, ti
			pi++
		case pi < len(p) && (p[pi] == '?' || p[pi] == t[ti]):
			pi++
			ti++
		case star >= 0:
			resume++
			pi, ti = star+1, resume
		default:
			return false
		}
	}
	for pi < len(p) && p[pi] == '*' {
		pi++
	}
	return pi == len(p)
}

// maxEdits is how far apart two words may be and still match fuzzily.
func maxEdits(word string) int {
	if len(word) < 5 {
		return 1
	}
	return 2
}

// EditDistance counts the insertions, deletions and replacements between two texts.
// Of texts whose lengths differ by more than two it only says 3.
func EditDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if difference := len(x) - len(y); difference > 2 || difference < -2 {
		return 3
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			replaced := diagonal
			if x[i] != y[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// soundex codes how an English word sounds (the American Soundex of the US census).
func soundex(text string) string {
	const codes = "01230120022455012623010202" // of a to z; 0 for vowels and h, w, y
	word := strings.Join(Words(text), "")
	code := make([]byte, 0, 4)
	var last byte
	for i := range len(word) {
		letter := word[i]
		if letter < 'a' || letter > 'z' {
			continue
		}
		digit := codes[letter-'a']
		switch {
		case len(code) == 0:
			code = append(code, letter)
		case digit != '0' && digit != last:
			code = append(code, digit)
		}
		if letter != 'h' && letter != 'w' {
			last = digit
		}
		if len(code) == 4 {
			break
		}
	}
	return string(code)
}
