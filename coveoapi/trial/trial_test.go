package trial_test

import (
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/trial"
)

func TestACountSaysAsWhomItWasMade(t *testing.T) {
	alice, bob := coveoapi.UserID{Name: "asmith@example.com"}, coveoapi.UserID{Name: "bob@example.com"}
	many := []coveoapi.UserID{alice, bob, bob, bob}
	for _, c := range []struct {
		count trial.Count
		want  string
	}{
		{trial.Count{Kept: 128, Of: 4211, Users: []coveoapi.UserID{alice, bob}}, "keeps 128 of 4,211 items (as asmith@example.com, bob@example.com)"},
		{trial.Count{Users: many, Asked: many}, "keeps 0 of 0 items (as asmith@example.com and 3 more)"},
		{trial.Count{Of: 9, Asked: []coveoapi.UserID{alice}}, "keeps 0 of 9 items (as the key itself, not as asmith@example.com)"},
		{trial.Count{Kept: 1, Of: 9}, "keeps 1 of 9 items (as the key itself)"},
	} {
		if got := c.count.String(); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}
