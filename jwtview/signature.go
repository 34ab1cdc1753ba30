package jwtview

import "strings"

// The words for what is known about a signature without checking it.
const (
	badgeUnverified = "UNVERIFIED"
	badgeUnsigned   = "UNSIGNED"
	badgeEncrypted  = "ENCRYPTED"
	badgeNested     = "NESTED"
)

// SignatureFacts says in words what the signature is and what can and cannot be
// checked. It never says that a token is valid.
type SignatureFacts struct {
	// Badge is one of UNVERIFIED, UNSIGNED, ENCRYPTED, NESTED.
	Badge string
	// Algorithm is the alg with its family in words.
	Algorithm string
	// Sentences say what can be checked, by whom, and with which key.
	Sentences []string
}

// family is a group of signature algorithms that share a kind of key.
type family string

const (
	familyUnknown family = ""
	familyHMAC    family = "HMAC"
	familyRSA     family = "RSA"
	familyPSS     family = "RSA-PSS"
	familyECDSA   family = "ECDSA"
	familyEdDSA   family = "EdDSA"
)

// familyOf gives the family of an algorithm (RFC 7518 section 3.1, RFC 8037).
func familyOf(alg string) family {
	switch alg {
	case "HS256", "HS384", "HS512":
		return familyHMAC
	case "RS256", "RS384", "RS512":
		return familyRSA
	case "PS256", "PS384", "PS512":
		return familyPSS
	case "ES256", "ES384", "ES512":
		return familyECDSA
	case "EdDSA":
		return familyEdDSA
	}
	return familyUnknown
}

// describeAlgorithm gives an alg with its family in words.
func describeAlgorithm(alg string) string {
	switch f := familyOf(alg); f {
	case familyHMAC:
		return alg + " (HMAC with SHA-" + alg[2:] + ": one secret both signs and checks)"
	case familyRSA, familyPSS, familyECDSA:
		return alg + " (" + string(f) + " with SHA-" + alg[2:] + ": a private key signs, a public key checks)"
	case familyEdDSA:
		return alg + " (Edwards curve: a private key signs, a public key checks)"
	}
	switch {
	case alg == "":
		return "no algorithm named"
	case isNone(alg):
		return alg + " (no signature at all)"
	}
	return short(alg) + " (not a signature algorithm we know)"
}

// SignatureFacts describes the signature.
func (t *Token) SignatureFacts() SignatureFacts {
	alg := t.Algorithm()
	facts := SignatureFacts{Badge: badgeUnverified, Algorithm: describeAlgorithm(alg)}
	switch {
	case t.Form == FormEncrypted:
		facts.Badge = badgeEncrypted
		facts.Algorithm = describeEncryption(alg, t.Header.Get("enc").text())
		facts.Sentences = []string{
			"The content is encrypted. Only the holder of the key can read it or tell whether it was changed; the header can be read by everyone.",
		}
		return facts
	case t.Form == FormUnsigned:
		facts.Badge = badgeUnsigned
		facts.Sentences = []string{"There is no signature: anyone can have written every word of this, and no verifier may accept it."}
		return facts
	case t.Nested != "":
		facts.Badge = badgeNested
		facts.Sentences = []string{"The payload is another token, with a signature or encryption of its own."}
	}
	facts.Sentences = append(facts.Sentences, t.whoCanCheck(familyOf(alg))...)
	return facts
}

func describeEncryption(alg, enc string) string {
	if enc == "" {
		return short(alg)
	}
	return short(alg) + " with " + short(enc)
}

// whoCanCheck says who can check the signature, and warns of an algorithm that does
// not belong to the kind of token.
func (t *Token) whoCanCheck(f family) []string {
	kind := t.Kind()
	switch {
	case f == familyUnknown:
		return []string{"The signature cannot be checked: its algorithm is not known."}
	case t.FromSandbox() && f == familyHMAC:
		return []string{"The token says that the embedded sandbox signed it. Only the sandbox that is running can check it; no real organization accepts it."}
	case t.FromSandbox():
		return []string{"The token says that the embedded sandbox signed it. It can be checked with the keys that the running sandbox publishes at /rest/tokens/certificates; no real organization accepts it."}
	case kind == KindSearch && f == familyHMAC:
		return []string{"Only Coveo can check this signature: search tokens are signed with a secret that never leaves Coveo. A query shows whether Coveo accepts the token."}
	case kind == KindSearch:
		return []string{"Coveo's search tokens are signed with HS256, as far as is known. This one says " + t.Algorithm() + ", so somebody else may have made it."}
	case kind == KindPlatform && f == familyEdDSA:
		return []string{"The signature can be checked, by anyone: with Coveo's published keys at /rest/tokens/certificates" + t.keyWords() + ". That has not been done here."}
	case kind == KindPlatform && f == familyHMAC:
		return []string{
			"Coveo signs platform tokens with a key pair (EdDSA). This one says " + t.Algorithm() + ": beware of algorithm confusion, where someone signs with the public key as if it were a secret. No verifier may accept a public key for HMAC.",
		}
	case kind == KindPlatform:
		return []string{"The keys that Coveo publishes for platform tokens are for EdDSA. This one says " + t.Algorithm() + ". If Coveo signed it, the key is at /rest/tokens/certificates" + t.keyWords() + "."}
	case f == familyHMAC:
		return []string{"Only those who hold the issuer's secret can check the signature."}
	}
	return []string{"The signature can be checked with the issuer's public key" + t.keyWords() + ". That has not been done here."}
}

// keyWords names the key that the header asks for.
func (t *Token) keyWords() string {
	kid := strings.TrimSpace(t.Header.Get("kid").text())
	if kid == "" {
		return ""
	}
	return ", key " + short(kid)
}
