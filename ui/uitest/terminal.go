package uitest

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"

	"coveotoken/ui/common"
)

// patience is how long a program may take to come to rest. It only ends tests that
// hang: nothing waits for time to pass.
const patience = 20 * time.Second

// Terminal runs a whole program on an emulated terminal. Waiting is for the program
// to be idle: all input read, no message or command under way, the frame drawn.
type Terminal struct {
	t        testing.TB
	clock    *Clock
	activity *activity
	input    *inputQueue
	ended    chan struct{}
	err      error
	// busy has Wait not wait for commands that are under way.
	busy bool

	mu       sync.Mutex
	emulator *vt.Emulator
	raw      bytes.Buffer
}

// Hooks are what a program must be run with; they are fields of ui.Options.
type Hooks struct {
	Input   io.Reader
	Output  io.Writer
	Environ []string
	Size    Size
	Program []tea.ProgramOption
	Wrap    func(tea.Model) tea.Model
}

// StartTerminal runs a program and waits until it is idle. clock is the one that
// Advance is to move, nil when the session has a clock of its own. The program's
// session must have its timers from After.
func StartTerminal(t testing.TB, clock *Clock, size Size, run func(Hooks) error) *Terminal {
	t.Helper()
	term := &Terminal{
		t: t, clock: clock, activity: newActivity(), input: newInputQueue(),
		ended: make(chan struct{}), emulator: vt.NewEmulator(size.Width, size.Height),
	}
	forwarding := make(chan struct{})
	go func() {
		defer close(forwarding)
		term.forwardAnswers()
	}()
	hooks := Hooks{
		Input: term.input, Output: term, Size: size, Wrap: term.activity.wrap,
		Environ: []string{"TERM=xterm-256color", "COLORTERM=truecolor"},
		Program: []tea.ProgramOption{tea.WithFilter(term.activity.filter), tea.WithFPS(120)},
	}
	go func() {
		defer close(term.ended)
		defer term.activity.end()
		term.err = run(hooks)
	}()
	t.Cleanup(func() {
		term.input.Close()
		_ = term.Ended()
		closeAnswers(term.emulator)
		<-forwarding
	})
	term.Wait()
	return term
}

// Write takes the program's output. It implements io.Writer. As the line discipline
// of a terminal that is not in raw mode does, it makes line feeds new lines: Bubble
// Tea counts on that where its input is no terminal.
func (term *Terminal) Write(p []byte) (int, error) {
	shown := bytes.ReplaceAll(p, []byte(marker), nil)
	term.mu.Lock()
	term.raw.Write(shown)
	_, err := term.emulator.Write(bytes.ReplaceAll(shown, []byte("\n"), []byte("\r\n")))
	term.awaitAnswers()
	term.mu.Unlock()
	if len(shown) > 0 {
		term.activity.happened()
	}
	if len(shown) < len(p) {
		term.activity.marked()
	}
	return len(p), err
}

// Wait waits until the program is idle or has ended.
func (term *Terminal) Wait() {
	term.t.Helper()
	deadline := time.AfterFunc(patience, term.activity.giveUp)
	defer deadline.Stop()
	// The marker of a round comes out just before the frame does, so that only a
	// second quiet round in a row shows that the frame is out too.
	const inARow = 2
	for quiet := 0; quiet < inARow; quiet++ {
		if !term.activity.quiet(term.busy, func() { term.input.add(sentinel) }) {
			quiet = -1
		}
		if term.activity.hopeless() {
			term.t.Fatalf("the program did not come to rest; the screen:\n%s", term.Screen())
		}
	}
}

// Keys presses keys by the names that bindings use, and waits after each.
func (term *Terminal) Keys(names ...string) {
	term.t.Helper()
	for _, name := range names {
		press, ok := common.KeyPress(name)
		if !ok {
			term.t.Fatalf("there is no key %q", name)
		}
		term.input.add(encode(press))
		term.Wait()
	}
}

// Type types text and waits.
func (term *Terminal) Type(text string) {
	term.t.Helper()
	term.input.add(text)
	term.Wait()
}

// Paste pastes text as terminals do, and waits.
func (term *Terminal) Paste(text string) {
	term.t.Helper()
	term.input.add("\x1b[200~" + text + "\x1b[201~")
	term.Wait()
}

// Advance moves the clock, delivers the timers that become due in order, and waits
// after each.
func (term *Terminal) Advance(d time.Duration) {
	term.t.Helper()
	end := term.activity.now().Add(d)
	for {
		due, ok := term.activity.nextDue(end)
		if !ok {
			break
		}
		term.moveClock(due)
		term.input.add(alarm)
		term.Wait()
	}
	term.moveClock(end)
	term.Wait()
}

func (term *Terminal) moveClock(to time.Time) {
	by := term.activity.moveClock(to)
	if term.clock != nil {
		term.clock.Advance(by)
	}
}

// WhileBusy does what is to be done while a call hangs: waiting is for the input to be
// read and the frame to be drawn only.
func (term *Terminal) WhileBusy(do func()) {
	term.busy = true
	defer func() { term.busy = false }()
	do()
}

// Screen is the text on the screen, without trailing spaces.
func (term *Terminal) Screen() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.emulator.String()
}

// Has reports whether the screen shows the text.
func (term *Terminal) Has(text string) bool { return strings.Contains(term.Screen(), text) }

// Output is every byte that the program wrote.
func (term *Terminal) Output() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.raw.String()
}

// Ended waits for the program to end and gives its error.
func (term *Terminal) Ended() error {
	term.t.Helper()
	select {
	case <-term.ended:
		return term.err
	case <-time.After(patience):
		term.t.Fatalf("the program did not end; the screen:\n%s", term.Screen())
		return nil
	}
}
