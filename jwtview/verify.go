package jwtview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

// Verification is the outcome of checking a signature. It says nothing about the
// token's times or about what Coveo would accept.
type Verification struct {
	// Valid is true when the signature was made with a key of the set.
	Valid bool
	// KeyID is the kid of the key that matched, or "" when it has none.
	KeyID string
	// Reason is a sentence that says why, in either case. It may hold text from the
	// token.
	Reason string
}

// Verify checks the signature with the keys that the user named. A key's type
// decides which algorithms it may be used with; the token's kid chooses among keys
// that have one. Keys inside the token, and addresses of keys, are never used. What
// a strict reader refuses is refused: other encodings than base64url, critical
// header parameters, repeated header names.
func (t *Token) Verify(keys KeySet) Verification {
	if reason := t.unverifiable(keys); reason != "" {
		return Verification{Reason: reason}
	}
	candidates, reason := t.chooseKeys(keys.keys)
	if reason != "" {
		return Verification{Reason: reason}
	}
	end := strings.LastIndexByte(t.Compact, '.')
	method := methodFor(t.Algorithm())
	for _, key := range candidates {
		if key.strict && key.short(t.Algorithm()) > 0 {
			return Verification{Reason: "The secret is too short: " + t.demand(key)}
		}
		if method.Verify(t.Compact[:end], t.Signature, key.material) == nil {
			return Verification{Valid: true, KeyID: key.id, Reason: t.matched(key)}
		}
	}
	with := candidates[0].name()
	if len(candidates) > 1 {
		with = fmt.Sprintf("any of %d keys", len(candidates))
	}
	return Verification{Reason: "The signature does not match " + with + ": the token was changed, or another key signed it."}
}

// unverifiable says why there is nothing to check, or "".
func (t *Token) unverifiable(keys KeySet) string {
	alg := t.Algorithm()
	switch {
	case keys.Len() == 0:
		return "No key was given to check the signature with."
	case t.Form == FormEncrypted:
		return "The token is encrypted; it has no signature that could be checked from outside."
	case isNone(alg):
		return "The token is not signed (alg \"" + alg + "\"). No key can make it valid."
	case len(t.Signature) == 0:
		return "The signature is empty."
	case familyOf(alg) == familyUnknown:
		return "The algorithm \"" + short(alg) + "\" is not one that can be checked."
	case t.lenient:
		return "The token is not strict base64url (see the notes). Verifiers refuse it, whatever its signature."
	case t.Header.Get("crit") != nil:
		return "The header has critical parameters (crit) that are not known here, so the token must be refused (RFC 7515 section 4.1.11)."
	case t.Header.Get("kid") != nil && !t.Header.Get("kid").is(String):
		return "The header's kid is " + kindName(t.Header.Get("kid")) + ", where a name should be."
	case slices.ContainsFunc(t.Header.Members, func(m Member) bool { return m.Duplicate }):
		return "The header has a name more than once, so verifiers may differ; it must be refused (RFC 7515 section 5.2)."
	}
	return ""
}

// chooseKeys gives the keys that the token's kid and alg allow, or says why there
// are none.
func (t *Token) chooseKeys(keys []verificationKey) ([]verificationKey, string) {
	alg := t.Algorithm()
	if kid := t.Header.Get("kid"); kid != nil {
		keys = slices.DeleteFunc(slices.Clone(keys), func(k verificationKey) bool { return k.id != "" && k.id != kid.Text })
		switch {
		case len(keys) == 0:
			return nil, "The key \"" + short(kid.Text) + "\" that the token names is not among the keys given."
		case len(keys) > 1 && keys[0].id != "" && keys[1].id != "":
			return nil, "Several of the keys given have the name \"" + short(kid.Text) + "\" (kid), so it cannot be told which is meant."
		}
	}
	allowed := slices.DeleteFunc(slices.Clone(keys), func(k verificationKey) bool { return !slices.Contains(k.algorithms, alg) })
	if len(allowed) > 0 {
		return allowed, ""
	}
	reason := "The token says " + alg + ", but " + keys[0].name() + " is " + keys[0].kind +
		", for " + strings.Join(keys[0].algorithms, ", ") + " only."
	if familyOf(alg) == familyHMAC {
		reason += " Whoever knows a public key could otherwise sign with it (algorithm confusion)."
	}
	return nil, reason
}

// name names a key in a sentence.
func (k verificationKey) name() string {
	if k.id == "" {
		return "the key given"
	}
	return "the key \"" + short(k.id) + "\""
}

// matched is the sentence for a valid signature.
func (t *Token) matched(key verificationKey) string {
	sentence := "The signature matches " + key.name() + " (" + t.Algorithm() + ")."
	if key.short(t.Algorithm()) > 0 {
		sentence += " But the secret can be guessed: " + t.demand(key)
	}
	return sentence
}

// methodFor gives golang-jwt's method. RSA-PSS is held to the salt length of RFC
// 7518 section 3.5; golang-jwt also accepts others, for tokens it once made itself.
func methodFor(alg string) jwt.SigningMethod {
	method := jwt.GetSigningMethod(alg)
	if pss, ok := method.(*jwt.SigningMethodRSAPSS); ok {
		strict := *pss
		strict.VerifyOptions = nil
		return &strict
	}
	return method
}

// hashBytes is the size of an HMAC algorithm's hash, which is the shortest secret
// that RFC 7518 section 3.2 allows.
func hashBytes(alg string) int {
	switch alg {
	case "HS384":
		return 48
	case "HS512":
		return 64
	}
	return 32
}

// short is how many bytes a secret lacks for an algorithm; 0 for a public key.
func (k verificationKey) short(alg string) int {
	secret, isSecret := k.material.([]byte)
	if !isSecret {
		return 0
	}
	return max(0, hashBytes(alg)-len(secret))
}

// demand says how long a secret must be.
func (t *Token) demand(key verificationKey) string {
	least := hashBytes(t.Algorithm())
	return fmt.Sprintf("it has only %d bytes; RFC 7518 section 3.2 demands %d for %s.", least-key.short(t.Algorithm()), least, t.Algorithm())
}
