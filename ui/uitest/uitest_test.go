package uitest_test

import (
	"context"
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"go.uber.org/goleak"

	"coveotoken/jwtview"
	"coveotoken/ui/uitest"
)

func TestMain(m *testing.M) {
	// See ui: Bubble Tea's reader stays behind with input that nobody takes.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/charmbracelet/ultraviolet.(*TerminalReader).sendEvents"))
}

// complaints is a test that only remembers its errors.
type complaints struct {
	testing.TB
	cleanups []func()
	errors   []string
}

func (c *complaints) Helper()          {}
func (c *complaints) Cleanup(f func()) { c.cleanups = append(c.cleanups, f) }

func (c *complaints) Errorf(format string, args ...any) {
	c.errors = append(c.errors, fmt.Sprintf(format, args...))
}

func (c *complaints) end() []string {
	for _, cleanup := range c.cleanups {
		cleanup()
	}
	return c.errors
}

func TestTheFakeIsStrict(t *testing.T) {
	t.Run("an unexpected call", func(t *testing.T) {
		c := &complaints{}
		if _, err := uitest.NewFakeAPI(c).Certificates(context.Background()); err == nil {
			t.Error("it was answered")
		}
		if got := c.end(); len(got) != 1 || !strings.Contains(got[0], "unexpected call: Certificates") {
			t.Errorf("the test was told %q", got)
		}
	})
	t.Run("a call that did not come", func(t *testing.T) {
		c := &complaints{}
		fake := uitest.NewFakeAPI(c)
		fake.Expect("Certificates", nil, nil)
		fake.Expect("PrivilegesOf", nil, nil).Always()
		if got := c.end(); len(got) != 1 || !strings.Contains(got[0], "did not come: Certificates") {
			t.Errorf("the test was told %q", got)
		}
	})
	t.Run("a call too many", func(t *testing.T) {
		c := &complaints{}
		fake := uitest.NewFakeAPI(c)
		fake.Expect("Certificates", jwtview.KeySet{}, nil)
		for range 2 {
			_, _ = fake.Certificates(context.Background())
		}
		if got := c.end(); len(got) != 1 {
			t.Errorf("the test was told %q", got)
		}
	})
}

// clock is a program that counts seconds and tells what the terminal answered.
type clock struct {
	seconds    int
	background string
	keys       string
	started    chan struct{}
}

type secondMsg struct{}

func (c *clock) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, uitest.After(time.Second, secondMsg{}))
}

func (c *clock) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case secondMsg:
		c.seconds++
		return c, tea.Sequence(func() tea.Msg { return nil }, uitest.After(time.Second, secondMsg{}))
	case tea.BackgroundColorMsg:
		c.background = msg.String()
	case tea.KeyPressMsg:
		c.keys += msg.String() + " "
		if msg.String() == "q" {
			return c, tea.Quit
		}
		// Work that takes its time without being a timer.
		return c, func() tea.Msg { <-c.started; return nil }
	}
	return c, nil
}

func (c *clock) View() tea.View {
	view := tea.NewView(fmt.Sprintf("seconds %d\nbackground %s\nkeys %s", c.seconds, c.background, c.keys))
	view.AltScreen = true
	return view
}

func startClock(t *testing.T) *uitest.Terminal {
	t.Helper()
	started := make(chan struct{})
	close(started)
	term := uitest.StartTerminal(t, nil, uitest.Size{Width: 60, Height: 10}, func(h uitest.Hooks) error {
		model := h.Wrap(&clock{started: started})
		options := append(h.Program, tea.WithInput(h.Input), tea.WithOutput(h.Output), tea.WithEnvironment(h.Environ), tea.WithWindowSize(h.Size.Width, h.Size.Height))
		_, err := tea.NewProgram(model, options...).Run()
		return err
	})
	t.Cleanup(func() { term.Keys("q") })
	return term
}

func TestTheTerminalAnswersAndComesToRest(t *testing.T) {
	term := startClock(t)
	r, g, b, _ := color.Black.RGBA()
	if want := fmt.Sprintf("background #%02x%02x%02x", r, g, b); !term.Has(want) {
		t.Errorf("want %q:\n%s", want, term.Screen())
	}
	for second := range 5 {
		if want := fmt.Sprintf("seconds %d", second); !term.Has(want) {
			t.Fatalf("want %q:\n%s", want, term.Screen())
		}
		term.Advance(time.Second)
	}
	term.Advance(time.Minute)
	if !term.Has("seconds 65") {
		t.Errorf("not every second came:\n%s", term.Screen())
	}
}

func TestKeysArriveAsTheyAreNamed(t *testing.T) {
	names := []string{"a", "Y", "?", "tab", "shift+tab", "enter", "esc", "up", "pgdown", "home", "f1", "ctrl+p", "ctrl+s", "alt+3", "shift+up", "delete", "space"}
	term := startClock(t)
	term.Keys(names...)
	if got := strings.Join(strings.Fields(term.Screen()), " "); !strings.Contains(got, strings.Join(names[:8], " ")) {
		t.Errorf("the program got:\n%s", term.Screen())
	}
	term.Keys("q")
	if err := term.Ended(); err != nil {
		t.Error(err)
	}
}
