package cli

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"coveotoken/coveoapi/sandbox"
)

// takesKeys reports whether single keys can be read while the endpoint runs.
func (e *tokenEndpoint) takesKeys() bool {
	return e.io.canPrompt() && !e.globals.json && e.io.readKeys != nil
}

// untilQuit waits for the end: a signal or, on a terminal, a key.
func (e *tokenEndpoint) untilQuit(ctx context.Context) error {
	if !e.takesKeys() {
		<-ctx.Done()
		return nil
	}
	keys, restore, err := e.io.readKeys()
	if err != nil {
		return err
	}
	e.raw.on.Store(true)
	defer e.raw.on.Store(false)
	defer restore()
	for {
		select {
		case <-ctx.Done():
			return nil
		case key, open := <-keys:
			switch {
			case !open, key == 'q', key == 'Q', key == keyCtrlC, key == keyCtrlD:
				return nil
			case key == 'e', key == 'E':
				e.expire(ctx)
			}
		}
	}
}

// rawWriter writes lines to a terminal which, while it is on, does not return the
// carriage by itself.
type rawWriter struct {
	io.Writer
	on atomic.Bool
}

// Write implements io.Writer.
func (w *rawWriter) Write(text []byte) (int, error) {
	shown := text
	if w.on.Load() {
		shown = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	if _, err := w.Writer.Write(shown); err != nil {
		return 0, err
	}
	return len(text), nil
}

// expire makes every token expire where that can be done, and says so where it cannot.
func (e *tokenEndpoint) expire(ctx context.Context) {
	done := false
	switch base := e.client.Target().Endpoint.Search; {
	case e.sandbox != nil:
		e.sandbox.Sandbox().ExpireTokens()
		done = true
	default:
		done = e.expireElsewhere(ctx, base)
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	switch {
	case done:
		e.note("%s every token has expired: the next query is refused with 419, and the page should ask for a new one", e.now().Local().Format(time.TimeOnly))
	case e.lastExpiry.IsZero():
		e.note("No token was handed out yet. Coveo takes none back; --valid-for 15m is the shortest life there is.")
	default:
		e.note("Coveo takes no token back: what was handed out is good until %s. --valid-for 15m is the shortest life; a sandbox (--profile sandbox) can expire them at once.",
			e.lastExpiry.Local().Format(time.TimeOnly))
	}
}

// expireElsewhere asks what runs on this machine to expire its tokens, which a sandbox
// with --control does. Nothing else is ever asked.
func (e *tokenEndpoint) expireElsewhere(ctx context.Context, base string) bool {
	u, err := url.Parse(base)
	if err != nil || !isLoopback(u.Hostname()) {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, e.globals.timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, base+sandbox.ControlPath, strings.NewReader(`{"expireTokens":true}`))
	if err != nil {
		return false
	}
	request.Header.Set("Content-Type", "application/json")
	client := http.Client{Transport: e.transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	reply, err := client.Do(request)
	if err != nil {
		return false
	}
	defer reply.Body.Close()
	return reply.StatusCode == http.StatusOK
}
