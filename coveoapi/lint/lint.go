// Package lint says what is risky, useless or wrong in a token request before it is
// sent. Coveo takes most of it without a word: a search token for a misspelt provider
// is minted like any other, and finds only public items.
//
// Every rule is a row of a table: its stable ID, its sentences, where the fact behind
// it is documented, and one small function that looks for it. Nothing here asks a
// server; what only an organization knows comes in through a Context.
package lint

import (
	"cmp"
	"slices"

	"coveotoken/coveoapi"
)

// Severity says how much a finding matters.
type Severity int

// The severities. What is Wrong is refused by Coveo or cannot work, a Warning is
// most likely not what was meant, a Note is good to know.
const (
	Note Severity = iota
	Warning
	Wrong
)

// String implements fmt.Stringer: "note", "warning" or "wrong".
func (s Severity) String() string { return [...]string{"note", "warning", "wrong"}[s] }

// Finding is one thing about a request that is risky, useless or wrong. Its texts, the
// field included, may hold text from the request; show them through safetext. They never hold a password,
// a cookie or a token.
type Finding struct {
	// ID is the rule's, such as "provider-misspelt".
	ID       string
	Severity Severity
	// Field is the attribute as users know it, such as "userIds[0].provider" or
	// "pipeline"; "body" or "token" where it is the whole.
	Field string
	// Brief says it beside the field, as the end of a sentence that starts with it.
	Brief string
	// Sentence says what was found, Remedy what to do about it, each in whole
	// sentences.
	Sentence, Remedy string
	// Source names where the fact behind it is documented.
	Source string
}

// Context is what a request does not say itself. The zero value knows nothing.
type Context struct {
	// Sandbox says that the token is for the embedded sandbox.
	Sandbox bool
	// ForBrowser says that the token will be in a web page, ForSearching that it is
	// meant to run queries.
	ForBrowser, ForSearching bool
	// Providers are the names and IDs of the organization's security identity
	// providers, Pipelines and Hubs the names of its query pipelines and search
	// hubs; nil means that they are not known.
	Providers, Pipelines, Hubs []string
	// FilterMatches is how many items the filter keeps, or nil when it was not tried.
	FilterMatches *int
}

// SearchToken finds what is odd about a search token request, what matters most
// first.
func SearchToken(r coveoapi.SearchTokenRequest, c Context) []Finding {
	return find(subject{Context: c, kind: Search, search: r, users: r.UserIDs})
}

// PlatformToken finds what is odd about a platform token request, what matters most
// first.
func PlatformToken(r coveoapi.PlatformTokenRequest, c Context) []Finding {
	return find(subject{Context: c, kind: Platform, platform: r, users: r.UserIDs})
}

// RawBody finds what is odd about a body as it would be sent, in its form and in what
// it asks for, what matters most first. The life of a platform token is not in its
// body, and so not looked at.
func RawBody(kind coveoapi.BodyKind, body []byte, c Context) []Finding {
	raw := readBody(kind, body)
	found := find(subject{Context: c, kind: Body, body: raw})
	if raw.err == nil && kind == coveoapi.PlatformTokenBody {
		found = append(found, PlatformToken(raw.platform, c)...)
	} else if raw.err == nil {
		found = append(found, find(subject{Context: c, kind: Search, search: raw.search, users: raw.search.UserIDs, written: true})...)
	}
	return ordered(found)
}

// TokenSize says when a token is so long that something on its way may not take it.
// Only its length matters.
func TokenSize(token string) []Finding { return find(subject{kind: Token, size: len(token)}) }

// All lists the rules in the order in which they are looked at.
func All() []Rule {
	var all []Rule
	for _, r := range rules() {
		all = append(all, r.Rule)
	}
	return all
}

// find applies the rules for a kind of subject.
func find(s subject) []Finding {
	var found []Finding
	for _, r := range rules() {
		if r.On&s.kind == 0 {
			continue
		}
		for _, h := range r.check(s) {
			found = append(found, r.finding(h))
		}
	}
	return ordered(found)
}

// ordered puts what matters most first and else keeps the order.
func ordered(found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	return found
}
