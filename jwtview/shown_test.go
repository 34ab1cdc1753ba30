package jwtview_test

import (
	"encoding/json"
	"testing"
	"time"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
)

// moment is when the tests take place.
var moment = time.Date(2026, 11, 21, 14, 5, 0, 0, time.FixedZone("", 2*60*60))

// checkReports checks what must hold for what is shown of any token: nothing in it
// acts on a terminal, it stays in proportion, and JSON is JSON.
func checkReports(t *testing.T, decoded *jwtview.Token) {
	t.Helper()
	limit := 4*len(decoded.Compact) + 48<<10
	for _, part := range []*jwtview.Value{decoded.Header, decoded.Claims} {
		text := jwtview.AppendJSON(nil, part, limit)
		for _, r := range string(text) {
			if safetext.Hidden(r) {
				t.Fatalf("the JSON holds %U:\n%q", r, text)
			}
		}
		if len(text) > limit+16<<10 {
			t.Fatalf("a token of %d bytes prints as %d", len(decoded.Compact), len(text))
		}
		if !json.Valid(text) {
			t.Fatalf("not JSON: %q", text)
		}
	}
	for _, note := range decoded.Notes {
		if note.ID == "" || note.Text == "" {
			t.Fatalf("an empty note: %+v", note)
		}
	}
}
