package jwtview_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"coveotoken/jwtview"

	"github.com/google/go-cmp/cmp"
)

func claims(t *testing.T, payload string) *jwtview.Token {
	t.Helper()
	return decode(t, token(hs256, payload))
}

func TestLifeClassifiesTimes(t *testing.T) {
	at := func(seconds, nanos int64) time.Time { return time.Unix(seconds, nanos) }
	tests := []struct {
		name, exp string
		want      time.Time
		state     jwtview.Validity
		note      string
	}{
		{"seconds", "1795268000", at(1795268000, 0), jwtview.Valid, ""},
		{"a fraction", "1795268000.25", at(1795268000, 250e6), jwtview.Valid, ""},
		{"an exponent", "1.795268e9", at(1795268000, 0), jwtview.Valid, ""},
		{"the year 1970", "0", at(0, 0), jwtview.Expired, ""},
		{"the last second of 9999", "253402300799", at(253402300799, 0), jwtview.Valid, "exp_milliseconds"},
		{"after 9999", "253402300800", time.Time{}, jwtview.BadExpiry, "exp_out_of_range"},
		{"milliseconds", "1795268000000", time.Time{}, jwtview.BadExpiry, "exp_out_of_range"},
		{"more than a float holds", "1e400", time.Time{}, jwtview.BadExpiry, "exp_out_of_range"},
		{"a large float", "1e308", time.Time{}, jwtview.BadExpiry, "exp_out_of_range"},
		{"a large integer", "100000000000000000000", time.Time{}, jwtview.BadExpiry, "exp_out_of_range"},
		{"negative", "-1", time.Time{}, jwtview.BadExpiry, "exp_out_of_range"},
		{"negative fraction", "-0.5", time.Time{}, jwtview.BadExpiry, "exp_out_of_range"},
		{"a text", `"1795268000"`, time.Time{}, jwtview.BadExpiry, "exp_not_a_number"},
		{"null", "null", time.Time{}, jwtview.BadExpiry, "exp_not_a_number"},
		{"an object", "{}", time.Time{}, jwtview.BadExpiry, "exp_not_a_number"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			decoded := claims(t, `{"exp":`+tt.exp+`}`)
			l := decoded.Life()
			if !l.ExpiresAt.Equal(tt.want) {
				t.Errorf("ExpiresAt = %v, want %v", l.ExpiresAt, tt.want)
			}
			if got := l.At(moment); got != tt.state {
				t.Errorf("state %q, want %q", got, tt.state)
			}
			if ids := noteIDs(decoded.Notes); tt.note == "" && ids != nil || tt.note != "" && !slices.Contains(ids, tt.note) {
				t.Errorf("notes %v, want %q", ids, tt.note)
			}
		})
	}
}

func TestLifeStates(t *testing.T) {
	now := moment.Unix()
	claim := func(name string, offset int64) string { return fmt.Sprintf("%q:%d", name, now+offset) }
	tests := []struct {
		name, payload string
		state         jwtview.Validity
		words         string
	}{
		{"valid", "{" + claim("exp", 3598) + "}", jwtview.Valid, "expires in 59 m 58 s"},
		{"the moment of expiry", "{" + claim("exp", 0) + "}", jwtview.Expired, "expired just now"},
		{"expired", "{" + claim("exp", -7860) + "}", jwtview.Expired, "expired 2 h 11 m ago"},
		{"not yet", "{" + claim("nbf", 90) + "," + claim("exp", 900) + "}", jwtview.NotYetValid, "not yet valid: starts in 1 m 30 s"},
		{"expired before it began", "{" + claim("nbf", 90) + "," + claim("exp", -60) + "}", jwtview.Expired, "expired 1 m ago"},
		{"no expiry", "{}", jwtview.NoExpiry, "never expires"},
		{"no expiry, not yet", "{" + claim("nbf", 1) + "}", jwtview.NotYetValid, "not yet valid: starts in 1 s"},
		{"unreadable", `{"exp":"soon"}`, jwtview.BadExpiry, "its expiry cannot be read"},
		{"the last of two counts", "{" + claim("exp", 60) + "," + claim("exp", -60) + "}", jwtview.Expired, "expired 1 m ago"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := claims(t, tt.payload).Life()
			if got := l.At(moment); got != tt.state {
				t.Errorf("At = %q, want %q", got, tt.state)
			}
			if got := l.Describe(moment); got != tt.words {
				t.Errorf("Describe = %q, want %q", got, tt.words)
			}
		})
	}
}

func TestLifeFraction(t *testing.T) {
	tests := []struct {
		payload string
		at      int64
		want    float64
		ok      bool
	}{
		{`{"iat":1000,"exp":2000}`, 1250, 0.25, true},
		{`{"iat":1000,"exp":2000}`, 500, 0, true},
		{`{"iat":1000,"exp":2000}`, 3000, 1, true},
		{`{"iat":0,"exp":253402300799}`, 126701150400, 0.5, true}, // longer than a Duration holds
		{`{"iat":2000,"exp":1000}`, 1500, 0, false},
		{`{"iat":1000,"exp":1000}`, 1000, 0, false},
		{`{"exp":1000}`, 1000, 0, false},
		{`{"iat":1000}`, 1000, 0, false},
	}
	for _, tt := range tests {
		got, ok := claims(t, tt.payload).Life().Fraction(time.Unix(tt.at, 0))
		if ok != tt.ok || got < tt.want-1e-9 || got > tt.want+1e-9 {
			t.Errorf("%s at %d: %v, %v, want %v, %v", tt.payload, tt.at, got, ok, tt.want, tt.ok)
		}
	}
}

