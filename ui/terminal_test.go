package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// emulate runs the real program with fake screens on an emulated terminal.
func emulate(t *testing.T, size uitest.Size, prepare func(*uitest.Session, map[common.ID]*fakeScreen)) (*uitest.Terminal, *uitest.Session) {
	t.Helper()
	session := uitest.NewSession(t)
	screens, byID := fakeScreens()
	if prepare != nil {
		prepare(session, byID)
	}
	term := uitest.StartTerminal(t, session.Clock, size, func(h uitest.Hooks) error {
		return ui.Run(context.Background(), ui.Options{
			Session: session.Session, Screens: screens,
			Input: h.Input, Output: h.Output, Environ: h.Environ,
			Width: h.Size.Width, Height: h.Size.Height, Program: h.Program, Wrap: h.Wrap,
		})
	})
	return term, session
}

func TestProgramOnATerminal(t *testing.T) {
	term, session := emulate(t, standard, nil)
	if !term.Has("[1 Connect ·]") || !term.Has("? help") {
		t.Fatalf("the first frame:\n%s", term.Screen())
	}
	if got := session.Styles.Palette.Name; got != "dark" {
		t.Errorf("the emulator's background is black, the palette %s", got)
	}
	term.Keys("3", "esc")
	if !term.Has("[2 Privileges ·]") {
		t.Errorf("3 and esc did not lead to step 2:\n%s", term.Screen())
	}
	term.Keys("q")
	if err := term.Ended(); err != nil {
		t.Errorf("q: %v", err)
	}
	restored(t, term.Output())
}

func TestCountdownOnATerminal(t *testing.T) {
	term, _ := emulate(t, standard, func(s *uitest.Session, _ map[common.ID]*fakeScreen) { openToken(t, s) })
	for _, want := range []string{"expires in 1 h", "expires in 59 m 59 s", "expires in 59 m 58 s"} {
		if !term.Has(want) {
			t.Errorf("want %q:\n%s", want, term.Screen())
		}
		term.Advance(time.Second)
	}
}

func TestPasteIsOneMessage(t *testing.T) {
	var screen *fakeScreen
	term, _ := emulate(t, standard, func(_ *uitest.Session, screens map[common.ID]*fakeScreen) { screen = screens[common.Connect] })
	screen.take()
	term.Paste(strings.Repeat("eyJhbGci\n", 20_000))
	if got := screen.take(); got != "tea.PasteStartMsg, tea.PasteMsg, tea.PasteEndMsg" {
		t.Errorf("the screen got %q", got)
	}
}

func TestFaultsEndTheProgramInOrder(t *testing.T) {
	const secret = "xxSANDBOX-minting-key-for-tests-only"
	fault := func() { panic("lost " + secret + " \x1b[31m") }
	tests := []struct {
		name    string
		prepare func(*fakeScreen)
	}{
		{"in Update", func(s *fakeScreen) { s.onKey = func(string) tea.Cmd { fault(); return nil } }},
		{"in View", func(s *fakeScreen) {
			s.onKey = func(string) tea.Cmd { s.onView = fault; return nil }
		}},
		{"in a command", func(s *fakeScreen) {
			s.onKey = func(string) tea.Cmd { return func() tea.Msg { fault(); return nil } }
		}},
		{"in a command of a batch", func(s *fakeScreen) {
			s.onKey = func(string) tea.Cmd {
				return tea.Batch(common.Notify("x"), tea.Sequence(common.Notify("y"), func() tea.Msg { fault(); return nil }))
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term, _ := emulate(t, standard, func(s *uitest.Session, screens map[common.ID]*fakeScreen) {
				s.Connect()
				test.prepare(screens[common.Connect])
			})
			term.Keys("x")
			err := term.Ended()
			fault, ok := err.(*ui.PanicError)
			if !ok {
				t.Fatalf("ended with %v, want a *ui.PanicError", err)
			}
			if !strings.Contains(fault.Function, "ui_test") || fault.Type != "string" {
				t.Errorf("the fault is described as %q of type %q", fault.Function, fault.Type)
			}
			for _, bad := range []string{secret, "\x1b", "\n"} {
				if strings.Contains(err.Error(), bad) {
					t.Errorf("the error holds %q: %q", bad, err)
				}
			}
			if strings.Contains(term.Output(), secret) {
				t.Error("the secret was written to the terminal")
			}
			restored(t, term.Output())
		})
	}
}

// restored fails the test unless the output switched off again what it switched on.
func restored(t *testing.T, output string) {
	t.Helper()
	for _, mode := range []struct{ what, on, off string }{
		{"the alternate screen", "\x1b[?1049h", "\x1b[?1049l"},
		{"bracketed paste", "\x1b[?2004h", "\x1b[?2004l"},
		{"the hidden cursor", "\x1b[?25l", "\x1b[?25h"},
		{"the kitty keyboard", "\x1b[>1u", "\x1b[<1u"},
		{"focus reports", "\x1b[?1004h", "\x1b[?1004l"},
		{"modifyOtherKeys", "\x1b[>4;2m", "\x1b[>4m"},
	} {
		on, off := strings.LastIndex(output, mode.on), strings.LastIndex(output, mode.off)
		if on >= 0 && off < on {
			t.Errorf("%s stays (%q at %d, %q at %d of %d)", mode.what, mode.on, on, mode.off, off, len(output))
		}
	}
	if !strings.Contains(output, "\x1b[?1049h") {
		t.Error("the program never entered the alternate screen")
	}
}
