package cli

import (
	"context"
	"fmt"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
)

// The environment variables that say where to connect.
const (
	organizationVariable = "COVEO_ORGANIZATION_ID"
	endpointVariable     = "COVEO_PLATFORM_URL"
	profileVariable      = "COVEO_TOKEN_PROFILE"
	configVariable       = "COVEO_TOKEN_CONFIG_DIR"
)

// destination is where a command goes: an organization, or a sandbox that was
// started for it.
type destination struct {
	target coveoapi.Target
	// profile is the chosen profile, zero when there is none.
	profile profile.Profile
	// sandboxKeys are set when the destination is the embedded sandbox.
	sandboxKeys *sandbox.Keys
	// sandbox is the embedded one itself, or nil.
	sandbox *sandbox.Server
}

// destination finds out where to go: a flag wins over the environment, and that
// over the profile. The sandbox's profile stands alone, because an organization or
// key in the environment belongs elsewhere.
func (f *factory) destination(ctx context.Context) (destination, error) {
	chosen, err := f.chosenProfile()
	if err != nil {
		return destination{}, err
	}
	if chosen.IsSandbox() {
		return f.embeddedDestination(ctx)
	}
	organization := f.organizationSetting(chosen.Profile)
	if organization.value == "" {
		return destination{}, f.nowhereToGo()
	}
	spec, err := f.endpointSetting(chosen.Profile)
	if err != nil {
		return destination{}, err
	}
	endpoint, err := coveoapi.ParseEndpoint(spec.value, organization.value)
	if err != nil {
		return destination{}, err
	}
	target := coveoapi.Target{OrganizationID: organization.value, Endpoint: endpoint}
	return destination{target: target, profile: chosen.Profile}, nil
}

// nowhereToGo is a command that lacks an organization.
func (f *factory) nowhereToGo() error {
	return &problemError{problem: problem.Problem{
		ID: "no-organization", Kind: problem.Input,
		Title:    "No organization was given.",
		Evidence: "There is no --organization, no " + organizationVariable + " and no profile that says which; nothing was sent.",
		Remedy: "Set " + organizationVariable + " and " + keyVariable + "; or add --profile sandbox; or run `coveo-token login` once; " +
			"or run `coveo-token sandbox` in another terminal and use what it prints.",
	}}
}

// embeddedDestination starts a sandbox that ends with the command.
func (f *factory) embeddedDestination(ctx context.Context) (destination, error) {
	if f.globals.endpoint != "" || f.globals.organization != "" {
		return destination{}, usageError("the profile sandbox has its own organization and endpoint",
			"Leave --organization and --endpoint out, or choose another profile.")
	}
	server, err := f.startSandbox(ctx, sandbox.Options{})
	if err != nil {
		return destination{}, fmt.Errorf("start the sandbox: %w", err)
	}
	f.later(server)
	endpoint, err := coveoapi.ParseEndpoint(server.URL(), server.OrganizationID())
	if err != nil {
		return destination{}, err
	}
	keys := server.Keys()
	return destination{
		target:      coveoapi.Target{OrganizationID: server.OrganizationID(), Endpoint: endpoint},
		profile:     profile.Profile{Name: profile.SandboxName},
		sandboxKeys: &keys,
		sandbox:     server,
	}, nil
}

// keys finds the keys for a destination. The sandbox hands out its own unless a
// file is named: one to mint with and one that may list privileges, because no key
// of Coveo's templates may do both.
func (f *factory) keys(ctx context.Context, d destination) (keys profile.Keys, err error) {
	if d.sandboxKeys != nil {
		if f.globals.keyFile == "" {
			return profile.Keys{Minting: d.sandboxKeys.AuthenticatedSearch, Catalog: d.sandboxKeys.PrivilegeViewer}, nil
		}
		keys.Minting, err = f.mintingKey(ctx, d)
		return keys, err
	}
	if keys.Minting, err = f.mintingKey(ctx, d); err != nil {
		return keys, err
	}
	keys.Catalog, err = f.catalogKey(ctx, d)
	return keys, err
}
