package sandbox

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"coveotoken/jwtview"
)

// kidPrefix begins the key IDs of every sandbox, so that its tokens can be told
// from real ones.
const kidPrefix = jwtview.SandboxMark + "-"

// The issuers. That of search tokens is the one real tokens show; that of platform
// tokens is not published.
const (
	searchIssuer   = "SearchApi"
	platformIssuer = "coveo-token-sandbox"
)

// signer holds the keys of one sandbox. Search tokens are signed with a secret that
// only the issuer has, platform tokens with a key whose public half is published.
type signer struct {
	searchKid, platformKid string
	secret                 []byte
	private                ed25519.PrivateKey
}

func newSigner() (*signer, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make the sandbox's signing key: %w", err)
	}
	start := randomHex(4)
	return &signer{
		searchKid:   kidPrefix + "search-" + start,
		platformKid: kidPrefix + "platform-" + start,
		secret:      []byte(rand.Text() + rand.Text()),
		private:     private,
	}, nil
}

// randomHex gives n random bytes in hexadecimal.
func randomHex(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return hex.EncodeToString(b)
}

func (s *signer) signSearch(claims *searchClaims) (string, error) {
	return signedWith(jwt.SigningMethodHS256, s.searchKid, s.secret, claims)
}

func (s *signer) signPlatform(claims *platformClaims) (string, error) {
	return signedWith(jwt.SigningMethodEdDSA, s.platformKid, s.private, claims)
}

func signedWith(method jwt.SigningMethod, kid string, key any, claims jwt.Claims) (string, error) {
	token := jwt.NewWithClaims(method, claims)
	token.Header["kid"] = kid
	return token.SignedString(key)
}

// errForeignToken is a token that this sandbox did not issue.
var errForeignToken = errors.New("the token was not issued by this sandbox")

// verify checks signature and expiry and gives the claims, *searchClaims or
// *platformClaims. The key ID alone chooses key and algorithm; the algorithm that
// the token names must then be that one. Expiry is reported as jwt.ErrTokenExpired.
func (s *signer) verify(token string, now time.Time) (jwt.Claims, error) {
	var claims jwt.Claims
	var method jwt.SigningMethod
	var key any
	switch keyID(token) {
	case s.searchKid:
		claims, method, key = &searchClaims{}, jwt.SigningMethodHS256, s.secret
	case s.platformKid:
		claims, method, key = &platformClaims{}, jwt.SigningMethodEdDSA, s.private.Public()
	default:
		return nil, errForeignToken
	}
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{method.Alg()}),
		jwt.WithTimeFunc(func() time.Time { return now }),
		jwt.WithExpirationRequired(),
	)
	_, err := parser.ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return key, nil })
	return claims, err
}

// keyID reads the kid of a token, "" when there is none.
func keyID(token string) string {
	head, _, _ := strings.Cut(token, ".")
	raw, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil {
		return ""
	}
	var header struct {
		KeyID string `json:"kid"`
	}
	if json.Unmarshal(raw, &header) != nil {
		return ""
	}
	return header.KeyID
}

// publicKeys is the reply of GET /rest/tokens/certificates (PublicSigningKeysModel).
type publicKeys struct {
	Keys []publicKey `json:"keys"`
}

type publicKey struct {
	KeyType   string `json:"kty"`
	Algorithm string `json:"alg"`
	Use       string `json:"use"`
	X         string `json:"x"`
	Curve     string `json:"crv"`
	KeyID     string `json:"kid"`
}

func (s *signer) certificates() publicKeys {
	public, _ := s.private.Public().(ed25519.PublicKey)
	return publicKeys{[]publicKey{{
		KeyType: "OKP", Algorithm: "EdDSA", Use: "sig", Curve: "Ed25519", KeyID: s.platformKid,
		X: base64.RawURLEncoding.EncodeToString(public),
	}}}
}
