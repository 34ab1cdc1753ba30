package coveoapi

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// drip is a transport whose replies come byte by byte, with a pause before each. Its
// time is that of a synctest bubble.
type drip struct {
	pause time.Duration
	body  string
}

func (d drip) RoundTrip(request *http.Request) (*http.Response, error) {
	body := &drippingBody{ctx: request.Context(), pause: d.pause, left: d.body}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: body}, nil
}

type drippingBody struct {
	ctx   context.Context // that of the request: a body ends with it, as in net/http
	pause time.Duration
	left  string
}

func (b *drippingBody) Read(into []byte) (int, error) {
	if b.left == "" {
		return 0, io.EOF
	}
	select {
	case <-b.ctx.Done():
		return 0, b.ctx.Err()
	case <-time.After(b.pause):
		n := copy(into, b.left[:1])
		b.left = b.left[n:]
		return n, nil
	}
}

func (b *drippingBody) Close() error { return nil }

func TestDrippingReplies(t *testing.T) {
	const second = time.Second
	tests := []struct {
		name    string
		pause   time.Duration
		body    string
		took    time.Duration
		arrives bool
	}{
		{"slow, but it arrives", 9 * second, `[ ]`, 27 * second, true},
		{"stalls", 11 * second, `[ ]`, 10 * second, false},
		{"drips beyond the whole limit", second, "[" + strings.Repeat(" ", 100) + "]", 30 * second, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client := clientOf(t, "https://platform.example", func(c *Config) { c.Transport = drip{test.pause, test.body} })
				started := time.Now()
				_, err := client.PlatformTokenPrivileges(t.Context())
				if took := time.Since(started); took != test.took {
					t.Errorf("it took %v, want %v", took, test.took)
				}
				if test.arrives {
					if err != nil {
						t.Error(err)
					}
					return
				}
				network := requireNetworkError(t, err, NetworkTimeout)
				if !network.Sent || !network.Exchange.Truncated || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(network.Detail, "began") {
					t.Errorf("%+v", network)
				}
			})
		})
	}
}

// The real transport ends a read that waits when its context ends.
func TestAStalledReplyIsGivenUp(t *testing.T) {
	release := make(chan struct{})
	server := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "[")
		_ = http.NewResponseController(w).Flush()
		<-release
	}))
	defer close(release)
	client := clientOf(t, server.URL, func(c *Config) { c.IdleTimeout = 10 * time.Millisecond })
	_, err := client.PlatformTokenPrivileges(t.Context())
	requireNetworkError(t, err, NetworkTimeout)
}
