package connect

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/picker"
)

// keepField is the ID of the field that says where the keys stay.
const keepField = "keep"

// Where the keys stay, as the field says it.
const (
	inSession = "while this program runs"
	inKeyring = "in the keyring"
)

// foundPrefix is before the number of a found login in the keys of the choices.
const foundPrefix = "found "

// waits reports whether the attempt may take as long as the user needs: a command that
// prints a key may ask for a password first.
func (a attempt) waits() bool {
	return a.keys.Minting.IsZero() && a.profile.Source(profile.MintingRole).Command != ""
}

// kept keeps the keys that are to be kept, and saves the profile. The profile is saved
// too when a key cannot be kept; why is told.
func (o opened) kept(
	ctx context.Context, a attempt, save func(profile.Profile) error,
	keep func(context.Context, profile.Profile, profile.Keys) (profile.Profile, error),
) opened {
	p := a.profile
	if keep != nil && a.keep != (profile.Keys{}) {
		p, o.unsaved = keep(ctx, p, a.keep)
	}
	if err := save(p); err != nil {
		o.unsaved = err
		return o
	}
	o.saved = p
	return o
}

// keepChoice is the field that says where the keys stay.
func (e *entry) keepChoice() formkit.Field {
	return formkit.Field{
		ID: keepField, Label: "Keep the key",
		Help:    "In this machine's keyring it is there next time. It is used for this organization at this endpoint alone.",
		Choices: []formkit.Choice{{Value: inSession, Label: inSession}, {Value: inKeyring, Label: inKeyring}},
		Get:     func() string { return e.keep },
		Set:     func(v string) { e.keep = v },
	}
}

// canKeep reports whether the key has a profile to be kept for: a new one, or one that
// is saved.
func (e *entry) canKeep() bool {
	saved := slices.Contains(e.existing, e.base.Name) && !e.base.IsSandbox()
	return e.purpose == newProfile || saved && (e.purpose == mintingKey || e.purpose == catalogKey)
}

// withKeep marks the keys of the attempt as to be kept, where the form says so.
func (e *entry) withKeep(a attempt) attempt {
	if e.keep != inKeyring {
		return a
	}
	a.keep, a.save = a.keys, true
	if e.purpose == catalogKey { // the other one stays where it is
		a.keep.Minting = coveoapi.Secret{}
	}
	return a
}

// foundChoices lists the logins of other tools.
func (s *Screen) foundChoices() []picker.Item {
	var items []picker.Item
	for i, login := range s.session.FoundLogins {
		items = append(items, picker.Item{
			Key: fmt.Sprint(foundPrefix, i), Title: "Use my " + login.From + " login",
			Detail: "found: " + s.detail(login.Profile),
		})
	}
	return items
}

// foundLogin is the login that a choice stands for.
func (s *Screen) foundLogin(choice string) (common.FoundLogin, bool) {
	for i, login := range s.session.FoundLogins {
		if choice == fmt.Sprint(foundPrefix, i) {
			return login, true
		}
	}
	return common.FoundLogin{}, false
}

// use connects with the login of another tool, or asks for the key that it lacks.
func (s *Screen) use(login common.FoundLogin) tea.Cmd {
	if login.Keys.Minting.IsZero() {
		s.ask(mintingKey, login.Profile)
		return nil
	}
	return s.try(attempt{profile: login.Profile, keys: login.Keys})
}

// keyFact says which key it is, or where it is fetched from.
func keyFact(p profile.Profile, keys profile.Keys) string {
	source := p.Source(profile.MintingRole)
	switch fact := masked(keys.Minting); {
	case keys.Minting.IsZero() && source != (profile.Source{}):
		return "from " + source.String()
	case source == (profile.Source{}):
		return fact
	default:
		return strings.TrimSpace(fact + ", kept in " + source.String())
	}
}
