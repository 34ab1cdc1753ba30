package cli

import (
	"context"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui"
	"coveotoken/ui/common"
)

// catchScreens keeps what the screens were started with.
func (p *program) catchScreens() *ui.Options {
	caught := new(ui.Options)
	p.runScreens = func(_ context.Context, options ui.Options) error {
		*caught = options
		return nil
	}
	return caught
}

func TestScreensStartOnATerminalOnly(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitUsage)
	if p.out.Len() > 0 || !strings.Contains(p.err.String(), "coveo-token demo") {
		t.Errorf("stdout %q, stderr %q", p.out, p.err)
	}
	p.environment["ACCESSIBLE"] = "1"
	p.wantExit(t, exitUsage)

	p = newProgram(t)
	p.onTerminal(80)
	p.environment[organizationVariable], p.environment[keyVariable] = "acmeprod", "xxSANDBOX-some-key"
	p.saveProfiles(t, profile.Profile{Name: "acme", OrganizationID: "acmeprofile", Endpoint: "eu"})
	options := p.catchScreens()
	p.wantExit(t, exitDone, "--theme", "light")
	session := options.Session
	if options.Start != common.Connect || options.Palette != "light" || len(options.Screens) != len(common.Steps()) {
		t.Errorf("start %q, palette %q, %d screens", options.Start, options.Palette, len(options.Screens))
	}
	if session.Connection != nil || len(session.Profiles) != 2 || !session.Profiles[0].IsSandbox() {
		t.Errorf("profiles %v, connection %v", session.Profiles, session.Connection)
	}
	if session.Prefill.OrganizationID != "acmeprod" || session.Prefill.Keys.Minting.Reveal() != "xxSANDBOX-some-key" {
		t.Errorf("prefill %+v", session.Prefill)
	}
}

func TestDemoOnATerminalConnectsToTheSandbox(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	p.environment["NO_COLOR"] = "1"
	options := p.catchScreens()
	p.wantExit(t, exitDone, "demo", "--no-color")
	if options.Session.ConnectTo != profile.SandboxName || options.Start != common.Connect || options.Palette != "mono" {
		t.Errorf("connects to %q, starts at %q, palette %q", options.Session.ConnectTo, options.Start, options.Palette)
	}
}

func TestScreensConnectToTheNamedProfile(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	p.saveProfiles(t, profile.Profile{Name: "acme", OrganizationID: "acmeprofile", Endpoint: "eu"})
	options := p.catchScreens()
	p.wantExit(t, exitDone, "--profile", "acme")
	if options.Session.ConnectTo != "acme" {
		t.Errorf("connects to %q", options.Session.ConnectTo)
	}
}

func TestAnUnknownThemeIsRefused(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	p.wantExit(t, exitUsage, "--theme", "solarized")
	if !strings.Contains(p.err.String(), "auto, dark, high-contrast") {
		t.Errorf("got %s", p.err)
	}
}

func TestTheOpenerTriesBothKeys(t *testing.T) {
	p := newProgram(t)
	keys := p.useSandbox(t, sandbox.Options{})
	acme := profile.Profile{Name: "acme", OrganizationID: sandbox.OrganizationID, Endpoint: p.environment[endpointVariable]}
	opener := p.newOpener(t.Context())
	defer opener.Close()

	connection, err := opener.open(t.Context(), acme, profile.Keys{Minting: keys.AuthenticatedSearch})
	if err != nil || len(connection.Held) == 0 || connection.HeldByCatalog != nil {
		t.Errorf("one key: %+v, %v", connection, err)
	}
	_, err = opener.open(t.Context(), acme, profile.Keys{Minting: keys.Disabled})
	if err == nil || exitCode(explain(err).Kind) != exitCredential {
		t.Errorf("a disabled key: %v", err)
	}
	_, err = opener.open(t.Context(), acme, profile.Keys{Minting: keys.AuthenticatedSearch, Catalog: keys.Expired})
	if err == nil || !strings.Contains(explain(err).Title, "catalogue key") {
		t.Errorf("an expired catalogue key: %v", err)
	}
}

func TestTheOpenerKeepsAKeyThatIsToldNothing(t *testing.T) {
	p := newProgram(t)
	p.answer(t, 403, "application/json", `{"message":"Access denied","errorCode":"ACCESS_DENIED"}`)
	acme := profile.Profile{Name: "acme", OrganizationID: "acmeprod", Endpoint: p.environment[endpointVariable]}
	opener := p.newOpener(t.Context())
	connection, err := opener.open(t.Context(), acme, profile.Keys{Minting: coveoapi.NewSecret("xxSANDBOX-some-key")})
	if err != nil || connection.HeldUnknown == nil {
		t.Errorf("%+v, %v", connection, err)
	}
}

func TestTheOpenerStartsTheSandboxOnce(t *testing.T) {
	p := newProgram(t)
	starts := 0
	p.startSandbox = func(ctx context.Context, options sandbox.Options) (*sandbox.Server, error) {
		starts++
		return sandbox.Start(ctx, options)
	}
	opener := p.newOpener(t.Context())
	var urls []string
	for range 2 {
		connection, err := opener.open(t.Context(), profile.Profile{Name: profile.SandboxName}, profile.Keys{})
		if err != nil {
			t.Fatal(err)
		}
		if connection.Keys.Minting == connection.Keys.Catalog {
			t.Error("the sandbox hands out one key for both tasks")
		}
		urls = append(urls, connection.Profile.Endpoint)
	}
	if starts != 1 || urls[0] != urls[1] {
		t.Errorf("%d starts: %v", starts, urls)
	}
	if err := opener.Close(); err != nil {
		t.Error(err)
	}
}
