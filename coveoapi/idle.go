package coveoapi

import (
	"context"
	"fmt"
	"io"
	"time"
)

// errIdle is a reply that stopped coming.
var errIdle = fmt.Errorf("nothing more of the reply came: %w", context.DeadlineExceeded)

// idleBody gives a reply up when one part of it takes too long to come, so that a
// connection that died without a word does not cost the whole time limit.
type idleBody struct {
	io.ReadCloser
	limit time.Duration
	timer *time.Timer
}

// newIdleBody guards a reply. The context that giveUp ends must be the one of the
// request, since that ends a read that waits.
func newIdleBody(body io.ReadCloser, limit time.Duration, giveUp context.CancelCauseFunc) *idleBody {
	timer := time.AfterFunc(limit, func() { giveUp(errIdle) })
	timer.Stop() // time counts while someone reads
	return &idleBody{ReadCloser: body, limit: limit, timer: timer}
}

// Read implements io.Reader.
func (b *idleBody) Read(into []byte) (int, error) {
	b.timer.Reset(b.limit)
	defer b.timer.Stop()
	return b.ReadCloser.Read(into)
}
