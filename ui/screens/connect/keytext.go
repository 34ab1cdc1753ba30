package connect

import (
	"strings"
	"unicode"

	"coveotoken/ui/components/formkit"
)

// cleanKey takes off what is copied along with a key: a header's name, "Bearer ",
// quotes, white space. The note says that it did.
func cleanKey(pasted string) (key, note string) {
	key = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, pasted)
	for {
		before := key
		key = strings.Trim(key, " \"'`“”‘’,;")
		for _, prefix := range []string{"authorization:", "bearer "} {
			if len(key) >= len(prefix) && strings.EqualFold(key[:len(prefix)], prefix) {
				key = key[len(prefix):]
			}
		}
		if key == before {
			break
		}
	}
	key = strings.ReplaceAll(key, " ", "")
	if key == strings.TrimSpace(pasted) {
		return key, ""
	}
	return key, "what surrounded the key was taken off"
}

// checkKey warns of what is not an API key.
func checkKey(value string) formkit.Message {
	key, _ := cleanKey(value)
	switch {
	case strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }):
		return formkit.Message{Level: formkit.Wrong, Text: "holds characters that no key has. Copy it again."}
	case looksLikeToken(key):
		return formkit.Message{Level: formkit.Warning, Text: "looks like a token; an API key starts with “xx”"}
	}
	return formkit.Message{}
}

// looksLikeToken reports whether text has the shape of a JSON web token, with
// whatever surrounds it: a base64url "{" at the start of a part, and more parts.
func looksLikeToken(text string) bool {
	at := strings.Index(text, "eyJ")
	return at >= 0 && strings.Count(text[at:], ".") >= 2
}
