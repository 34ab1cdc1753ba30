package uitest

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"coveotoken/ui/common"
)

const (
	// sentinel is sent as input behind everything else; when the program reads
	// it, it has read the rest. It is an application program command, which the
	// program has no other use for.
	sentinel = "\x1b_uitest\x1b\\"
	// marker is what the program then writes; when it comes out, everything that
	// was to be written before is out too.
	marker = "\x1b_uitest-marker\x1b\\"
	// alarm is sent as input to deliver the next timer.
	alarm = "\x1b_uitest-alarm\x1b\\"
)

// activity watches what a program does, to tell when it does nothing more.
type activity struct {
	mu      sync.Mutex
	changed *sync.Cond
	// commands are under way, from when they are returned to when the message
	// that they brought has been handled.
	commands int
	// handling is how many messages of commands are in Update now.
	handling int
	// events counts everything that happens except sentinels and markers.
	events int
	marks  int
	over   bool // the program has ended
	gaveUp bool

	timers timers
}

// commandMsg is the message of a command that is being counted.
type commandMsg struct{ msg tea.Msg }

func newActivity() *activity {
	a := &activity{}
	a.changed = sync.NewCond(&a.mu)
	return a
}

// quiet does one round: the sentinel in, the marker out. It reports whether nothing
// else happened meanwhile, or the program has ended. Where busy is set, commands may
// be under way.
func (a *activity) quiet(busy bool, send func()) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for a.commands > 0 && !busy && !a.stopped() {
		a.changed.Wait()
	}
	events, marks := a.events, a.marks
	a.mu.Unlock()
	send()
	a.mu.Lock()
	for a.marks == marks && !a.stopped() {
		a.changed.Wait()
	}
	return a.over || a.events == events && (busy || a.commands == 0)
}

func (a *activity) stopped() bool { return a.over || a.gaveUp }

func (a *activity) hopeless() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.gaveUp && !a.over
}

func (a *activity) change(what func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	what()
	a.changed.Broadcast()
}

func (a *activity) happened() { a.change(func() { a.events++ }) }
func (a *activity) marked()   { a.change(func() { a.marks++ }) }
func (a *activity) end()      { a.change(func() { a.over = true }) }
func (a *activity) giveUp()   { a.change(func() { a.gaveUp = true }) }

// begin counts a command; done tells that its message has been handled.
func (a *activity) begin() { a.change(func() { a.commands++; a.events++ }) }
func (a *activity) done()  { a.change(func() { a.commands--; a.events++ }) }

// count makes a command that is counted.
func (a *activity) count(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	a.begin()
	return func() tea.Msg {
		msg := cmd()
		if msg == nil {
			a.done()
			return nil
		}
		return commandMsg{msg}
	}
}

// filter sees every message before Bubble Tea does.
func (a *activity) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if apc, ok := msg.(uv.UnknownApcEvent); ok {
		switch string(apc) {
		case sentinel:
			return tea.RawMsg{Msg: marker}
		case alarm:
			a.happened()
			return a.nextAlarm()
		}
	}
	counted, ok := msg.(commandMsg)
	if !ok {
		a.happened()
		return msg
	}
	if commands, regroup, ok := common.Commands(counted.msg); ok {
		defer a.done()
		for i, cmd := range commands {
			commands[i] = a.count(cmd)
		}
		return regroup(commands...)()
	}
	switch inner := counted.msg.(type) {
	case timerMsg:
		a.change(func() { a.timers.add(inner) })
		a.done()
		return nil
	case tea.QuitMsg:
		a.done()
		return inner
	}
	a.change(func() { a.handling++ })
	return counted.msg
}

// handled tells that Update has dealt with a message.
func (a *activity) handled() {
	a.change(func() {
		if a.handling > 0 {
			a.handling--
			a.commands--
		}
	})
}

// now is the time of the timers' own clock.
func (a *activity) now() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.timers.now
}

// moveClock moves the timers' clock and tells by how much.
func (a *activity) moveClock(to time.Time) (by time.Duration) {
	a.change(func() { by, a.timers.now = to.Sub(a.timers.now), to })
	return by
}

// nextDue tells when the next timer up to end is due.
func (a *activity) nextDue(end time.Time) (due time.Time, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.timers.next(end)
}

// nextAlarm takes the next timer's message.
func (a *activity) nextAlarm() (msg tea.Msg) {
	a.change(func() { msg = a.timers.take() })
	return msg
}

// wrap makes the model that counts the commands of the program's own.
func (a *activity) wrap(model tea.Model) tea.Model { return &watched{model, a} }

type watched struct {
	model    tea.Model
	activity *activity
}

// Init implements tea.Model.
func (w *watched) Init() tea.Cmd { return w.activity.count(w.model.Init()) }

// Update implements tea.Model.
func (w *watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if raw, ok := msg.(tea.RawMsg); ok && raw.Msg == marker {
		return w, nil
	}
	var cmd tea.Cmd
	w.model, cmd = w.model.Update(msg)
	cmd = w.activity.count(cmd)
	w.activity.handled()
	return w, cmd
}

// View implements tea.Model.
func (w *watched) View() tea.View { return w.model.View() }
