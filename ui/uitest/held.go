package uitest

import (
	"context"
	"slices"
)

// heldCall is a call that has come and waits for its answer.
type heldCall struct {
	ctx     context.Context
	release chan struct{}
}

// wait holds a call until it is released or its context ends.
func (f *FakeAPI) wait(ctx context.Context) error {
	h := &heldCall{ctx: ctx, release: make(chan struct{})}
	f.mu.Lock()
	f.held = append(f.held, h)
	f.mu.Unlock()
	select {
	case f.waiting <- h:
	case <-h.release: // nobody pumps: a whole program runs
	case <-ctx.Done():
	}
	select {
	case <-h.release:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// release lets the held calls go on.
func (f *FakeAPI) release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, h := range f.held {
		close(h.release)
	}
	f.held = slices.Delete(f.held, 0, len(f.held))
}
