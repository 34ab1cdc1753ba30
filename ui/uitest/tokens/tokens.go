// Package tokens makes the tokens of tests: of made-up people, and signed with a key
// that stands here.
package tokens

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

// key signs. It is no secret.
const key = "a-key-for-tests-only-that-signs-nothing-real"

const header = `{"alg":"HS256","typ":"JWT"}`

// Sign makes a token of claims as they are written, which may be broken.
func Sign(claims string) string { return SignWithHeader(header, claims) }

// SignWithHeader is Sign with a header of the test's own.
func SignWithHeader(header, claims string) string {
	signed := encode(header) + "." + encode(claims)
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(signed))
	return signed + "." + encode(string(mac.Sum(nil)))
}

func encode(part string) string { return base64.RawURLEncoding.EncodeToString([]byte(part)) }

// Search is a search token of Alice Smith that was issued at a moment and lives for
// a time.
func Search(issued time.Time, life time.Duration) string {
	return Sign(fmt.Sprintf(`{"v8":true,"tokenId":"t0b1example","organization":"acmecorp",`+
		`"userIds":[{"type":"User","name":"asmith@example.com","provider":"Email Security Provider"}],`+
		`"userDisplayName":"Alice Smith","roles":["queryExecutor"],"iss":"SearchApi",`+
		`"searchHub":"SupportHub","pipeline":"InternalSearch","filter":"@source==KnowledgeBase",`+
		`"exp":%d,"iat":%d,"workshop":{"seat":12}}`, issued.Add(life).Unix(), issued.Unix()))
}

// Platform is a platform token that may impersonate in searches.
func Platform(issued time.Time, life time.Duration) string {
	return Sign(platformClaims(issued, life))
}

func platformClaims(issued time.Time, life time.Duration) string {
	return fmt.Sprintf(`{"version":1,"body":{"organizationId":"acmecorp",`+
		`"privileges":[{"type":"ENABLE","targetDomain":"IMPERSONATE","targetId":"*","owner":"SEARCH_API","level":"NORMAL"}],`+
		`"additionalConfiguration":{"search":{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider","type":"User"}]}},`+
		`"creatorEmail":"trainer@example.com"},"tokenId":"p0b1example","iss":"AuthorizationServer","exp":%d,"iat":%d,"jti":"1"}`,
		issued.Add(life).Unix(), issued.Unix())
}

// Large is a token of about so many bytes, in many claims and one long one.
func Large(bytes int) string {
	var claims strings.Builder
	claims.WriteString(`{"iss":"SearchApi","exp":4102444800,"iat":1773478800,"long":"`)
	const encoded, decoded = 4, 3 // Base64
	total := bytes / encoded * decoded
	claims.WriteString(strings.Repeat("0123456789abcdef", total/2/16))
	claims.WriteString(`"`)
	for i := 0; claims.Len() < total; i++ {
		fmt.Fprintf(&claims, `,"claim%06d":"value %06d"`, i, i)
	}
	claims.WriteString("}")
	return Sign(claims.String())
}

// Hostile is text that acts on terminals, hides or reorders itself, or is of unusual
// width.
func Hostile() string {
	return "\x1b[31mred\x1b]52;c;aGFjaw==\a \u202eadmin\u202c \u200bzero\u200d \u009b2J \x7f line\nbreak\ttab " +
		"漢字かな 👩‍👩‍👧 e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 \u2028 \U000e0041"
}
