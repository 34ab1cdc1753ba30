package cli

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/logins"
	"coveotoken/coveoapi/profile"
)

// The environment variables that describe an endpoint as the Coveo CLI does.
const (
	regionVariable      = "COVEO_REGION"
	environmentVariable = "COVEO_PLATFORM_ENVIRONMENT"
)

// setting is a value and where it came from.
type setting struct {
	value string
	// from names the flag, the variable or the profile; it is "" where there is no value.
	from string
}

// firstSetting gives the first setting that is not blank, trimmed.
func firstSetting(candidates ...setting) setting {
	for _, s := range candidates {
		if s.value = strings.TrimSpace(s.value); s.value != "" {
			return s
		}
	}
	return setting{}
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

// variable is what a variable of the environment says.
func (f *factory) variable(name string) setting { return setting{f.env(name), name} }

func ofProfile(p profile.Profile, value string) setting { return setting{value, "profile " + p.Name} }

// organizationSetting is the organization that flags, environment and profile say.
func (f *factory) organizationSetting(p profile.Profile) setting {
	return firstSetting(
		setting{f.globals.organization, "--organization"}, f.variable(organizationVariable), ofProfile(p, p.OrganizationID))
}

// endpointSetting is the endpoint that flags, environment and profile say, or the one
// that is right for most.
func (f *factory) endpointSetting(p profile.Profile) (setting, error) {
	named := firstSetting(setting{f.globals.endpoint, "--endpoint"}, f.variable(endpointVariable))
	if named.value != "" {
		return named, nil
	}
	region, environment := f.variable(regionVariable), f.variable(environmentVariable)
	if region.value != "" || environment.value != "" {
		spec, err := logins.EndpointOf(environment.value, region.value)
		if err != nil {
			return setting{}, &coveoapi.InputError{
				Field: firstSetting(region, environment).from, Reason: err.Error(),
				Remedy: "Use one of us, eu, au and ca as the region, and prod, hipaa, stg or dev as the environment.",
			}
		}
		return setting{spec, firstSetting(region, environment).from}, nil
	}
	return firstSetting(ofProfile(p, p.Endpoint), setting{coveoapi.OrganizationEndpointSpec, "default"}), nil
}

// onlyProfile is what chooses a profile when there is no other.
const onlyProfile = "the only profile"

// chosen is a profile and what chose it.
type chosen struct {
	profile.Profile
	from string
}

// chosenProfile is the profile that a flag, the environment or the settings name, or
// the only one there is when nothing else says where to go; it is zero when there is
// none.
func (f *factory) chosenProfile() (chosen, error) {
	name := firstSetting(setting{f.globals.profile, "--profile"}, f.variable(profileVariable))
	if name.value == profile.SandboxName {
		return chosen{profile.Profile{Name: profile.SandboxName}, name.from}, nil
	}
	if name.value == "" && firstOf(f.globals.organization, f.env(organizationVariable)) != "" {
		return chosen{}, nil
	}
	settings, err := f.settings()
	if err != nil {
		return chosen{}, err
	}
	switch {
	case name.value != "":
	case settings.Default != "":
		name = setting{settings.Default, "default in the settings"}
	case len(settings.Profiles) == 1:
		name = setting{settings.Profiles[0].Name, onlyProfile}
	default:
		return chosen{}, nil
	}
	p, ok := settings.Named(name.value)
	if !ok {
		return chosen{}, unknownProfile("--profile", name.value, settings)
	}
	return chosen{p, name.from}, nil
}

// unknownProfile is a name that no profile has.
func unknownProfile(field, name string, settings profile.Settings) error {
	return &coveoapi.InputError{
		Field:  field,
		Reason: fmt.Sprintf("names %q, which is not a saved profile", name),
		Remedy: "There are: " + strings.Join(settings.Names(), ", ") + ".",
	}
}

func (f *factory) profileStore() (*profile.Store, error) { return profile.Open(f.env(configVariable)) }

// settings reads the file of settings.
func (f *factory) settings() (profile.Settings, error) {
	store, err := f.profileStore()
	if err != nil {
		return profile.Settings{}, err
	}
	return store.Load()
}
