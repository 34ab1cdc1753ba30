package sandbox

import (
	"strings"

	"coveotoken/coveoapi"
)

// identity is a security identity: a name is only one together with its provider.
type identity struct{ name, provider, kind string }

// anonymous is the identity that everyone has; public items allow it.
var anonymous = identity{"*@*", coveoapi.EmailSecurityProvider, string(coveoapi.IdentityGroup)}

// key makes identities comparable: names of people and groups are compared without
// regard to case, providers exactly, which is why a misspelt one is another one.
func (i identity) key() identity {
	i.name = strings.ToLower(i.name)
	return i
}

func user(name string) identity {
	return identity{name, coveoapi.EmailSecurityProvider, string(coveoapi.IdentityUser)}
}

func nameAll(users []identity) string {
	names := make([]string, len(users))
	for i, u := range users {
		names[i] = u.name
	}
	return strings.Join(names, ", ")
}

// directory is the security identity cache: what each identity is granted besides
// itself, be it the groups it is in or the accounts that are the same person.
type directory struct {
	granted map[identity][]identity
	// known are all identities, each once.
	known []identity
}

// membership says what one identity is granted.
type membership struct {
	who     identity
	granted []identity
}

func newDirectory(memberships ...membership) *directory {
	d := &directory{granted: map[identity][]identity{}}
	seen := identitySet{}
	for _, m := range memberships {
		d.granted[m.who.key()] = m.granted
		for _, i := range append([]identity{m.who}, m.granted...) {
			if _, twice := seen[i.key()]; !twice {
				seen[i.key()] = i
				d.known = append(d.known, i)
			}
		}
	}
	return d
}

// expand gives the identities and all that they stand for, through groups in groups
// and aliases, and the anonymous one.
func (d *directory) expand(identities []identity) identitySet {
	set := identitySet{}
	queue := append([]identity{anonymous}, identities...)
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if _, known := set[next.key()]; known {
			continue
		}
		set[next.key()] = next
		queue = append(queue, d.granted[next.key()]...)
	}
	return set
}

// identitySet holds identities by their keys.
type identitySet map[identity]identity

func (s identitySet) hasAny(identities []identity) bool {
	for _, i := range identities {
		if _, listed := s[i.key()]; listed {
			return true
		}
	}
	return false
}

// permissionSet is a list of who may and who may not see an item.
type permissionSet struct {
	everyone        bool
	allowed, denied []identity
}

// permissionLevel holds sets that must all be satisfied.
type permissionLevel []permissionSet

// permissions are levels, the first that decides wins.
type permissions []permissionLevel

// decision is what a set or a level says about a caller.
type decision int

const (
	inconclusive decision = iota
	allow
	deny
)

// decide evaluates a set: a denied identity wins over all allowed ones, and who is
// not listed has no access (docs.coveo.com/en/2007, 1527).
func (s permissionSet) decide(who identitySet) decision {
	switch {
	case who.hasAny(s.denied):
		return deny
	case s.everyone || who.hasAny(s.allowed):
		return allow
	default:
		return inconclusive
	}
}

// decide evaluates a level. Each set must be satisfied on its own; in a level of
// several sets, not being listed in one is being denied (docs.coveo.com/en/2007),
// in a level of one it leaves the decision to the next level (1526).
func (l permissionLevel) decide(who identitySet) decision {
	result := allow
	for _, set := range l {
		switch set.decide(who) {
		case deny:
			return deny
		case inconclusive:
			result = inconclusive
		}
	}
	if result == inconclusive && len(l) > 1 {
		return deny
	}
	return result
}

// allow reports whether a caller sees the item. If no level decides, it does not.
func (p permissions) allow(who identitySet) bool {
	for _, level := range p {
		if d := level.decide(who); d != inconclusive {
			return d == allow
		}
	}
	return false
}