func TestLifeNotesContradictions(t *testing.T) {
	for payload, want := range map[string]string{
		`{"iat":2000,"exp":1000}`: "exp_before_iat",
		`{"nbf":2000,"exp":1000}`: "exp_before_nbf",
	} {
		if ids := noteIDs(claims(t, payload).Notes); !slices.Contains(ids, want) {
			t.Errorf("%s: notes %v, want %s", payload, ids, want)
		}
	}
}

func TestTimesAreRelativeToNow(t *testing.T) {
	const day = 24 * time.Hour
	tests := []struct {
		d    time.Duration
		want string
	}{
		{0, "now"},
		{999 * time.Millisecond, "now"},
		{time.Second, "in 1 s"},
		{-59 * time.Second, "59 s ago"},
		{time.Minute, "in 1 m"},
		{time.Hour - 2*time.Second, "in 59 m 58 s"},
		{-(2*time.Hour + 11*time.Minute + 59*time.Second), "2 h 11 m ago"},
		{day, "in 24 h"},
		{3*day + 4*time.Hour + 5*time.Minute, "in 3 d 4 h"},
		{-400 * day, "400 d ago"},
		{1<<63 - 1, "in 292 y"},
	}
	for _, tt := range tests {
		if got := jwtview.DescribeTime(moment.Add(tt.d), moment).Relative; got != tt.want {
			t.Errorf("%v from now is %q, want %q", tt.d, got, tt.want)
		}
	}
}

func TestDescribeTime(t *testing.T) {
	paulo, err := time.LoadLocation("America/Sao_Paulo")
	if err != nil {
		t.Skip("no time zone data:", err)
	}
	tests := []struct {
		name    string
		at, now time.Time
		want    jwtview.TimeText
	}{
		{"in the zone of now", moment.Add(time.Hour).UTC(), moment, jwtview.TimeText{
			Relative: "in 1 h", Local: "2026-11-21 15:05:00 +02:00", UTC: "2026-11-21 13:05:00 UTC",
		}},
		{"a fraction", time.Unix(1795268000, 250e6), moment, jwtview.TimeText{
			Relative: "in 1 h 28 m", Local: "2026-11-21 15:33:20.25 +02:00", UTC: "2026-11-21 13:33:20.25 UTC",
		}},
		{"across the end of summer time", time.Date(2018, 2, 18, 3, 30, 0, 0, time.UTC), time.Date(2018, 2, 18, 1, 30, 0, 0, time.UTC).In(paulo), jwtview.TimeText{
			Relative: "in 2 h", Local: "2018-02-18 00:30:00 -03:00", UTC: "2018-02-18 03:30:00 UTC",
		}},
		{"further than a Duration reaches", time.Unix(253402300799, 0), moment, jwtview.TimeText{
			Relative: "in 7 973 y", Local: "10000-01-01 01:59:59 +02:00", UTC: "9999-12-31 23:59:59 UTC",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, jwtview.DescribeTime(tt.at, tt.now)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTimesAndRemaining(t *testing.T) {
	l := claims(t, fmt.Sprintf(`{"iat":%d,"exp":%d}`, moment.Unix()-60, moment.Unix()+90)).Life()
	issued, notBefore, expires := l.Times(moment)
	if issued.Relative != "1 m ago" || expires.Relative != "in 1 m 30 s" || notBefore != (jwtview.TimeText{}) {
		t.Errorf("Times = %v, %v, %v", issued, notBefore, expires)
	}
	if left, ok := l.Remaining(moment.Add(2 * time.Minute)); left != -30*time.Second || !ok {
		t.Errorf("Remaining = %v, %v", left, ok)
	}
	if _, ok := claims(t, `{}`).Life().Remaining(moment); ok {
		t.Error("a token without expiry has time remaining")
	}
}

// FuzzTimes reads any JSON number as a time: what is readable has a text form, and
// what is not is noted.
func FuzzTimes(f *testing.F) {
	for _, seed := range []string{"0", "-1", "1795268000.999999999", "1e11", "2534023007990e-1", "0.0000000001", "1e-400"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, number string) {
		decoded, err := jwtview.Decode(token(hs256, `{"exp":`+number+`}`))
		if err != nil || len(decoded.Claims.Members) != 1 || decoded.Claims.Get("exp").Kind != jwtview.Number {
			t.Skip()
		}
		l := decoded.Life()
		if bad := l.At(moment) == jwtview.BadExpiry; bad != l.ExpiresAt.IsZero() || bad && len(decoded.Notes) == 0 {
			t.Fatalf("%s: state %v, time %v, notes %v", number, l.At(moment), l.ExpiresAt, decoded.Notes)
		}
		if year := l.ExpiresAt.UTC().Year(); year > 9999 || !l.ExpiresAt.IsZero() && year < 1970 {
			t.Fatalf("%s is in the year %d", number, year)
		}
	})
}
