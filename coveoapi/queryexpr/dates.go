package queryexpr

import (
	"strconv"
	"strings"
	"time"
)

// isDate reports whether a text is a date, a moment or a relative date.
func isDate(text string) bool {
	_, _, ok := span(text, time.Time{}.AddDate(2000, 0, 0))
	return ok
}

// span gives the first moment of a date and the first after it: a day for dates
// and for today and yesterday, a second for moments.
func span(text string, now time.Time) (from, to time.Time, ok bool) {
	day, clock, moment := strings.Cut(text, "@")
	parsed, err := time.ParseInLocation("2006/1/2", day, now.Location())
	if err != nil {
		return relativeSpan(strings.ToLower(text), now)
	}
	if !moment {
		return parsed, parsed.AddDate(0, 0, 1), true
	}
	for _, layout := range []string{"15:04:05", "15:04"} {
		if t, err := time.Parse(layout, clock); err == nil {
			at := time.Date(parsed.Year(), parsed.Month(), parsed.Day(), t.Hour(), t.Minute(), t.Second(), 0, now.Location())
			return at, at.Add(time.Second), true
		}
	}
	return from, to, false
}

// relativeSpan reads now, today or yesterday with an optional distance.
func relativeSpan(text string, now time.Time) (from, to time.Time, ok bool) {
	end := strings.IndexAny(text, "+-")
	word, distance := text, ""
	if end >= 0 {
		word, distance = text[:end], text[end:]
	}
	length := 24 * time.Hour
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch word {
	case "now":
		from, length = now, time.Second
	case "today":
		from = midnight
	case "yesterday":
		from = midnight.AddDate(0, 0, -1)
	default:
		return from, to, false
	}
	if distance != "" {
		if from, ok = shift(from, distance); !ok {
			return from, to, false
		}
	}
	return from, from.Add(length), true
}

// maxDistance keeps relative dates within what can be represented.
const maxDistance = 100_000

// shift moves a moment by a distance such as -7d or +1mo.
func shift(from time.Time, distance string) (time.Time, bool) {
	unit := strings.TrimLeft(distance[1:], "0123456789")
	n, err := strconv.Atoi(distance[1 : len(distance)-len(unit)])
	if err != nil || n > maxDistance {
		return from, false
	}
	if distance[0] == '-' {
		n = -n
	}
	switch unit {
	case "s":
		return from.Add(time.Duration(n) * time.Second), true
	case "m":
		return from.Add(time.Duration(n) * time.Minute), true
	case "h":
		return from.Add(time.Duration(n) * time.Hour), true
	case "d":
		return from.AddDate(0, 0, n), true
	case "mo":
		return from.AddDate(0, n, 0), true
	case "y":
		return from.AddDate(n, 0, 0), true
	default:
		return from, false
	}
}

// classifyRange reads from..to, or gives nil.
func classifyRange(run string, start int) Value {
	before, after, found := strings.Cut(run, "..")
	if !found {
		return nil
	}
	from := classifyPoint(before, start)
	to := classifyPoint(after, start+len(before)+len(".."))
	if from == nil || to == nil || isNumber(before) != isNumber(after) {
		return nil
	}
	return &Range{Position(start), from, to}
}
