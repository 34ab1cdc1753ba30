package safetext

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"sync"
)

const (
	// Mask is what the Redactor puts in the place of a secret. It is shorter than
	// the shortest secret, so that masking always comes to an end.
	Mask = "[***]"
	// MinSecret is the length in bytes from which a value is taken as a secret.
	// Shorter ones would mask ordinary words everywhere.
	MinSecret = 8
)

// Redactor removes secrets from text that is to be logged or shown: the values it
// was told, in the forms in which they travel (as they are, and escaped for a URL,
// for base64 and for JSON), and whatever looks like a token, an API key or a
// credential. It may be used from several goroutines. The zero value knows the
// patterns and no values.
type Redactor struct {
	mu    sync.RWMutex
	forms []string // longest first
	live  *strings.Replacer
}

// NewRedactor makes a Redactor that knows these values.
func NewRedactor(secrets ...string) *Redactor {
	r := new(Redactor)
	r.Add(secrets...)
	return r
}

// Add makes more values known. Values shorter than MinSecret are ignored.
func (r *Redactor) Add(secrets ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, secret := range secrets {
		if len(secret) >= MinSecret {
			r.forms = append(r.forms, formsOf(secret)...)
		}
	}
	// The longest first: a secret that starts with another must go as a whole.
	slices.SortFunc(r.forms, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	r.forms = slices.Compact(r.forms)
	pairs := make([]string, 0, 2*len(r.forms))
	for _, form := range r.forms {
		pairs = append(pairs, form, Mask)
	}
	r.live = strings.NewReplacer(pairs...)
}

// Redact gives s with every secret replaced by Mask. It comes before Visible and
// before any cutting.
func (r *Redactor) Redact(s string) string {
	r.mu.RLock()
	live := r.live
	r.mu.RUnlock()
	s = redactLive(live, s)
	masked := redactPatterns(s)
	if masked == s {
		return s
	}
	return redactLive(live, masked)
}

// redactLive replaces until nothing is left: taking one secret out of the middle
// of another can put the other's halves together. Every round makes s shorter.
func redactLive(live *strings.Replacer, s string) string {
	if live == nil {
		return s
	}
	for {
		masked := live.Replace(s)
		if masked == s {
			return s
		}
		s = masked
	}
}

// formsOf lists the forms in which a secret can be found in text.
func formsOf(secret string) []string {
	forms := []string{secret, url.QueryEscape(secret), url.PathEscape(secret)}
	for _, escaped := range forms[1:] {
		forms = append(forms, lowerEscapes(escaped))
	}
	if quoted, err := json.Marshal(secret); err == nil {
		forms = append(forms, string(quoted[1:len(quoted)-1]))
	}
	quoted := AppendJSONString(nil, secret)
	forms = append(forms, string(quoted[1:len(quoted)-1]))
	forms = append(forms, base64Forms(secret)...)
	return slices.DeleteFunc(forms, func(form string) bool { return len(form) < MinSecret })
}

// lowerEscapes writes %2F as %2f, as some encoders do.
func lowerEscapes(escaped string) string {
	b := []byte(escaped)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], strings.ToLower(string(b[i+1:i+3])))
		}
	}
	return string(b)
}

// base64Forms gives what the secret looks like inside base64 text, for each of the
// three positions it can start at. The characters at either end that also depend
// on its neighbours are left out.
func base64Forms(secret string) []string {
	const charBits, byteBits = 6, 8
	var forms []string
	for before := range 3 {
		text := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", before) + secret))
		first := (before*byteBits + charBits - 1) / charBits
		end := (before + len(secret)) * byteBits / charBits
		form := text[first:end]
		forms = append(forms, form, strings.NewReplacer("+", "-", "/", "_").Replace(form))
	}
	return forms
}
