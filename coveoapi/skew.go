package coveoapi

import (
	"net/http"
	"time"

	"coveotoken/jwtview"
)

// ClockTolerance is how far the clocks may be apart before it is worth a word. The Date
// header counts whole seconds, and the answer was on its way.
const ClockTolerance = 30 * time.Second

// Skew is how far Coveo's clock is ahead of this machine's, by the Date header of the
// reply and the moment at which it arrived; it is good to about a second. ok is false
// when the reply does not say.
func (e Exchange) Skew() (skew time.Duration, ok bool) {
	date, err := http.ParseTime(e.Header.Get("Date"))
	if err != nil || e.ReceivedAt.IsZero() {
		return 0, false
	}
	return date.Sub(e.ReceivedAt), true
}

// DescribeSkew says how this machine's clock stands to Coveo's, when Coveo's is so far
// ahead of it: "9 m 4 s ahead of" or "9 m 4 s behind"; "" while they are near enough.
func DescribeSkew(skew time.Duration) string {
	if skew.Abs() <= ClockTolerance {
		return ""
	}
	apart := jwtview.FormatSeconds(int64(skew.Abs().Round(time.Second) / time.Second))
	if skew < 0 {
		return apart + " ahead of"
	}
	return apart + " behind"
}
