package cli

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coveotoken/coveoapi/profile"
)

// saveProfiles writes profiles to the program's configuration.
func (p *program) saveProfiles(t *testing.T, profiles ...profile.Profile) {
	t.Helper()
	store, err := p.profileStore()
	if err != nil {
		t.Fatal(err)
	}
	for _, saved := range profiles {
		if err := store.Save(saved); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhereToGo(t *testing.T) {
	acme := profile.Profile{Name: "acme", OrganizationID: "acmeprofile", Endpoint: "eu"}
	other := profile.Profile{Name: "other", OrganizationID: "otherprofile", Endpoint: "us"}
	for _, test := range []struct {
		name         string
		saved        []profile.Profile
		globals      globals
		environment  map[string]string
		organization string
		platform     string
	}{
		{
			"the only profile",
			[]profile.Profile{acme},
			globals{},
			nil, "acmeprofile", "https://platform-eu.cloud.coveo.com",
		},
		{
			"the profile that a flag names",
			[]profile.Profile{acme, other},
			globals{profile: "other"},
			nil, "otherprofile", "https://platform.cloud.coveo.com",
		},
		{
			"the profile that the environment names",
			[]profile.Profile{acme, other},
			globals{},
			map[string]string{profileVariable: "acme"},
			"acmeprofile", "https://platform-eu.cloud.coveo.com",
		},
		{
			"the environment wins over the profile",
			[]profile.Profile{acme},
			globals{profile: "acme"},
			map[string]string{organizationVariable: "acmeenv"},
			"acmeenv", "https://platform-eu.cloud.coveo.com",
		},
		{
			"a flag wins over the environment",
			nil,
			globals{organization: "acmeflag", endpoint: "au"},
			map[string]string{organizationVariable: "acmeenv", endpointVariable: "ca"},
			"acmeflag", "https://platform-au.cloud.coveo.com",
		},
		{
			"a URL in the environment",
			nil,
			globals{},
			map[string]string{organizationVariable: "acmeenv", endpointVariable: "http://127.0.0.1:7777/"},
			"acmeenv", "http://127.0.0.1:7777",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			p.saveProfiles(t, test.saved...)
			p.globals = test.globals
			for name, value := range test.environment {
				p.environment[name] = value
			}
			d, err := p.destination(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if d.target.OrganizationID != test.organization || d.target.Endpoint.Platform != test.platform {
				t.Errorf("goes to %s at %s", d.target.OrganizationID, d.target.Endpoint.Platform)
			}
		})
	}
}

func TestNowhereToGoSaysHowToGoSomewhere(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitUsage, "privileges")
	for _, want := range []string{organizationVariable, keyVariable, "--profile sandbox", "coveo-token sandbox"} {
		if !strings.Contains(p.err.String(), want) {
			t.Errorf("%s is not named: %s", want, p.err)
		}
	}
}

func TestAnUnknownProfileNamesThoseThatExist(t *testing.T) {
	p := newProgram(t)
	p.saveProfiles(t, profile.Profile{Name: "acme", OrganizationID: "acmeprod", Endpoint: "us"})
	p.wantExit(t, exitUsage, "privileges", "--profile", "acne")
	if !strings.Contains(p.err.String(), "sandbox, acme") {
		t.Errorf("got %s", p.err)
	}
}

func TestABrokenConfigurationIsExplained(t *testing.T) {
	p := newProgram(t)
	p.saveProfiles(t, profile.Profile{Name: "acme", OrganizationID: "acmeprod", Endpoint: "us"})
	file := filepath.Join(p.environment[configVariable], "config.yaml")
	if err := os.WriteFile(file, []byte("profiles: [\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.wantExit(t, exitUsage, "privileges", "--profile", "acme")
	if !strings.Contains(p.err.String(), filepath.Base(file)) {
		t.Errorf("the file is not named: %s", p.err)
	}
}

func TestTheEmbeddedSandboxIgnoresConnectionsMeantForOthers(t *testing.T) {
	p := newProgram(t)
	elsewhere := httptest.NewServer(nil)
	elsewhere.Close()
	p.environment[organizationVariable] = "acmeprod"
	p.environment[endpointVariable] = elsewhere.URL
	p.environment[keyVariable] = "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"
	p.environment[catalogKeyVariable] = "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"
	p.environment[tokenVariable] = makeToken(`{"alg":"HS256"}`, `{"exp":1}`)
	p.wantExit(t, exitDone, "privileges", "--profile", "sandbox")
	p.wantExit(t, exitDone, "query", "--profile", "sandbox")
	p.wantExit(t, exitUsage, "privileges", "--profile", "sandbox", "--endpoint", "eu")
}
