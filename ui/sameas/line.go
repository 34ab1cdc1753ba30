// Package sameas writes the command lines that do what is done in the screens, so that
// what was tried by hand can be put into a script. It is pure: a draft or a query goes
// in, words for a shell come out. No key and no token is ever part of a line, and what
// a command line cannot say is said in sentences beside it.
package sameas

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
)

// program is the first word of every line.
const program = "coveo-token"

// Line is a command line.
type Line struct {
	// Args are the words after the program's name, unquoted.
	Args []string
	// Notes are sentences about what the line does not say, and what to do about it.
	// They are safe to show.
	Notes []string
}

// Doer is a screen that knows the command which does what it did last.
type Doer interface {
	// SameAs gives the command; ok is false while nothing was done.
	SameAs() (line Line, ok bool)
}

// String writes the line for a POSIX shell. Control characters and whatever else cannot
// be seen are escaped in $'…', which bash, zsh and ksh read, so that the line is safe to
// show and to paste.
func (l Line) String() string { return strings.Join(l.words(), " ") }

// Wrap is the line in rows of a width, broken between words where they fit.
func (l Line) Wrap(width int) []string {
	rows := []string{""}
	for _, word := range l.words() {
		last := &rows[len(rows)-1]
		switch {
		case *last == "":
			*last = word
		case ansi.StringWidth(*last)+1+ansi.StringWidth(word) <= width:
			*last += " " + word
		default:
			rows = append(rows, word)
		}
	}
	return strings.Split(ansi.Hardwrap(strings.Join(rows, "\n"), max(1, width), true), "\n")
}

// words are the words of the line, quoted.
func (l Line) words() []string {
	words := []string{program}
	for _, argument := range l.Args {
		words = append(words, Quote(argument))
	}
	return words
}

// flag adds a flag with its value, unless the value is empty or seems to be a secret.
func (l *Line) flag(name, value string) {
	switch {
	case value == "":
	case looksSecret(value):
		l.note("--%s is left out: what was typed for it looks like a key or token.", name)
	case strings.HasPrefix(value, "-"):
		l.Args = append(l.Args, "--"+name+"="+value)
	default:
		l.Args = append(l.Args, "--"+name, value)
	}
}

// note adds a sentence, in which values from outside are made safe.
func (l *Line) note(format string, values ...any) {
	l.Notes = append(l.Notes, safetext.Visible(new(safetext.Redactor).Redact(fmt.Sprintf(format, values...))))
}

// looksSecret reports whether a text holds what looks like a key or token. Its parts are
// looked at one by one too, as the program does with its arguments.
func looksSecret(text string) bool {
	var patterns safetext.Redactor
	if patterns.Redact(text) != text {
		return true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`:=&"'`, r) })
	for _, part := range parts {
		if patterns.Redact(part) != part {
			return true
		}
	}
	return false
}

// Quote quotes a word for a POSIX shell where it needs to be. The result is one line
// that is safe to show.
func Quote(word string) string {
	if word != "" && word[0] != '-' && word[0] != '=' && !strings.ContainsFunc(word, special) || isFlag(word) {
		return word
	}
	quoted := "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	if safetext.Visible(quoted) == quoted {
		return quoted
	}
	return escaped(word)
}

// isFlag reports whether a word is a flag of ours, with or without a plain value.
func isFlag(word string) bool {
	return strings.HasPrefix(word, "-") && !strings.ContainsFunc(word, func(r rune) bool { return special(r) && r != '=' })
}

// special reports whether a character means, or may mean, something to a shell.
func special(r rune) bool {
	plain := r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/._-+@:,%", r))
	return !plain
}

// escaped writes a word in $'…' with everything but printable ASCII in octal, which
// nothing takes for an escape of another kind.
func escaped(word string) string {
	var text strings.Builder
	text.WriteString("$'")
	for i := range len(word) {
		if b := word[i]; b < ' ' || b > '~' || b == '\'' || b == '\\' {
			fmt.Fprintf(&text, `\%03o`, b)
		} else {
			text.WriteByte(b)
		}
	}
	text.WriteString("'")
	return text.String()
}
