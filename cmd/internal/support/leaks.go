// Package support puts together the file that goes to somebody who helps, and checks
// before it is written that no secret is in it.
package support

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"
)

// Leaks counts the secrets that can be found in a text: the known ones, as they are
// and written for a URL, in base64 or in JSON, and whatever looks like one. It works
// the other way round than the redactor, so that it does not share its mistakes: the
// redactor looks for the escaped forms of a secret, this undoes the escapes in the text
// and looks for the secret.
func Leaks(text string, secrets []string) int {
	views := []string{text}
	for level, rest := 0, views; level < 2; level++ { // a URL may be a parameter of another
		var next []string
		for _, view := range rest {
			next = append(next, unescaped(view), unescaped(strings.ReplaceAll(view, "+", " ")))
		}
		views, rest = append(views, next...), next
	}
	for _, run := range base64Runs(text) {
		views = append(views, decodings(run)...)
	}
	seen := strings.Join(views, "\n")
	found := 0
	for _, secret := range secrets {
		if secret != "" && strings.Contains(seen, secret) {
			found++
		}
	}
	for _, pattern := range patterns() {
		found += len(pattern.FindAllString(seen, -1))
	}
	return found
}

// patterns are what tokens, API keys and credentials in headers and URLs look like. What
// the redactor leaves in their place is none.
func patterns() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`eyJ[\w-]+\.[\w-]*`),
		regexp.MustCompile(`\bxx[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}`),
		regexp.MustCompile(`\bxxSANDBOX[\w-]+`),
		regexp.MustCompile(`(?i)\bbearer\s+[\w~+/=.-]{12,}`),
		regexp.MustCompile(`(?i)\baccess_?token=[\w~+/.%-]{8,}`),
	}
}

// unescaped undoes the escapes of URLs and of JSON, wherever they are.
func unescaped(text string) string {
	escapes := regexp.MustCompile(`%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\["\\/]`)
	return escapes.ReplaceAllStringFunc(text, func(escape string) string {
		switch {
		case escape[0] == '%':
			code, _ := strconv.ParseUint(escape[1:], 16, 8)
			return string([]byte{byte(code)})
		case escape[1] == 'u':
			code, _ := strconv.ParseUint(escape[2:], 16, 16)
			return string(rune(code))
		}
		return escape[1:]
	})
}

// base64Runs finds what could be base64, of both alphabets.
func base64Runs(text string) []string {
	const shortest = 8
	runs := strings.FieldsFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("+/-_", r))
	})
	var long []string
	for _, run := range runs {
		if len(run) >= shortest {
			long = append(long, run)
		}
	}
	return long
}

// decodings gives what a run says when it is read from each of its first four
// characters: other text may stand directly before it.
func decodings(run string) []string {
	const group, noByte = 4, 1 // a single character of a group holds no whole byte
	standard := strings.NewReplacer("-", "+", "_", "/").Replace(run)
	var texts []string
	for start := range group {
		part := standard[start:]
		if len(part)%group == noByte {
			part = part[:len(part)-1]
		}
		if decoded, err := base64.RawStdEncoding.DecodeString(part); err == nil {
			texts = append(texts, string(decoded))
		}
	}
	return texts
}
