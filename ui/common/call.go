package common

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

const (
	// spinnerDelay keeps fast answers from flashing a spinner.
	spinnerDelay = 100 * time.Millisecond
	// spinnerInterval is the pace of the spinner's frames.
	spinnerInterval = 120 * time.Millisecond
)

// Call runs the API calls of one kind that a screen makes, one at a time: starting
// a call cancels the one before, and replies to calls that were cancelled or
// replaced are dropped. The zero value is ready for use.
type Call[T any] struct {
	owner    ID
	sequence uint64
	cancel   context.CancelFunc
	frame    int
	started  time.Time
	session  *Session
	// waits holds the last wait that the running call announced. It is written from
	// outside the update loop; the spinner's next frame shows it.
	waits *atomic.Pointer[announced]
}

// Result is how a call ended.
type Result[T any] struct {
	Value T
	Err   error
}

// callReplyMsg brings a call's result home.
type callReplyMsg[T any] struct {
	owner    ID
	sequence uint64
	result   Result[T]
}

// Owner implements Addressed.
func (m callReplyMsg[T]) Owner() ID { return m.owner }

// callTickMsg turns a call's spinner.
type callTickMsg struct {
	owner    ID
	sequence uint64
}

// Owner implements Addressed.
func (m callTickMsg) Owner() ID { return m.owner }

// Start cancels a running call and starts another. run must use only what it was
// given and what it captured by value: it runs outside the update loop.
func (c *Call[T]) Start(session *Session, owner ID, run func(context.Context) (T, error)) tea.Cmd {
	return c.StartSeries(session, owner, 1, run)
}

// StartSeries is Start for work that makes several API calls one after the other: it
// has the time of so many.
func (c *Call[T]) StartSeries(session *Session, owner ID, calls int, run func(context.Context) (T, error)) tea.Cmd {
	ctx, cancel := session.CallContext(calls)
	return c.start(ctx, cancel, session, owner, run)
}

// StartLong is Start for what may take as long as it takes, such as a wait: nothing but
// the user ends it.
func (c *Call[T]) StartLong(session *Session, owner ID, run func(context.Context) (T, error)) tea.Cmd {
	ctx, cancel := context.WithCancel(session.ctx)
	return c.start(ctx, cancel, session, owner, run)
}

func (c *Call[T]) start(ctx context.Context, cancel context.CancelFunc, session *Session, owner ID, run func(context.Context) (T, error)) tea.Cmd {
	c.Cancel()
	c.session, c.owner, c.cancel, c.frame = session, owner, cancel, 0
	c.sequence = session.nextSequence()
	c.started = session.Clock()
	sequence, waits := c.sequence, &atomic.Pointer[announced]{}
	c.waits = waits
	ctx = coveoapi.WithOnWait(ctx, func(w coveoapi.Wait) { waits.Store(&announced{w, session.Clock()}) })
	return tea.Batch(
		func() tea.Msg {
			defer cancel()
			value, err := run(ctx)
			return callReplyMsg[T]{owner, sequence, Result[T]{value, err}}
		},
		c.tick(spinnerDelay),
	)
}

func (c *Call[T]) tick(after time.Duration) tea.Cmd {
	owner, sequence := c.owner, c.sequence
	return c.session.After(after, callTickMsg{owner, sequence})
}

// Update handles the call's own messages. done is set when msg is the reply to the
// running call; a reply to an older one is dropped.
func (c *Call[T]) Update(msg tea.Msg) (done *Result[T], cmd tea.Cmd) {
	switch msg := msg.(type) {
	case callReplyMsg[T]:
		if !c.Busy() || msg.sequence != c.sequence {
			return nil, nil
		}
		c.cancel = nil
		return &msg.result, nil
	case callTickMsg:
		if !c.Busy() || msg.sequence != c.sequence {
			return nil, nil
		}
		c.frame++
		return nil, c.tick(spinnerInterval)
	}
	return nil, nil
}

// Cancel stops the running call and reports whether there was one. Its reply, if
// one still comes, is dropped.
func (c *Call[T]) Cancel() bool {
	if !c.Busy() {
		return false
	}
	c.cancel()
	c.cancel = nil
	return true
}

// Busy reports whether a call is running.
func (c *Call[T]) Busy() bool { return c.cancel != nil }

// Frame is the spinner's frame from 1, or 0 while no spinner is to be shown:
// nothing runs, or it has not run for long.
func (c *Call[T]) Frame() int {
	if !c.Busy() {
		return 0
	}
	return c.frame
}

// Elapsed is how long the running call has run.
func (c *Call[T]) Elapsed() time.Duration {
	if !c.Busy() {
		return 0
	}
	return c.session.Clock().Sub(c.started)
}

// Waiting is the wait in which the running call is; ok is false while it is in none.
func (c *Call[T]) Waiting() (pause Pause, ok bool) {
	if !c.Busy() {
		return Pause{}, false
	}
	last := c.waits.Load()
	if last == nil {
		return Pause{}, false
	}
	left := last.wait.Delay - c.session.Clock().Sub(last.at)
	return Pause{last.wait, left}, left > 0
}

// Doing says what the running call does: what is said, or that it waits before it is
// repeated.
func (c *Call[T]) Doing(what string) string {
	if pause, ok := c.Waiting(); ok {
		return pause.String()
	}
	return what
}

// Status is Doing with how long the call has run and how to end it.
func (c *Call[T]) Status(what string) string {
	if doing := c.Doing(what); doing != what {
		return doing + " (esc cancels)"
	}
	return what + " " + jwtview.FormatSeconds(int64(c.Elapsed().Seconds())) + " (esc cancels)"
}

// Canceled reports whether an error only says that the user cancelled.
func Canceled(err error) bool { return errors.Is(err, context.Canceled) }
