package contract

import (
	"net/http"
	"slices"
	"testing"
)

// Watch gives a transport that compares every exchange that passes with the document
// that the environment names, and fails the test where one of the sides differs from
// it and no Departure says so. Watch the requests of the client, but not those that a
// test makes wrong on purpose. Without a document it gives next.
func Watch(t testing.TB, next http.RoundTripper, sides ...Side) http.RoundTripper {
	t.Helper()
	if !Named() {
		return next
	}
	document, departures := Load(t), Departures()
	return &Recorder{Next: next, Seen: func(e Exchange) {
		_, findings := document.Check(e)
		for _, finding := range findings {
			if slices.Contains(sides, finding.Side) && Meant(finding, departures) < 0 {
				t.Errorf("%v", finding)
			}
		}
	}}
}
