package connect

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/ui/components/formkit"
)

// cleanKey takes off what is copied along with a key. The note says that it did.
func cleanKey(pasted string) (key, note string) {
	cleaned, removed := coveoapi.CleanCredential(pasted)
	if removed {
		note = "what surrounded the key was taken off"
	}
	return cleaned.Reveal(), note
}

// checkKey warns of what is not an API key.
func checkKey(value string) formkit.Message {
	key, _ := coveoapi.CleanCredential(value)
	switch {
	case key.IsZero():
		return formkit.Message{Level: formkit.Wrong, Text: "holds no key. Copy it again."}
	case !key.Usable():
		return formkit.Message{Level: formkit.Wrong, Text: "holds characters that no key has. Copy it again."}
	case looksLikeToken(key.Reveal()):
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
