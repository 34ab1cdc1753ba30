package jwtview

import (
	"fmt"
	"math"
	"time"
)

// utcLayout writes a moment in UTC.
const utcLayout = "2006-01-02 15:04:05.999999 UTC"

// localLayout writes a moment with its offset from UTC.
const localLayout = "2006-01-02 15:04:05.999999 -07:00"

// TimeText is one moment in the three forms people need.
type TimeText struct {
	Relative string // "in 59 m 58 s"
	Local    string // "2026-11-21 14:05:12 +02:00"
	UTC      string // "2026-11-21 12:05:12 UTC"
}

// DescribeTime writes a moment relative to now, in now's time zone, and in UTC.
func DescribeTime(t, now time.Time) TimeText {
	return TimeText{
		Relative: relative(seconds(now, t)),
		Local:    t.In(now.Location()).Format(localLayout),
		UTC:      t.UTC().Format(utcLayout),
	}
}

// relative says when something is that is so many seconds from now, in its two
// largest units: "in 59 m 58 s", "2 h 11 m ago", "in 3 d 4 h", "now". Parts of a
// second are left out, so that a countdown never shows more time than there is.
func relative(seconds float64) string {
	whole := int64(math.Abs(seconds))
	switch {
	case whole == 0:
		return "now"
	case seconds < 0:
		return FormatSeconds(whole) + " ago"
	}
	return "in " + FormatSeconds(whole)
}

// FormatSeconds writes a span of time in its two largest units: "59 m 58 s",
// "3 d 4 h", "24 h", "8 000 y". A day is the largest unit up to two years.
func FormatSeconds(seconds int64) string {
	const minute, hour, day, year = 60, 3600, 86400, 31556952 // a Gregorian year on average
	two := func(large, small int64, largeUnit, smallUnit string) string {
		text := grouped(int(seconds/large)) + " " + largeUnit
		if rest := seconds % large / small; rest > 0 {
			text += fmt.Sprintf(" %d %s", rest, smallUnit)
		}
		return text
	}
	switch {
	case seconds >= 2*year:
		return grouped(int(seconds/year)) + " y"
	case seconds > day:
		return two(day, hour, "d", "h")
	case seconds >= hour:
		return two(hour, minute, "h", "m")
	case seconds >= minute:
		return two(minute, 1, "m", "s")
	}
	return fmt.Sprintf("%d s", seconds)
}

// Times gives the three times as texts, relative to now; a zero TimeText stands for
// one that is absent or cannot be read.
func (l Life) Times(now time.Time) (issued, notBefore, expires TimeText) {
	describe := func(t time.Time) TimeText {
		if t.IsZero() {
			return TimeText{}
		}
		return DescribeTime(t, now)
	}
	return describe(l.IssuedAt), describe(l.NotBefore), describe(l.ExpiresAt)
}

// Describe says the state at a moment in a few words for a heading: "expires in
// 59 m 58 s", "expired 2 h 11 m ago", "not yet valid: starts in 5 m", "never
// expires", "its expiry cannot be read".
func (l Life) Describe(now time.Time) string {
	switch l.At(now) {
	case Expired:
		if now.Sub(l.ExpiresAt) < time.Second {
			return "expired just now"
		}
		return "expired " + DescribeTime(l.ExpiresAt, now).Relative
	case NotYetValid:
		return "not yet valid: starts " + DescribeTime(l.NotBefore, now).Relative
	case NoExpiry:
		return "never expires"
	case BadExpiry:
		return "its expiry cannot be read"
	}
	return "expires " + DescribeTime(l.ExpiresAt, now).Relative
}
