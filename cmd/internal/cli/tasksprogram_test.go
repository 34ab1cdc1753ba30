package cli

import (
	"context"
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui"
	"coveotoken/ui/uitest"
)

// startAt runs `coveo-token` on a terminal against a sandbox, with no key in the
// environment.
func startAt(t *testing.T, size uitest.Size, args ...string) (*wholeProgram, *program, sandbox.Keys) {
	t.Helper()
	clock := uitest.NewClock(fixedNow)
	p := newProgram(t)
	p.onTerminal(size.Width)
	p.factory.now, p.factory.after = clock.Now, uitest.After
	keys := p.useSandbox(t, sandbox.Options{Clock: clock.Now})
	delete(p.environment, keyVariable)
	delete(p.environment, catalogKeyVariable)
	return p.start(t, clock, size, args...), p, keys
}

// start runs a command line that opens the screens on a terminal.
func (p *program) start(t *testing.T, clock *uitest.Clock, size uitest.Size, args ...string) *wholeProgram {
	t.Helper()
	term := uitest.StartTerminal(t, clock, size, func(h uitest.Hooks) error {
		p.runScreens = func(ctx context.Context, options ui.Options) error {
			options.Input, options.Output, options.Environ = h.Input, h.Output, h.Environ
			options.Width, options.Height = h.Size.Width, h.Size.Height
			options.Program, options.Wrap = h.Program, h.Wrap
			return ui.Run(ctx, options)
		}
		if code := p.run(context.Background(), args); code != exitDone {
			t.Errorf("exit code %d, stderr %s", code, p.err)
		}
		return nil
	})
	return &wholeProgram{t: t, term: term, clock: clock}
}

// lastLine is the last line on standard error.
func (p *program) lastLine() string {
	lines := strings.Split(strings.TrimSpace(p.err.String()), "\n")
	return lines[len(lines)-1]
}

// TestAnIntegratorsFirstSearchToken goes from no profile at all to a minted token and
// the command that mints it again.
func TestAnIntegratorsFirstSearchToken(t *testing.T) {
	w, p, keys := startAt(t, uitest.Size{Width: 120, Height: 40})
	w.see("New profile…", "Sandbox")
	w.do("end", "enter")
	w.see("Organization ID", "API key")
	w.term.Paste("Bearer " + keys.AuthenticatedSearch.Reveal() + "\n")
	w.do("tab", "tab", "tab", "type acmeprod", "ctrl+s")
	w.see("You are connected", "Authenticated search (keep it private", "can create search tokens for any user",
		"cannot list the privileges of platform tokens", "press k to add a key of the Custom template with Organization – View")
	w.do("m")
	w.see("I want to…", "> run queries as a signed-in user", "✓ Your key can mint it.", "Left for you: the user.")
	w.do("enter")
	w.see("[3 Details", "Filled in, to run queries as a signed-in user.")
	w.do("type asmith@example.com", "tab")
	w.see("Email Security Provider")
	w.do("tab", "tab", "tab", "tab", "type SupportHub", "tab", "tab", "type @source==KnowledgeBase", "tab", "type 1h", "ctrl+s")
	w.see("[4 Review", "Ready. enter mints")
	w.do("enter")
	w.see("[5 Token ✓]", "expires in 1 h")
	w.do("ctrl+p", "type copythecommand", "enter")
	w.see("The command that does the same", "mint search --profile acmeprod --user asmith@example.com", "The API key is not part of it")
	w.do("esc", "3", "type x", "q")
	w.quit()
	const want = "same as: coveo-token mint search --profile acmeprod --user asmith@example.com --search-hub SupportHub --filter '@source==KnowledgeBase' --valid-for 1h"
	if got := p.lastLine(); got != want {
		t.Errorf("the last line is %s\nwant %s", got, want)
	}
	if strings.Contains(p.err.String()+w.term.Output(), keys.AuthenticatedSearch.Reveal()) {
		t.Error("the key is shown")
	}
}

// TestPickedPrivilegesAreEvaluated picks one that the key holds and one that it does not.
func TestPickedPrivilegesAreEvaluated(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 80, Height: 24})
	w.do("enter", "tab")
	w.see("107 privileges, live, 0 s ago")
	w.do("/", "type impers")
	w.see("3 of 107 shown")
	w.do("space")
	w.see("✓ Your minting key holds this (evaluated).")
	w.do("ctrl+u", "type /rest/search/v1/admin/pipelines/p1")
	w.see("Shown are the privileges that unlock", "SEARCH_API/QUERY_PIPELINE:EDIT")
	w.do("space")
	w.see("✗ Your minting key does not hold this (OPERATION_NOT_ALLOWED). Use a key of the Custom template, or unselect it.",
		"✗ 1 of the 2 picked: your key does not hold them.")
	w.do("space", "esc")
	w.see("1 of 107 selected")
	w.quit()
}

// TestAKeyThatCannotListPrivilegesIsHelped adds a catalogue key where it is missed.
func TestAKeyThatCannotListPrivilegesIsHelped(t *testing.T) {
	w, p, keys := startAt(t, uitest.Size{Width: 80, Height: 24})
	w.do("end", "enter")
	w.term.Paste(keys.AuthenticatedSearch.Reveal())
	w.do("ctrl+s", "enter", "tab")
	w.see("built-in privileges, not live", "→ R asks again; K adds a catalogue key, which may list privileges.")
	w.do("space", "K")
	w.see("Enter a second key", "Catalogue key")
	w.term.Paste(keys.AnonymousSearch.Reveal() + "wrong")
	w.do("ctrl+s")
	w.see("The catalogue key does not work.")
	w.do("e", "ctrl+u")
	w.term.Paste(keys.PrivilegeViewer.Reveal())
	w.do("ctrl+s")
	w.see("You are connected")
	w.do("2")
	w.see("107 privileges, live, 0 s ago", "1 of 107 selected")
	w.do("m", "down", "down", "down", "down")
	w.see("✗ Your key cannot mint it", "Keeps the 1 other privilege that you picked before.")
	w.do("esc")
	w.see("1 of 107 selected")
	w.quit()
	if strings.Contains(p.err.String(), "same as") {
		t.Errorf("nothing was minted, but it says %s", p.err)
	}
}
