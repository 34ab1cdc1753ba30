package cli

import (
	"context"
	"os"
	"strings"
	"testing"

	"coveotoken/coveoapi/profile"
	"coveotoken/ui"
)

func TestTheScreensWriteTheLastCallsForSupport(t *testing.T) {
	t.Chdir(t.TempDir())
	p := newProgram(t)
	p.onTerminal(80)
	p.runScreens = func(ctx context.Context, options ui.Options) error {
		if _, err := options.Session.Open(ctx, profile.Profile{Name: profile.SandboxName}, profile.Keys{}); err != nil {
			return err
		}
		path, err := options.Session.WriteBundle()
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, wanted := range []string{"version   1.2.3", "privileges/me", "X-Request-Id: ", "0 secrets found by self-check"} {
			if !strings.Contains(string(text), wanted) {
				t.Errorf("%q is not in\n%s", wanted, text)
			}
		}
		if strings.Contains(string(text), "xxSANDBOX") {
			t.Errorf("a key is in\n%s", text)
		}
		return nil
	}
	p.wantExit(t, exitDone)
}
