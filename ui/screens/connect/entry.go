package connect

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// purpose is what a form is for.
type purpose int

const (
	newProfile purpose = iota
	mintingKey         // the key of a saved profile
	catalogKey         // a second key for the open connection
	foundKey           // a key that was found somewhere, to say what it is
)

// The fields of the forms. Their labels say more.
const (
	organizationField = "organization"
	endpointField     = "endpoint"
	urlField          = "url"
	mintingField      = "key"
	catalogField      = "catalogue key"
	nameField         = "name"
)

// urlChoice stands for an endpoint that is a URL.
const urlChoice = "a URL"

// entry is what was typed into a form.
type entry struct {
	purpose purpose
	// base is the profile that a key is for.
	base                              profile.Profile
	organization, endpoint, url, name string
	minting, catalog                  coveoapi.Secret
	// keep says where the keys stay; it is "" where there is no choice.
	keep string
	// existing are the names of the saved profiles.
	existing []string
	// submitted makes empty fields mistakes: before, they are just not filled yet.
	submitted bool
}

// newEntry prefills a form with what the environment offers.
func newEntry(purpose purpose, p profile.Profile, session *common.Session) *entry {
	prefill := session.Prefill
	e := &entry{
		purpose: purpose, base: p, organization: prefill.OrganizationID,
		endpoint: prefill.Endpoint, minting: prefill.Keys.Minting, catalog: prefill.Keys.Catalog,
	}
	for _, other := range session.Profiles {
		e.existing = append(e.existing, other.Name)
	}
	if purpose == catalogKey {
		e.minting = session.Connection.Keys.Minting
	} else if p.OrganizationID != "" && prefill.OrganizationID != "" && p.OrganizationID != prefill.OrganizationID {
		// The environment's keys belong to another organization.
		e.minting, e.catalog = coveoapi.Secret{}, coveoapi.Secret{}
	}
	if session.KeepKeys != nil && e.canKeep() {
		e.keep = inSession
	}
	if e.endpoint == "" {
		e.endpoint = coveoapi.OrganizationEndpointSpec
	} else if !named(e.endpoint) {
		e.endpoint, e.url = urlChoice, e.endpoint
	}
	return e
}

// named reports whether an endpoint is one of the named choices.
func named(endpoint string) bool {
	for _, spec := range coveoapi.EndpointSpecs() {
		if spec.Spec == endpoint {
			return true
		}
	}
	return false
}

// spec is the endpoint as profiles hold it.
func (e *entry) spec() string {
	if e.endpoint == urlChoice {
		return strings.TrimSpace(e.url)
	}
	return e.endpoint
}

// profileName is the name as typed, or the organization's.
func (e *entry) profileName() string {
	if name := strings.TrimSpace(e.name); name != "" {
		return name
	}
	return strings.TrimSpace(e.organization)
}

// tidy cleans the keys that were typed rather than pasted.
func (e *entry) tidy() {
	for _, key := range []*coveoapi.Secret{&e.minting, &e.catalog} {
		*key, _ = coveoapi.CleanCredential(key.Reveal())
	}
}

// attempt is the connection that the form describes.
func (e *entry) attempt() attempt {
	if e.purpose == foundKey {
		return e.foundAttempt()
	}
	keys := profile.Keys{Minting: e.minting, Catalog: e.catalog}
	if e.purpose != newProfile {
		return e.withKeep(attempt{profile: e.base, keys: keys})
	}
	return e.withKeep(attempt{
		profile: profile.Profile{
			Name: e.profileName(), OrganizationID: strings.TrimSpace(e.organization), Endpoint: e.spec(),
		},
		keys: keys,
		save: true,
	})
}

// firstField is where the focus starts: on the first thing that is not known yet.
func (e *entry) firstField() string {
	switch {
	case e.purpose == catalogKey:
		return catalogField
	case e.purpose == mintingKey, e.organization != "" && e.minting.IsZero():
		return mintingField
	default:
		return organizationField
	}
}

// sections are the fields of the form.
func (e *entry) sections() []formkit.Section {
	keys := formkit.Section{
		Heading: "Keys", Note: "never shown, never stored; kept while this program runs",
		Fields: []formkit.Field{e.mintingField(), e.catalogField()},
	}
	if e.keep != "" {
		keys.Note = "never shown, and never in the settings"
		keys.Fields = append(keys.Fields, e.keepChoice())
	}
	switch e.purpose {
	case foundKey:
		keys.Fields = []formkit.Field{e.foundField()}
		return []formkit.Section{{Heading: "Organization", Fields: e.organizationFields()}, keys}
	case catalogKey:
		keys.Fields = keys.Fields[1:]
		return []formkit.Section{keys}
	case mintingKey:
		return []formkit.Section{keys}
	}
	return []formkit.Section{
		{Heading: "Organization", Fields: e.organizationFields()},
		keys,
		{Heading: "Profile", Fields: []formkit.Field{e.nameField()}},
	}
}
