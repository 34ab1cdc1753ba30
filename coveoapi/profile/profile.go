// Package profile keeps connection profiles: which organization, at which endpoint.
// Keys are never part of a profile.
//
// The profiles are in a YAML file that people may edit by hand. Reading it is
// therefore strict, and every complaint names the line; writing it keeps its
// comments and the changes of others.
package profile

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// SandboxName names the profile of the embedded sandbox, which always exists.
const SandboxName = "sandbox"

// Profile is a connection that has a name.
type Profile struct {
	Name           string `yaml:"name"`
	OrganizationID string `yaml:"organization"`
	// Endpoint is an endpoint spec (coveoapi.ParseEndpoint).
	Endpoint string `yaml:"endpoint"`
}

// IsSandbox reports whether the profile is the embedded sandbox.
func (p Profile) IsSandbox() bool { return p.Name == SandboxName }

// Check returns the first thing that is wrong with the profile, as an
// *coveoapi.InputError for the field "name", "organization" or "endpoint".
func (p Profile) Check() error {
	const remedy = "Choose another name, for example production."
	switch {
	case strings.TrimSpace(p.Name) == "":
		return &coveoapi.InputError{Field: "name", Reason: "is empty", Remedy: remedy}
	case p.IsSandbox():
		return &coveoapi.InputError{Field: "name", Reason: "is that of the built-in sandbox", Remedy: remedy}
	}
	if new(safetext.Redactor).Redact(p.Name) != p.Name {
		return &coveoapi.InputError{Field: "name", Reason: "looks like an API key or token, which is never saved", Remedy: remedy}
	}
	_, err := coveoapi.ParseEndpoint(p.Endpoint, p.OrganizationID)
	return err
}

// Keys are the credentials used with a profile during a session.
type Keys struct {
	// Minting creates tokens; Catalog may list privileges. Catalog may be zero.
	Minting, Catalog coveoapi.Secret
}
