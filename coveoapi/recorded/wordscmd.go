package recorded

import "strings"

// windowsWords takes a command apart as Windows does: first its command processor,
// for which ^ takes the meaning from the next character, then the program, for which
// quotes hold words together and \" is a quote.
func windowsWords(text string) (sentence, error) {
	line, more := windowsLine(text)
	words, err := windowsArguments(line)
	return sentence{words: words, more: more}, err
}

// windowsLine is the line that the command processor hands to the program.
func windowsLine(text string) (line string, more bool) {
	var out strings.Builder
	quoted := false
	for at := 0; at < len(text); at++ {
		c := text[at]
		switch {
		case c == '^' && !quoted:
			at = afterCaret(text, at+1, &out)
		case c == '\n', (c == '&' || c == '|' || c == '<' || c == '>') && !quoted:
			return out.String(), strings.TrimSpace(text[at+1:]) != ""
		case c == '"':
			quoted = !quoted
			out.WriteByte(c)
		case c != '\r':
			out.WriteByte(c)
		}
	}
	return out.String(), false
}

// afterCaret writes the character that a caret protects, and gives its place. A line
// end goes away, and the character after it is protected instead: so browsers write a
// line end, by two of them.
func afterCaret(text string, at int, out *strings.Builder) int {
	rest := text[min(at, len(text)):]
	for _, lineEnd := range []string{"\r\n", "\n"} {
		after, ok := strings.CutPrefix(rest, lineEnd)
		if !ok {
			continue
		}
		at += len(lineEnd)
		for _, second := range []string{"\r\n", "\n"} {
			if strings.HasPrefix(after, second) {
				out.WriteByte('\n')
				return at + len(second) - 1
			}
		}
		return at - 1
	}
	if rest != "" {
		out.WriteByte(rest[0])
	}
	return at
}

// windowsArguments takes a line apart as Microsoft's C runtime does.
func windowsArguments(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	open, quoted := false, false
	for at := 0; at < len(line); at++ {
		c := line[at]
		switch {
		case c == '\\':
			slashes := len(line[at:]) - len(strings.TrimLeft(line[at:], `\`))
			at += slashes - 1
			open = true
			if !strings.HasPrefix(line[at+1:], `"`) {
				word.WriteString(strings.Repeat(`\`, slashes))
				continue
			}
			word.WriteString(strings.Repeat(`\`, slashes/2))
			if slashes%2 == 1 {
				word.WriteByte('"')
				at++
			}
		case c == '"' && quoted && strings.HasPrefix(line[at+1:], `"`):
			word.WriteByte('"')
			at++
		case c == '"':
			open, quoted = true, !quoted
		case (c == ' ' || c == '\t') && !quoted:
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			open = true
			word.WriteByte(c)
		}
	}
	if quoted {
		return nil, errUnclosed()
	}
	if open {
		words = append(words, word.String())
	}
	return words, nil
}
