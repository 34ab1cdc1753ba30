package jwtview

import (
	"net/url"
	"strings"
	"unicode"

	"coveotoken/jwtview/safetext"
)

// maxLayers is how many things around a token are taken away, one after the other:
// a quoted header in a quoted reply has five.
const maxLayers = 8

// clean takes away what people paste around a token, noting each thing it took.
func clean(input string, notes *notebook) (string, error) {
	s := strings.TrimSpace(strings.TrimPrefix(input, "\ufeff"))
	for range maxLayers {
		peeled, err := peel(s, notes)
		if err != nil {
			return "", err
		}
		if peeled == s {
			break
		}
		s = strings.TrimSpace(peeled)
	}
	return removeSpace(s, notes), nil
}

// peel takes away one layer, or gives s itself.
func peel(s string, notes *notebook) (string, error) {
	if strings.HasPrefix(s, "{") {
		return fromReply(s, notes)
	}
	if inner, ok := unquote(s); ok {
		notes.remark("quotes_removed", "The quotes around the token have been removed.")
		return inner, nil
	}
	if inner := strings.TrimRight(s, ",;"); inner != s {
		notes.remark("punctuation_removed", "The punctuation after the token has been removed.")
		return inner, nil
	}
	if inner, ok := cutPrefixFold(s, "authorization:"); ok {
		notes.remark("authorization_header_removed", "The name of the Authorization header has been removed.")
		return inner, nil
	}
	const bearer = "bearer"
	if inner, ok := cutPrefixFold(s, bearer); ok && strings.IndexFunc(inner, unicode.IsSpace) == 0 {
		notes.remark("bearer_prefix_removed", "The word Bearer before the token has been removed.")
		return inner, nil
	}
	if inner, err := fromParameter(s, notes); err != nil || inner != s {
		return inner, err
	}
	if decoded, err := url.PathUnescape(s); err == nil && decoded != s {
		notes.remark("percent_decoded", "The token was percent-encoded, as in a URL; it has been decoded.")
		return decoded, nil
	}
	return s, nil
}

// quotes are the pairs that people and web pages put around a token.
const quotes = "\"\"''``<>“”‘’«»"

func unquote(s string) (string, bool) {
	pairs := []rune(quotes)
	for i := 0; i < len(pairs); i += 2 {
		open, closing := string(pairs[i]), string(pairs[i+1])
		if inner, ok := strings.CutPrefix(s, open); ok {
			if inner, ok = strings.CutSuffix(inner, closing); ok {
				return inner, true
			}
		}
	}
	return s, false
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// fromReply takes the token out of the JSON that a token endpoint answers.
func fromReply(s string, notes *notebook) (string, error) {
	var ignored notebook
	if reply, err := readJSON(s, partToken, &ignored); err == nil {
		for _, name := range []string{"token", "access_token", "accessToken"} {
			if token := reply.Get(name).text(); token != "" {
				notes.remark("json_reply_opened", `The token was taken out of the "`+name+`" member of a JSON object.`)
				return token, nil
			}
		}
	}
	return "", &SyntaxError{
		ID: "json", Part: partToken, Offset: 0,
		Reason: `this starts like a JSON object, not like a token, and it has no "token" member`,
	}
}

// fromParameter takes the token out of access_token=… in a URL, a form or a shell
// assignment such as COVEO_ACCESS_TOKEN=….
func fromParameter(s string, notes *notebook) (string, error) {
	const parameter = "access_token="
	if i := indexFold(s, parameter); i >= 0 {
		s = s[i+len(parameter):]
		if end := strings.IndexAny(s, "&#"); end >= 0 {
			s = s[:end]
		}
		notes.remark("parameter_extracted", "The token was taken out of an access_token parameter. URLs end up in logs and histories.")
		return s, nil
	}
	if strings.Contains(s, "://") {
		return "", &SyntaxError{
			ID: "url", Part: partToken, Offset: -1,
			Reason: "this is a web address without an access_token parameter",
		}
	}
	return s, nil
}

// indexFold is strings.Index for an ASCII word in any case.
func indexFold(s, word string) int {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 == word[0]|0x20 && strings.EqualFold(s[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

// removeSpace removes white space and characters without ink from the middle of a
// token: terminals wrap lines, and web pages add marks that cannot be seen.
func removeSpace(s string, notes *notebook) string {
	if printable(s) {
		return s
	}
	space, hidden := false, false
	s = strings.Map(func(r rune) rune {
		if !unwanted(r) {
			return r
		}
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			space = true
		} else {
			hidden = true
		}
		return -1
	}, s)
	if space {
		notes.remark("line_breaks_removed", "Line breaks or spaces inside the token have been removed.")
	}
	if hidden {
		notes.problem("invisible_removed", "Invisible characters inside the token have been removed. Copied as it was, it would have been refused.")
	}
	return s
}

// printable reports whether s is visible ASCII throughout, as nearly every token is.
func printable(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// unwanted reports white space and format characters; control characters stay, so
// that the error names them.
func unwanted(r rune) bool {
	return unicode.IsSpace(r) || r != unicode.ReplacementChar && safetext.Hidden(r) && !unicode.IsControl(r)
}
