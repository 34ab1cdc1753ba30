package contract

import (
	"net/http"
	"testing"
)

// Watch gives a transport that compares every reply that passes with the document
// that the environment names, and fails the test where they differ and no Departure
// says so. Requests may be wrong on purpose. Without a document it gives next.
func Watch(t testing.TB, next http.RoundTripper) http.RoundTripper {
	t.Helper()
	if !Named() {
		return next
	}
	document, departures := Load(t), Departures()
	return &Recorder{Next: next, Seen: func(e Exchange) {
		_, findings := document.Check(e)
		for _, finding := range findings {
			if finding.Side == Reply && Meant(finding, departures) < 0 {
				t.Errorf("%v", finding)
			}
		}
	}}
}
