package connect

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// keeper is a keyring for the screens, which fails as told.
type keeper struct {
	err  error
	kept []profile.Keys
}

func (k *keeper) keep(_ context.Context, p profile.Profile, keys profile.Keys) (profile.Profile, error) {
	if k.err != nil {
		return p, k.err
	}
	k.kept = append(k.kept, keys)
	return p.WithSource(profile.MintingRole, profile.Source{Keyring: true}), nil
}

// startKeeping starts the screen with a keyring. saved is the profile that was saved
// last.
func startKeeping(t *testing.T) (s *uitest.Session, p *uitest.Pump, k *keeper, saved *profile.Profile) {
	t.Helper()
	k, saved = new(keeper), new(profile.Profile)
	s = uitest.NewSession(t)
	s.KeepKeys = k.keep
	s.SaveProfile = func(p profile.Profile) error { *saved = p; return nil }
	return s, uitest.NewPump(t, s, New(s.Session), uitest.Size{Width: 80, Height: 24}), k, saved
}

// fillIn fills in the form of a new profile, and has its key kept.
func fillIn(p *uitest.Pump) {
	p.Keys("end", "enter")
	p.Type("neworg")
	p.Keys("tab", "tab")
	p.Paste(canary)
	p.Keys("tab", "tab", "right", "ctrl+s")
}

func TestAKeyIsKeptWhereTheUserSays(t *testing.T) {
	s, p, k, saved := startKeeping(t)
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	fillIn(p)
	want := profile.Profile{Name: "neworg", OrganizationID: "neworg", Endpoint: "organization", Key: "keyring"}
	if diff := cmp.Diff(want, *saved); diff != "" {
		t.Errorf("saved (-want +got):\n%s", diff)
	}
	if len(k.kept) != 1 || k.kept[0].Minting != coveoapi.NewSecret(canary) || s.Connection.Profile != want {
		t.Errorf("kept %v, connected with %+v", k.kept, s.Connection.Profile)
	}
	frames.Reads(t, p, "kept in the keyring")
	p.Keys("c")
	frames.Reads(t, p, "neworg", "key from the keyring")
}

func TestAKeyStaysInTheSessionUnlessTheUserSaysOtherwise(t *testing.T) {
	s, p, k, saved := startKeeping(t)
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	p.Keys("down", "enter")
	frames.Reads(t, p, "Keep the key", "while this program runs")
	p.Paste(canary)
	p.Keys("ctrl+s")
	if len(k.kept) != 0 || *saved != (profile.Profile{}) || s.Connection == nil {
		t.Errorf("kept %v, saved %+v", k.kept, *saved)
	}
}

func TestACatalogueKeyIsKeptByItself(t *testing.T) {
	s, p, k, saved := startKeeping(t)
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	p.Keys("down", "enter")
	p.Paste("xxSANDBOX-minting")
	p.Keys("ctrl+s", "k")
	frames.Reads(t, p, "press ctrl+s", "Keep the key")
	p.Paste(canary)
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	p.Keys("tab", "right", "ctrl+s")
	if len(k.kept) != 1 || k.kept[0] != (profile.Keys{Catalog: coveoapi.NewSecret(canary)}) || saved.Name != "acme" {
		t.Errorf("kept %v, saved %+v", k.kept, *saved)
	}
}

func TestAKeyThatCannotBeKeptIsTold(t *testing.T) {
	s, p, k, saved := startKeeping(t)
	k.err = &keystore.Error{Reason: keystore.KeyringLocked, Title: "The keyring is locked.", Remedy: "Unlock it and try again."}
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	fillIn(p)
	frames.Reads(t, p, "You are connected", "its key could not be kept: The keyring is locked. Unlock it")
	if saved.Name != "neworg" || saved.Keeps() {
		t.Errorf("saved %+v", *saved)
	}
}

func TestAProfileThatKeepsItsKeyIsNotAskedForIt(t *testing.T) {
	s := uitest.NewSession(t)
	s.Profiles[1] = s.Profiles[1].WithSource(profile.MintingRole, profile.Source{Command: "op read x"})
	p := uitest.NewPump(t, s, New(s.Session), uitest.Size{Width: 80, Height: 24})
	frames.Reads(t, p, "key from the output of a command")
	failure := &keystore.Error{Reason: keystore.CommandFailed, Title: "The command failed.", Evidence: "It said: \x1b[2J", Remedy: "Run it."}
	s.API.Expect("Open", nil, failure)
	p.Keys("down", "enter")
	frames.Reads(t, p, "The command failed.", "from the output of a command")
	s.API.Expect("Open", nil, errors.New("still"))
	p.Keys("r")
	p.Keys("e")
	frames.Reads(t, p, "Enter the API key for acmecorp")
}

func TestALoginOfAnotherToolIsOneKeyAway(t *testing.T) {
	s := uitest.NewSession(t)
	found := common.FoundLogin{
		From: "Coveo CLI", Profile: profile.Profile{Name: "coveo-cli", OrganizationID: "cliorg", Endpoint: "eu"},
		Keys: profile.Keys{Minting: coveoapi.NewSecret(canary)},
	}
	empty := found
	empty.Keys = profile.Keys{}
	s.FoundLogins = []common.FoundLogin{found, empty}
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 24})
	frames.Reads(t, p, "Use my Coveo CLI login", "found: cliorg")
	p.Keys("down", "down", "down", "enter")
	frames.Reads(t, p, "Enter the API key for cliorg")
	screen.Escape()
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	p.Keys("up", "enter")
	if s.Connection == nil || s.Connection.Profile != found.Profile || s.Connection.Keys != found.Keys || len(s.Profiles) != 2 {
		t.Errorf("connected with %+v", s.Connection)
	}
}

func TestWhatThereIsToConnectTo(t *testing.T) {
	for _, size := range uitest.GoldenSizes() {
		t.Run(size.String(), func(t *testing.T) {
			s := uitest.NewSession(t)
			s.Profiles[1] = s.Profiles[1].WithSource(profile.MintingRole, profile.Source{Keyring: true})
			s.FoundLogins = []common.FoundLogin{{
				From: "Coveo CLI", Profile: profile.Profile{Name: "coveo-cli", OrganizationID: "cliorg", Endpoint: "eu"},
			}}
			p := uitest.NewPump(t, s, New(s.Session), size)
			frames.Check(t, p.StyledFrame(), size)
			uitest.Golden(t, p.Frame())
		})
	}
}
