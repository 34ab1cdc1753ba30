package common

import (
	"time"

	"coveotoken/coveoapi"
)

// ObserveDate records how far Coveo's clock is ahead of this machine's, from a reply. A
// reply that does not say leaves the skew as it is.
func (s *Session) ObserveDate(e coveoapi.Exchange) {
	if skew, ok := e.Skew(); ok {
		s.SetSkew(skew)
	}
}

// SkewNotice says that this machine's clock is wrong, "" while it is near enough to
// Coveo's.
func (s *Session) SkewNotice() string { return SkewNotice(s.skew) }

// SkewNotice says that this machine's clock is wrong, when Coveo's is so far ahead of
// it; "" while they are near enough.
func SkewNotice(skew time.Duration) string {
	words := coveoapi.DescribeSkew(skew)
	if words == "" {
		return ""
	}
	return "Your clock is " + words + " Coveo. Using server time."
}
