package cli

import (
	"context"
	"errors"
	"io"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/logins"
	"coveotoken/coveoapi/profile"
)

// ask finds out which profile to save: from flags, environment and the login of another
// tool, then from the profile of that name, then by asking.
func (o *loginOptions) ask(ctx context.Context, settings profile.Settings, found logins.Login) (profile.Profile, error) {
	name := firstOf(o.globals.profile, o.env(profileVariable))
	known, _ := settings.Named(name)
	organization := firstOf(o.globals.organization, found.OrganizationID, o.env(organizationVariable), known.OrganizationID)
	endpoint, err := o.endpointSetting(profile.Profile{Endpoint: firstOf(found.Endpoint, known.Endpoint)})
	if err != nil {
		return profile.Profile{}, err
	}
	if found.Endpoint != "" && o.globals.endpoint == "" {
		endpoint.value = found.Endpoint
	}
	if organization == "" && o.io.canPrompt() {
		organization, err = o.askUntil(ctx, "Organization ID", "", coveoapi.CheckOrganizationID)
	} else if organization == "" {
		err = o.nowhereToGo()
	}
	if err != nil {
		return profile.Profile{}, err
	}
	p := profile.Profile{Name: firstOf(name, organization), OrganizationID: organization, Endpoint: endpoint.value}
	if endpoint.from == "default" && o.io.canPrompt() {
		p.Endpoint, err = o.askUntil(ctx, "Endpoint: organization, us, eu, au, ca, hipaa or a URL", endpoint.value, func(spec string) error {
			_, err := coveoapi.ParseEndpoint(spec, organization)
			return err
		})
		if err != nil {
			return p, err
		}
	}
	if name == "" && o.io.canPrompt() {
		p.Name, err = o.askUntil(ctx, "Save as", p.Name, func(name string) error {
			return profile.Profile{Name: name, OrganizationID: organization, Endpoint: p.Endpoint}.Check()
		})
		if err != nil {
			return p, err
		}
	}
	return p, p.Check()
}

// askUntil asks for a line until it is right.
func (f *factory) askUntil(ctx context.Context, question, byDefault string, check func(string) error) (string, error) {
	for {
		answer, err := f.askLine(ctx, question, byDefault)
		if errors.Is(err, io.EOF) {
			return "", usageError("the input ended before the question was answered", "Answer it, or give the value as a flag; see `coveo-token login --help`.")
		}
		if err != nil {
			return "", err
		}
		wrong := check(answer)
		if wrong == nil {
			return answer, nil
		}
		p := explain(wrong)
		f.say("✗ ", p.Title+" "+p.Remedy)
	}
}

// promptOptionalSecret is promptSecret for what may be left out.
func (f *factory) promptOptionalSecret(ctx context.Context, question string) (coveoapi.Secret, error) {
	key, err := f.promptSecret(ctx, question)
	var input *coveoapi.InputError
	if errors.As(err, &input) && input.Reason == emptyCredential {
		return coveoapi.Secret{}, nil
	}
	return key, err
}

// keepKeys keeps the keys where the user wants them, and gives the profile that says
// so. Where nobody said anything and there is no keyring, the key is not kept, and that
// is said.
func (o *loginOptions) keepKeys(ctx context.Context, p profile.Profile, keys profile.Keys) (profile.Profile, error) {
	store, err := o.keyStore()
	if err != nil {
		return p, err
	}
	if o.keyCommand != "" {
		p = p.WithSource(profile.MintingRole, profile.Source{Command: o.keyCommand})
		keys.Minting = coveoapi.Secret{}
	}
	where := o.keep
	switch {
	case o.insecure, store.Mode == keystore.File && where == "":
		where = keepFile
	case where == "" && keys == (profile.Keys{}):
		where = keepNowhere
	case where == "" && o.io.canPrompt() && o.globals.keyFile != "-":
		return o.keepWhereAsked(ctx, store, p, keys)
	}
	kept, err := keepIn(ctx, store, where, p, keys)
	var failure *keystore.Error
	if where == "" && errors.As(err, &failure) {
		o.note("The key is not kept, and will be asked for. %s %s", failure.Error(), failure.Remedy)
		return p, nil
	}
	return kept, err
}

// keepIn keeps the keys in a place that --keep names; "" is the keyring.
func keepIn(ctx context.Context, store *keystore.Store, where string, p profile.Profile, keys profile.Keys) (profile.Profile, error) {
	switch {
	case where == keepNowhere:
		return p, nil
	case where == keepFile:
		store.Mode = keystore.File
	case store.Mode == keystore.File:
		store.Mode = keystore.Native
	}
	return store.Keep(ctx, p, keys)
}

// keepWhereAsked keeps the keys where the user says, and asks again when they cannot be
// kept there: all that was typed before would be lost.
func (o *loginOptions) keepWhereAsked(ctx context.Context, store *keystore.Store, p profile.Profile, keys profile.Keys) (profile.Profile, error) {
	for {
		where, err := o.askWhere(ctx, store.Mode)
		if err != nil {
			return p, err
		}
		kept, err := keepIn(ctx, store, where, p, keys)
		var failure *keystore.Error
		if !errors.As(err, &failure) {
			return kept, err
		}
		o.say("✗ ", failure.Error())
		o.say("  ", failure.Remedy)
	}
}

// askWhere asks where to keep the keys.
func (o *loginOptions) askWhere(ctx context.Context, mode keystore.Mode) (string, error) {
	choices := []choice{
		{keepKeyring, "this machine's keyring"},
		{keepNowhere, "it is asked for each time, or read from " + keyVariable},
	}
	if mode == keystore.Off {
		choices = choices[1:]
	}
	return o.askChoice(ctx, "Where should the key be kept?", choices)
}
