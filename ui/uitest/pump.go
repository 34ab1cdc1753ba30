package uitest

import (
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/common"
)

// Pump drives a screen, or the whole program's model, without a program: it hands it
// messages and runs the commands that come back until none is left. Timers wait
// until the test moves the clock, held calls until it releases them.
type Pump struct {
	t       testing.TB
	session *Session
	update  func(tea.Msg) tea.Cmd
	view    func() string
	resize  func(Size)
	// owner is the screen under test, "" for a whole model.
	owner common.ID

	timers    timers
	pending   []pendingCall
	sent      []tea.Msg
	clipboard string
	quit      bool
}

// pendingCall is a command that waits in a held call.
type pendingCall struct {
	call *heldCall
	done chan tea.Msg
}

// NewPump starts a screen at a size of its body.
func NewPump(t testing.TB, s *Session, screen common.Screen, size Size) *Pump {
	t.Helper()
	p := &Pump{
		t: t, session: s, owner: screen.ID(), update: screen.Update, view: screen.View,
		resize: func(size Size) { screen.SetSize(size.Width, size.Height) },
	}
	p.resize(size)
	p.Run(screen.Init())
	return p
}

// NewModelPump starts a model that is a whole program, at a size of its terminal.
func NewModelPump(t testing.TB, s *Session, model tea.Model, size Size) *Pump {
	t.Helper()
	p := &Pump{t: t, session: s}
	p.update = func(msg tea.Msg) (cmd tea.Cmd) {
		model, cmd = model.Update(msg)
		return cmd
	}
	p.view = func() string { return model.View().Content }
	p.resize = func(size Size) { p.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height}) }
	p.resize(size)
	p.Run(model.Init())
	return p
}

// Send delivers a message and runs what follows from it.
func (p *Pump) Send(msg tea.Msg) {
	p.t.Helper()
	p.handle(msg)
	p.settle()
}

// Run runs a command and what follows from it.
func (p *Pump) Run(cmd tea.Cmd) {
	p.t.Helper()
	p.run(cmd)
	p.settle()
}

// Keys presses keys by the names that bindings use: "a", "Y", "tab", "ctrl+p".
func (p *Pump) Keys(names ...string) {
	p.t.Helper()
	for _, name := range names {
		press, ok := common.KeyPress(name)
		if !ok {
			p.t.Fatalf("there is no key %q", name)
		}
		p.Send(press)
	}
}

// Type types text, one key for each character.
func (p *Pump) Type(text string) {
	p.t.Helper()
	for _, r := range text {
		p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Paste pastes text as one message, as terminals do.
func (p *Pump) Paste(text string) {
	p.t.Helper()
	p.Send(tea.PasteMsg{Content: text})
}

// Resize changes the size.
func (p *Pump) Resize(size Size) { p.resize(size) }

// Advance moves the clock and delivers the timers that become due, in order.
func (p *Pump) Advance(d time.Duration) {
	p.t.Helper()
	const tooMany = 10_000
	end := p.timers.now.Add(d)
	for range tooMany {
		due, ok := p.timers.next(end)
		if !ok {
			p.moveClock(end)
			return
		}
		p.moveClock(due)
		p.Send(p.timers.take())
	}
	p.t.Fatalf("more than %d timers in %v", tooMany, d)
}

func (p *Pump) moveClock(to time.Time) {
	p.session.Clock.Advance(to.Sub(p.timers.now))
	p.timers.now = to
}

// Timers is how many timers wait.
func (p *Pump) Timers() int { return len(p.timers.waiting) }

// Release answers the calls that are held.
func (p *Pump) Release() {
	p.t.Helper()
	p.session.API.release()
	pending := p.pending
	p.pending = nil
	for _, c := range pending {
		p.handle(<-c.done)
	}
	p.settle()
}

// Held is how many calls are held.
func (p *Pump) Held() int { return len(p.pending) }

// Frame is what is shown, without styles.
func (p *Pump) Frame() string { return ansi.Strip(p.view()) }

// StyledFrame is what is shown, with styles.
func (p *Pump) StyledFrame() string { return p.view() }

// Sent gives the messages with which a screen addressed others since the last call
// of Sent: common.GoToMsg, common.NoticeMsg, common.CompareMsg, common.RemintMsg, common.PasteMsg,
// common.SavePresetMsg, common.PickPresetMsg,
// broadcasts.
func (p *Pump) Sent() []tea.Msg {
	sent := p.sent
	p.sent = nil
	return sent
}

// Clipboard is what was last sent to the clipboard through the terminal.
func (p *Pump) Clipboard() string { return p.clipboard }

// Quit reports whether the program was told to quit.
func (p *Pump) Quit() bool { return p.quit }

// run runs one command and handles its message, unless it waits in a held call.
func (p *Pump) run(cmd tea.Cmd) {
	p.t.Helper()
	if cmd == nil || p.forbidden(cmd) {
		return
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	select {
	case msg := <-done:
		p.handle(msg)
	case call := <-p.session.API.waiting:
		p.pending = append(p.pending, pendingCall{call, done})
	}
}

// forbidden leaves out the blinking of cursors, which never ends, and fails the test
// for commands that would wait for real time.
func (p *Pump) forbidden(cmd tea.Cmd) bool {
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	if strings.HasPrefix(name, "charm.land/bubbletea/v2.Tick") || strings.HasPrefix(name, "charm.land/bubbletea/v2.Every") {
		p.t.Errorf("%s waits for real time: use session.After", name)
		return true
	}
	return strings.HasPrefix(name, "charm.land/bubbles/v2/cursor.")
}

func (p *Pump) handle(msg tea.Msg) {
	p.t.Helper()
	if commands, _, ok := common.Commands(msg); ok {
		for _, cmd := range commands {
			p.run(cmd)
		}
		return
	}
	switch msg := msg.(type) {
	case nil:
	case timerMsg:
		p.timers.add(msg)
	case tea.QuitMsg:
		p.quit = true
	default:
		if text, ok := clipboardText(msg); ok {
			p.clipboard = text
		}
		p.deliver(msg)
	}
}

// deliver hands the message to the model, or keeps it when it is not for the screen.
func (p *Pump) deliver(msg tea.Msg) {
	p.t.Helper()
	if p.owner != "" {
		switch msg := msg.(type) {
		case common.GoToMsg, common.NoticeMsg, common.SavePresetMsg, common.PickPresetMsg:
			p.sent = append(p.sent, msg)
			return
		case common.Broadcast:
			p.sent = append(p.sent, msg)
		case common.Addressed:
			if asksAnother(msg) && msg.Owner() != p.owner {
				p.sent = append(p.sent, msg)
				return
			}
			if msg.Owner() != p.owner {
				p.t.Errorf("%T of %q went to %q", msg, p.owner, msg.Owner())
			}
		}
	}
	p.run(p.update(msg))
}

// asksAnother reports whether a message is one with which screens address each other.
func asksAnother(msg tea.Msg) bool {
	switch msg.(type) {
	case common.CompareMsg, common.RemintMsg, common.FocusFieldMsg, common.PasteMsg:
		return true
	default:
		return false
	}
}

// settle brings home the calls that were cancelled meanwhile.
func (p *Pump) settle() {
	p.t.Helper()
	for i := 0; i < len(p.pending); {
		c := p.pending[i]
		if c.call.ctx.Err() == nil {
			i++
			continue
		}
		p.pending = slices.Delete(p.pending, i, i+1)
		p.handle(<-c.done)
		i = 0
	}
}
