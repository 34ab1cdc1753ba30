package cli

import (
	"context"
	"fmt"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/policy"
)

// verification is how the run of a policy ended.
type verification struct {
	report               policy.Report
	organization, policy string
	took                 time.Duration
	now                  time.Time
	// within is how soon an expiry matters; zero when it does not.
	within time.Duration
	key    coveoapi.Secret
}

// holds reports whether every assertion passed.
func (v verification) holds() bool { return v.report.Count(policy.Passed) == len(v.report.Results) }

// expiring are the credentials that expire soon, when that was asked.
func (v verification) expiring() []policy.TokenLife {
	if v.within == 0 {
		return nil
	}
	soon := v.report.ExpiringWithin(v.within, v.now)
	if expires := v.keyExpiry(); !expires.IsZero() && expires.Sub(v.now) < v.within {
		soon = append(soon, policy.TokenLife{Label: "the key", ExpiresAt: expires})
	}
	return soon
}

// keyExpiry is when the key expires, which only a token in the place of a key tells:
// Coveo tells it to keys that may view API keys, and no key that mints is one.
func (v verification) keyExpiry() time.Time {
	token, err := openToken(v.key)
	if err != nil {
		return time.Time{}
	}
	return token.Life().ExpiresAt
}

// exit is the exit code as an error. Apart from an interruption, a failed assertion
// comes first, because it is a fact; then what kept others from being checked; then
// an expiry that is near.
func (v verification) exit(ctx context.Context) error {
	why := v.report.Why()
	switch {
	case ctx.Err() != nil:
		return &exitError{exitInterrupted}
	case v.report.Count(policy.Failed) > 0:
		return &exitError{exitCheck}
	case why != nil:
		return &exitError{exitCode(explain(why).Kind)}
	case !v.holds():
		return &exitError{exitCheck}
	case len(v.expiring()) > 0:
		return &exitError{exitExpiring}
	default:
		return nil
	}
}

// why says in one sentence why an assertion was not checked.
func (v verification) why(o policy.Outcome) string {
	switch {
	case o.Err == nil:
		return o.Reason
	case o.Skipped:
		return "not tried after: " + explain(o.Err).Title
	default:
		return explain(o.Err).Title
	}
}

// found is what an assertion found, with the first item that should not be there.
func found(o policy.Outcome) string {
	if o.First == "" {
		return "got " + o.Got
	}
	return fmt.Sprintf("got %s (first: %q)", o.Got, o.First)
}
