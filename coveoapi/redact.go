package coveoapi

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// shortestScrubbed is the length below which a credential is not looked for: no
// credential of Coveo is that short, and a shorter text occurs by chance.
const shortestScrubbed = 8

// scrubber replaces a credential by its mask wherever a server echoes it.
type scrubber struct {
	forms []string // longest first
	mask  string
}

// newScrubber knows the secrets as they are, in base64, and escaped for URLs and
// JSON up to twice, as in a URL that is a parameter of another.
func newScrubber(secrets ...Secret) scrubber {
	s := scrubber{}
	for _, secret := range secrets {
		if value := secret.Reveal(); len(value) >= shortestScrubbed {
			s.mask = secret.String()
			s.forms = append(s.forms, escaped(escaped([]string{value}))...)
			s.forms = append(s.forms, base64Forms(value)...)
		}
	}
	slices.SortFunc(s.forms, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	s.forms = slices.Compact(s.forms)
	return s
}

// escaped gives the texts as they are and as the usual writers escape them. Coveo's
// keys and tokens have no character that needs it, so that mostly nothing is added.
func escaped(texts []string) []string {
	forms := slices.Clone(texts)
	for _, text := range texts {
		forms = append(forms, url.QueryEscape(text), url.PathEscape(text))
		for _, inside := range []string{insideJSON(text, true), insideJSON(text, false)} {
			forms = append(forms, inside, strings.ReplaceAll(inside, "/", `\/`))
		}
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// insideJSON is the text as it stands between the quotes of a JSON string.
func insideJSON(text string, escapeHTML bool) string {
	encoded, err := encodeJSON(text)
	if escapeHTML {
		encoded, err = json.Marshal(text)
	}
	if err != nil {
		return text
	}
	return string(encoded[1 : len(encoded)-1])
}

// base64Forms are what of the value shows in the base64 of any text that holds it.
// How it is cut depends on where it starts, modulo three; the characters at both
// ends also depend on its neighbours and are left off.
func base64Forms(value string) []string {
	var forms []string
	for lead := range 3 {
		padded := append(make([]byte, lead), value...)
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			encoded := encoding.EncodeToString(padded)
			whole := len(padded) / 3 * 4
			if first := (lead*8 + 5) / 6; whole-first >= shortestScrubbed {
				forms = append(forms, encoded[first:whole])
			}
		}
	}
	return forms
}

func (s scrubber) bytes(text []byte) []byte {
	for _, form := range s.forms {
		if bytes.Contains(text, []byte(form)) {
			text = bytes.ReplaceAll(text, []byte(form), []byte(s.mask))
		}
	}
	return text
}

func (s scrubber) text(text string) string {
	for _, form := range s.forms {
		text = strings.ReplaceAll(text, form, s.mask)
	}
	return text
}

func (s scrubber) header(header http.Header) http.Header {
	scrubbed := make(http.Header, len(header))
	for name, values := range header {
		for _, value := range values {
			scrubbed[name] = append(scrubbed[name], s.text(value))
		}
	}
	return scrubbed
}
