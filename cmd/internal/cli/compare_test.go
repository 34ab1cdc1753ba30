package cli

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

// compareTerminal is a program with a sandbox and a terminal of that width.
func compareTerminal(t *testing.T, width int) *program {
	t.Helper()
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{})
	p.onTerminal(width)
	return p
}

func TestCompareFitsTheTerminal(t *testing.T) {
	for _, width := range []int{80, 40, 20} {
		p := compareTerminal(t, width)
		p.wantExit(t, exitDone, "compare", "--user", "asmith@example.com", "--user", "epark@example.com", "--user", "asmith@example.com:Email Security provider", "--everyone", "--anonymous", "-n", "30")
		for line := range strings.SplitSeq(p.out.String(), "\n") {
			if ansi.StringWidth(line) > width {
				t.Errorf("at %d columns: %q", width, line)
			}
		}
		if width < 80 {
			continue
		}
		for _, want := range []string{"A  asmith@example.com ", "A    B    C   D   E   ONLY    SOURCE", ">30", "only B", "Not all results were compared: 30 of "} {
			if !strings.Contains(p.out.String(), want) {
				t.Errorf("%q is missing in:\n%s", want, p.out)
			}
		}
	}
}

func TestAnInterruptedComparisonShowsWhatThereIs(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		p := newProgram(t)
		p.useSandbox(t, sandbox.Options{})
		args := []string{"compare", "reset", "--user", "asmith@example.com", "--anonymous", "--number", "1"}
		if asJSON {
			args = append(args, "--json")
		}
		ctx, cancel := context.WithCancel(t.Context())
		// Each mints and queries; then they are asked for what the other has.
		var calls atomic.Int32
		network := coveoapi.NewTransport()
		p.transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			if calls.Add(1) > 4 {
				cancel()
				return nil, context.Canceled
			}
			return network.RoundTrip(r)
		})
		if code := p.run(ctx, args); code != exitInterrupted {
			t.Errorf("exit code %d, want %d\n%s%s", code, exitInterrupted, p.out, p.err)
		}
		network.CloseIdleConnections()
		if asJSON {
			d := p.document(t)
			if d["schema"] != "coveo-token/compare/v1" || d["same"] != false || !strings.Contains(p.out.String(), `"place":"unknown"`) {
				t.Errorf("got %s", p.out)
			}
		} else if !strings.Contains(p.out.String(), "1\t?\t\t") || !strings.Contains(p.err.String(), "Interrupted.") {
			t.Errorf("got %s\n%s", p.out, p.err)
		}
	}
}

func TestComparedItemsAreKeptFromOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such modes")
	}
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{})
	path := filepath.Join(t.TempDir(), "items.csv")
	p.wantExit(t, exitDone, "compare", "--user", "asmith@example.com", "--anonymous", "--csv", path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("the mode is %04o", mode)
	}
}
