package jwtview

import (
	"fmt"
	"strings"
)

// Limits of what is read.
const (
	// MaxTokenBytes is the longest input that is decoded.
	MaxTokenBytes = 8 << 20
	// MaxDepth is the deepest nesting that is shown.
	MaxDepth = 100
)

// The parts of the two compact forms (RFC 7515 section 7.1, RFC 7516 section 7.1).
const (
	signedParts    = 3
	encryptedParts = 5
)

// Form is the outer form of a token.
type Form int

// The forms that are told apart.
const (
	FormSigned    Form = iota // three parts, with an algorithm
	FormUnsigned              // alg none, in any case, or an empty signature
	FormEncrypted             // five parts (JWE): only the header can be read
)

// String names the form as JSON documents do.
func (f Form) String() string {
	switch f {
	case FormUnsigned:
		return "unsigned"
	case FormEncrypted:
		return "encrypted"
	}
	return "signed"
}

// Token is a decoded token. Nothing in it has been verified.
type Token struct {
	// Compact is the token alone, cleaned of what surrounded it.
	Compact string
	Form    Form
	// Header and Claims keep the order, duplicates and number texts of the source.
	// Claims is nil for an encrypted and for a nested token.
	Header, Claims *Value
	// Nested is the token that is the payload of this one, or "".
	Nested string
	// Signature is the decoded signature, empty for an unsigned token.
	Signature []byte
	// Notes tell what was cleaned away or looks wrong, in the order of discovery.
	Notes []Note

	payload string // the decoded payload
	lenient bool   // a part was not strict base64url
}

// Decode reads a token, tolerating what people paste around one: "Bearer ", an
// Authorization header, quotes, white space, line breaks inside the token, a URL or
// assignment that carries access_token, a reply of the API that carries a token,
// percent-encoding, padding and the other base64 alphabet. Each leaves a Note. It
// returns a *SyntaxError when there is no token, or one longer than MaxTokenBytes.
func Decode(input string) (*Token, error) {
	if len(input) > MaxTokenBytes {
		return nil, &SyntaxError{
			ID: "too_large", Part: partToken, Offset: MaxTokenBytes,
			Reason: fmt.Sprintf("this has %s bytes; at most %s are read", grouped(len(input)), grouped(MaxTokenBytes)),
		}
	}
	var notes notebook
	t := new(Token)
	if err := t.read(input, &notes); err != nil {
		return nil, err
	}
	t.Notes = notes.done()
	return t, nil
}

// read does Decode's work. It returns the interface so that nil stays nil.
func (t *Token) read(input string, notes *notebook) error {
	compact, err := clean(input, notes)
	if err != nil {
		return err
	}
	if err := checkParts(compact); err != nil {
		return err
	}
	t.Compact = compact
	parts := strings.Split(compact, ".")
	if err := t.readHeader(parts[0], notes); err != nil {
		return err
	}
	if len(parts) == encryptedParts {
		t.Form = FormEncrypted
		t.noteHeader(notes)
		return nil
	}
	if err := t.readPayload(parts[1], notes); err != nil {
		return err
	}
	signature, err := t.decodePart(partSignature, parts[2], notes)
	if err != nil {
		return err
	}
	t.Signature = signature
	if len(signature) == 0 || isNone(t.Algorithm()) {
		t.Form = FormUnsigned
	}
	t.noteHeader(notes)
	t.noteTimes(notes)
	return nil
}

// checkParts refuses what has not the number of parts of a token.
func checkParts(compact string) *SyntaxError {
	fail := func(id, reason string) *SyntaxError {
		return &SyntaxError{ID: id, Part: partToken, Offset: -1, Reason: reason}
	}
	n := strings.Count(compact, ".") + 1
	switch {
	case compact == "":
		return fail("empty", "there is nothing here")
	case n == signedParts, n == encryptedParts:
		return nil
	case n == 1 && strings.HasPrefix(compact, "xx"):
		return fail("api_key", "this looks like a Coveo API key, not like a token. "+
			"A key mints tokens; it belongs in COVEO_API_KEY or a key file. If it was shown or sent anywhere, rotate it")
	case n == 1:
		return fail("parts", "this has no dots; a signed token has 3 parts with dots between them")
	case n == 2:
		return fail("parts", "this has 2 parts; a signed token has 3. The end was probably cut off")
	}
	return fail("parts", fmt.Sprintf("this has %s parts; a signed token has %d, an encrypted one %d",
		grouped(n), signedParts, encryptedParts))
}

func (t *Token) readHeader(text string, notes *notebook) error {
	decoded, err := t.decodePart(partHeader, text, notes)
	if err != nil {
		return err
	}
	header, bad := readJSON(string(decoded), partHeader, notes)
	if bad != nil {
		return bad
	}
	if header.Kind != Object {
		return notObject(partHeader, header)
	}
	t.Header = header
	return nil
}

func (t *Token) readPayload(text string, notes *notebook) error {
	if b64 := t.Header.Get("b64"); b64.is(Bool) && b64.Text == "false" {
		return &SyntaxError{
			ID: "unencoded_payload", Part: partPayload, Offset: -1,
			Reason: "the header says that the payload is not encoded (b64 is false, RFC 7797), which a JSON web token never is",
		}
	}
	decoded, err := t.decodePart(partPayload, text, notes)
	if err != nil {
		return err
	}
	t.payload = string(decoded)
	if t.isNested() {
		t.Nested = strings.TrimSpace(t.payload)
		return nil
	}
	claims, bad := readJSON(t.payload, partPayload, notes)
	if bad != nil {
		return bad
	}
	if claims.Kind != Object {
		return notObject(partPayload, claims)
	}
	t.Claims = claims
	return nil
}

// isNested reports whether the payload is a token in compact form. The header
// should say so with cty "JWT" (RFC 7519 section 5.2), but the payload decides.
func (t *Token) isNested() bool {
	if !strings.HasPrefix(t.payload, "eyJ") {
		return false
	}
	n := strings.Count(t.payload, ".") + 1
	return n == signedParts || n == encryptedParts
}

func notObject(part string, v *Value) *SyntaxError {
	return &SyntaxError{
		ID: "not_object", Part: part, Offset: 0,
		Reason: "the " + part + " is " + kindName(v) + ", where a JSON object should be",
	}
}

// Algorithm is the header's alg as written, or "".
func (t *Token) Algorithm() string { return t.Header.Get("alg").text() }

// isNone reports the algorithm of unsigned tokens, in any case: some verifiers
// compare it without regard to case, so a reader has to.
func isNone(alg string) bool { return strings.EqualFold(alg, "none") }
