package jwtview

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// decodePart decodes the base64url text of a part (RFC 7515 section 2: the URL
// alphabet, no padding). What deviates but can still be read leaves a note and
// marks the token as one that a strict verifier refuses.
func (t *Token) decodePart(part, text string, notes *notebook) ([]byte, error) {
	if text == "" && part != partSignature {
		return nil, &SyntaxError{ID: "empty_part", Part: part, Offset: 0, Reason: "the " + part + " is empty"}
	}
	if decoded, err := base64.RawURLEncoding.Strict().DecodeString(text); err == nil {
		return decoded, nil
	}
	t.lenient = true
	bare := strings.TrimRight(text, "=")
	if bare != text {
		notes.problem("padding_removed", "The "+part+" ends in padding (=), which a token never has. Strict readers refuse it.")
	}
	if strings.ContainsAny(bare, "+/") {
		notes.problem("standard_base64", "The "+part+" is in standard base64 (+ and /) instead of base64url (- and _). Strict readers refuse it.")
		bare = strings.NewReplacer("+", "-", "/", "_").Replace(bare)
	}
	if i := strings.IndexFunc(bare, func(r rune) bool { return !isBase64URL(r) }); i >= 0 {
		return nil, &SyntaxError{
			ID: "not_base64url", Part: part, Offset: i,
			Reason: fmt.Sprintf("the %s is not base64url: byte %d is %s", part, i, character(bare, i)),
		}
	}
	const group, alone = 4, 1 // a last group of one character cannot hold a byte
	if len(bare)%group == alone {
		return nil, &SyntaxError{
			ID: "cut_off", Part: part, Offset: len(bare),
			Reason: fmt.Sprintf("the %s is not base64url: no text of %d characters is; the token was probably cut off", part, len(bare)),
		}
	}
	decoded, err := base64.RawURLEncoding.DecodeString(bare)
	if err != nil {
		return nil, &SyntaxError{ID: "not_base64url", Part: part, Offset: -1, Reason: "the " + part + " is not base64url"}
	}
	if base64.RawURLEncoding.EncodeToString(decoded) != bare {
		notes.problem("trailing_bits", "The last character of the "+part+" has bits that belong to no byte, so the same "+part+" can be written in several ways. Strict readers refuse it.")
	}
	return decoded, nil
}

func isBase64URL(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '-' || r == '_'
}
