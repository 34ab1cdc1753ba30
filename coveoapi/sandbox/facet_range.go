package sandbox

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// rangeFacet counts the documents in ranges of numbers or dates. Dates are compared
// as milliseconds.
type rangeFacet struct {
	request  facetRequest
	ranges   []valueRange
	dates    bool
	location *time.Location
}

type valueRange struct {
	request    facetValueRequest
	start, end float64
}

func (s *search) rangeFacet(request facetRequest) rangeFacet {
	f := rangeFacet{request: request, dates: request.Type == "dateRange", location: time.UTC}
	if zone, err := time.LoadLocation(s.params.Timezone); err == nil {
		f.location = zone
	}
	now := s.call.sandbox.clock.now().In(f.location)
	for _, current := range request.CurrentValues {
		f.ranges = append(f.ranges, valueRange{current, f.bound(current.Start, now), f.bound(current.End, now)})
	}
	return f
}

// bound reads the end of a range: a number, or a date such as 2024/01/31@00:00:00,
// now or past-1-week. What cannot be read fits nothing.
func (f rangeFacet) bound(value any, now time.Time) float64 {
	switch v := value.(type) {
	case float64:
		return v
	case string:
		if number, err := strconv.ParseFloat(v, 64); err == nil {
			return number
		}
		for _, layout := range []string{"2006/01/02@15:04:05", "2006/01/02", time.RFC3339} {
			if t, err := time.ParseInLocation(layout, v, f.location); err == nil {
				return float64(t.UnixMilli())
			}
		}
		if t, ok := relativeDate(v, now); ok {
			return float64(t.UnixMilli())
		}
	}
	return math.NaN()
}

// relativeDate reads the relative dates of Headless, now, past-2-week and
// next-1-month.
func relativeDate(text string, now time.Time) (time.Time, bool) {
	if text == "now" {
		return now, true
	}
	parts := strings.Split(text, "-")
	if len(parts) != 3 {
		return now, false
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil || n > 100_000 || parts[0] != "past" && parts[0] != "next" {
		return now, false
	}
	if parts[0] == "past" {
		n = -n
	}
	switch parts[2] {
	case "minute":
		return now.Add(time.Duration(n) * time.Minute), true
	case "hour":
		return now.Add(time.Duration(n) * time.Hour), true
	case "day":
		return now.AddDate(0, 0, n), true
	case "week":
		return now.AddDate(0, 0, 7*n), true
	case "month":
		return now.AddDate(0, n, 0), true
	case "quarter":
		return now.AddDate(0, 3*n, 0), true
	case "year":
		return now.AddDate(n, 0, 0), true
	default:
		return now, false
	}
}

func (f rangeFacet) keeps(d *document) bool {
	selected := false
	for _, r := range f.ranges {
		if r.request.State == stateSelected {
			selected = true
			if r.holds(f.number(d)) {
				return true
			}
		}
	}
	return !selected
}

// number is the field of a document as a number, NaN if it has none.
func (f rangeFacet) number(d *document) float64 {
	for _, value := range d.values(f.request.Field) {
		switch {
		case f.dates && value.Date != nil:
			return float64(value.Date.UnixMilli())
		case !f.dates && value.Number != nil:
			return *value.Number
		}
	}
	return math.NaN()
}

func (r valueRange) holds(number float64) bool {
	return number >= r.start && (number < r.end || r.request.EndInclusive && number == r.end)
}

func (f rangeFacet) count(documents []*document) facetResult {
	ranges := f.ranges
	if len(ranges) == 0 && f.request.GenerateAutomaticRanges {
		ranges = f.evenRanges(documents)
	}
	result := facetResult{FacetID: f.request.FacetID, Field: f.request.Field, Values: []facetValue{}}
	for _, r := range ranges {
		count := 0
		for _, d := range documents {
			if r.holds(f.number(d)) {
				count++
			}
		}
		state := r.request.State
		if state == "" {
			state = stateIdle
		}
		inclusive := r.request.EndInclusive
		result.Values = append(result.Values, facetValue{
			Start: r.request.Start, End: r.request.End, EndInclusive: &inclusive, State: state, NumberOfResults: count,
		})
	}
	return result
}

// evenRanges divides what the documents have into ranges of the same size.
func (f rangeFacet) evenRanges(documents []*document) []valueRange {
	low, high := math.Inf(1), math.Inf(-1)
	for _, d := range documents {
		if number := f.number(d); !math.IsNaN(number) {
			low, high = min(low, number), max(high, number)
		}
	}
	n := f.request.limit()
	if low > high || n == 0 {
		return nil
	}
	if low == high {
		n = 1
	}
	ranges := make([]valueRange, n)
	step := (high - low) / float64(n)
	for i := range ranges {
		start, end := low+float64(i)*step, low+float64(i+1)*step
		last := i == n-1
		if last {
			end = high
		}
		ranges[i] = valueRange{facetValueRequest{Start: f.shown(start), End: f.shown(end), EndInclusive: last}, start, end}
	}
	return ranges
}

// shown is a bound as the reply has it.
func (f rangeFacet) shown(bound float64) any {
	if !f.dates {
		return bound
	}
	return fmt.Sprint(time.UnixMilli(int64(bound)).In(f.location).Format("2006/01/02@15:04:05"))
}
