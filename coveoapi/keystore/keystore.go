// Package keystore keeps the keys of connection profiles outside of the settings: in
// the operating system's keyring, in the output of a command such as a password
// manager's, or, only where the user asks for it by name, in a file.
//
// A key belongs to one organization at one host. In the keyring that is written down
// beside the key, so that whoever can change the settings still cannot have it sent
// elsewhere. Nothing is ever moved from one place to another by itself: where a key
// cannot be had or kept, that is said.
package keystore

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
)

// Variable is the environment variable that chooses the Mode.
const Variable = "COVEO_TOKEN_KEYRING"

// Mode says whether the operating system's keyring is used.
type Mode string

// The modes.
const (
	Native Mode = "native" // the keyring, which is the default
	Off    Mode = "off"    // no keyring
	File   Mode = "file"   // new keys go to files instead, in clear
)

// ParseMode reads the value of the variable. The error is a *coveoapi.InputError.
func ParseMode(text string) (Mode, error) {
	switch mode := Mode(text); mode {
	case "":
		return Native, nil
	case Native, Off, File:
		return mode, nil
	}
	return "", &coveoapi.InputError{
		Field: Variable, Reason: "is none of native, off and file",
		Remedy: "Unset it to use this machine's keyring.",
	}
}

// Store keeps keys.
type Store struct {
	// Mode says whether the keyring is used.
	Mode Mode
	// Folder is where key files go; Settings is the file of settings, which must be the
	// user's alone before a command in it is run.
	Folder, Settings string
	// KeyringTimeout is how long the keyring may take, 0 for DefaultKeyringTimeout;
	// CommandTimeout how long a command may, 0 for DefaultCommandTimeout.
	KeyringTimeout, CommandTimeout time.Duration

	// ring replaces the operating system's keyring in tests.
	ring ring
}

const (
	// DefaultKeyringTimeout is long for a keyring, and short for somebody who waits for
	// one that never answers.
	DefaultKeyringTimeout = 3 * time.Second
	// DefaultCommandTimeout leaves time to confirm with a finger or a password.
	DefaultCommandTimeout = time.Minute
)

// Binding is what a key may be used for.
type Binding struct {
	// OrganizationID and Host, with its port if it has one.
	OrganizationID, Host string
}

// BindingOf is the binding of a key that is used at a target. One host tells: the
// others follow from it and the organization.
func BindingOf(target coveoapi.Target) Binding {
	host := target.Endpoint.Platform
	if parsed, err := url.Parse(host); err == nil && parsed.Host != "" {
		host = parsed.Host
	}
	return Binding{target.OrganizationID, host}
}

// String names the organization and the host.
func (b Binding) String() string { return b.OrganizationID + " at " + b.Host }

// Use says where a key is going to be used.
type Use struct {
	Target coveoapi.Target
	// Confirmed says that the user agreed to use the key there although it is kept for
	// another organization or host.
	Confirmed bool
}

// Key fetches the key with a role. It is zero when none is kept for the profile. The
// error is a *Error, a *coveoapi.InputError or that of the context.
func (s *Store) Key(ctx context.Context, p profile.Profile, role profile.Role, use Use) (coveoapi.Secret, error) {
	source := p.Source(role)
	if source == (profile.Source{}) {
		return coveoapi.Secret{}, nil
	}
	wanted := BindingOf(use.Target)
	own, err := p.Target()
	if err != nil {
		return coveoapi.Secret{}, err
	}
	if kept := BindingOf(own); kept != wanted && !use.Confirmed {
		return coveoapi.Secret{}, elsewhere(p, role, kept, wanted)
	}
	switch {
	case source.Keyring:
		return s.fromKeyring(ctx, p, role, wanted, use.Confirmed)
	case source.Command != "":
		return s.fromCommand(ctx, source.Command)
	default:
		return ReadFile(profile.Expand(source.File))
	}
}

// Keys fetches both keys of a profile for its own organization and host.
func (s *Store) Keys(ctx context.Context, p profile.Profile) (keys profile.Keys, err error) {
	target, err := p.Target()
	if err != nil {
		return keys, err
	}
	for _, role := range profile.Roles() {
		key, err := s.Key(ctx, p, role, Use{Target: target})
		if err != nil {
			return keys, err
		}
		keys.Set(role, key)
	}
	return keys, nil
}

// Keep puts the keys that are not zero into the keyring, or with the mode File into
// files, and gives the profile that says so. The profile is to be saved afterwards.
func (s *Store) Keep(ctx context.Context, p profile.Profile, keys profile.Keys) (profile.Profile, error) {
	target, err := p.Target()
	if err != nil {
		return p, err
	}
	for _, role := range profile.Roles() {
		key := keys.Of(role)
		if key.IsZero() {
			continue
		}
		source := profile.Source{Keyring: true}
		if s.Mode == File {
			source = profile.Source{File: s.filePath(p, role)}
			err = writeFile(source.File, key)
		} else {
			err = s.toKeyring(ctx, p, role, BindingOf(target), key)
		}
		if err != nil {
			return p, err
		}
		p = p.WithSource(role, source)
	}
	return p, nil
}

// Forget takes the keys of a profile out of the keyring and removes the files that
// Keep made. Files that the user made stay: they are returned.
func (s *Store) Forget(ctx context.Context, p profile.Profile) (left []string, err error) {
	for _, role := range profile.Roles() {
		switch source := p.Source(role); {
		case source.Keyring:
			err = s.outOfKeyring(ctx, p, role)
		case source.File == "":
		case profile.Expand(source.File) != s.filePath(p, role):
			left = append(left, source.File)
		default:
			err = removeFile(s.filePath(p, role))
		}
		if err != nil {
			return left, err
		}
	}
	return left, nil
}

// filePath is where a key file goes. The name may hold anything.
func (s *Store) filePath(p profile.Profile, role profile.Role) string {
	return filepath.Join(s.Folder, "keys", url.PathEscape(p.Name)+"."+string(role))
}

func removeFile(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return fileFailure(path, err)
	}
	return nil
}

// elsewhere is a key that is kept for another organization or host.
func elsewhere(p profile.Profile, role profile.Role, kept, wanted Binding) error {
	return &Error{
		Reason: KeyElsewhere,
		Title:  "The " + role.Title() + " of the profile " + p.Name + " is kept for another place.",
		Evidence: "It is kept for " + kept.String() + ", and was to be used for " + wanted.String() +
			"; it was not sent.",
		Remedy: "If the new place is right, run `coveo-token login --profile " + p.Name + "` for it, or give the key with --key-file.",
	}
}
