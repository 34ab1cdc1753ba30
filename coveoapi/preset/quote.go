package preset

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer writes YAML.
type writer struct{ strings.Builder }

// quote writes a text as a YAML scalar of one line that means this text to every
// reader of YAML: as it stands where nothing in it has a meaning of its own, else
// between quotes.
func quote(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	switch {
	case isPlain(text):
		return text
	case isPrintable(text):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	default:
		return escaped(text)
	}
}

// isPlain reports whether a text is a name, an address, a path or a time.
func isPlain(text string) bool {
	if !regexp.MustCompile(`^([A-Za-z][A-Za-z0-9 ._/@:+-]*|[0-9]+[smhd])$`).MatchString(text) {
		return false
	}
	if strings.Contains(text, ": ") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, " ") {
		return false
	}
	switch strings.ToLower(text) {
	case "y", "yes", "n", "no", "true", "false", "on", "off", "null", "nan", "inf":
		return false // which readers take for something else than a text
	}
	return true
}

// isPrintable reports whether single quotes are enough.
func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// escaped writes a text between double quotes, with whatever cannot be seen escaped.
func escaped(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteString(`\` + string(r))
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\t':
			out.WriteString(`\t`)
		case unicode.IsPrint(r):
			out.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&out, `\U%08x`, r)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// standsAlone reports whether lines keep their form as a YAML block.
func standsAlone(text string, lines []string) bool {
	if !utf8.ValidString(text) || strings.HasPrefix(text, " ") || strings.HasSuffix(text, "\n\n") {
		return false
	}
	for _, line := range lines {
		if line == "" || !isPrintable(line) || strings.HasSuffix(line, " ") {
			return false
		}
	}
	return true
}
