package jwtview

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// maxKeySetBytes is the longest JWK set that is read; real ones have a few KB.
const maxKeySetBytes = 1 << 20

// ParseJWKS reads a JWK set (RFC 7517 section 5), as published at
// /rest/tokens/certificates, or a single JWK: OKP with Ed25519, RSA, EC and oct. Of
// a private key only the public half is read. Keys that cannot check signatures are
// left out and listed by Skipped; it is an error when no other is left.
func ParseJWKS(data []byte) (KeySet, error) {
	if len(data) > maxKeySetBytes {
		return KeySet{}, fmt.Errorf("the key set has %d bytes; at most %d are read", len(data), maxKeySetBytes)
	}
	var notes notebook
	document, bad := readJSON(string(data), "key set", &notes)
	if bad != nil {
		return KeySet{}, errors.New(bad.Reason)
	}
	list := document.Get("keys")
	switch {
	case list.is(Array):
	case document.Get("kty") != nil:
		list = &Value{Kind: Array, Items: []*Value{document}}
	default:
		return KeySet{}, errors.New(`the key set has no array "keys" (RFC 7517 section 5)`)
	}
	var set KeySet
	for i, jwk := range list.Items {
		key, err := parseJWK(jwk)
		if err != nil {
			set.skipped = append(set.skipped, fmt.Sprintf("key %d: %v", i+1, err))
			continue
		}
		set.keys = append(set.keys, key)
	}
	if err := set.checkMix(); err != nil {
		return KeySet{}, err
	}
	if len(set.keys) == 0 {
		return KeySet{}, errors.New(strings.Join(append([]string{"the key set has no key that checks signatures"}, set.skipped...), "; "))
	}
	return set, nil
}

// checkMix refuses a set with both secrets and public keys. A secret in a published
// set is a leak, and whether it is one cannot be told from here.
func (k KeySet) checkMix() error {
	secrets := 0
	for _, key := range k.keys {
		if key.isSecret() {
			secrets++
		}
	}
	if secrets > 0 && secrets < len(k.keys) {
		return errors.New("the key set has both secrets (oct) and public keys; give the one that is meant")
	}
	return nil
}

// parseJWK reads one key and narrows it to what the key itself allows (use,
// key_ops and alg, RFC 7517 sections 4.2 to 4.4).
func parseJWK(jwk *Value) (verificationKey, error) {
	if use := jwk.Get("use"); use != nil && use.text() != "sig" {
		return verificationKey{}, errors.New("its use is not sig")
	}
	if ops := jwk.Get("key_ops"); ops != nil && !slices.ContainsFunc(ops.Items, func(op *Value) bool {
		return op.text() == "verify"
	}) {
		return verificationKey{}, errors.New("its key_ops do not have verify")
	}
	key, err := parseMaterial(jwk)
	if err != nil {
		return verificationKey{}, err
	}
	if alg := jwk.Get("alg"); alg != nil {
		name := alg.text()
		if name == "Ed25519" { // the name of RFC 9864 for the same algorithm
			name = "EdDSA"
		}
		if !slices.Contains(key.algorithms, name) {
			return verificationKey{}, fmt.Errorf("its alg is %q, which is not one for %s", short(name), key.kind)
		}
		key.algorithms = []string{name}
	}
	return key, nil
}

func parseMaterial(jwk *Value) (verificationKey, error) {
	id := jwk.Get("kid").text()
	switch kty := jwk.Get("kty").text(); kty {
	case "OKP":
		return parseOKP(id, jwk)
	case "RSA":
		return parseRSA(id, jwk)
	case "EC":
		return parseEC(id, jwk)
	case "oct":
		secret, err := keyBytes(jwk, "k")
		if err != nil {
			return verificationKey{}, err
		}
		key := secretKey(id, secret)
		key.strict = true
		return key, nil
	default:
		return verificationKey{}, fmt.Errorf("its type (kty) is %q, which is not known", short(kty))
	}
}

// parseOKP reads an Ed25519 key (RFC 8037 section 2).
func parseOKP(id string, jwk *Value) (verificationKey, error) {
	if crv := jwk.Get("crv").text(); crv != "Ed25519" {
		return verificationKey{}, fmt.Errorf("its curve (crv) is %q, not Ed25519", short(crv))
	}
	x, err := keyBytes(jwk, "x")
	if err != nil {
		return verificationKey{}, err
	}
	if len(x) != ed25519.PublicKeySize {
		return verificationKey{}, fmt.Errorf("its x has %d bytes; an Ed25519 key has %d", len(x), ed25519.PublicKeySize)
	}
	return publicKey(id, ed25519.PublicKey(x))
}

// parseRSA reads an RSA key (RFC 7518 section 6.3.1).
func parseRSA(id string, jwk *Value) (verificationKey, error) {
	n, err := keyBytes(jwk, "n")
	if err != nil {
		return verificationKey{}, err
	}
	e, err := keyBytes(jwk, "e")
	if err != nil {
		return verificationKey{}, err
	}
	if len(n) > maxRSABits/8+1 {
		return verificationKey{}, errors.New("its modulus is too long")
	}
	exponent := new(big.Int).SetBytes(e)
	if exponent.BitLen() > 31 || exponent.Bit(0) == 0 || exponent.Cmp(big.NewInt(3)) < 0 {
		return verificationKey{}, errors.New("its exponent is not an odd number from 3 to 2147483647")
	}
	return publicKey(id, &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(exponent.Int64())})
}

// parseEC reads an ECDSA key (RFC 7518 section 6.2.1) and checks that its point
// lies on the curve.
func parseEC(id string, jwk *Value) (verificationKey, error) {
	var curve elliptic.Curve
	switch crv := jwk.Get("crv").text(); crv {
	case "P-256":
		curve = elliptic.P256()
	case "P-384":
		curve = elliptic.P384()
	case "P-521":
		curve = elliptic.P521()
	default:
		return verificationKey{}, fmt.Errorf("its curve (crv) is %q, not P-256, P-384 or P-521", short(crv))
	}
	x, err := keyBytes(jwk, "x")
	if err != nil {
		return verificationKey{}, err
	}
	y, err := keyBytes(jwk, "y")
	if err != nil {
		return verificationKey{}, err
	}
	const uncompressed = 4 // the form of a point with both coordinates (SEC 1 section 2.3.3)
	public, err := ecdsa.ParseUncompressedPublicKey(curve, slices.Concat([]byte{uncompressed}, x, y))
	if err != nil {
		return verificationKey{}, errors.New("its x and y are not a point on its curve")
	}
	return publicKey(id, public)
}

// keyBytes decodes a base64url member of a key.
func keyBytes(jwk *Value, name string) ([]byte, error) {
	decoded, err := base64.RawURLEncoding.DecodeString(jwk.Get(name).text())
	if err != nil || len(decoded) == 0 {
		return nil, fmt.Errorf("its %s is missing or not base64url", name)
	}
	return decoded, nil
}
