package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

const redacted = "[redacted]"

// looksSecret finds tokens and keys of the sandbox that stand where none belongs. It
// is compiled when first used, so that a start costs nothing.
var looksSecret = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`eyJ[\w-]+\.[\w-]*\.[\w-]*|xxSANDBOX[\w-]+`)
})

// isSecretName reports whether a parameter or member carries a credential.
// Headless repeats the token as searchContext.accessToken in facet searches.
func isSecretName(name string) bool {
	switch strings.ToLower(name) {
	case "access_token", "accesstoken", "token", "password", "authcookie", "superusertoken", "authorization":
		return true
	default:
		return false
	}
}

// redactedURI is the path and query of a request without credentials.
func redactedURI(u *url.URL) string {
	text := u.EscapedPath()
	if u.RawQuery != "" {
		text += "?" + redactForm(u.RawQuery)
	}
	return looksSecret().ReplaceAllString(text, redacted)
}

// redactForm replaces the values of secret parameters, and secrets inside values
// that are JSON, and keeps the rest as it was sent.
func redactForm(raw string) string {
	parts := strings.Split(raw, "&")
	for i, part := range parts {
		name, value, _ := strings.Cut(part, "=")
		plain, err := url.QueryUnescape(name)
		if err != nil || isSecretName(plain) {
			parts[i] = name + "=" + redacted
			continue
		}
		text, err := url.QueryUnescape(value)
		if err != nil {
			parts[i] = name + "=" + redacted
			continue
		}
		if clean := redactJSON([]byte(text)); clean != nil {
			parts[i] = name + "=" + string(clean)
		}
	}
	return strings.Join(parts, "&")
}

// redactJSON gives a JSON object or array without its secrets, nil for anything
// else.
func redactJSON(raw []byte) []byte {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || raw[0] != '{' && raw[0] != '[' {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return nil
	}
	clean, err := json.Marshal(redactValue(value))
	if err != nil {
		return nil
	}
	return clean
}

func redactValue(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			if isSecretName(name) {
				v[name] = redacted
			} else {
				v[name] = redactValue(member)
			}
		}
	case []any:
		for i := range v {
			v[i] = redactValue(v[i])
		}
	case string:
		if clean := redactJSON([]byte(v)); clean != nil {
			return string(clean)
		}
	}
	return value
}

// maxLoggedBody is how much of a body the log shows.
const maxLoggedBody = 2 << 10

// redactedBody is the start of a body without credentials. A body that cannot be
// read well enough to find its credentials is not shown.
func redactedBody(r *http.Request, body []byte) string {
	if len(body) == 0 {
		return ""
	}
	var text string
	switch clean := redactJSON(body); {
	case clean != nil:
		text = string(clean)
	case isForm(r):
		text = redactForm(string(body))
	default:
		return "[not shown]"
	}
	text = looksSecret().ReplaceAllString(text, redacted)
	if len(text) > maxLoggedBody {
		text = strings.ToValidUTF8(text[:maxLoggedBody], "") + "…"
	}
	return text
}

func isForm(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded")
}
