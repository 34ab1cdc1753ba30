package cli

import (
	"context"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui"
	"coveotoken/ui/uitest"
)

// wholeProgram is the program with its screens on an emulated terminal, against a
// sandbox that shares its clock.
type wholeProgram struct {
	t     *testing.T
	term  *uitest.Terminal
	clock *uitest.Clock
	// server is the sandbox, once a connection to it was opened.
	server *sandbox.Server
}

// startDemo runs `coveo-token demo` on a terminal of that size, prepared as the test
// needs it.
func startDemo(t *testing.T, size uitest.Size, prepare ...func(*program)) *wholeProgram {
	t.Helper()
	clock := uitest.NewClock(fixedNow)
	w := &wholeProgram{t: t, clock: clock}
	p := newProgram(t)
	p.onTerminal(size.Width)
	p.factory.now, p.factory.after = clock.Now, uitest.After
	for _, change := range prepare {
		change(p)
	}
	p.startSandbox = func(ctx context.Context, options sandbox.Options) (*sandbox.Server, error) {
		options.Clock = clock.Now
		server, err := sandbox.Start(ctx, options)
		w.server = server
		return server, err
	}
	w.term = uitest.StartTerminal(t, clock, size, func(h uitest.Hooks) error {
		p.runScreens = func(ctx context.Context, options ui.Options) error {
			options.Input, options.Output, options.Environ = h.Input, h.Output, h.Environ
			options.Width, options.Height = h.Size.Width, h.Size.Height
			options.Program, options.Wrap = h.Program, h.Wrap
			return ui.Run(ctx, options)
		}
		if code := p.run(context.Background(), []string{"demo"}); code != exitDone {
			t.Errorf("exit code %d, stderr %s", code, p.err)
		}
		return nil
	})
	return w
}

// see fails the test when one of the texts is not on the screen. How lines are
// broken does not matter.
func (w *wholeProgram) see(texts ...string) {
	w.t.Helper()
	screen := strings.Join(strings.Fields(w.term.Screen()), " ")
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			w.t.Fatalf("%q is not on the screen:\n%s", text, w.term.Screen())
		}
	}
}

// do presses keys; what is longer than a key's name is typed.
func (w *wholeProgram) do(keys ...string) {
	w.t.Helper()
	for _, key := range keys {
		if text, typed := strings.CutPrefix(key, "type "); typed {
			w.term.Type(text)
		} else {
			w.term.Keys(key)
		}
	}
}

// quit ends the program as its user does.
func (w *wholeProgram) quit() {
	w.t.Helper()
	w.do("ctrl+c")
	if err := w.term.Ended(); err != nil {
		w.t.Error(err)
	}
}

func TestASearchTokenThroughTheSixSteps(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	w.see("You are connected", "Authenticated search", "The catalogue key")
	w.do("enter")
	w.see("✓ Your key can create search tokens.", "The request, as it will be sent")
	w.do("enter", "type asmith@example.com", "tab", "tab", "tab", "type Alice Smith", "tab", "tab", "type SupportHub")
	w.see(`"name": "asmith@example.com"`, `"userDisplayName": "Alice Smith"`, `"searchHub": "SupportHub"`)
	w.do("tab", "tab", "tab", "type 3d")
	w.see("24 h", "[3 Details !]")
	w.do("backspace", "backspace", "type 15m")
	w.see("sent as validFor=900000", `"validFor": 900000`)
	w.do("ctrl+s")
	w.see("[4 Review", "Ready. enter mints")
	w.do("d")
	w.see("✓ 13 of 13 passed.")
	w.do("esc")
	w.see("[4 Review", "Ready. enter mints")
	w.do("enter")
	w.see("[5 Token ✓]", "UNVERIFIED", "expires in 15 m", "HS256")
	w.term.Advance(time.Second)
	w.see("expires in 14 m 59 s")
	w.do("x", "type reset password", "enter")
	w.see("pipeline CustomerSupport", "Playbook: a customer cannot reset the password", "AgentPlaybook")
	w.clock.Advance(time.Hour)
	w.do("r")
	w.see("expired")
	w.do("s")
	w.see("419", "r mints a new one with the same form")
	w.do("4", "enter")
	w.see("[5 Token ✓]", "expires in 15 m")
	w.quit()
}

func TestAPlatformTokenThroughTheSixSteps(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 80, Height: 24})
	w.do("enter", "tab")
	w.see("107 privileges, live", "0 of 107 selected")
	w.do("/", "type impers", "space")
	w.see("1 selected")
	w.do("enter", "enter", "type bjones@example.com", "ctrl+s")
	w.see("SEARCH_API/IMPERSONATE:ENABLE", "✓ the key holds SEARCH_API/IMPERSONATE:ENABLE", "Ready. enter mints")
	w.do("enter")
	w.see("Platform token", "body.privileges", "expires in 24 h")
	w.do("x", "enter")
	w.see("pipeline default")
	w.quit()
}

func TestAPastedTokenOpensWithoutAConnection(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 80, Height: 24})
	token := makeToken(`{"alg":"none"}`, `{"iss":"someone else","name":"\u001b[2J"}`)
	w.term.Paste("Authorization: Bearer \"" + token[:20] + "\n" + token[20:] + "\"\n")
	w.see("[5 Token", "UNSIGNED", "never expires", `\u{001B}[2J`)
	if strings.Contains(w.term.Output(), "someone else\x1b[2J") {
		t.Error("a claim reached the terminal raw")
	}
	w.quit()
}

func TestTheSecretsOfTheDemoStayOffTheScreen(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	w.do("enter", "enter", "type asmith@example.com", "ctrl+s", "enter", "right", "right", "1", "2", "3", "esc", "4", "ctrl+p", "esc", "5", "?")
	w.quit()
	output := w.term.Output()
	for _, key := range []string{sandbox.AllKeys().AuthenticatedSearch.Reveal(), sandbox.AllKeys().PrivilegeViewer.Reveal()} {
		if strings.Contains(output, key) {
			t.Error("a key reached the terminal")
		}
	}
	if strings.Contains(output, "eyJhbGciOi") {
		t.Error("the token reached the terminal without being asked for")
	}
}
