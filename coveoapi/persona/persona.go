// Package persona says as whom a query is run: as the identities that a search token
// is minted for, or with a token that somebody brings. Comparisons, policies and
// recorded requests are run as personas, so that all of them mean the same by
// "anonymous".
package persona

import (
	"context"
	"strings"

	"coveotoken/coveoapi"
)

// The words that Parse takes for the identities of nobody in particular.
const (
	anonymousWord = "anonymous"
	everyoneWord  = "everyone"
	everyoneName  = "*@*"
)

// Persona is somebody to run a query as. Its texts may come from outside; show them
// through safetext.
type Persona struct {
	// Label names the persona in a few words.
	Label string
	// UserIDs are the identities that a search token is minted for.
	UserIDs []coveoapi.UserID
	// Token is used as it is, instead of minting one; it may be a search token, a
	// platform token or an API key.
	Token coveoapi.Secret
}

// User is who has the identities, one or more. The provider and the type are part of
// the label where they are not the usual ones, so that a misspelt provider shows.
func User(ids ...coveoapi.UserID) Persona {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = label(id)
	}
	return Persona{Label: strings.Join(names, " + "), UserIDs: ids}
}

// Anonymous is a visitor who is not signed in. Every search token needs a user ID;
// Coveo's own shops send the name "anonymous" of the Email Security Provider for
// visitors. No item is granted to that name, so that it sees what anybody sees, as
// with an API key of the template "Anonymous search" (docs.coveo.com/en/105).
func Anonymous() Persona {
	return Persona{Label: anonymousWord, UserIDs: []coveoapi.UserID{emailUser(anonymousWord)}}
}

// Everyone is the identity that stands for everybody, signed in or not
// (docs.coveo.com/en/mc2g0363): public items are granted to it.
func Everyone() Persona {
	return Persona{Label: everyoneWord + " (" + everyoneName + ")", UserIDs: []coveoapi.UserID{emailUser(everyoneName)}}
}

// GivenToken is whoever a token stands for.
func GivenToken(label string, token coveoapi.Secret) Persona {
	return Persona{Label: label, Token: token}
}

// Parse reads "anonymous", "everyone" or "*@*", or else an identity as
// coveoapi.ParseUserID does: "name[:provider[:type]]". It returns an
// *coveoapi.InputError for the field "user".
func Parse(text string) (Persona, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case anonymousWord:
		return Anonymous(), nil
	case everyoneWord, everyoneName:
		return Everyone(), nil
	}
	id, err := coveoapi.ParseUserID(text)
	if err != nil {
		return Persona{}, err
	}
	return User(id), nil
}

// IsBaseline reports whether the persona is nobody in particular: all its identities
// are those of Anonymous or Everyone. What it sees, anybody sees.
func (p Persona) IsBaseline() bool {
	for _, id := range p.UserIDs {
		if id.Provider != coveoapi.EmailSecurityProvider || id.Name != anonymousWord && id.Name != everyoneName {
			return false
		}
	}
	return p.Token.IsZero() && len(p.UserIDs) > 0
}

// Minter mints search tokens. *coveoapi.Client is one.
type Minter interface {
	MintSearchToken(ctx context.Context, version coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) (coveoapi.Reply[coveoapi.Secret], error)
}

var _ Minter = (*coveoapi.Client)(nil)

// Credential gives the token to query with: the one that was given, or one that is
// minted from the form with this persona's user IDs and nothing else changed. The
// error is that of the minting.
func (p Persona) Credential(ctx context.Context, m Minter, version coveoapi.SearchTokenVersion, form coveoapi.SearchTokenRequest) (coveoapi.Secret, error) {
	if !p.Token.IsZero() {
		return p.Token, nil
	}
	form.UserIDs = p.UserIDs
	reply, err := m.MintSearchToken(ctx, version, form)
	return reply.Value, err
}

func emailUser(name string) coveoapi.UserID {
	return coveoapi.UserID{Name: name, Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
}

// label is the name alone for the usual identity, an e-mail user.
func label(id coveoapi.UserID) string {
	if id.Type == "" {
		id.Type = coveoapi.IdentityUser
	}
	switch {
	case id.Type != coveoapi.IdentityUser:
		return id.String()
	case id.Provider != coveoapi.EmailSecurityProvider:
		id.Type = ""
		return id.String()
	default:
		return id.Name
	}
}
