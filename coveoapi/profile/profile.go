// Package profile keeps what the user set up: connection profiles, which say which
// organization to use and at which endpoint, and how the screens look. Keys are never
// part of a profile: it says where each is kept.
//
// All of it is in a YAML file that people may edit by hand. Reading it is therefore
// strict, and every complaint names the line; writing it keeps its comments and the
// changes of others.
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
	// Where the two keys are kept: read them with Source, and change them with
	// WithSource.
	Key               string `yaml:"key,omitempty"`
	KeyCommand        string `yaml:"key_command,omitempty"`
	KeyFile           string `yaml:"key_file,omitempty"`
	CatalogKey        string `yaml:"catalog_key,omitempty"`
	CatalogKeyCommand string `yaml:"catalog_key_command,omitempty"`
	CatalogKeyFile    string `yaml:"catalog_key_file,omitempty"`
}

// IsSandbox reports whether the profile is the embedded sandbox.
func (p Profile) IsSandbox() bool { return p.Name == SandboxName }

// Target is where the profile leads.
func (p Profile) Target() (coveoapi.Target, error) {
	endpoint, err := coveoapi.ParseEndpoint(p.Endpoint, p.OrganizationID)
	return coveoapi.Target{OrganizationID: p.OrganizationID, Endpoint: endpoint}, err
}

// Check returns the first thing that is wrong with the profile, as an
// *coveoapi.InputError for the field of that name in the file.
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
	if _, err := p.Target(); err != nil {
		return err
	}
	for _, role := range Roles() {
		if err := p.checkSource(role); err != nil {
			return err
		}
	}
	return nil
}
