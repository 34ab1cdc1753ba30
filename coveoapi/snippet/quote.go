package snippet

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"coveotoken/jwtview/safetext"
)

// stringRules are how a language writes a string literal. Hidden characters, which
// could pass unseen or reorder the code around them, are always escaped.
type stringRules struct {
	delimiter byte
	// special are further characters that a backslash makes ordinary.
	special string
	// ascii says that everything else than ASCII is escaped too.
	ascii bool
	// escape writes a character that is not to stand as itself.
	escape func(rune) string
}

// quote gives the literal of a text. Bytes that are not UTF-8 become U+FFFD, as in
// JSON.
func (r stringRules) quote(text string) string {
	var b strings.Builder
	b.WriteByte(r.delimiter)
	for _, c := range text {
		switch {
		case c == '\n':
			b.WriteString(`\n`)
		case c == rune(r.delimiter), c == '\\', strings.ContainsRune(r.special, c):
			b.WriteByte('\\')
			b.WriteRune(c)
		case safetext.Hidden(c), r.ascii && c >= utf8.RuneSelf:
			b.WriteString(r.escape(c))
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte(r.delimiter)
	return b.String()
}

// units writes a character as \uXXXX, twice for those above U+FFFF.
func units(c rune) string {
	if high, low := utf16.EncodeRune(c); high != utf8.RuneError {
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	}
	return fmt.Sprintf(`\u%04x`, c)
}

// longUnits writes a character as \uXXXX or \UXXXXXXXX.
func longUnits(c rune) string {
	if c > 0xffff {
		return fmt.Sprintf(`\U%08x`, c)
	}
	return fmt.Sprintf(`\u%04x`, c)
}

// javaUnits is units, but for control characters: Java reads \u000d before it looks
// for literals, as a line break inside of one.
func javaUnits(c rune) string {
	if c < ' ' {
		return fmt.Sprintf(`\%03o`, c)
	}
	return units(c)
}

func quoteJavaScript(text string) string {
	return stringRules{delimiter: '\'', escape: units}.quote(text)
}

func quotePython(text string) string {
	return stringRules{delimiter: '"', escape: longUnits}.quote(text)
}

func quoteGo(text string) string {
	return stringRules{delimiter: '"', escape: longUnits}.quote(text)
}

// quoteJava writes ASCII only: Java 17 reads its source in the locale's encoding.
func quoteJava(text string) string {
	return stringRules{delimiter: '"', ascii: true, escape: javaUnits}.quote(text)
}

func quoteCSharp(text string) string {
	return stringRules{delimiter: '"', escape: units}.quote(text)
}

func quoteApex(text string) string {
	return stringRules{delimiter: '\'', escape: units}.quote(text)
}

// quotePHP takes single quotes, where nothing but they and the backslash is special,
// unless something has to be escaped.
func quotePHP(text string) string {
	if strings.ContainsFunc(text, safetext.Hidden) || !utf8.ValidString(text) {
		escape := func(c rune) string { return fmt.Sprintf(`\u{%x}`, c) }
		return stringRules{delimiter: '"', special: "$", escape: escape}.quote(text)
	}
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}

// plainHTTP is what stands in an HTTP request: it has no quotes. What could end the
// line, or start a variable of an editor, is escaped as in a URL.
func plainHTTP(text string) string {
	var b strings.Builder
	for _, c := range text {
		if safetext.Hidden(c) || c == ' ' || c == '{' || c == '}' {
			for _, octet := range []byte(string(c)) {
				fmt.Fprintf(&b, "%%%02X", octet)
			}
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}
