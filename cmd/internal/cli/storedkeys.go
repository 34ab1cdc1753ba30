package cli

import (
	"context"
	"errors"
	"path/filepath"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/profile"
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
