package recorded

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sentence is a command line taken apart as a shell does.
type sentence struct {
	words []string
	// expands says that the shell would have filled something in, which is left as it
	// stands; more says that other commands follow.
	expands, more bool
}

// errUnclosed is a command whose end is missing.
func errUnclosed() error {
	return inputError("ends inside of a quote", "Copy the whole command.")
}

// posixReader takes a command apart as bash does (Bash manual, section 3.1.2), and
// carries nothing out.
type posixReader struct {
	text string
	at   int
	word strings.Builder
	// open says that a word has begun, if with nothing in it.
	open bool
	out  sentence
}

func posixWords(text string) (sentence, error) {
	r := &posixReader{text: text}
	for r.at < len(r.text) {
		more, err := r.next()
		if err != nil {
			return sentence{}, err
		}
		if !more {
			r.out.more = strings.TrimSpace(r.text[r.at:]) != ""
			break
		}
	}
	r.end()
	return r.out, nil
}

// next reads a character or what is quoted, and reports whether the command goes on.
func (r *posixReader) next() (more bool, err error) {
	c := r.text[r.at]
	r.at++
	switch c {
	case ' ', '\t', '\r':
		r.end()
	case '\n', ';', '|', '&', '<', '>':
		return false, nil
	case '\\':
		r.escaped()
	case '\'':
		return true, r.single()
	case '"':
		return true, r.double()
	case '$':
		if strings.HasPrefix(r.text[r.at:], "'") {
			r.at++
			return true, r.ansi()
		}
		r.dollar()
	default:
		r.out.expands = r.out.expands || c == '`'
		r.put(c)
	}
	return true, nil
}

func (r *posixReader) put(c byte) {
	r.open = true
	r.word.WriteByte(c)
}

func (r *posixReader) end() {
	if r.open {
		r.out.words = append(r.out.words, r.word.String())
	}
	r.word.Reset()
	r.open = false
}

// escaped reads the character after a backslash; a line end goes away with it.
func (r *posixReader) escaped() {
	switch rest := r.text[r.at:]; {
	case strings.HasPrefix(rest, "\r\n"):
		r.at += 2
	case strings.HasPrefix(rest, "\n"):
		r.at++
	case rest != "":
		r.put(rest[0])
		r.at++
	}
}

// dollar keeps a dollar sign, and notes where a shell would have put a value.
func (r *posixReader) dollar() {
	if rest := r.text[r.at:]; rest != "" && (rest[0] == '{' || rest[0] == '(' || rest[0] == '_' || isLetter(rest[0])) {
		r.out.expands = true
	}
	r.put('$')
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func (r *posixReader) single() error {
	end := strings.IndexByte(r.text[r.at:], '\'')
	if end < 0 {
		return errUnclosed()
	}
	r.open = true
	r.word.WriteString(r.text[r.at : r.at+end])
	r.at += end + 1
	return nil
}

func (r *posixReader) double() error {
	r.open = true
	for r.at < len(r.text) {
		c := r.text[r.at]
		r.at++
		switch c {
		case '"':
			return nil
		case '$':
			r.dollar()
		case '\\':
			if rest := r.text[r.at:]; rest != "" && strings.IndexByte("$`\"\\\r\n", rest[0]) < 0 {
				r.put('\\')
			}
			r.escaped()
		default:
			r.out.expands = r.out.expands || c == '`'
			r.put(c)
		}
	}
	return errUnclosed()
}

// ansi reads $'…', in which backslashes stand for control characters and code points
// (Bash manual, section 3.1.2.4).
func (r *posixReader) ansi() error {
	r.open = true
	for r.at < len(r.text) {
		c := r.text[r.at]
		r.at++
		switch {
		case c == '\'':
			return nil
		case c != '\\' || r.at == len(r.text):
			r.put(c)
		default:
			r.ansiEscape()
		}
	}
	return errUnclosed()
}

func (r *posixReader) ansiEscape() {
	c := r.text[r.at]
	r.at++
	const letters, values = `abeEfnrtv`, "\a\b\x1b\x1b\f\n\r\t\v"
	if i := strings.IndexByte(letters, c); i >= 0 {
		r.put(values[i])
		return
	}
	switch {
	case c == 'x':
		r.number(c, 16, 2)
	case c == 'u':
		r.number(c, 16, 4)
	case c == 'U':
		r.number(c, 16, 8)
	case '0' <= c && c <= '7':
		r.at--
		r.number(c, 8, 3)
	default:
		if strings.IndexByte(`\'"?`, c) < 0 {
			r.put('\\')
		}
		r.put(c)
	}
}

// number reads the digits of an escape. \x and \NNN are bytes, \u and \U characters;
// browsers write those outside of the first plane as two halves.
func (r *posixReader) number(kind byte, base, most int) {
	value, ok := r.digits(base, most)
	switch {
	case !ok:
		r.word.WriteString(`\` + string(rune(kind)))
	case kind != 'u' && kind != 'U':
		r.put(byte(value))
	default:
		character := rune(value)
		if rest := r.text[r.at:]; utf16.IsSurrogate(character) && strings.HasPrefix(rest, `\u`) {
			r.at += 2
			half, _ := r.digits(16, 4)
			character = utf16.DecodeRune(character, rune(half))
		}
		if !utf8.ValidRune(character) {
			character = utf8.RuneError
		}
		r.word.WriteRune(character)
	}
}

func (r *posixReader) digits(base, most int) (value uint64, ok bool) {
	n := 0
	for n < most && r.at+n < len(r.text) {
		if _, err := strconv.ParseUint(r.text[r.at+n:r.at+n+1], base, 8); err != nil {
			break
		}
		n++
	}
	value, err := strconv.ParseUint(r.text[r.at:r.at+n], base, 32)
	r.at += n
	return value, err == nil
}
