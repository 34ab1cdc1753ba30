package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/zalando/go-keyring"

	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui/uitest"
)

func TestAKeyTypedOnceIsThereTheNextTime(t *testing.T) {
	keyring.MockInit()
	size := uitest.Size{Width: 80, Height: 24}
	w, p, keys := startAt(t, size)
	w.do("end", "enter")
	w.term.Paste(keys.AuthenticatedSearch.Reveal())
	w.do("tab", "tab", "right", "tab", "type acme", "ctrl+s")
	w.see("You are connected", "kept in the keyring")
	w.quit()
	p.wantExit(t, exitDone, "profiles", "use", "acme")

	// The default profile opens by itself, and its key is fetched.
	delete(p.environment, organizationVariable)
	delete(p.environment, endpointVariable)
	w = p.start(t, w.clock, size)
	w.see("You are connected", "Profile acme", "kept in the keyring")
	w.quit()

	// A keyring that is locked is said, and the key can be typed.
	keyring.MockInitWithError(errLocked{})
	defer keyring.MockInit()
	w = p.start(t, w.clock, size)
	w.see("The keyring is locked.", "r to try again")
	w.do("e")
	w.term.Paste(keys.AuthenticatedSearch.Reveal())
	w.do("ctrl+s")
	w.see("You are connected")
	w.quit()
}

type errLocked struct{}

func (errLocked) Error() string { return "failed to unlock correct collection '/login'" }

func TestTheLoginOfTheCoveoCLIIsOffered(t *testing.T) {
	home := t.TempDir()
	folder := filepath.Join(home, ".config", "@coveo", "cli")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	login := `{"organization":"` + sandbox.OrganizationID + `","region":"eu","environment":"prod","accessToken":"` + sandbox.AllKeys().Disabled.Reveal() + `"}`
	if err := os.WriteFile(filepath.Join(folder, "config.json"), []byte(login), 0o600); err != nil {
		t.Fatal(err)
	}
	p := newProgram(t)
	p.onTerminal(80)
	clock := uitest.NewClock(fixedNow)
	p.factory.now, p.factory.after = clock.Now, uitest.After
	p.environment["HOME"] = home
	p.environment[profile.StateVariable] = t.TempDir()
	w := p.start(t, clock, uitest.Size{Width: 80, Height: 24})
	w.see("Use my Coveo CLI login", "found: "+sandbox.OrganizationID+" · eu")
	w.quit()
}
