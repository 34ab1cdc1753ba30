package coveoapi

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"unicode/utf8"
	"unique"
)

// Secret holds an API key or an access token so that printing, formatting,
// logging or encoding it never shows it. Only Reveal gives the value back; it is
// called where a credential is attached to a request, stored in a keyring, or
// shown because the user asked for it.
//
// The value lies behind a handle, because fmt does not call the methods of a
// Secret that is in an unexported field: it would print a string there, and prints
// an address instead. Secrets can be compared with ==.
type Secret struct {
	handle unique.Handle[string]
}

// NewSecret wraps a credential. The empty string gives the zero Secret.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{handle: unique.Make(value)}
}

// Reveal returns the credential itself, or "" for the zero Secret.
func (s Secret) Reveal() string {
	if s.IsZero() {
		return ""
	}
	return s.handle.Value()
}

// Equal reports whether both are the same credential.
func (s Secret) Equal(other Secret) bool { return s == other }

// IsZero reports whether there is no credential.
func (s Secret) IsZero() bool { return s == Secret{} }

// Fingerprint names the credential without showing any part of it: four
// hexadecimal digits of its SHA-256 digest, so that two can be told apart.
func (s Secret) Fingerprint() string {
	if s.IsZero() {
		return "none"
	}
	digest := sha256.Sum256([]byte(s.Reveal()))
	return "sha256:" + hex.EncodeToString(digest[:2])
}

// Digest names the credential like Fingerprint, with so many digits that no two have
// the same.
func (s Secret) Digest() string {
	if s.IsZero() {
		return "none"
	}
	digest := sha256.Sum256([]byte(s.Reveal()))
	return "sha256:" + hex.EncodeToString(digest[:8])
}

// Masked is the form for screens: the first characters of a long credential and
// its length, or only its length when it is too short to show any of it.
func (s Secret) Masked() string {
	const shown, shortest = 4, 16
	value := s.Reveal()
	length := utf8.RuneCountInString(value)
	switch {
	case s.IsZero():
		return "none"
	case length < shortest || len(value) != length:
		return fmt.Sprintf("••••(%d characters)", length)
	default:
		return fmt.Sprintf("%s…(%d characters)", value[:shown], length)
	}
}

// IsKeyShaped reports whether the credential has the form of Coveo's API keys: xx and a
// UUID, 38 characters.
func (s Secret) IsKeyShaped() bool {
	const length = len("xx") + len("00000000-0000-0000-0000-000000000000")
	value := s.Reveal()
	if len(value) != length || !strings.HasPrefix(value, "xx") {
		return false
	}
	for i, r := range value[len("xx"):] {
		isHyphen := i == 8 || i == 13 || i == 18 || i == 23
		if isHyphen != (r == '-') || !isHyphen && !strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return false
		}
	}
	return true
}

// String implements fmt.Stringer without showing the credential.
func (s Secret) String() string { return "••••(" + s.Fingerprint() + ")" }

// GoString implements fmt.GoStringer without showing the credential.
func (s Secret) GoString() string { return s.String() }

// Format implements fmt.Formatter: every verb prints the same as String.
func (s Secret) Format(state fmt.State, _ rune) {
	_, _ = io.WriteString(state, s.String())
}

// MarshalText implements encoding.TextMarshaler without showing the credential.
// encoding/json uses it too.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue implements slog.LogValuer without showing the credential.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
