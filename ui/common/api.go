package common

import (
	"context"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
)

// API is what the screens ask of Coveo. *coveoapi.Client is one.
type API interface {
	Target() coveoapi.Target
	PlatformTokenPrivileges(ctx context.Context) (coveoapi.Reply[[]coveoapi.Privilege], error)
	PrivilegesOf(ctx context.Context, credential coveoapi.Secret) (coveoapi.Reply[[]coveoapi.Privilege], error)
	Pipelines(ctx context.Context) (coveoapi.Reply[[]coveoapi.Pipeline], error)
	MintSearchToken(ctx context.Context, version coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) (coveoapi.Reply[coveoapi.Secret], error)
	MintPlatformToken(ctx context.Context, token coveoapi.PlatformTokenRequest) (coveoapi.Reply[coveoapi.Secret], error)
	// MintRaw mints with a request whose body was written by hand.
	MintRaw(ctx context.Context, request coveoapi.Request) (coveoapi.Reply[coveoapi.Secret], error)
	Certificates(ctx context.Context) (coveoapi.Reply[jwtview.KeySet], error)
	Organization(ctx context.Context) (coveoapi.Reply[coveoapi.Organization], error)
	OrganizationStatus(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationStatus], error)
	OrganizationRegions(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationRegions], error)
	Evaluate(ctx context.Context, credential coveoapi.Secret, wanted coveoapi.Privilege) (coveoapi.Reply[coveoapi.Evaluation], error)
	SecurityProviders(ctx context.Context) (coveoapi.Reply[[]coveoapi.SecurityProvider], error)
	SearchHubs(ctx context.Context) (coveoapi.Reply[[]coveoapi.SearchHub], error)
	// Plan tells how a query would be run, without running it.
	Plan(ctx context.Context, token coveoapi.Secret, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.Plan], error)
	Search(ctx context.Context, token coveoapi.Secret, place coveoapi.CredentialPlace, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.SearchResponse], error)
	Close()
}

// Connection is an open connection to an organization.
type Connection struct {
	Profile profile.Profile
	Keys    profile.Keys
	API     API
	// Held is what the minting key may do, as the server said; HeldByCatalog
	// the same for the catalogue key.
	Held, HeldByCatalog []coveoapi.Privilege
	// HeldUnknown says why Held could not be had although the key was accepted,
	// or is nil.
	HeldUnknown error
	// Lists are what the organization knows by name, empty until Listed.
	Lists
	Listed bool
}

// Opener makes an API for a profile and its keys. For the sandbox's profile it
// starts the sandbox, fills in the organization and endpoint, and hands out its
// keys when none are given; for another it fetches those that are not given from where
// the profile keeps them. It may take a while and runs outside the update loop.
type Opener func(ctx context.Context, p profile.Profile, keys profile.Keys) (Connection, error)

var _ API = (*coveoapi.Client)(nil)
