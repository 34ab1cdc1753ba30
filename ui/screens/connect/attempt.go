package connect

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

// attempt is a connection to try.
type attempt struct {
	profile profile.Profile
	keys    profile.Keys
	// save keeps the profile when the key is accepted.
	save bool
	// keep are the keys to put into the keyring then; most often none.
	keep profile.Keys
	// judge has the key judged instead of connecting with it.
	judge bool
}

// opened is what became of an attempt that succeeded.
type opened struct {
	connection common.Connection
	// saved is the profile as it was saved, with where its keys are.
	saved profile.Profile
	// unsaved is why the profile could not be kept.
	unsaved error
	// found is what a key is that was only to be judged, or nil.
	found *foundVerdict
}

// choose acts on the item under the cursor.
func (s *Screen) choose() tea.Cmd {
	item, ok := s.list.Current()
	if !ok {
		return nil
	}
	if item.Key == newChoice {
		s.ask(newProfile, profile.Profile{})
		return nil
	}
	p, ok := s.environment()
	switch found, isFound := s.foundLogin(item.Key); {
	case isFound:
		return s.use(found)
	case item.Key != environmentChoice:
		p, ok = s.profileNamed(strings.TrimPrefix(item.Key, profilePrefix))
	}
	if !ok {
		return nil
	}
	return s.connect(p)
}

// connect tries a profile with the keys that are known or kept for it, or asks for one.
func (s *Screen) connect(p profile.Profile) tea.Cmd {
	keys := s.keysFor(p)
	if lacksKey(p, keys) {
		s.ask(mintingKey, p)
		return nil
	}
	return s.try(attempt{profile: p, keys: keys})
}

// lacksKey reports whether a key has to be asked for before a profile can be tried.
func lacksKey(p profile.Profile, keys profile.Keys) bool {
	return keys.Minting.IsZero() && p.Source(profile.MintingRole) == (profile.Source{}) && !p.IsSandbox()
}

// ask shows a form. What was typed into the one for a new profile is still there
// when it is opened again.
func (s *Screen) ask(purpose purpose, p profile.Profile) {
	if s.entry == nil || purpose != newProfile || s.entry.purpose != newProfile {
		s.entry = newEntry(purpose, p, s.session)
	}
	s.show(filling)
	s.form.FocusOn(s.entry.firstField())
}

// submit tries what the form says, unless something in it is wrong.
func (s *Screen) submit() tea.Cmd {
	s.entry.tidy()
	s.entry.submitted = true
	s.form.Refresh()
	if wrong := s.form.FirstWrong(); wrong != "" {
		s.form.FocusOn(wrong)
		return nil
	}
	return s.try(s.entry.attempt())
}

// try opens a connection, outside the update loop.
func (s *Screen) try(a attempt) tea.Cmd {
	if s.mode != failed {
		s.origin = s.mode
	}
	s.last = a
	start := s.call.Start
	if a.waits() {
		start = s.call.StartLong
	}
	cmd := start(s.session, common.Connect, s.opening(a))
	s.layOut()
	return cmd
}

// opening gives the call that tries a connection.
func (s *Screen) opening(a attempt) func(context.Context) (opened, error) {
	open, save, keep := s.session.Open, s.session.SaveProfile, s.session.KeepKeys
	return func(ctx context.Context) (opened, error) {
		connection, err := open(ctx, a.profile, a.keys)
		if err == nil && a.judge {
			return judgeFound(ctx, connection)
		}
		if err != nil || !a.save || save == nil {
			return opened{connection: connection}, err
		}
		return opened{connection: connection}.kept(ctx, a, save, keep), nil
	}
}

// finish takes the end of an attempt.
func (s *Screen) finish(result common.Result[opened]) tea.Cmd {
	if result.Err != nil {
		s.show(failed)
		s.failure = result.Err
		s.layOut()
		return nil
	}
	if s.found = result.Value.found; s.found != nil {
		s.entry = nil
		s.show(judged)
		return nil
	}
	if old := s.session.Connection; old != nil && old.API != result.Value.connection.API {
		old.API.Close()
	}
	connection := result.Value.connection
	s.session.Connection = &connection
	s.unsaved, s.keyUnkept = result.Value.unsaved, result.Value.saved != (profile.Profile{})
	s.known[connection.Profile.Name] = connection.Keys
	if saved := result.Value.saved; saved != (profile.Profile{}) {
		connection.Profile = saved
		s.keep(saved)
	}
	s.entry = nil
	s.show(connected)
	return func() tea.Msg { return common.ConnectedMsg{} }
}

// keep puts a profile into the list, in the place of one of the same name.
func (s *Screen) keep(p profile.Profile) {
	for i, other := range s.session.Profiles {
		if other.Name == p.Name {
			s.session.Profiles[i] = p
			return
		}
	}
	s.session.Profiles = append(s.session.Profiles, p)
}
