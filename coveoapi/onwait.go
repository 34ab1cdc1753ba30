package coveoapi

import "context"

// waitObserverKey is the key of a call's own observer in its context.
type waitObserverKey struct{}

// WithOnWait gives a context whose calls tell onWait before a retry waits, from the
// calling goroutine, besides Config.OnWait: a client may serve many callers, each of
// whom wants to know only of its own waits.
func WithOnWait(ctx context.Context, onWait func(Wait)) context.Context {
	return context.WithValue(ctx, waitObserverKey{}, onWait)
}

// AnnounceWait tells the observer in the context of a wait, if there is one. It is
// for implementations that stand in for a Client.
func AnnounceWait(ctx context.Context, wait Wait) {
	if onWait, ok := ctx.Value(waitObserverKey{}).(func(Wait)); ok {
		onWait(wait)
	}
}

// announceWait tells everyone who wants to know that a call waits.
func (c *Client) announceWait(ctx context.Context, wait Wait) {
	if c.config.OnWait != nil {
		c.config.OnWait(wait)
	}
	AnnounceWait(ctx, wait)
}
