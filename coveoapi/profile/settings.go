package profile

import (
	"strings"

	"github.com/goccy/go-yaml"

	"coveotoken/coveoapi"
)

// Settings is what the file of settings holds.
type Settings struct {
	// Default names the profile that is used when nothing else is said, or is "".
	Default string `yaml:"default,omitempty"`
	// Theme names the colours of the screens, as the flag --theme does, or is "".
	Theme string `yaml:"theme,omitempty"`
	// Presenter starts the screens in presenter mode.
	Presenter bool `yaml:"presenter,omitempty"`
	// History is what is remembered of minted tokens beyond a run of the program: off,
	// which "" is too, fingerprints or tokens.
	History string `yaml:"history,omitempty"`
	// KeyBindings are the keys of the screens' actions, by the action's name. Only those
	// that the user changed are here.
	KeyBindings map[string][]string `yaml:"keys,omitempty"`
	// Profiles are the connections, without the sandbox's, in the order of the file.
	Profiles []Profile `yaml:"profiles,omitempty"`

	// source is where the settings were read from.
	source source
}

// source is the text of a file of settings.
type source struct {
	path    string
	content []byte
}

// Named finds a profile by its name; the sandbox's always exists.
func (s Settings) Named(name string) (p Profile, ok bool) {
	if name == SandboxName {
		return Profile{Name: SandboxName}, true
	}
	for _, p := range s.Profiles {
		if p.Name == name {
			return p, true
		}
	}
	return Profile{}, false
}

// Names lists the names of the profiles, the sandbox's first.
func (s Settings) Names() []string {
	names := []string{SandboxName}
	for _, p := range s.Profiles {
		names = append(names, p.Name)
	}
	return names
}

// Invalid makes the error about a setting whose value only others can judge, such as
// the name of a theme or of an action. The setting is named by its keys, such as
// "theme", or "keys" and "quit". Reason continues a sentence that starts with the
// setting; remedy is a sentence.
func (s Settings) Invalid(reason, remedy string, keys ...string) *FileError {
	builder := (&yaml.PathBuilder{}).Root()
	for _, key := range keys {
		builder = builder.Child(key)
	}
	return &FileError{
		Path: s.source.path, Line: s.source.line(builder.Build()),
		Reason: "is wrong: " + strings.Join(keys, ".") + " " + reason, Remedy: remedy,
	}
}

// check returns the first thing that is wrong with the settings.
func (s Settings) check() error {
	seen := map[string]bool{}
	for i, p := range s.Profiles {
		if err := p.Check(); err != nil {
			return s.source.valueError(i, err)
		}
		if seen[p.Name] {
			return s.source.valueError(i, &coveoapi.InputError{
				Field: "name", Reason: "occurs twice", Remedy: "Give each profile a name of its own.",
			})
		}
		seen[p.Name] = true
	}
	if _, ok := s.Named(s.Default); !ok && s.Default != "" {
		return s.Invalid("names no profile", "There are: "+strings.Join(s.Names(), ", ")+".", "default")
	}
	return nil
}

// put adds a profile, or replaces the one of the same name.
func (s *Settings) put(p Profile) {
	for i, other := range s.Profiles {
		if other.Name == p.Name {
			s.Profiles[i] = p
			return
		}
	}
	s.Profiles = append(s.Profiles, p)
}
