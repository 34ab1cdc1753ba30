package common

import (
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/history"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview"
)

// HistoryShelf is where tokens are remembered beyond the session; see history.Store.
type HistoryShelf interface {
	List() (entries []history.Entry, unread int, err error)
	Append(e history.Entry, token coveoapi.Secret) error
	Remove(fingerprint string) error
}

// HistoryEntry is what is remembered of a token that was minted, or opened, at a moment
// of Coveo's clock.
func HistoryEntry(token *jwtview.Token, secret coveoapi.Secret, at profile.Profile, now time.Time) history.Entry {
	life := token.Life()
	entry := history.Entry{
		Kind: SearchToken.String(), MintedAt: now.UTC().Truncate(time.Second), IssuedAt: life.IssuedAt.UTC(), ExpiresAt: life.ExpiresAt.UTC(),
		Profile: at.Name, Organization: at.OrganizationID, Endpoint: at.Endpoint, Fingerprint: secret.Digest(),
	}
	if life.IssuedAt.IsZero() {
		entry.IssuedAt = time.Time{}
	}
	if life.ExpiresAt.IsZero() {
		entry.ExpiresAt = time.Time{}
	}
	if kind := token.Kind(); kind == jwtview.KindPlatform {
		entry.Kind = PlatformToken.String()
	} else if kind != jwtview.KindSearch {
		entry.Kind = string(kind)
	}
	form, _ := recorded.FormOf(token) // a token of another kind names nobody
	for _, user := range form.Users() {
		entry.Users = append(entry.Users, user.Name)
	}
	entry.SearchHub = form.Search.SearchHub
	return entry
}
