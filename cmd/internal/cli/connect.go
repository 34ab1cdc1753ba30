package cli

import (
	"context"
	"fmt"
	"strings"

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
	organization := firstOf(f.globals.organization, f.env(organizationVariable), chosen.OrganizationID)
	spec := firstOf(f.globals.endpoint, f.env(endpointVariable), chosen.Endpoint, "organization")
	if organization == "" {
		return destination{}, f.nowhereToGo()
	}
	endpoint, err := coveoapi.ParseEndpoint(spec, organization)
	if err != nil {
		return destination{}, err
	}
	return destination{target: coveoapi.Target{OrganizationID: organization, Endpoint: endpoint}}, nil
}

// firstOf gives the first text that is not blank, trimmed.
func firstOf(texts ...string) string {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	return ""
}

// chosenProfile is the profile that a flag or the environment names, or the only
// one there is when nothing else says where to go; it is zero when there is none.
func (f *factory) chosenProfile() (profile.Profile, error) {
	name := firstOf(f.globals.profile, f.env(profileVariable))
	if name == profile.SandboxName {
		return profile.Profile{Name: profile.SandboxName}, nil
	}
	if name == "" && firstOf(f.globals.organization, f.env(organizationVariable)) != "" {
		return profile.Profile{}, nil
	}
	saved, err := f.savedProfiles()
	if err != nil {
		return profile.Profile{}, err
	}
	if name == "" {
		if len(saved) == 1 {
			return saved[0], nil
		}
		return profile.Profile{}, nil
	}
	names := []string{profile.SandboxName}
	for _, p := range saved {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return profile.Profile{}, &coveoapi.InputError{
		Field:  "--profile",
		Reason: fmt.Sprintf("names %q, which is not a saved profile", name),
		Remedy: "There are: " + strings.Join(names, ", ") + ".",
	}
}

func (f *factory) profileStore() (*profile.Store, error) { return profile.Open(f.env(configVariable)) }

func (f *factory) savedProfiles() ([]profile.Profile, error) {
	store, err := f.profileStore()
	if err != nil {
		return nil, err
	}
	settings, err := store.Load()
	return settings.Profiles, err
}

// nowhereToGo is a command that lacks an organization.
func (f *factory) nowhereToGo() error {
	return &problemError{problem: problem.Problem{
		ID: "no-organization", Kind: problem.Input,
		Title:    "No organization was given.",
		Evidence: "There is no --organization, no " + organizationVariable + " and no profile that says which; nothing was sent.",
		Remedy: "Set " + organizationVariable + " and " + keyVariable + "; or add --profile sandbox; " +
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
		sandboxKeys: &keys,
		sandbox:     server,
	}, nil
}

// keys finds the keys for a destination. The sandbox hands out its own unless a
// file is named: one to mint with and one that may list privileges, because no key
// of Coveo's templates may do both.
func (f *factory) keys(ctx context.Context, d destination) (profile.Keys, error) {
	if d.sandboxKeys != nil && f.globals.keyFile == "" {
		return profile.Keys{Minting: d.sandboxKeys.AuthenticatedSearch, Catalog: d.sandboxKeys.PrivilegeViewer}, nil
	}
	catalog, err := f.environmentCredential(catalogKeyVariable)
	if err != nil {
		return profile.Keys{}, err
	}
	if d.sandboxKeys != nil {
		catalog = coveoapi.Secret{}
	}
	minting, err := f.mintingKey(ctx)
	return profile.Keys{Minting: minting, Catalog: catalog}, err
}

// connect makes a client with the keys of the destination that flags and
// environment name.
func (f *factory) connect(ctx context.Context, wait *progress) (*coveoapi.Client, error) {
	d, err := f.destination(ctx)
	if err != nil {
		return nil, err
	}
	keys, err := f.keys(ctx, d)
	if err != nil {
		return nil, err
	}
	return f.newCommandClient(d.target, keys, wait)
}
