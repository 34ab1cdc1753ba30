package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// checkStream fails the test when what the program wrote to its terminal holds a control
// sequence that it did not mean, or a character that hides.
func checkStream(t *testing.T, where, output string) {
	t.Helper()
	foreign := []string{"hostile", "naughty", "aG9zdGlsZQ", "bmF1Z2h0eQ", "77;66H", "\x1bc", "\x1b[6m"}
	parser := ansi.NewParser()
	var state byte
	for rest, marks := output, 0; rest != ""; {
		sequence, _, n, next := ansi.DecodeSequence(rest, state, parser)
		if n == 0 {
			break
		}
		before := output[max(0, len(output)-len(rest)-80) : len(output)-len(rest)]
		state, rest = next, rest[n:]
		if strings.HasPrefix(sequence, "\x1b") {
			if slices.ContainsFunc(foreign, func(mark string) bool { return strings.Contains(sequence, mark) }) {
				t.Errorf("%s: %q reaches the terminal after %q", where, sequence, before)
				return
			}
			continue
		}
		for i, r := range sequence {
			if marks++; !unicode.Is(unicode.Mn, r) {
				marks = 0
			}
			moves := r == '\r' || r == '\b'
			if isRaw(r) && !moves || marks > 4 || r == unicode.ReplacementChar && !strings.HasPrefix(sequence[i:], "\ufffd") {
				t.Errorf("%s: %U reaches the terminal after %q", where, r, before)
				return
			}
		}
	}
}

// monkeyKeys are the keys that screens have actions on, but those that end or suspend the
// program, or jump to a step.
func monkeyKeys() []string {
	keys := []string{
		"enter", "down", "enter", "space", "right", "left", "tab", "shift+tab", "up", "pgdown", "end",
		"/", "=", "*", "!", "?", "esc", "ctrl+f", "ctrl+o", "ctrl+t", "ctrl+n", "ctrl+s", "ctrl+p", "K", "P", "R", "Y",
	}
	for r := 'a'; r <= 'z'; r++ {
		if r != 'q' {
			keys = append(keys, string(r))
		}
	}
	return keys
}

// steps are the numbers of all screens that there are.
func steps(t *testing.T) int {
	t.Helper()
	return len(ui.NewScreens(common.NewSession(t.Context(), common.SessionOptions{})))
}

// monkey presses every key on every step, and pastes a text.
func (w *wholeProgram) monkey(pasted string) {
	for step := 1; step <= steps(w.t); step++ {
		jump := fmt.Sprintf("alt+%d", step)
		w.do(jump)
		w.term.Paste(pasted)
		for i, key := range monkeyKeys() {
			w.do(key)
			const often = 4
			if i%often == 0 || len(key) > 1 {
				w.do(jump)
			}
		}
		w.do("esc", "esc", "esc")
	}
}

// naughtySettings give a program profiles and presets whose names and texts are naughty.
func naughtySettings(t *testing.T) func(*program) {
	return func(p *program) {
		folder := p.environment[configVariable]
		text := quoted(naughty)
		files := map[string]string{
			"config.yaml":          "profiles:\n- name: " + text + "\n  organization: acmeprod\n  endpoint: us\n",
			"presets/naughty.yaml": "preset: 1\nkind: search\ndescription: " + text + "\nusers: [" + text + "]\nsearchHub: " + text + "\nfilter: " + text + "\n",
		}
		for name, content := range files {
			path := filepath.Join(folder, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Error(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestNothingNaughtyReachesTheTerminalOfAnyScreen presses every key on every screen while
// the server, the settings and what is pasted are hostile.
func TestNothingNaughtyReachesTheTerminalOfAnyScreen(t *testing.T) {
	t.Chdir(t.TempDir()) // where screens may save files
	w, _ := startFaultyWith(t, uitest.Size{Width: 100, Height: 30}, naughtySettings(t), "hostile")
	w.do("3", "type asmith@example.com", "ctrl+s", "enter") // a hostile token
	w.monkey(naughty)
	w.quit()
	checkStream(t, "hostile", w.term.Output())
	for _, key := range []string{sandbox.AllKeys().AuthenticatedSearch.Reveal(), sandbox.AllKeys().PrivilegeViewer.Reveal()} {
		if strings.Contains(w.term.Output(), key) {
			t.Error("a key reached the terminal")
		}
	}
}
