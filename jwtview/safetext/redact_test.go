package safetext_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"coveotoken/jwtview/safetext"
)

func TestRedactKnowsTheFormsOfASecret(t *testing.T) {
	const secret = `pa/ss+"wörd<&>=`
	quoted, err := json.Marshal(secret)
	if err != nil {
		t.Fatal(err)
	}
	twice, err := json.Marshal(string(quoted))
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string]string{
		"raw":            secret,
		"query":          url.QueryEscape(secret),
		"path":           url.PathEscape(secret),
		"lower query":    "pa%2fss%2b%22w%c3%b6rd%3c%26%3e%3d",
		"JSON":           string(quoted),
		"plain JSON":     strings.ReplaceAll(secret, `"`, `\"`),
		"other slashes":  strings.ReplaceAll(strings.ReplaceAll(secret, `"`, `\"`), "/", `\/`),
		"query, twice":   url.QueryEscape(url.QueryEscape(secret)),
		"JSON in JSON":   strings.Trim(string(twice), `"`),
		"base64":         base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 URL":     base64.RawURLEncoding.EncodeToString([]byte(secret)),
		"base64 shifted": base64.StdEncoding.EncodeToString([]byte("u:" + secret + ".")),
		"base64 by one":  base64.StdEncoding.EncodeToString([]byte("u" + secret)),
	}
	r := safetext.NewRedactor(secret)
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			got := r.Redact("before " + form + " after")
			if !strings.Contains(got, safetext.Mask) || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " after") {
				t.Errorf("Redact kept %q of %q", got, form)
			}
			if len(got) > len("before  after")+len(safetext.Mask)+8 {
				t.Errorf("too much is left: %q", got)
			}
		})
	}
}

func TestAValueRedactorKnowsNoPatterns(t *testing.T) {
	const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
	r := safetext.NewValueRedactor("xxSANDBOX-key")
	got := r.Redact("Bearer xxSANDBOX-key was granted " + token)
	if want := "Bearer [***] was granted " + token; got != want {
		t.Errorf("Redact = %q, want %q", got, want)
	}
}

func TestRedactPatterns(t *testing.T) {
	const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
	tests := []struct{ name, in, want string }{
		{"token", "got " + token + " back", "got [***] back"},
		{"token of two parts", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "[***]"},
		{"encrypted token", "(eyJh.a.b.c.d)", "([***])"},
		{"header alone stays", "eyJhbGciOiJub25lIn0 is a header", "eyJhbGciOiJub25lIn0 is a header"},
		{"API key", "key=xx01234567-89ab-cdef-0123-456789abcdef.", "key=[***]."},
		{"sandbox key", "key xxSANDBOX-authenticated_search ok", "key [***] ok"},
		{"not a key", "xxlarge xx01234567-89", "xxlarge xx01234567-89"},
		{"parameter", `Get "https://h/q?a=1&Access_Token=s3cr3t&b=2": refused`, `Get "https://h/q?a=1&Access_Token=[***]&b=2": refused`},
		{"header", "authorization: Basic dTpw\nAccept: */*", "authorization: [***]\nAccept: */*"},
		{"header as a Go map", `map[Authorization:[Bearer abc]]`, `map[Authorization:[***]`},
		{"header as JSON", `{"Authorization": "Bearer abc"}`, `{"Authorization": [***]`},
		{"bearer", "sent Bearer abcdefgh12345", "sent Bearer [***]"},
		{"the word bearer", "the bearer of this", "the bearer of this"},
		{"ordinary text", "status 403 from /rest/search/v2", "status 403 from /rest/search/v2"},
	}
	var r safetext.Redactor
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := r.Redact(tt.in)
			if got != tt.want {
				t.Errorf("Redact(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if again := r.Redact(got); again != got {
				t.Errorf("a second pass made %q of %q", again, got)
			}
		})
	}
}

func TestRedactOverlappingSecrets(t *testing.T) {
	r := safetext.NewRedactor("abcdefgh", "abcdefghijklmnop", "short")
	tests := []struct{ in, want string }{
		{"abcdefghijklmnop", "[***]"},
		{"abcdabcdefghefgh", "abcd[***]efgh"},
		{"a short word", "a short word"},
	}
	for _, tt := range tests {
		if got := r.Redact(tt.in); got != tt.want {
			t.Errorf("Redact(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestWriterRedactsAcrossWrites(t *testing.T) {
	const secret = "xxSANDBOX-canary"
	var out strings.Builder
	w := safetext.NewRedactor(secret).Writer(&out)
	for _, piece := range []string{"one ", secret[:7], secret[7:], " two\nthree ", secret} {
		if n, err := w.Write([]byte(piece)); n != len(piece) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
	}
	if got, want := out.String(), "one [***] two\n"; got != want {
		t.Errorf("before Close %q, want %q", got, want)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "one [***] two\nthree [***]"; got != want {
		t.Errorf("after Close %q, want %q", got, want)
	}
}

func TestWriterDoesNotKeepEndlessLines(t *testing.T) {
	var out strings.Builder
	w := safetext.NewRedactor().Writer(&out)
	chunk := []byte(strings.Repeat("x", 300_000))
	for range 4 {
		if _, err := w.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Write([]byte("\nnext\n")); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "[a line of 1200000 bytes, not shown]\nnext\n"; got != want {
		t.Errorf("wrote %d bytes, want %q", len(got), want)
	}
}

type failingWriter struct{}

var errClosed = errors.New("closed")

func (failingWriter) Write([]byte) (int, error) { return 0, errClosed }

func TestWriterReportsErrors(t *testing.T) {
	w := safetext.NewRedactor().Writer(failingWriter{})
	if _, err := w.Write([]byte("a\n")); !errors.Is(err, errClosed) {
		t.Errorf("Write error = %v", err)
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("xxSANDBOX-canary", "a ", " b")
	f.Add("pass word&", "access_token=", "Authorization: x")
	f.Add("[***][***]", "[***", "[***]***]")
	f.Add("abababab", "ab", "abababababab")
	f.Fuzz(func(t *testing.T, secret, before, after string) {
		if len(secret) < safetext.MinSecret {
			t.Skip()
		}
		r := safetext.NewRedactor(secret)
		text := before + secret + after + url.QueryEscape(secret) + base64.StdEncoding.EncodeToString([]byte(before+secret))
		got := r.Redact(text)
		for _, form := range []string{secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret))} {
			if strings.Contains(got, form) {
				t.Fatalf("Redact(%q) = %q still holds %q", text, got, form)
			}
		}
	})
}
