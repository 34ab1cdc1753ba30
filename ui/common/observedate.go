package common

import (
	"net/http"

	"coveotoken/coveoapi"
)

// ObserveDate records how far Coveo's clock is ahead of this machine's, from the
// Date header of a reply and the moment it arrived. A reply without a usable Date
// leaves the skew as it is. Date holds whole seconds, so that the result is good to
// about a second.
func (s *Session) ObserveDate(e coveoapi.Exchange) {
	if e.ReceivedAt.IsZero() {
		return
	}
	date, err := http.ParseTime(e.Header.Get("Date"))
	if err != nil {
		return
	}
	s.SetSkew(date.Sub(e.ReceivedAt))
}
