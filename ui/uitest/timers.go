package uitest

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// After replaces the timers of a session (common.SessionOptions.After) that is
// driven by a Pump or a Terminal: the message waits until the test moves the clock.
func After(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg { return timerMsg{d, msg} }
}

// timerMsg is a message that is due later.
type timerMsg struct {
	after time.Duration
	msg   tea.Msg
}

// timers keeps the messages that are due later, on a clock of its own that starts
// at the zero time.
type timers struct {
	now     time.Time
	waiting []timer
}

type timer struct {
	due time.Time
	msg tea.Msg
}

func (t *timers) add(msg timerMsg) {
	t.waiting = append(t.waiting, timer{t.now.Add(msg.after), msg.msg})
}

// next tells when the first timer that is due by end is due.
func (t *timers) next(end time.Time) (due time.Time, ok bool) {
	i := t.first()
	if i < 0 || t.waiting[i].due.After(end) {
		return time.Time{}, false
	}
	return t.waiting[i].due, true
}

// take gives the message of the first timer, or nil.
func (t *timers) take() tea.Msg {
	i := t.first()
	if i < 0 {
		return nil
	}
	msg := t.waiting[i].msg
	t.waiting = slices.Delete(t.waiting, i, i+1)
	return msg
}

func (t *timers) first() int {
	first := -1
	for i, timer := range t.waiting {
		if first < 0 || timer.due.Before(t.waiting[first].due) {
			first = i
		}
	}
	return first
}
