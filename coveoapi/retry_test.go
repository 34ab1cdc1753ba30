package coveoapi

import (
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// waits collects the pauses of a client and takes no time.
type waits struct {
	delays []time.Duration
	told   []Wait
}

func (w *waits) watch(c *Config) {
	c.Pause = func(ctx context.Context, d time.Duration) error { w.delays = append(w.delays, d); return ctx.Err() }
	c.OnWait = func(wait Wait) { w.told = append(w.told, wait) }
}

// answers gives one answer after the other, and the last one again and again.
func answers(list ...http.HandlerFunc) http.HandlerFunc {
	next := 0
	return func(w http.ResponseWriter, r *http.Request) {
		answer := list[min(next, len(list)-1)]
		next++
		answer(w, r)
	}
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		replyJSON(code, `{"statusCode":1,"message":"m"}`)(w, r)
	}
}

func TestReadsAreRepeatedWhileCoveoIsBusy(t *testing.T) {
	var waited waits
	server := &recorder{t: t, answer: answers(status(429, "Retry-After", "7"), status(503), replyJSON(200, `[]`))}
	client := clientOf(t, serve(t, server).URL, waited.watch)
	reply, err := client.PlatformTokenPrivileges(t.Context())
	if err != nil || reply.Exchange.Attempts != 3 || len(server.requests) != 3 {
		t.Fatalf("%v after %d requests", err, len(server.requests))
	}
	if waited.delays[0] != 7*time.Second || waited.delays[1] < 0 || waited.delays[1] > firstDelay+time.Nanosecond {
		t.Errorf("waited %v", waited.delays)
	}
	var told []Wait
	for _, wait := range waited.told {
		var api *APIError
		if !errors.As(wait.Cause, &api) {
			t.Errorf("the cause is %v", wait.Cause)
		}
		wait.Cause = nil
		told = append(told, wait)
	}
	want := []Wait{
		{Operation: OperationListPlatformTokenPrivileges, Attempt: 2, Attempts: 3, Delay: waited.delays[0]},
		{Operation: OperationListPlatformTokenPrivileges, Attempt: 3, Attempts: 3, Delay: waited.delays[1]},
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestRetriesEnd(t *testing.T) {
	for _, code := range []int{429, 502, 503} {
		var waited waits
		server := &recorder{t: t, answer: status(code)}
		_, err := clientOf(t, serve(t, server).URL, waited.watch).PlatformTokenPrivileges(t.Context())
		var api *APIError
		if !errors.As(err, &api) || api.Exchange.Attempts != maxAttempts || len(server.requests) != maxAttempts {
			t.Errorf("%d: %v after %d requests", code, err, len(server.requests))
		}
	}
}

func TestRetryAfterIsCapped(t *testing.T) {
	var waited waits
	server := &recorder{t: t, answer: answers(status(429, "Retry-After", "999999999"), replyJSON(200, `[]`))}
	if _, err := clientOf(t, serve(t, server).URL, waited.watch).PlatformTokenPrivileges(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]time.Duration{maxRetryAfter}, waited.delays); diff != "" {
		t.Errorf("waits (-want +got):\n%s", diff)
	}
}

func TestNothingIsRepeatedThatDoesNotPass(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"400": status(400), "401": status(401), "403": status(403), "419": status(419), "500": status(500), "504": status(504),
		"paused":     replyJSON(503, `{"statusCode":503,"errorCode":"ORGANIZATION_PAUSED"}`),
		"a web page": replyJSON(200, `<html>`),
	} {
		server, client := record(t, answer)
		_, err := client.PlatformTokenPrivileges(t.Context())
		if err == nil || len(server.requests) != 1 {
			t.Errorf("%s: %v after %d requests", name, err, len(server.requests))
		}
	}
}

func TestMintIsNeverRepeated(t *testing.T) {
	for _, code := range []int{429, 502, 503} {
		server, client := record(t, status(code, "Retry-After", "1"))
		_, err := client.MintSearchToken(t.Context(), SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
		var api *APIError
		if !errors.As(err, &api) || len(server.requests) != 1 {
			t.Errorf("%d: %v after %d requests", code, err, len(server.requests))
		}
	}
	transport := &countingTransport{err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}
	client := clientOf(t, "https://platform.example", func(c *Config) { c.Transport = transport })
	_, err := client.MintSearchToken(t.Context(), SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
	if requireNetworkError(t, err, NetworkRefused); transport.calls != 1 {
		t.Errorf("%d attempts", transport.calls)
	}
}

type countingTransport struct {
	err   error
	calls int
}

func (c *countingTransport) RoundTrip(*http.Request) (*http.Response, error) {
	c.calls++
	return nil, c.err
}

func TestConnectionsAreTriedAgainWhenNothingWasSent(t *testing.T) {
	for cause, want := range map[error]int{
		&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}:                               maxAttempts,
		&net.OpError{Op: "dial", Err: syscall.ENETUNREACH}:                                maxAttempts,
		&net.OpError{Op: "dial", Err: &net.DNSError{Err: "try again", IsTemporary: true}}: maxAttempts,
		&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host"}}:                 1,
		&net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}:                       1,
	} {
		transport := &countingTransport{err: cause}
		client := clientOf(t, "https://platform.example", func(c *Config) { c.Transport = transport })
		if _, err := client.PlatformTokenPrivileges(t.Context()); err == nil || transport.calls != want {
			t.Errorf("%v: %d attempts, want %d", cause, transport.calls, want)
		}
	}
}

func TestAWaitCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := &recorder{t: t, answer: status(429, "Retry-After", "60")}
	client := clientOf(t, serve(t, server).URL, func(c *Config) {
		c.Pause = nil
		c.OnWait = func(Wait) { cancel() }
	})
	_, err := client.PlatformTokenPrivileges(ctx)
	requireNetworkError(t, err, NetworkCanceled)
	if !errors.Is(err, context.Canceled) || len(server.requests) != 1 {
		t.Errorf("%v after %d requests", err, len(server.requests))
	}
}

func TestNoWaitThatTheCallerWouldNotSurvive(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var waited waits
	server := &recorder{t: t, answer: status(429, "Retry-After", "45")}
	_, err := clientOf(t, serve(t, server).URL, waited.watch).PlatformTokenPrivileges(ctx)
	var api *APIError
	if !errors.As(err, &api) || len(waited.delays) != 0 || len(server.requests) != 1 {
		t.Errorf("%v after %d requests and the waits %v", err, len(server.requests), waited.delays)
	}
}

func TestDelaysGrowAndHaveFullJitter(t *testing.T) {
	bounds := []time.Duration{firstDelay, 2 * firstDelay, 4 * firstDelay, 8 * firstDelay, maxDelay, maxDelay}
	for range 100 {
		delays := newDelays()
		for i, bound := range bounds {
			if d := delays.NextBackOff(); d < 0 || d > bound+1 {
				t.Fatalf("delay %d is %v, more than %v", i, d, bound)
			}
		}
	}
}
