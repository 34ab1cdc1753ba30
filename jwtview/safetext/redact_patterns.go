package safetext

import "strings"

// A finder gives the next secret in s as the range to mask, or ok == false.
type finder func(s string) (from, to int, ok bool)

// redactPatterns masks what looks like a secret, whether it is known or not. The
// patterns are matched by hand: compiling expressions would cost more at the start
// of every run than most runs need.
func redactPatterns(s string) string {
	for _, find := range []finder{findToken, findAPIKey, findAuthorization, findBearer, findParameter} {
		s = maskAll(s, find)
	}
	return s
}

// maskAll replaces every range that find gives.
func maskAll(s string, find finder) string {
	var b strings.Builder
	for {
		from, to, ok := find(s)
		if !ok {
			break
		}
		b.WriteString(s[:from])
		b.WriteString(Mask)
		s = s[to:]
	}
	if b.Len() == 0 {
		return s
	}
	b.WriteString(s)
	return b.String()
}

// findToken finds a JSON web token, or the start of one that reaches its second
// part: eyJ…, a dot, and what follows.
func findToken(s string) (from, to int, ok bool) {
	const header = "eyJ" // base64url of {"
	for at := 0; ; {
		i := strings.Index(s[at:], header)
		if i < 0 {
			return 0, 0, false
		}
		from = at + i
		to = from + span(s[from:], isWord)
		for parts := 0; to < len(s) && s[to] == '.'; parts++ {
			to++
			to += span(s[to:], isWord)
			ok = true
		}
		if ok {
			return from, to, true
		}
		at = to
	}
}

// findAPIKey finds a Coveo API key, xx and the form of a UUID, and the sandbox's
// keys, which start with xxSANDBOX.
func findAPIKey(s string) (from, to int, ok bool) {
	const start, group, rest = "xx", 8, 27
	for at := 0; ; {
		i := strings.Index(s[at:], start)
		if i < 0 {
			return 0, 0, false
		}
		from = at + i
		body := s[from+len(start):]
		if strings.HasPrefix(body, "SANDBOX") {
			return from, from + len(start) + span(body, isWord), true
		}
		const length = group + 1 + rest
		if len(body) >= length && body[group] == '-' && span(body[:length], isKey) == length {
			return from, from + len(start) + length, true
		}
		at = from + 1
	}
}

// findAuthorization finds the value of an Authorization header, up to the end of
// the line, also in the notations of JSON and of Go's maps.
func findAuthorization(s string) (from, to int, ok bool) {
	return findAfter(s, "authorization", func(rest string) (int, int) {
		from := span(rest, func(c byte) bool { return c == '"' || c == '\'' || c == ' ' })
		if from == len(rest) || rest[from] != ':' && rest[from] != '=' {
			return 0, 0
		}
		from++
		from += span(rest[from:], isBlank)
		return from, from + span(rest[from:], func(c byte) bool { return c != '\n' && c != '\r' })
	})
}

// findBearer finds a credential after the word Bearer.
func findBearer(s string) (from, to int, ok bool) {
	return findAfter(s, "bearer", func(rest string) (int, int) {
		from := span(rest, isBlank)
		n := span(rest[from:], isCredential)
		if from == 0 || n < MinSecret {
			return 0, 0
		}
		return from, from + n
	})
}

// findParameter finds the value of access_token in a URL or a form.
func findParameter(s string) (from, to int, ok bool) {
	return findAfter(s, "access_token=", func(rest string) (int, int) {
		return 0, span(rest, func(c byte) bool { return c > ' ' && c != '&' && c != '"' && c != '\'' })
	})
}

// findAfter finds the first word (given in lower case, found in any) after which
// value gives a range that is not empty and not masked already.
func findAfter(s, word string, value func(rest string) (from, to int)) (from, to int, ok bool) {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 != word[0] || !strings.EqualFold(s[i:i+len(word)], word) {
			continue
		}
		rest := s[i+len(word):]
		from, to := value(rest)
		if from < to && rest[from:to] != Mask {
			return i + len(word) + from, i + len(word) + to, true
		}
	}
	return 0, 0, false
}

// span is the length of the leading text whose bytes are all in the class.
func span(s string, in func(byte) bool) (n int) {
	for n < len(s) && in(s[n]) {
		n++
	}
	return n
}

func isAlnum(c byte) bool { return isDecimal(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }
func isKey(c byte) bool   { return isAlnum(c) || c == '-' }
func isWord(c byte) bool  { return isKey(c) || c == '_' }
func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isCredential(c byte) bool { return isWord(c) || strings.IndexByte(".~+/=", c) >= 0 }
