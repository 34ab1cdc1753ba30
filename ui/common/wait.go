package common

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// Pause is a wait of a running call before it is repeated.
type Pause struct {
	coveoapi.Wait
	// Left is how long it still waits.
	Left time.Duration
}

// String says why the call waits and for how long, as in "rate limited, waiting 8 s
// (attempt 2 of 3)". It holds no text from outside.
func (p Pause) String() string {
	seconds := int64((p.Left + time.Second - 1) / time.Second)
	return fmt.Sprintf("%s, waiting %s (attempt %d of %d)", cause(p.Cause), jwtview.FormatSeconds(seconds), p.Attempt, p.Attempts)
}

// cause is why a call has to be repeated, in words.
func cause(err error) string {
	var api *coveoapi.APIError
	switch {
	case errors.As(err, &api) && api.Status == http.StatusTooManyRequests:
		return "rate limited"
	case errors.As(err, &api):
		return fmt.Sprintf("Coveo is busy (%d)", api.Status)
	default:
		return "no connection"
	}
}

// announced is a wait with the moment at which it began.
type announced struct {
	wait coveoapi.Wait
	at   time.Time
}
