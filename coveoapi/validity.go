package coveoapi

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	isoduration "github.com/sosodev/duration"
)

// validityForms is the remedy of most mistakes in a token life.
const validityForms = "Write it as 24h, 90m, 2d or PT24H."

// ParseValidity reads a token life as people type it: Go's form ("24h", "90m",
// "1h30m"), days ("2d", "1d12h") or ISO-8601 ("PT24H", "P1D"). Months and years are
// refused because they are not a fixed time. It returns an *InputError for the
// field "validity", with a suggestion where the intent is clear ("24H" → "did you
// mean PT24H?").
func ParseValidity(text string) (time.Duration, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return 0, validityError("is empty", validityForms)
	case isISODuration(text):
		return parseISOValidity(text)
	}
	days, rest, err := cutDays(text)
	if err != nil {
		return 0, err
	}
	life := time.Duration(0)
	if rest != "" {
		if life, err = time.ParseDuration(rest); err != nil {
			return 0, unreadableValidity(text)
		}
	}
	if life > math.MaxInt64-days {
		return 0, validityError("is too long", validityForms)
	}
	return positiveValidity(days + life)
}

// cutDays takes "2d" off the front of a duration. Only whole days are read.
func cutDays(text string) (days time.Duration, rest string, err error) {
	number, rest, found := strings.Cut(text, "d")
	if !found {
		return 0, text, nil
	}
	count, parseErr := strconv.ParseUint(number, 10, 32)
	if parseErr != nil {
		return 0, "", unreadableValidity(text)
	}
	if count > uint64(math.MaxInt64/(24*time.Hour)) {
		return 0, "", validityError("is too long", validityForms)
	}
	return time.Duration(count) * 24 * time.Hour, rest, nil
}

func isISODuration(text string) bool {
	return strings.HasPrefix(text, "P") || strings.HasPrefix(text, "-P")
}

func parseISOValidity(text string) (time.Duration, error) {
	parsed, err := isoduration.Parse(text)
	switch {
	case err != nil, strings.TrimLeft(text, "-PT") == "":
		return 0, unreadableValidity(text)
	case parsed.Years != 0 || parsed.Months != 0:
		return 0, validityError("counts in years or months, which are not a fixed time", "Count in days, hours, minutes or seconds, for example P30D.")
	case parsed.Negative:
		return 0, validityError("is negative", validityForms)
	}
	seconds := parsed.Weeks*7*24*3600 + parsed.Days*24*3600 + parsed.Hours*3600 + parsed.Minutes*60 + parsed.Seconds
	if seconds >= math.MaxInt64/float64(time.Second) {
		return 0, validityError("is too long", validityForms)
	}
	return positiveValidity(time.Duration(math.Round(seconds * float64(time.Second))))
}

func positiveValidity(life time.Duration) (time.Duration, error) {
	if life <= 0 {
		return 0, validityError("is not longer than nothing", validityForms)
	}
	return life, nil
}

// unreadableValidity suggests what was probably meant.
func unreadableValidity(text string) *InputError {
	if suggestion := suggestISODuration(text); suggestion != "" {
		return validityError("is not a duration", "Did you mean "+suggestion+"?")
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return validityError("has no unit", "Did you mean "+text+"h or "+text+"m?")
	}
	return validityError("is not a duration", validityForms)
}

// suggestISODuration completes what lacks only the P, the T, or capitals, as in
// "24H", "T24H", "P24H" and "pt24h". It returns "" when that does not help.
func suggestISODuration(text string) string {
	if !almostISODuration().MatchString(text) {
		return ""
	}
	return "PT" + strings.TrimLeft(strings.ToUpper(text), "PT")
}

// almostISODuration is compiled when it is first needed: forms ask at every key.
var almostISODuration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^p?t?(\d{1,6}[hms])+$`)
})

func validityError(reason, remedy string) *InputError {
	return &InputError{Field: "validity", Reason: reason, Remedy: remedy}
}

// FormatISODuration writes a duration in hours, minutes and seconds as the
// Authorization API takes it, "PT24H". It is exact.
func FormatISODuration(d time.Duration) string {
	if d == 0 {
		return "PT0S"
	}
	sign, rest := "", uint64(d)
	if d < 0 {
		sign, rest = "-", -uint64(d)
	}
	text := sign + "PT"
	if hours := rest / uint64(time.Hour); hours > 0 {
		text += strconv.FormatUint(hours, 10) + "H"
	}
	if minutes := rest % uint64(time.Hour) / uint64(time.Minute); minutes > 0 {
		text += strconv.FormatUint(minutes, 10) + "M"
	}
	if nanos := rest % uint64(time.Minute); nanos > 0 {
		text += (strconv.FormatUint(nanos/uint64(time.Second), 10) + fraction(nanos%uint64(time.Second))) + "S"
	}
	return text
}

// fraction writes nanoseconds as a decimal fraction with its point, or "".
func fraction(nanos uint64) string {
	if nanos == 0 {
		return ""
	}
	digits := strconv.FormatUint(uint64(time.Second)+nanos, 10)[1:]
	return "." + strings.TrimRight(digits, "0")
}

// CheckSearchTokenValidity returns an *InputError for the field "validFor" when the
// life is outside what a search token may have (RestTokenParams.validFor of the
// Search API). Zero, the server's default, is allowed.
func CheckSearchTokenValidity(d time.Duration) error {
	if d == 0 || (d >= MinSearchTokenValidity && d <= MaxSearchTokenValidity) {
		return nil
	}
	reason := "is shorter than a search token may live"
	if d > MaxSearchTokenValidity {
		reason = "is longer than a search token may live"
	}
	return &InputError{
		Field:  "validFor",
		Reason: reason,
		Remedy: "A search token lives from 15 min (900 000 ms) to 24 h (86 400 000 ms).",
	}
}
