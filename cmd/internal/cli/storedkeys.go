package cli

import (
	"context"
	"errors"
	"path/filepath"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/logins"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

// keyStore is where the keys of profiles are kept.
func (f *factory) keyStore() (*keystore.Store, error) {
	mode, err := keystore.ParseMode(f.env(keystore.Variable))
	if err != nil {
		return nil, err
	}
	store, err := f.profileStore()
	if err != nil {
		return nil, err
	}
	// Where there is no such folder, no key file was made either.
	folder, err := profile.StateFolder().Path(f.lookup)
	if err != nil {
		folder = filepath.Dir(store.Path())
	}
	return &keystore.Store{Mode: mode, Folder: folder, Settings: store.Path()}, nil
}

// storedKey is the key that is kept for the destination's profile, zero when there is
// none. A key that is kept for another organization or host is used only after the user
// agreed.
func (f *factory) storedKey(ctx context.Context, d destination, role profile.Role) (coveoapi.Secret, error) {
	if d.profile.Source(role) == (profile.Source{}) {
		return coveoapi.Secret{}, nil
	}
	store, err := f.keyStore()
	if err != nil {
		return coveoapi.Secret{}, err
	}
	use := keystore.Use{Target: d.target}
	key, err := store.Key(ctx, d.profile, role, use)
	var failure *keystore.Error
	if !errors.As(err, &failure) || failure.Reason != keystore.KeyElsewhere || !f.io.canPrompt() {
		return key, err
	}
	question := "Send it to " + keystore.BindingOf(d.target).String() + " this once?"
	if f.confirm(ctx, failure.Error(), question, failure.Remedy) != nil {
		return key, errors.Join(ctx.Err(), err)
	}
	use.Confirmed = true
	return store.Key(ctx, d.profile, role, use)
}

// mintingKey finds the API key: from --key-file, the environment, where the profile
// keeps it, or the terminal.
func (f *factory) mintingKey(ctx context.Context, d destination) (coveoapi.Secret, error) {
	if f.globals.keyFile != "" {
		return f.readCredential(ctx, "key-file", f.globals.keyFile, maxKeyBytes)
	}
	key, err := f.environmentCredential(keyVariable)
	if err != nil || !key.IsZero() {
		return key, err
	}
	if key, err = f.storedKey(ctx, d, profile.MintingRole); err != nil || !key.IsZero() {
		return key, err
	}
	if f.io.canPrompt() {
		return f.promptSecret(ctx, "API key")
	}
	return key, missingCredential("No API key was given.",
		"Set "+keyVariable+", give --key-file FILE (- reads standard input), or keep it with `coveo-token login`.")
}

// catalogKey finds the key that may list privileges; it may be zero. Nobody is asked
// for one.
func (f *factory) catalogKey(ctx context.Context, d destination) (coveoapi.Secret, error) {
	key, err := f.environmentCredential(catalogKeyVariable)
	if err != nil || !key.IsZero() {
		return key, err
	}
	return f.storedKey(ctx, d, profile.CatalogRole)
}

// saveProfile saves a profile, and takes the keys that it does not name any more out
// of the keyring.
func (f *factory) saveProfile(ctx context.Context, p profile.Profile) error {
	store, err := f.profileStore()
	if err != nil {
		return err
	}
	settings, err := store.Load()
	if err != nil {
		return err
	}
	if err := store.Save(p); err != nil {
		return err
	}
	old, _ := settings.Named(p.Name)
	for _, role := range profile.Roles() {
		if old.Source(role) == p.Source(role) {
			old = old.WithSource(role, profile.Source{})
		}
	}
	if !old.Keeps() {
		return nil
	}
	keys, err := f.keyStore()
	if err != nil {
		return err
	}
	_, err = keys.Forget(ctx, old)
	return err
}

// keyKeeper keeps keys in the keyring for the screens; it is nil where there is none to
// use. The screens make no files with keys in clear.
func (f *factory) keyKeeper() (func(context.Context, profile.Profile, profile.Keys) (profile.Profile, error), error) {
	store, err := f.keyStore()
	if err != nil || store.Mode != keystore.Native {
		return nil, err
	}
	return store.Keep, nil
}

// foundLogins are the logins of other tools for organizations that no profile is for.
func (f *factory) foundLogins(settings profile.Settings) []common.FoundLogin {
	path := logins.CoveoCLIPath(f.lookup)
	if path == "" {
		return nil
	}
	login, err := logins.Read(path)
	if err != nil || login.OrganizationID == "" {
		return nil
	}
	for _, p := range settings.Profiles {
		if p.OrganizationID == login.OrganizationID {
			return nil
		}
	}
	f.conceal(login.Key)
	return []common.FoundLogin{{
		From:    login.From,
		Profile: profile.Profile{Name: "coveo-cli", OrganizationID: login.OrganizationID, Endpoint: login.Endpoint},
		Keys:    profile.Keys{Minting: login.Key},
	}}
}
