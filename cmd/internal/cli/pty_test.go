//go:build unix

package cli

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"coveotoken/coveoapi/sandbox"
)

// onTerminal runs the program with all three streams on a terminal, types a line,
// and gives what the terminal showed and the exit code.
func onTerminal(t *testing.T, environment []string, typed string, args ...string) (screen string, code int) {
	t.Helper()
	if typed == "" {
		return converse(t, environment, nil, args...)
	}
	return converse(t, environment, []exchange{{"(hidden): ", typed + "\n"}}, args...)
}

// exchange is what the terminal shows last and what is then typed.
type exchange struct{ prompt, typed string }

// converse is onTerminal for several answers, keys among them.
func converse(t *testing.T, environment []string, exchanges []exchange, args ...string) (screen string, code int) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "coveo-token", args...)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TERM=xterm", raceVariable + "=" + raceOptions}, environment...)
	terminal, err := pty.StartWithSize(command, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	// A question that never comes ends the program, and so the test, with what it showed.
	patience := time.AfterFunc(time.Minute, func() { _ = command.Process.Kill() })
	defer patience.Stop()
	before := ""
	for _, e := range exchanges {
		before += waitForPrompt(t, terminal, e.prompt)
		if _, err := terminal.WriteString(e.typed); err != nil {
			t.Fatal(err)
		}
	}
	// Reading ends with an error when the program has closed the terminal.
	shown, _ := io.ReadAll(terminal)
	_ = command.Wait()
	return before + string(shown), command.ProcessState.ExitCode()
}

// waitForPrompt reads until a question ends, and gives what was shown.
func waitForPrompt(t *testing.T, terminal io.Reader, prompt string) string {
	t.Helper()
	var shown strings.Builder
	buffer := make([]byte, 1)
	for !strings.HasSuffix(shown.String(), prompt) {
		if _, err := terminal.Read(buffer); err != nil {
			t.Fatalf("%v after %q", err, &shown)
		}
		shown.Write(buffer)
	}
	return shown.String()
}

// sandboxEnvironment is the environment of a program that uses a sandbox of the test.
func sandboxEnvironment(t *testing.T) (environment []string, keys sandbox.Keys) {
	t.Helper()
	server, err := sandbox.Start(context.WithoutCancel(t.Context()), sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return []string{endpointVariable + "=" + server.URL(), organizationVariable + "=" + server.OrganizationID()}, server.Keys()
}

func TestOnATerminalTheTokenIsMasked(t *testing.T) {
	environment, keys := sandboxEnvironment(t)
	screen, code := onTerminal(t, append(environment, keyVariable+"="+keys.AuthenticatedSearch.Reveal()), "",
		"mint", "search", "--user", "asmith@example.com")
	if code != exitDone || !strings.Contains(screen, "minted") || !strings.Contains(screen, "masked") {
		t.Errorf("exit code %d:\n%s", code, screen)
	}
	checkNoKeys(t, screen)
}

func TestOnATerminalTheKeyIsTypedHidden(t *testing.T) {
	environment, keys := sandboxEnvironment(t)
	screen, code := onTerminal(t, environment, keys.PrivilegeViewer.Reveal(), "privileges", "--filter", "impersonate")
	if code != exitDone || !strings.Contains(screen, "SEARCH_API/IMPERSONATE") {
		t.Errorf("exit code %d:\n%s", code, screen)
	}
	checkNoKeys(t, screen)
	if screen, code := onTerminal(t, environment, "", "privileges", "--no-input"); code != exitCredential {
		t.Errorf("with --no-input: exit code %d:\n%s", code, screen)
	}
}
