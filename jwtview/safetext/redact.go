package safetext

import (
	"cmp"
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
	valuesOnly bool
	mu         sync.RWMutex
	known      values
}

// NewRedactor makes a Redactor that knows these values.
func NewRedactor(secrets ...string) *Redactor {
	r := new(Redactor)
	r.Add(secrets...)
	return r
}

// NewValueRedactor makes a Redactor that knows these values and no patterns, for text
// that may hold other tokens with good reason, such as the reply that grants one.
func NewValueRedactor(secrets ...string) *Redactor {
	r := &Redactor{valuesOnly: true}
	r.Add(secrets...)
	return r
}

// Add makes more values known. Values shorter than MinSecret are ignored.
func (r *Redactor) Add(secrets ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	forms := slices.Clone(r.known.forms)
	for _, secret := range secrets {
		if len(secret) >= MinSecret {
			forms = append(forms, formsOf(secret)...)
		}
	}
	r.known = newValues(forms)
}

// Redact gives s with every secret replaced by Mask. It comes before Visible and
// before any cutting.
func (r *Redactor) Redact(s string) string {
	r.mu.RLock()
	known := r.known
	r.mu.RUnlock()
	s = known.redact(s)
	if r.valuesOnly {
		return s
	}
	masked := redactPatterns(s)
	if masked == s {
		return s
	}
	return known.redact(masked)
}

// values are the forms of the known secrets. They do not change.
type values struct {
	forms    []string // longest first
	replacer *strings.Replacer
}

func newValues(forms []string) values {
	// The longest first: a secret that starts with another must go as a whole.
	slices.SortFunc(forms, func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
	forms = slices.Compact(forms)
	pairs := make([]string, 0, 2*len(forms))
	for _, form := range forms {
		pairs = append(pairs, form, Mask)
	}
	return values{forms, strings.NewReplacer(pairs...)}
}

// redact replaces until nothing is left: taking one secret out of the middle of
// another can put the other's halves together. Every round makes s shorter. Looking
// first is many times faster than replacing, and mostly there is nothing.
func (v values) redact(s string) string {
	for slices.ContainsFunc(v.forms, func(form string) bool { return strings.Contains(s, form) }) {
		s = v.replacer.Replace(s)
	}
	return s
}

// formsOf lists the forms in which a secret can be found in text: escaped up to
// twice, as in a URL that is a parameter of another, and in base64.
func formsOf(secret string) []string {
	forms := append(escaped(escaped([]string{secret})), base64Forms(secret)...)
	return slices.DeleteFunc(forms, func(form string) bool { return len(form) < MinSecret })
}

// escaped gives the texts as they are and as the usual writers escape them. Coveo's
// keys and tokens have no character that needs it, so that mostly nothing is added.
func escaped(texts []string) []string {
	forms := slices.Clone(texts)
	for _, text := range texts {
		query, path := url.QueryEscape(text), url.PathEscape(text)
		forms = append(forms, query, path, lowerEscapes(query), lowerEscapes(path))
		quoted := [][]byte{AppendJSONString(nil, text)}
		if html, err := json.Marshal(text); err == nil {
			quoted = append(quoted, html)
		}
		for _, literal := range quoted {
			inside := string(literal[1 : len(literal)-1])
			forms = append(forms, inside, strings.ReplaceAll(inside, "/", `\/`))
		}
	}
	slices.Sort(forms)
	return slices.Compact(forms)
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
