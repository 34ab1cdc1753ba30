// Package policy runs permission tests: a file says as whom queries are run, or which
// tokens are looked at, and what must hold; a run asks the server and says for each
// expectation whether it does.
//
// What a query must not find is asked of the server as an expression of its own, so
// that an answer of none is exact beyond the first page of results. What cannot be
// decided is never called passed.
package policy

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
)

// Version is the version of the file's form, the value of its key "policy".
const Version = 1

// Policy is a file that has been read.
type Policy struct {
	Checks []Check
}

// Check is somebody, or a token, with what must hold. Exactly one of Persona, Token
// and Platform says who acts.
type Check struct {
	// Line is where the check begins in its file, from 1.
	Line int
	// Name is what the file calls it, or "".
	Name    string
	Persona *persona.Persona
	// Form is the search token that Persona's identities go into.
	Form     coveoapi.SearchTokenRequest
	Token    *TokenRef
	Platform *coveoapi.PlatformTokenRequest
	Query    coveoapi.SearchQuery

	Assertions []Assertion
}

// TokenRef says where a token is that was made elsewhere. One of the two is set.
type TokenRef struct {
	// File is a path, as it stands in the policy; Env the name of a variable.
	File, Env string
}

// String names the place.
func (r TokenRef) String() string {
	if r.Env != "" {
		return "$" + r.Env
	}
	return r.File
}

// Assertion is one expectation with the line it stands on.
type Assertion struct {
	Line   int
	Expect Expectation
}

// Subject says in a few words who acts. It may hold text from the file.
func (c Check) Subject() string {
	switch {
	case c.Persona != nil:
		return "as " + c.Persona.Label
	case c.Token != nil:
		return "token " + c.Token.String()
	case len(c.Platform.UserIDs) > 0:
		return "platform token of " + c.Platform.UserIDs[0].Name
	default:
		return "platform token"
	}
}

// Title is the check's name, or else who acts and what is asked.
func (c Check) Title() string {
	if c.Name != "" {
		return c.Name
	}
	parts := []string{c.Subject()}
	if c.Form.SearchHub != "" {
		parts = append(parts, "hub "+c.Form.SearchHub)
	}
	for _, text := range []string{c.Query.Q, c.Query.AQ, c.Query.CQ} {
		if text != "" {
			parts = append(parts, "query "+text)
			break
		}
	}
	return strings.Join(parts, ", ")
}

// Mints reports whether tokens are minted for the policy, for which a key is needed.
func (p Policy) Mints() bool {
	return slices.ContainsFunc(p.Checks, func(c Check) bool {
		return c.Token == nil || slices.ContainsFunc(c.Assertions, func(a Assertion) bool {
			_, compares := a.Expect.(SameAs)
			return compares
		})
	})
}
