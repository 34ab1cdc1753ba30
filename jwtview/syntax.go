package jwtview

import (
	"fmt"
	"unicode/utf8"

	"coveotoken/jwtview/safetext"
)

// The parts that a SyntaxError names.
const (
	partToken     = "token"
	partHeader    = "header"
	partPayload   = "payload"
	partSignature = "signature"
)

// SyntaxError says why something is not a token: which part, which byte. Its words
// quote no more of the input than one character, so it may be logged.
type SyntaxError struct {
	// ID is stable: "empty", "too_large", "api_key", "json", "url", "parts",
	// "not_base64url", "cut_off", "not_json", "trailing_data", "not_object",
	// "empty_part" or "unencoded_payload".
	ID string
	// Part is "token", "header", "payload" or "signature".
	Part string
	// Offset is the byte offset in the part, from 0, or -1. When the part is not
	// base64url it counts the part's characters, afterwards its decoded bytes.
	Offset int
	Reason string
}

// Error implements error.
func (e *SyntaxError) Error() string { return "not a token: " + e.Reason }

// character describes the character at an offset: '%', U+200B, or the byte 0xFF.
func character(s string, at int) string {
	r, n := utf8.DecodeRuneInString(s[at:])
	switch {
	case r == utf8.RuneError && n <= 1:
		return fmt.Sprintf("the byte 0x%02X", s[at])
	case r == '\n':
		return "a line break"
	case r == '\t':
		return "a tab"
	case r == '\'' || r == ' ':
		return fmt.Sprintf("%q", string(r))
	case safetext.Hidden(r):
		return fmt.Sprintf("%U", r)
	}
	return "'" + safetext.Visible(string(r)) + "'"
}
