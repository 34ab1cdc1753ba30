package jwtview

import "strings"

const (
	jws = "RFC 7515 section 4.1."
	jwe = "RFC 7516 section 4.1."
	jwa = "RFC 7518 section 4."
)

// neverUsed ends the meaning of parameters that let a token name its own key.
const neverUsed = " It comes from whoever wrote the token, so it is never used to check the signature, and never fetched."

// headerParameters are those of JWS, JWE and the algorithms they use.
var headerParameters = []entry{
	{"alg", "The algorithm of the signature, or of the key's encryption. The token says so itself: a verifier goes by its key instead.", "", "", jws + "1"},
	{"apu", "Who made the key agreement.", "", "", jwa + "6.1.2"},
	{"apv", "Whom the key agreement is for.", "", "", jwa + "6.1.3"},
	{"b64", "Whether the payload is base64url. A JSON web token's always is.", "", "", "RFC 7797 section 3"},
	{"crit", "Header parameters that a verifier must understand, or else refuse the token.", "", "", jws + "11"},
	{"cty", "What the payload is. JWT means that there is another token inside.", "", "", "RFC 7519 section 5.2"},
	{"enc", "The algorithm that encrypts the content.", "", "", jwe + "2"},
	{"epk", "The passing public key of the key agreement.", "", "", jwa + "6.1.1"},
	{"iv", "The initialization vector of the key's encryption.", "", "", jwa + "7.1.1"},
	{"jku", "An address of a set of keys." + neverUsed, "", "", jws + "2"},
	{"jwk", "A public key inside the token." + neverUsed, "", "", jws + "3"},
	{"kid", "Which key signed the token, among the issuer's keys.", "", "", jws + "4"},
	{"p2c", "How many rounds the password was hashed.", "", "", jwa + "8.1.2"},
	{"p2s", "The salt that the password was hashed with.", "", "", jwa + "8.1.1"},
	{"tag", "The authentication tag of the key's encryption.", "", "", jwa + "7.1.2"},
	{"typ", "What the whole is: JWT, or a more special kind of token.", "", "", jws + "9"},
	{"x5c", "A certificate chain inside the token." + neverUsed, "", "", jws + "6"},
	{"x5t", "The SHA-1 fingerprint of the signer's certificate.", "", "", jws + "7"},
	{"x5t#S256", "The SHA-256 fingerprint of the signer's certificate.", "", "", jws + "8"},
	{"x5u", "An address of a certificate chain." + neverUsed, "", "", jws + "5"},
	{"zip", "How the content was compressed before it was encrypted.", "", "", jwe + "3"},
}

// noteHeader notes what is wrong or dangerous in the header.
func (t *Token) noteHeader(notes *notebook) {
	for _, name := range []string{"jwk", "jku", "x5c", "x5u"} {
		if t.Header.Get(name) != nil {
			notes.problem("embedded_key", "The header brings its own key ("+name+"). It is neither used nor fetched: anyone can sign with a key of their own.")
		}
	}
	if t.Header.Get("crit") != nil {
		notes.problem("critical_header", "The header has critical parameters (crit). A verifier that does not know every one of them must refuse the token.")
	}
	if t.Form == FormEncrypted {
		return
	}
	t.noteAlgorithm(notes)
	if t.Nested != "" {
		notes.remark("nested_token", "The payload is itself a token. Inspect that one to see its claims.")
	} else if strings.EqualFold(t.Header.Get("cty").text(), "JWT") {
		notes.problem("not_nested", "The header says that the payload is itself a token (cty), but it is not.")
	}
}

func (t *Token) noteAlgorithm(notes *notebook) {
	alg := t.Algorithm()
	switch {
	case t.Header.Get("alg") == nil:
		notes.problem("alg_missing", "The header has no alg, which every signed token must have (RFC 7515 section 4.1.1).")
	case !t.Header.Get("alg").is(String):
		notes.problem("alg_missing", "The header's alg is "+kindName(t.Header.Get("alg"))+", where a name should be.")
	case isNone(alg) && len(t.Signature) > 0:
		notes.problem("alg_none_signed", "The header says that there is no signature (alg \""+alg+"\"), but there is one.")
	case isNone(alg):
		notes.problem("alg_none", "The token is not signed (alg \""+alg+"\"): anyone can have written it.")
	case len(t.Signature) == 0:
		notes.problem("signature_missing", "The signature is empty although alg is \""+short(alg)+"\": anyone can have written it.")
	case familyOf(alg) == familyUnknown:
		notes.problem("unknown_alg", "The algorithm \""+short(alg)+"\" is not one of RFC 7518 or RFC 8037. Names are case-sensitive.")
	}
}
