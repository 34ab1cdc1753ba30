package jwtview

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
)

// KeySet holds the keys that a token may be checked with. The user names them; no
// token ever adds one. The zero value has none.
type KeySet struct {
	keys    []verificationKey
	skipped []string
}

// verificationKey is a key with the algorithms that its type allows. A token's alg
// only chooses among them, so that nobody can have a public key used as a secret.
type verificationKey struct {
	id         string // kid, or "" for a key without one
	kind       string // in words
	algorithms []string
	material   crypto.PublicKey // or []byte for a secret
	strict     bool             // a secret too short for an algorithm is refused
}

// Len is the number of usable keys.
func (k KeySet) Len() int { return len(k.keys) }

// Skipped says of each key that cannot check signatures why not.
func (k KeySet) Skipped() []string { return k.skipped }

const (
	// minRSABits is what RFC 7518 section 3.3 demands; maxRSABits bounds the work.
	minRSABits, maxRSABits = 2048, 16384
)

// SecretKey gives a set of one secret, for HMAC. It refuses an empty one, and a
// public key or certificate: whoever knows those could sign with them. A secret that
// is too short still matches, and the outcome warns of it: people try things out
// with such secrets. In a JWK set they are refused.
func SecretKey(secret []byte) (KeySet, error) {
	switch {
	case len(secret) == 0:
		return KeySet{}, errors.New("the secret is empty")
	case bytes.Contains(secret, []byte("-----BEGIN ")):
		return KeySet{}, errors.New("this is a PEM file, not a secret; a public key must never be used as a secret")
	}
	return KeySet{keys: []verificationKey{secretKey("", slices.Clone(secret))}}, nil
}

// ParsePEM reads public keys and certificates (RSA, ECDSA, Ed25519). The validity of
// a certificate is not looked at; its key is used.
func ParsePEM(data []byte) (KeySet, error) {
	var set KeySet
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		public, err := parseBlock(block)
		if err != nil {
			return KeySet{}, err
		}
		key, err := publicKey("", public)
		if err != nil {
			return KeySet{}, err
		}
		set.keys = append(set.keys, key)
	}
	if len(set.keys) == 0 {
		return KeySet{}, errors.New("there is no PEM block here; a public key starts with -----BEGIN PUBLIC KEY-----")
	}
	return set, nil
}

func parseBlock(block *pem.Block) (crypto.PublicKey, error) {
	switch block.Type {
	case "PUBLIC KEY":
		return x509.ParsePKIXPublicKey(block.Bytes)
	case "RSA PUBLIC KEY":
		return x509.ParsePKCS1PublicKey(block.Bytes)
	case "CERTIFICATE":
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		return certificate.PublicKey, nil
	case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY":
		return nil, errors.New("this is a private key; to check a signature only the public key is needed, so keep this one away")
	}
	return nil, errors.New("this PEM block holds neither a public key nor a certificate")
}

// publicKey gives a public key with the algorithms of its type.
func publicKey(id string, public crypto.PublicKey) (verificationKey, error) {
	key := verificationKey{id: id, material: public}
	switch public := public.(type) {
	case ed25519.PublicKey:
		key.kind, key.algorithms = "an Ed25519 public key", []string{"EdDSA"}
	case *rsa.PublicKey:
		if bits := public.N.BitLen(); bits < minRSABits || bits > maxRSABits {
			return key, fmt.Errorf("an RSA key of %d bits; RFC 7518 section 3.3 demands %d, and at most %d are accepted", bits, minRSABits, maxRSABits)
		}
		if factorable(public.N) {
			return key, errors.New("an RSA key that can be factored (ROCA, CVE-2017-15361)")
		}
		key.kind = "an RSA public key"
		key.algorithms = []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}
	case *ecdsa.PublicKey:
		algorithm, ok := ecdsaAlgorithm(public.Curve)
		if !ok {
			return key, fmt.Errorf("the curve %s, which no algorithm of RFC 7518 uses", public.Params().Name)
		}
		key.kind, key.algorithms = "an ECDSA public key on "+public.Params().Name, []string{algorithm}
	default:
		return key, fmt.Errorf("a key of the type %T, which checks no signatures", public)
	}
	return key, nil
}

func ecdsaAlgorithm(curve elliptic.Curve) (string, bool) {
	switch curve {
	case elliptic.P256():
		return "ES256", true
	case elliptic.P384():
		return "ES384", true
	case elliptic.P521():
		return "ES512", true
	}
	return "", false
}

func secretKey(id string, secret []byte) verificationKey {
	return verificationKey{
		id: id, kind: "a secret", material: secret,
		algorithms: []string{"HS256", "HS384", "HS512"},
	}
}

func (k verificationKey) isSecret() bool {
	_, secret := k.material.([]byte)
	return secret
}
