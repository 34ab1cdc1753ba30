package routing

import "testing"

func TestJudge(t *testing.T) {
	known := facts{"searchhub": {"SupportHub"}, "groups": {"Sales", "Agents"}, "tab": {""}}
	for condition, want := range map[string]truth{
		`when $searchHub is "SupportHub"`:                           yes,
		`$SEARCHHUB IS "SupportHub"`:                                unknown,
		`when $searchHub is "Other"`:                                no,
		`when $searchHub is "supporthub"`:                           unknown,
		`when $searchHub is not "Other"`:                            yes,
		`when $searchHub isn't "SupportHub"`:                        no,
		`when $searchHub is "Other" or $searchHub is "SupportHub"`:  yes,
		`when $searchHub is "Other" and $searchHub is "SupportHub"`: no,
		`when $groups is "Agents" and $searchHub is "SupportHub"`:   yes,
		`when $tab is "All"`:                                        no,
		`when $context.role is "x"`:                                 unknown,
		`when $context.role is "x" or $searchHub is "SupportHub"`:   yes,
		`when $context.role is "x" and $searchHub is "Other"`:       no,
		`when $searchHub contains "Support"`:                        unknown,
		`when $searchHub is "A" or $tab is "B" and $tab is "C"`:     unknown,
		`when not ($tab is "A" or $searchHub is "SupportHub" or 1)`: unknown,
		`when $searchHub is "this or that"`:                         no,
		`when $searchHub is "unclosed`:                              unknown,
		``:                                                          unknown,
	} {
		if got, reason := judge(condition, known); got != want || (got == unknown) != (reason != "") {
			t.Errorf("%s: %d (%s), not %d", condition, got, reason, want)
		}
	}
}

// Whatever a condition says, it is judged without a panic, and never both ways.
func FuzzJudge(f *testing.F) {
	f.Add(`when $searchHub is "SupportHub" or $searchHub is "AgentPanel"`, "AgentPanel")
	f.Add(`when ($a is "b") and not $c`, "")
	f.Add(`"""`, `"`)
	f.Fuzz(func(t *testing.T, condition, hub string) {
		holds, reason := judge(condition, facts{"searchhub": {hub}})
		if (holds == unknown) != (reason != "") {
			t.Errorf("%q: %d because %q", condition, holds, reason)
		}
	})
}
