//go:build unix

package cli

import (
	"bufio"
	"slices"
	"strings"
	"syscall"
	"testing"

	"coveotoken/coveoapi"
)

func TestTheEnvironmentOfACommandHoldsTheTokenAndNoKey(t *testing.T) {
	made := minted{secret: coveoapi.NewSecret("fresh"), target: coveoapi.Target{OrganizationID: "acme", Endpoint: coveoapi.Endpoint{Platform: "https://p.example"}}}
	got := childEnvironment([]string{
		"PATH=/bin", keyVariable + "=" + canaryKey, catalogKeyVariable + "=" + canaryKey, tokenVariable + "=old",
		profileVariable + "=sandbox", tokenExpiryVariable + "=long ago", organizationVariable + "=other", endpointVariable + "=us", "EMPTY=",
	}, made)
	want := []string{"PATH=/bin", "EMPTY=", tokenVariable + "=fresh", organizationVariable + "=acme", endpointVariable + "=https://p.example"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSignalsReachTheCommand signals the program while the command runs, which answers
// each in words and ends with a code of its own.
func TestSignalsReachTheCommand(t *testing.T) {
	environment, _ := sandboxEnvironment(t)
	for _, sent := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGUSR1} {
		const script = `trap 'echo caught; exit 9' TERM INT HUP USR1; echo ready; while :; do read -r line || :; done`
		command, _, errs := process(t, t.TempDir(), environment, "exec", "--profile", "sandbox", "--user", "asmith@example.com", "--", "sh", "-c", script)
		command.Stdout = nil
		input, err := command.StdinPipe() // kept open, so that the command waits
		if err != nil {
			t.Fatal(err)
		}
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(out)
		if line, _ := lines.ReadString('\n'); !strings.Contains(line, "ready") {
			t.Fatalf("%s: got %q %s", sent, line, errs)
		}
		if err := command.Process.Signal(sent); err != nil {
			t.Fatal(err)
		}
		line, _ := lines.ReadString('\n')
		_ = command.Wait()
		_ = input.Close()
		if code := command.ProcessState.ExitCode(); code != 9 || line != "caught\n" {
			t.Errorf("%s: exit code %d, the command said %q %s", sent, code, line, errs)
		}
	}
}
