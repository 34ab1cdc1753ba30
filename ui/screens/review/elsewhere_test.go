package review_test

import (
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/ui/uitest/frames"
)

func TestOtherRegionsAreAskedOnlyOnRequest(t *testing.T) {
	s := elsewhere(t)
	unknown := &coveoapi.APIError{Operation: "ask", Status: 401, Code: "INVALID_TOKEN"}
	s.API.Expect("PrivilegesOf", nil, unknown)
	_, pump := start(t, s, tall())
	pump.Keys("d")
	if asked := len(s.API.Calls("Open")); asked > 0 {
		t.Fatalf("the key was sent to %d other hosts unasked", asked)
	}
	for range 4 {
		s.API.Expect("Open", nil, unknown)
	}
	pump.Keys("t")
	if asked := len(s.API.Calls("Open")); asked != 4 {
		t.Errorf("%d other hosts were asked", asked)
	}
	frames.Has(t, pump.Frame(), "Other regions", "✗ platform-eu.cloud.coveo.com", "No other region knows the key either")
}
