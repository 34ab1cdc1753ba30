package connect

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/components/picker"
)

// The choices that are not profiles. Profiles have their names behind a prefix, so
// that one cannot be mistaken for these.
const (
	environmentChoice = "environment"
	newChoice         = "new"
	profilePrefix     = "profile "
)

// environmentName is the name of the profile that the environment describes. It is
// never saved.
const environmentName = "environment"

// choices lists what to connect to.
func (s *Screen) choices() []picker.Item {
	var items []picker.Item
	for _, p := range s.session.Profiles {
		items = append(items, picker.Item{Key: profilePrefix + p.Name, Title: title(p), Detail: s.detail(p)})
	}
	if p, ok := s.environment(); ok {
		items = append(items, picker.Item{
			Key: environmentChoice, Title: "Environment", Detail: s.detail(p) + ", key from COVEO_API_KEY",
		})
	}
	return append(append(items, s.foundChoices()...), picker.Item{
		Key: newChoice, Title: "New profile…", Detail: "your organization ID, endpoint and API key",
	})
}

func title(p profile.Profile) string {
	if p.IsSandbox() {
		return "Sandbox"
	}
	return p.Name
}

func (s *Screen) detail(p profile.Profile) string {
	var parts []string
	if c := s.session.Connection; c != nil && c.Profile.Name == p.Name {
		parts = append(parts, "connected")
	}
	if p.IsSandbox() {
		return strings.Join(append(parts, "no account needed, runs inside this program"), " · ")
	}
	parts = append(parts, p.OrganizationID)
	if p.Endpoint != coveoapi.OrganizationEndpointSpec {
		parts = append(parts, p.Endpoint)
	}
	if source := p.Source(profile.MintingRole); source != (profile.Source{}) {
		parts = append(parts, "key from "+source.String())
	}
	return strings.Join(parts, " · ")
}

// environment is the profile that the environment describes, when it says enough.
func (s *Screen) environment() (p profile.Profile, ok bool) {
	prefill := s.session.Prefill
	p = profile.Profile{Name: environmentName, OrganizationID: prefill.OrganizationID, Endpoint: prefill.Endpoint}
	if p.Endpoint == "" {
		p.Endpoint = coveoapi.OrganizationEndpointSpec
	}
	return p, prefill.OrganizationID != "" && !prefill.Keys.Minting.IsZero()
}

// profileNamed finds a profile of the list.
func (s *Screen) profileNamed(name string) (profile.Profile, bool) {
	for _, p := range s.session.Profiles {
		if p.Name == name {
			return p, true
		}
	}
	return profile.Profile{}, false
}

// keysFor gives the keys that are known for a profile: those accepted before in this
// session, or those of the environment when they are for the same organization.
func (s *Screen) keysFor(p profile.Profile) profile.Keys {
	if keys, ok := s.known[p.Name]; ok {
		return keys
	}
	if prefill := s.session.Prefill; prefill.OrganizationID == p.OrganizationID && p.OrganizationID != "" {
		return prefill.Keys
	}
	return profile.Keys{}
}
