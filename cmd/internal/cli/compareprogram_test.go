package cli

import (
	"os"
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui/uitest"
)

// startComparison is the program at its Compare step, with a form for Alice.
func startComparison(t *testing.T, size uitest.Size) *wholeProgram {
	t.Helper()
	t.Chdir(t.TempDir())
	w := startDemo(t, size)
	w.do("alt+3", "type asmith@example.com", "alt+7")
	w.see("7 Compare", "A asmith@example.com", "B anonymous", "not run yet")
	return w
}

func TestSupportSeesWhyBobSeesNothing(t *testing.T) {
	w := startComparison(t, uitest.Size{Width: 120, Height: 40})
	w.do("a", "type asmith@example.com", "tab")
	for range len("Provider") {
		w.do("backspace")
	}
	w.do("type provider")
	w.see("Email Security Provider") // did you mean
	w.do("enter")
	w.see("C asmith@example.com:Email Security provider")
	w.do("r")
	w.see(
		"asmith@example.com gets all that anonymous gets, and 24 more.",
		"asmith@example.com:Email Security provider = anonymous: the identity gives no extra rights",
		"✓ 53 results", "✓ 29 results", "▸ Results",
	)
	w.do("f")
	w.see("only A, 24 of 53", "Salesforce")
	w.do("t", "f")
	w.see("≠ userIds", "≈ tokenId")
	w.do("right", "down", "down", "e", "tab")
	for range len("provider") {
		w.do("backspace")
	}
	w.do("shift+tab", "ctrl+u", "type bob@example.com", "tab", "type Provider", "enter", "r")
	w.see("bob@example.com gets all that anonymous gets")
	w.quit()
}

func TestAComparisonIsSavedOnceAndForItsUserOnly(t *testing.T) {
	w := startComparison(t, uitest.Size{Width: 80, Height: 24})
	w.do("r", "w", "enter")
	w.see("Saved comparison.csv; only you can read it.")
	w.do("w", "enter")
	w.see("There is a file of that name already; it was left alone.")
	w.quit()
	const name = "comparison.csv"
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("the file's mode is %o", mode)
	}
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(content); strings.Count(text, "\n") != 54 || !strings.Contains(text, "Surprise party for Bob") || strings.Contains(text, "eyJ") {
		t.Errorf("the file holds:\n%s", text)
	}
	if strings.Contains(w.term.Output(), "eyJhbGciOi") {
		t.Error("a token reached the terminal")
	}
}

func TestFailuresOfAComparisonAreSaidWhereTheyAre(t *testing.T) {
	w := startComparison(t, uitest.Size{Width: 80, Height: 24})
	w.do("r")
	w.see("▸ Results")

	w.server.Sandbox().SetFaults(sandbox.Fault{Kind: sandbox.Fault403, Path: "/rest/search/v2/token"})
	w.do("r")
	w.see("▸ Identities", "may not create search tokens", "Authenticated search template", "r runs the comparison again")

	w.server.Sandbox().SetFaults(sandbox.Fault{Kind: sandbox.Fault401, Path: "/rest/search/v2/token"})
	w.do("r")
	w.see("401", "Identities")

	w.server.Sandbox().SetFaults(sandbox.Fault{Kind: sandbox.FaultHang, Path: "/rest/search/v2"})
	const esc = "\x1b[27;1u"
	w.term.Type("r" + esc)
	w.see("! stopped before an answer", "Stopped: this is what had come by then.")

	w.server.Sandbox().SetFaults()
	w.do("r")
	w.see("✓ 53 results")

	if err := w.server.Close(); err != nil {
		t.Fatal(err)
	}
	w.do("r")
	w.see("▸ Identities", "✗", "r runs the comparison again")
	w.do("esc")
	w.see("[6 Query")
	w.quit()
}

func TestTheOpenTokenIsCompared(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	w.do("alt+3", "type bob@example.com", "ctrl+s", "enter")
	w.see("[5 Token")
	w.do("x", "type reset password", "enter", "=")
	w.see("[7 Compare", "“reset password”", "A bob@example.com", "B anonymous", "C token of bob@example.com", "its token expires in 24 h")
	w.do("r")
	w.see("bob@example.com", "gets all that anonymous gets")
	w.quit()
}
