package snippet

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The literals of the languages that have them for everything in JSON.

const (
	phpEmptyObject = "new stdClass()"
	apexObject     = "new Map<String, Object>{"
	apexArray      = "new List<Object>{"
)

func digits(n json.Number) string { return string(n) }

func javaScriptLiterals() *literals {
	return &literals{
		object: always(brackets{"{", "}"}), array: brackets{"[", "]"}, emptyObject: "{}", emptyArray: "[]",
		name: func(name string) string { return javaScriptName(name) + ": " }, text: quoteJavaScript, number: digits,
		yes: "true", no: "false", nobody: "null", step: "  ", lastComma: true,
	}
}

// javaScriptName writes a property: as an identifier where it is one. __proto__ would
// not be a property but the prototype.
func javaScriptName(name string) string {
	switch {
	case name == "__proto__":
		return "['__proto__']"
	case isIdentifier(name):
		return name
	default:
		return quoteJavaScript(name)
	}
}

func isIdentifier(name string) bool {
	for i, c := range name {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

func pythonLiterals() *literals {
	return &literals{
		object: always(brackets{"{", "}"}), array: brackets{"[", "]"}, emptyObject: "{}", emptyArray: "[]",
		name: func(name string) string { return quotePython(name) + ": " }, text: quotePython, number: digits,
		yes: "True", no: "False", nobody: "None", step: "    ", lastComma: true,
	}
}

// phpLiterals writes objects as arrays, as PHP's people do. Where a name looks like a
// number the array would become a list, so that a cast makes it an object.
func phpLiterals() *literals {
	object := func(o object) brackets {
		for _, m := range o {
			if _, err := strconv.Atoi(m.name); err == nil {
				return brackets{"(object) [", "]"}
			}
		}
		return brackets{"[", "]"}
	}
	return &literals{
		object: object, array: brackets{"[", "]"}, emptyObject: phpEmptyObject, emptyArray: "[]",
		name: func(name string) string { return quotePHP(name) + " => " }, text: quotePHP, number: digits,
		yes: "true", no: "false", nobody: "null", step: "    ", lastComma: true,
	}
}

func apexLiterals() *literals {
	return &literals{
		object: always(brackets{apexObject, "}"}), array: brackets{apexArray, "}"},
		emptyObject: apexObject + "}", emptyArray: apexArray + "}",
		name: func(name string) string { return quoteApex(name) + " => " }, text: quoteApex, number: apexNumber,
		yes: "true", no: "false", nobody: "null", step: "    ",
	}
}

// apexNumber marks what does not fit into 32 bits.
func apexNumber(n json.Number) string {
	if _, err := strconv.ParseInt(string(n), 10, 32); err != nil {
		return string(n) + "L"
	}
	return string(n)
}

// The texts of the languages that have long string literals.

// rawGo writes a raw string. A backquote cannot stand in one; in JSON it is in a
// string, where it can be escaped.
func rawGo(text string) string {
	if !json.Valid([]byte(text)) {
		return quoteGo(text)
	}
	return "`" + strings.ReplaceAll(text, "`", `\u0060`) + "`"
}

// javaTextBlock writes a text block, in ASCII.
func javaTextBlock(text string) string {
	const indent = "\n            "
	if !json.Valid([]byte(text)) {
		return quoteJava(text)
	}
	block := strings.ReplaceAll(asciiJSON(text), `\`, `\\`)
	return `"""` + indent + strings.ReplaceAll(block, "\n", indent) + `"""`
}

// asciiJSON escapes everything in JSON text that is not ASCII.
func asciiJSON(text string) string {
	var b strings.Builder
	for _, c := range text {
		if c >= utf8.RuneSelf {
			b.WriteString(units(c))
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// verbatimCSharp writes a verbatim string, in which only quotes are doubled.
func verbatimCSharp(text string) string {
	if !json.Valid([]byte(text)) {
		return quoteCSharp(text)
	}
	return `@"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// bodyHTTP writes a body as it is, but for what an editor takes as a variable: two
// braces, which in JSON laid out stand together only in strings.
func bodyHTTP(text string) string {
	return strings.ReplaceAll(text, "{{", `{\u007b`)
}
