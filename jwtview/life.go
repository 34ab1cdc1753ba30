package jwtview

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// Validity is where a moment stands in a token's life.
type Validity string

// The states of a token's life. They say nothing about the signature.
const (
	Valid       Validity = "in its validity period"
	Expired     Validity = "expired"
	NotYetValid Validity = "not yet valid"
	NoExpiry    Validity = "without expiry"
	BadExpiry   Validity = "unreadable expiry"
)

// ID names the state as JSON documents do: "in_period", "expired", "not_yet_valid",
// "no_expiry" or "unreadable_expiry".
func (v Validity) ID() string {
	switch v {
	case Expired:
		return "expired"
	case NotYetValid:
		return "not_yet_valid"
	case NoExpiry:
		return "no_expiry"
	case BadExpiry:
		return "unreadable_expiry"
	}
	return "in_period"
}

// Life holds the times of a token. A zero time means that the claim is absent or
// cannot be read.
type Life struct {
	IssuedAt, NotBefore, ExpiresAt time.Time
	badExpiry                      bool
}

// Life reads iat, nbf and exp (RFC 7519 sections 4.1.4 to 4.1.6).
func (t *Token) Life() Life {
	var l Life
	l.IssuedAt, _ = readTime(t.Claims.Get("iat"))
	l.NotBefore, _ = readTime(t.Claims.Get("nbf"))
	exp := t.Claims.Get("exp")
	var fault timeFault
	l.ExpiresAt, fault = readTime(exp)
	l.badExpiry = exp != nil && fault.bad()
	return l
}

// At tells the state at a moment. A token is expired from its exp on, that moment
// included (RFC 7519 section 4.1.4).
func (l Life) At(now time.Time) Validity {
	switch {
	case l.badExpiry:
		return BadExpiry
	case !l.ExpiresAt.IsZero() && !now.Before(l.ExpiresAt):
		return Expired
	case !l.NotBefore.IsZero() && now.Before(l.NotBefore):
		return NotYetValid
	case l.ExpiresAt.IsZero():
		return NoExpiry
	}
	return Valid
}

// Fraction is how much of the life from IssuedAt to ExpiresAt has passed, from 0 to
// 1; ok is false when either is unknown or the life has no length.
func (l Life) Fraction(now time.Time) (passed float64, ok bool) {
	if l.IssuedAt.IsZero() || l.ExpiresAt.IsZero() || !l.IssuedAt.Before(l.ExpiresAt) {
		return 0, false
	}
	whole := seconds(l.IssuedAt, l.ExpiresAt)
	return min(1, max(0, seconds(l.IssuedAt, now)/whole)), true
}

// seconds is the time between two moments; a Duration holds only 292 years.
func seconds(from, to time.Time) float64 {
	return float64(to.Unix()-from.Unix()) + float64(to.Nanosecond()-from.Nanosecond())/1e9
}

// Remaining is the time until ExpiresAt, negative afterwards; ok is false when there
// is no readable expiry.
func (l Life) Remaining(now time.Time) (left time.Duration, ok bool) {
	if l.ExpiresAt.IsZero() {
		return 0, false
	}
	return l.ExpiresAt.Sub(now), true
}

// clockTolerance is how far clocks may differ without a word about it.
const clockTolerance = 5 * time.Second

// IssuedAhead reports whether the token says that it was issued later than now, by
// more than clocks usually differ: one of the two clocks is wrong.
func (l Life) IssuedAhead(now time.Time) bool {
	return !l.IssuedAt.IsZero() && l.IssuedAt.Sub(now) > clockTolerance
}

// timeFault is what is wrong with a time claim.
type timeFault string

const (
	timeFine       timeFault = ""
	timeMissing    timeFault = "missing"
	timeNotANumber timeFault = "not_a_number"
	timeOutOfRange timeFault = "out_of_range"
	timeMillis     timeFault = "milliseconds"
)

// bad reports whether there is no usable time.
func (f timeFault) bad() bool { return f != timeFine && f != timeMillis }

const (
	// lastSecond is the end of the year 9999, beyond which times have no standard
	// text form (RFC 3339).
	lastSecond = 253402300799
	// millisFrom is where a claim is more likely to count milliseconds: as seconds
	// it is the year 5138, as milliseconds 1973.
	millisFrom = 1e11
)

// readTime reads a NumericDate (RFC 7519 section 2): seconds since 1970, with or
// without a fraction, in any number notation of JSON.
func readTime(v *Value) (time.Time, timeFault) {
	switch {
	case v == nil:
		return time.Time{}, timeMissing
	case v.Kind != Number:
		return time.Time{}, timeNotANumber
	}
	if whole, err := strconv.ParseInt(v.Text, 10, 64); err == nil {
		if whole < 0 || whole > lastSecond {
			return time.Time{}, timeOutOfRange
		}
		return time.Unix(whole, 0), plausible(float64(whole))
	}
	number, err := strconv.ParseFloat(v.Text, 64)
	if err != nil || number < 0 || number > lastSecond {
		return time.Time{}, timeOutOfRange
	}
	whole, fraction := math.Modf(number)
	return time.Unix(int64(whole), int64(math.Round(fraction*1e6))*1e3), plausible(number)
}

func plausible(seconds float64) timeFault {
	if seconds > millisFrom {
		return timeMillis
	}
	return timeFine
}

// noteTimes notes what is wrong with the time claims.
func (t *Token) noteTimes(notes *notebook) {
	for _, name := range []string{"iat", "nbf", "exp"} {
		v := t.Claims.Get(name)
		if _, fault := readTime(v); fault != timeFine && fault != timeMissing {
			notes.problem(name+"_"+string(fault), describeTimeFault(name, v, fault))
		}
	}
	l := t.Life()
	if !l.ExpiresAt.IsZero() && !l.IssuedAt.IsZero() && l.ExpiresAt.Before(l.IssuedAt) {
		notes.problem("exp_before_iat", "The token expires (exp) before it was issued (iat).")
	}
	if !l.ExpiresAt.IsZero() && !l.NotBefore.IsZero() && l.ExpiresAt.Before(l.NotBefore) {
		notes.problem("exp_before_nbf", "The token expires (exp) before it becomes valid (nbf): it never is.")
	}
}

func describeTimeFault(name string, v *Value, fault timeFault) string {
	switch fault {
	case timeNotANumber:
		return name + " must be a number of seconds since 1970 (RFC 7519 section 2); here it is " + kindName(v) + "."
	case timeMillis:
		return name + " lies after the year 5000. Does it count milliseconds? It must count seconds."
	}
	if ms, err := strconv.ParseFloat(v.Text, 64); err == nil && ms > lastSecond && ms <= lastSecond*1e3 {
		return fmt.Sprintf("%s is out of range as seconds. As milliseconds it would be %s; it must count seconds.",
			name, time.UnixMilli(int64(ms)).UTC().Format(utcLayout))
	}
	return name + " is " + short(v.Text) + ", out of the range of times: 0 (the year 1970) to 253402300799 (the end of 9999)."
}

// kindName says in words what a value is.
func kindName(v *Value) string {
	switch v.Kind {
	case Null:
		return "null"
	case Bool:
		return v.Text
	case Number:
		return "a number"
	case String:
		return "a text"
	case Array:
		return "an array"
	}
	return "an object"
}
