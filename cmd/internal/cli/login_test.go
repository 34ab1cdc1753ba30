package cli

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
)

// aTypist makes the program run on a terminal at which these lines are typed, and these
// secrets, one after the other.
func (p *program) aTypist(t *testing.T, lines string, secrets ...string) {
	t.Helper()
	p.onTerminal(80)
	p.in.Reset()
	p.in.WriteString(lines)
	p.io.readSecret = func(_ context.Context, ask func()) (string, error) {
		ask()
		if len(secrets) == 0 {
			return "", errors.New("a secret was asked for, and none is left")
		}
		typed := secrets[0]
		secrets = secrets[1:]
		return typed, nil
	}
}

// atHome gives the program a sandbox at the end of a URL, and nothing else in its
// environment that says where to go.
func (p *program) atHome(t *testing.T) (url string, keys sandbox.Keys) {
	t.Helper()
	keys = p.useSandbox(t, sandbox.Options{})
	url = p.environment[endpointVariable]
	for _, name := range []string{endpointVariable, organizationVariable, keyVariable, catalogKeyVariable} {
		delete(p.environment, name)
	}
	p.environment[profile.StateVariable] = t.TempDir()
	return url, keys
}

func TestLoginAsksForEverything(t *testing.T) {
	keyring.MockInit()
	p := newProgram(t)
	url, keys := p.atHome(t)
	p.aTypist(t, "no/good\n"+sandbox.OrganizationID+"\nmars\n"+url+"\nacme\n3\nkeyring\n",
		keys.AuthenticatedSearch.Reveal(), keys.PrivilegeViewer.Reveal())
	p.wantExit(t, exitDone, "login")
	for _, want := range []string{
		"may hold only letters", "is neither a known name nor a URL", "can create search tokens", "API key (hidden)",
		"Where should the key be kept?", "That is none of them.",
	} {
		if !strings.Contains(p.err.String(), want) {
			t.Errorf("%q was not said:\n%s", want, p.err)
		}
	}
	if got := p.out.String(); !strings.Contains(got, "The API key is kept in the keyring.") || !strings.Contains(got, "The catalogue key is kept in the keyring.") {
		t.Errorf("it was said: %s", got)
	}
	p.onTerminal(80)
	p.io.noInput = true
	p.wantExit(t, exitDone, "privileges", "--filter", "impersonate")
	p.wantExit(t, exitDone, "mint", "search", "--user", "asmith@example.com", "--json")
	p.wantExit(t, exitDone, "profiles", "remove", "acme", "--yes")
	if _, err := keyring.Get("coveo-token", "acme (minting)"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("the key is still in the keyring: %v", err)
	}
}

func TestLoginSaysWhyTheKeyringIsNotUsed(t *testing.T) {
	keyring.MockInitWithError(errors.New("failed to unlock correct collection"))
	defer keyring.MockInit()
	p := newProgram(t)
	url, keys := p.atHome(t)
	key := writeKey(t, keys.AuthenticatedSearch)
	p.wantExit(t, exitCredential, "login", "-o", sandbox.OrganizationID, "--endpoint", url, "--key-file", key, "--keep", "keyring")
	p.wantExit(t, exitDone, "login", "-o", sandbox.OrganizationID, "--endpoint", url, "--key-file", key)
	if !strings.Contains(p.err.String(), "The keyring is locked.") || !strings.Contains(p.out.String(), "is not kept") {
		t.Errorf("%s%s", p.err, p.out)
	}
	settings, err := p.settings()
	if err != nil || len(settings.Profiles) != 1 || settings.Profiles[0].Keeps() {
		t.Errorf("saved: %+v, %v", settings.Profiles, err)
	}
}

func TestLoginAsksAgainWhenAKeyCannotBeKept(t *testing.T) {
	keyring.MockInitWithError(errors.New("failed to unlock correct collection"))
	defer keyring.MockInit()
	p := newProgram(t)
	url, keys := p.atHome(t)
	p.aTypist(t, "1\n2\n", keys.AuthenticatedSearch.Reveal(), "")
	p.wantExit(t, exitDone, "login", "--profile", "acme", "-o", sandbox.OrganizationID, "--endpoint", url)
	if strings.Count(p.err.String(), "Where should the key be kept?") != 2 || !strings.Contains(p.out.String(), "is not kept") {
		t.Errorf("%s%s", p.err, p.out)
	}
}

func TestLoginAgainTakesTheOldKeyOut(t *testing.T) {
	keyring.MockInit()
	p := newProgram(t)
	url, keys := p.atHome(t)
	key := writeKey(t, keys.AuthenticatedSearch)
	args := []string{"login", "--profile", "acme", "-o", sandbox.OrganizationID, "--endpoint", url, "--key-file", key}
	p.wantExit(t, exitDone, args...)
	if _, err := keyring.Get("coveo-token", "acme (minting)"); err != nil {
		t.Fatal(err)
	}
	p.wantExit(t, exitDone, append(args, "--keep", "nowhere")...)
	if _, err := keyring.Get("coveo-token", "acme (minting)"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("the key is still in the keyring: %v", err)
	}
}

func TestAKeptKeyGoesElsewhereOnlyWhenTheUserAgrees(t *testing.T) {
	keyring.MockInit()
	p := newProgram(t)
	url, keys := p.atHome(t)
	p.wantExit(t, exitDone, "login", "--profile", "acme", "-o", sandbox.OrganizationID, "--endpoint", url,
		"--key-file", writeKey(t, keys.AuthenticatedSearch))
	elsewhere := strings.Replace(url, "127.0.0.1", "localhost", 1)
	mint := []string{"mint", "search", "--user", "asmith@example.com", "--profile", "acme", "--endpoint", elsewhere}
	for answer, want := range map[string]int{"\n": exitCredential, "n\n": exitCredential, "": exitCredential, "y\n": exitDone} {
		p.aTypist(t, answer)
		p.wantExit(t, want, mint...)
		if !strings.Contains(p.err.String(), "Send it to "+sandbox.OrganizationID+" at localhost:") {
			t.Errorf("%q: it was not asked: %s", answer, p.err)
		}
	}
}

func TestRemovingAsksFirst(t *testing.T) {
	p := newProgram(t)
	p.saveProfiles(t, profile.Profile{Name: "acme", OrganizationID: "acmeprod", Endpoint: "eu"})
	p.aTypist(t, "\n")
	p.wantExit(t, exitUsage, "profiles", "remove", "acme")
	p.aTypist(t, "yes\n")
	p.wantExit(t, exitDone, "profiles", "remove", "acme")
	if settings, err := p.settings(); err != nil || len(settings.Profiles) != 0 {
		t.Errorf("%v, %v", settings.Profiles, err)
	}
}

func TestAKeyringThatIsNoneIsNamed(t *testing.T) {
	keyring.MockInit()
	p := newProgram(t)
	p.saveProfiles(t, profile.Profile{Name: "acme", OrganizationID: "acmeprod", Endpoint: "eu"}.
		WithSource(profile.MintingRole, profile.Source{Keyring: true}))
	p.environment[keystore.Variable] = "maybe"
	p.wantExit(t, exitUsage, "mint", "search", "--user", "a@example.com")
	if !strings.Contains(p.err.String(), keystore.Variable) {
		t.Errorf("got %s", p.err)
	}
	delete(p.environment, keystore.Variable)
	p.wantExit(t, exitDone, "config", "--explain")
	if !strings.Contains(p.out.String(), "the keyring: The keyring does not hold this key any more.") {
		t.Errorf("got %s", p.out)
	}
}
