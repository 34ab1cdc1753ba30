package cli

import (
	"context"
	"errors"

	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui"
	"coveotoken/ui/common"
	"coveotoken/ui/sameas"
)

// runScreens runs the full-screen program, which connects at once to the profile of
// that name unless it is "".
func runScreens(ctx context.Context, f *factory, connectTo string) error {
	if err := f.logToFile(); err != nil {
		return err
	}
	session, err := f.newSession(ctx)
	if err != nil {
		return err
	}
	session.ConnectTo = connectTo
	options, err := f.screenOptions(session)
	if err != nil {
		return err
	}
	err = f.runScreens(ctx, options)
	if err == nil {
		f.sayTheSame(session)
	}
	return screensProblem(err)
}

// sayTheSame prints the command that mints the last token again, after the screens are
// left, with what it does not say before it.
func (f *factory) sayTheSame(session *common.Session) {
	token := session.LastMinted
	if token == nil || session.Presenting { // it names people
		return
	}
	line := sameas.Mint(*token.From, sameas.PlaceOf(session, token.At))
	for _, note := range line.Notes {
		f.note("%s", note)
	}
	f.note("same as: %s", line)
}

// screensProblem explains how the screens ended, other than by the user's wish.
func screensProblem(err error) error {
	var signaled *ui.SignalError
	var lost *ui.TerminalError
	var defect *ui.PanicError
	switch {
	case errors.As(err, &signaled):
		return &exitError{exitInterrupted}
	case errors.As(err, &lost):
		return &problemError{cause: err, problem: problem.Problem{
			ID: "terminal-lost", Kind: problem.Unexpected, Title: "The terminal went away.",
			Evidence: err.Error(), Remedy: "Start the program again in a terminal that stays open.",
		}}
	case errors.As(err, &defect):
		return &problemError{cause: err, problem: problem.Problem{
			ID: "internal", Kind: problem.Unexpected, Title: "coveo-token has a defect and had to stop.",
			Evidence: err.Error(), Remedy: "Please report the line above; it holds no secret.",
		}}
	}
	return err
}

// newSession gathers what the screens start from.
func (f *factory) newSession(ctx context.Context) (*common.Session, error) {
	store, err := f.profileStore()
	if err != nil {
		return nil, err
	}
	settings, err := store.Load()
	if err != nil {
		return nil, err
	}
	prefill, err := f.prefill(ctx)
	if err != nil {
		return nil, err
	}
	session := common.NewSession(ctx, common.SessionOptions{Timeout: f.globals.timeout, Clock: f.now, After: f.after})
	session.Open = f.newOpener(ctx).open
	session.SaveProfile = func(p profile.Profile) error { return f.saveProfile(ctx, p) }
	session.WriteFile, session.WriteBundle = writeNewFile, f.writeCalls
	f.exchanges.Keep()
	session.FoundLogins = f.foundLogins(settings)
	if session.KeepKeys, err = f.keyKeeper(); err != nil {
		return nil, err
	}
	session.Profiles = append([]profile.Profile{{Name: profile.SandboxName}}, settings.Profiles...)
	session.Prefill = prefill
	if session.Presets, err = f.presetStore(); err != nil {
		return nil, err
	}
	if session.Kept, err = f.keptHistory(); err != nil {
		return nil, err
	}
	session.Editor = common.Editor{Command: firstOf(f.env("VISUAL"), f.env("EDITOR"))}
	session.Clipboard = f.clipboard
	session.Clipboard.Through = common.MultiplexerOf(f.env)
	return session, nil
}

// prefill is what flags, environment and the chosen profile offer for a new
// connection.
func (f *factory) prefill(ctx context.Context) (common.Prefill, error) {
	chosen, err := f.chosenProfile()
	if err != nil {
		return common.Prefill{}, err
	}
	endpoint, err := f.endpointSetting(chosen.Profile)
	if err != nil {
		return common.Prefill{}, err
	}
	prefill := common.Prefill{OrganizationID: f.organizationSetting(chosen.Profile).value, Endpoint: endpoint.value}
	if prefill.Keys.Catalog, err = f.environmentCredential(catalogKeyVariable); err != nil {
		return prefill, err
	}
	if f.globals.keyFile != "" {
		prefill.Keys.Minting, err = f.readCredential(ctx, "key-file", f.globals.keyFile, maxKeyBytes)
		return prefill, err
	}
	prefill.Keys.Minting, err = f.environmentCredential(keyVariable)
	return prefill, err
}

// profileNames completes --profile.
func (f *factory) profileNames() []string {
	names := []string{profile.SandboxName + "\tthe embedded organization"}
	settings, err := f.settings()
	if err != nil {
		return names
	}
	for _, p := range settings.Profiles {
		names = append(names, p.Name+"\t"+p.OrganizationID)
	}
	return names
}
