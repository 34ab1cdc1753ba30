package coveoapi

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
)

const (
	// maxAttempts is how often a repeatable request is sent at most.
	maxAttempts = 3
	// firstDelay bounds the first wait, which then doubles up to maxDelay.
	firstDelay = 500 * time.Millisecond
	maxDelay   = 8 * time.Second
	// maxRetryAfter caps what a server may ask us to wait.
	maxRetryAfter = 60 * time.Second
)

// repeat sends a request, and again while that does no harm and may help.
func (c *Client) repeat(ctx context.Context, request Request) (Exchange, error) {
	delays := newDelays()
	for number := 1; ; number++ {
		exchange, err := c.attempt(ctx, request, number)
		if err == nil || number == maxAttempts || !request.Repeatable || !mayPass(err) {
			return exchange, err
		}
		delay := delayAfter(err, delays)
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < delay {
			return exchange, err
		}
		c.announceWait(ctx, Wait{Operation: request.Operation, Attempt: number + 1, Attempts: maxAttempts, Delay: delay, Cause: err})
		if pauseErr := c.config.Pause(ctx, delay); pauseErr != nil {
			return exchange, networkError(ctx, exchange, pauseErr, true)
		}
	}
}

// newDelays gives full jitter: any time from nothing to twice the interval, and the
// interval doubles.
func newDelays() *backoff.ExponentialBackOff {
	return &backoff.ExponentialBackOff{
		InitialInterval:     firstDelay / 2,
		RandomizationFactor: 1,
		Multiplier:          2,
		MaxInterval:         maxDelay / 2,
	}
}

func delayAfter(err error, delays backoff.BackOff) time.Duration {
	var api *APIError
	if errors.As(err, &api) && api.RetryAfter > 0 {
		return min(api.RetryAfter, maxRetryAfter)
	}
	return delays.NextBackOff()
}

// mayPass reports whether a failure is of the kind that passes: Coveo says that it
// is busy, or the connection could not even be made.
func mayPass(err error) bool {
	var api *APIError
	if errors.As(err, &api) {
		switch api.Status {
		case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
			return !isPausedCode(api.Code)
		}
		return false
	}
	var network *NetworkError
	if !errors.As(err, &network) || network.Sent {
		return false
	}
	switch network.Kind {
	case NetworkRefused, NetworkCut, NetworkOther:
		return true
	case NetworkDNS:
		var dns *net.DNSError
		return errors.As(network.Err, &dns) && dns.IsTemporary
	default:
		return false
	}
}

// isPausedCode knows an organization that is paused, in the words of the Search API
// and of its clients. It answers 503 too, but stays paused for minutes.
func isPausedCode(code string) bool {
	return code == "ORGANIZATION_PAUSED" || code == "OrganizationIsPausedException" || code == "ORGANIZATION_IS_PAUSED"
}

// retryAfter reads a Retry-After header: seconds or an HTTP date (RFC 9110 section
// 10.2.3). It gives 0 when there is none that can be read.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil {
		const most = uint64(24 * time.Hour / time.Second)
		return time.Duration(min(seconds, most)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
