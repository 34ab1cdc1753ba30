package jwtview_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"coveotoken/jwtview"

	"github.com/golang-jwt/jwt/v5"
)

const testSecret = "xxSANDBOX-secret-of-the-tests-only-0"

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// signed signs any header and payload with golang-jwt's method of that name.
func signed(t *testing.T, alg, header, payload string, key any) string {
	t.Helper()
	input := encode(header) + "." + encode(payload)
	signature, err := jwt.GetSigningMethod(alg).Sign(input, key)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encode(string(signature))
}

// ed25519Key is a key pair with the JWK set that publishes its public half.
func ed25519Key(kid string) (ed25519.PrivateKey, string) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	return private, fmt.Sprintf(`{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":%q,"x":%q}`, kid, encode(string(public)))
}

func keySet(t *testing.T, jwks ...string) jwtview.KeySet {
	t.Helper()
	set, err := jwtview.ParseJWKS([]byte(`{"keys":[` + strings.Join(jwks, ",") + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestVerifyWithPublishedKeys(t *testing.T) {
	private, jwk := ed25519Key("k1")
	_, other := ed25519Key("k2")
	good := signed(t, "EdDSA", `{"alg":"EdDSA","kid":"k1"}`, `{"sub":"a"}`, private)
	parts := strings.Split(good, ".")
	tests := []struct {
		name, token string
		keys        []string
		valid       bool
		reason      string
	}{
		{"the named key", good, []string{other, jwk}, true, `matches the key "k1" (EdDSA)`},
		{"the named key is missing", good, []string{other}, false, `The key "k1" that the token names is not among`},
		{"no name, several keys", signed(t, "EdDSA", `{"alg":"EdDSA"}`, `{}`, private), []string{other, jwk}, true, "matches"},
		{"no name, no match", signed(t, "EdDSA", `{"alg":"EdDSA"}`, `{}`, private), []string{other}, false, "does not match"},
		{"another payload", parts[0] + "." + encode(`{"sub":"b"}`) + "." + parts[2], []string{jwk}, false, "does not match"},
		{"a cut signature", parts[0] + "." + parts[1] + "." + parts[2][:84], []string{jwk}, false, "does not match"},
		{"two keys of one name", good, []string{jwk, strings.Replace(other, "k2", "k1", 1)}, false, "Several of the keys"},
		{"padding", good + "==", []string{jwk}, false, "not strict base64url"},
		{"a critical parameter", signed(t, "EdDSA", `{"alg":"EdDSA","crit":["exp"],"exp":1}`, `{}`, private), []string{jwk}, false, "critical"},
		{"alg twice", signed(t, "EdDSA", `{"alg":"none","alg":"EdDSA"}`, `{}`, private), []string{jwk}, false, "more than once"},
		{"kid that is no text", signed(t, "EdDSA", `{"alg":"EdDSA","kid":1}`, `{}`, private), []string{jwk}, false, "kid is a number"},
		{"alg none", encode(`{"alg":"none","kid":"k1"}`) + "." + parts[1] + ".", []string{jwk}, false, "is not signed"},
		{"alg NONE with a signature", encode(`{"alg":"NONE"}`) + "." + parts[1] + "." + parts[2], []string{jwk}, false, "is not signed"},
		{"no signature", parts[0] + "." + parts[1] + ".", []string{jwk}, false, "signature is empty"},
		{"unknown alg", encode(`{"alg":"eddsa"}`) + "." + parts[1] + "." + parts[2], []string{jwk}, false, "not one that can be checked"},
		{"encrypted", encode(`{"alg":"dir","enc":"A128GCM"}`) + "..a.b.c", []string{jwk}, false, "encrypted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkVerification(t, decode(t, tt.token).Verify(keySet(t, tt.keys...)), tt.valid, tt.reason)
		})
	}
}

func checkVerification(t *testing.T, got jwtview.Verification, valid bool, reason string) {
	t.Helper()
	if got.Valid != valid || !strings.Contains(got.Reason, reason) {
		t.Errorf("Verify = %+v, want valid %v because %q", got, valid, reason)
	}
}

func TestVerifyRefusesAlgorithmConfusion(t *testing.T) {
	private := must(rsa.GenerateKey(rand.Reader, 2048))
	der := must(x509.MarshalPKIXPublicKey(&private.PublicKey))
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	rsaKeys := must(jwtview.ParsePEM(public))

	checkVerification(t, decode(t, signed(t, "RS256", `{"alg":"RS256"}`, `{}`, private)).Verify(rsaKeys), true, "matches the key given (RS256)")
	checkVerification(t, decode(t, signed(t, "PS512", `{"alg":"PS512"}`, `{}`, private)).Verify(rsaKeys), true, "PS512")

	// Whoever knows the public key signs with its file, or its bytes, as if it were a secret.
	for name, secret := range map[string][]byte{"file": public, "bytes": der} {
		forged := signed(t, "HS256", `{"alg":"HS256"}`, `{"sub":"admin"}`, secret)
		t.Run(name, func(t *testing.T) {
			checkVerification(t, decode(t, forged).Verify(rsaKeys), false, "algorithm confusion")
		})
	}
	if _, err := jwtview.SecretKey(public); err == nil {
		t.Error("a public key is accepted as a secret")
	}
	if _, err := jwtview.SecretKey(nil); err == nil {
		t.Error("an empty secret is accepted")
	}
	narrowed := keySet(t, fmt.Sprintf(`{"kty":"RSA","alg":"RS256","n":%q,"e":"AQAB"}`, encode(string(private.N.Bytes()))))
	checkVerification(t, decode(t, signed(t, "RS512", `{"alg":"RS512"}`, `{}`, private)).Verify(narrowed), false, "for RS256 only")
}

func TestVerifyHoldsPSSToItsSaltLength(t *testing.T) {
	private := must(rsa.GenerateKey(rand.Reader, 2048))
	keys := keySet(t, fmt.Sprintf(`{"kty":"RSA","n":%q,"e":"AQAB"}`, encode(string(private.N.Bytes()))))
	input := encode(`{"alg":"PS256"}`) + "." + encode(`{}`)
	hash := sha256.Sum256([]byte(input))
	for salt, valid := range map[int]bool{rsa.PSSSaltLengthEqualsHash: true, 20: false} {
		signature := must(rsa.SignPSS(rand.Reader, private, crypto.SHA256, hash[:], &rsa.PSSOptions{SaltLength: salt}))
		got := decode(t, input+"."+encode(string(signature))).Verify(keys)
		if got.Valid != valid {
			t.Errorf("salt length %d: %+v", salt, got)
		}
	}
}

func TestVerifyIgnoresKeysInTheToken(t *testing.T) {
	attacker, embedded := ed25519Key("mine")
	_, trusted := ed25519Key("trusted")
	header := `{"alg":"EdDSA","jwk":` + embedded + `,"jku":"https://attacker.example.com/keys"}`
	checkVerification(t, decode(t, signed(t, "EdDSA", header, `{}`, attacker)).Verify(keySet(t, trusted)), false, "does not match")
}

func TestVerifyWithSecret(t *testing.T) {
	keys := must(jwtview.SecretKey([]byte(testSecret)))
	checkVerification(t, decode(t, signed(t, "HS384", `{"alg":"HS384","kid":"any"}`, `{}`, []byte(testSecret))).Verify(keys), true, "matches")
	checkVerification(t, decode(t, signed(t, "HS256", hs256, `{}`, []byte("another"))).Verify(keys), false, "does not match")

	short := must(jwtview.SecretKey([]byte("short")))
	checkVerification(t, decode(t, signed(t, "HS256", hs256, `{}`, []byte("short"))).Verify(short), true, "only 5 bytes")

	published := keySet(t, `{"kty":"oct","k":"`+encode("short")+`"}`)
	checkVerification(t, decode(t, signed(t, "HS512", `{"alg":"HS512"}`, `{}`, []byte("short"))).Verify(published), false, "demands 64 for HS512")

	private, _ := ed25519Key("k")
	checkVerification(t, decode(t, signed(t, "EdDSA", `{"alg":"EdDSA"}`, `{}`, private)).Verify(keys), false, "is a secret, for HS256")
	checkVerification(t, decode(t, sample()).Verify(jwtview.KeySet{}), false, "No key was given")
}

func TestVerifyWithCertificate(t *testing.T) {
	private := must(ecdsa.GenerateKey(elliptic.P384(), rand.Reader))
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Unix(1, 0)}
	der := must(x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private))
	keys := must(jwtview.ParsePEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	checkVerification(t, decode(t, signed(t, "ES384", `{"alg":"ES384"}`, `{}`, private)).Verify(keys), true, "matches")

	p256 := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	checkVerification(t, decode(t, signed(t, "ES256", `{"alg":"ES256"}`, `{}`, p256)).Verify(keys), false, "for ES384 only")
}

func TestParsePEMRefuses(t *testing.T) {
	private := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	small := must(x509.MarshalPKIXPublicKey(&rsa.PublicKey{N: new(big.Int).Lsh(big.NewInt(1), 1023), E: 65537}))
	p224 := must(ecdsa.GenerateKey(elliptic.P224(), rand.Reader))
	block := func(kind string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	tests := []struct{ name, data, want string }{
		{"no PEM", "hello", "no PEM block"},
		{"a private key", block("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(private))), "this is a private key"},
		{"a small RSA key", block("PUBLIC KEY", small), "1024 bits"},
		{"another curve", block("PUBLIC KEY", must(x509.MarshalPKIXPublicKey(&p224.PublicKey))), "P-224"},
		{"something else", block("CERTIFICATE REQUEST", nil), "neither a public key nor a certificate"},
		{"broken", block("PUBLIC KEY", []byte("hello")), "asn1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := jwtview.ParsePEM([]byte(tt.data))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestParseJWKS(t *testing.T) {
	_, good := ed25519Key("k1")
	tests := []struct {
		name, data string
		keys       int
		want       string // of the error, or of what was skipped
	}{
		{"one good key", `{"keys":[` + good + `]}`, 1, ""},
		{"a key alone", good, 1, ""},
		{"good and unusable ones", `{"keys":[{"kty":"OKP","crv":"X25519"},` + good + `,{"kty":"new"}]}`, 1, `key 1: its curve (crv) is "X25519"`},
		{"for encryption", `{"keys":[{"kty":"oct","use":"enc","k":"AAAA"}]}`, 0, "use is not sig"},
		{"for signing only", `{"keys":[{"kty":"oct","key_ops":["sign"],"k":"AAAA"}]}`, 0, "key_ops"},
		{"alg of another type", `{"keys":[{"kty":"oct","alg":"EdDSA","k":"AAAA"}]}`, 0, `alg is "EdDSA"`},
		{"secrets beside public keys", `{"keys":[{"kty":"oct","k":"AAAA"},` + good + `]}`, 0, "both secrets"},
		{"a short Ed25519 key", `{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]}`, 0, "3 bytes"},
		{"a point off the curve", `{"keys":[{"kty":"EC","crv":"P-256","x":"` + encode(strings.Repeat("a", 32)) + `","y":"` + encode(strings.Repeat("b", 32)) + `"}]}`, 0, "not a point"},
		{"an even RSA exponent", `{"keys":[{"kty":"RSA","n":"` + encode(strings.Repeat("a", 256)) + `","e":"Ag"}]}`, 0, "exponent"},
		{"a small RSA key", `{"keys":[{"kty":"RSA","n":"` + encode(strings.Repeat("a", 128)) + `","e":"AQAB"}]}`, 0, "1023 bits"},
		{"no keys", `{"keys":[]}`, 0, "no key that checks"},
		{"no array", `{"certificates":[]}`, 0, `no array "keys"`},
		{"keys that are no objects", `{"keys":[1,null,[]]}`, 0, "no key that checks"},
		{"no JSON", `<html>`, 0, "the key set is not JSON: byte 0 is '<'"},
		{"too long", strings.Repeat(" ", 1<<20+1), 0, "at most"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set, err := jwtview.ParseJWKS([]byte(tt.data))
			said := strings.Join(set.Skipped(), "; ")
			if err != nil {
				said = err.Error()
			}
			if set.Len() != tt.keys || (err == nil) != (tt.keys > 0) || !strings.Contains(said, tt.want) {
				t.Errorf("%d keys, said %q, want %d and %q", set.Len(), said, tt.keys, tt.want)
			}
		})
	}
}

func FuzzParseJWKS(f *testing.F) {
	_, jwk := ed25519Key("k1")
	f.Add([]byte(`{"keys":[` + jwk + `]}`))
	f.Add([]byte(`{"kty":"RSA","n":"AQAB","e":"AQAB"}`))
	f.Add([]byte(`{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}`))
	f.Add([]byte(`{"keys":[{"kty":"oct","k":"AA","key_ops":["verify"]}]}`))
	unsigned := must(jwtview.Decode(sample()))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := jwtview.ParseJWKS(data)
		if (err == nil) != (set.Len() > 0) {
			t.Fatalf("%d keys with error %v", set.Len(), err)
		}
		if unsigned.Verify(set).Valid {
			t.Fatalf("a made-up signature is valid with %q", data)
		}
	})
}
