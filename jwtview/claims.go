package jwtview

import "strings"

// Kind is the kind of Coveo token.
type Kind string

// The kinds that are told apart by their claims.
const (
	KindSearch   Kind = "search token"
	KindPlatform Kind = "platform token"
	KindOther    Kind = "JSON web token"
)

// SandboxMark is how the kid of every token starts that the embedded sandbox signs,
// of both kinds. The claims cannot tell: the sandbox fills them as Coveo does.
const SandboxMark = "coveo-token-sandbox"

// searchIssuer is the iss of Coveo's search tokens.
const searchIssuer = "SearchApi"

// Kind tells which kind of token it looks like. It goes by the claims alone, which
// anybody can write.
func (t *Token) Kind() Kind {
	claims := t.Claims
	switch {
	case claims.Get("body").is(Object) &&
		(claims.Get("body").Get("organizationId") != nil || claims.Get("body").Get("privileges") != nil):
		return KindPlatform
	case claims.Get("iss").text() == searchIssuer,
		claims.Get("v8") != nil,
		claims.Get("userIds").is(Array):
		return KindSearch
	}
	return KindOther
}

// FromSandbox reports whether the token is marked as one that the embedded sandbox
// signed: good for no real organization.
func (t *Token) FromSandbox() bool {
	return strings.HasPrefix(t.Header.Get("kid").text(), SandboxMark)
}

// Organization gives the organization ID that the token names, or "".
func (t *Token) Organization() string {
	if id := t.Claims.Get("body").Get("organizationId").text(); id != "" {
		return id
	}
	return t.Claims.Get("organization").text()
}
