package policy

import (
	"fmt"
	"slices"
	"time"

	"coveotoken/coveoapi/problem"
)

// Result is an assertion with its outcome.
type Result struct {
	Check     Check
	Assertion Assertion
	Outcome   Outcome
}

// Report is how a run ended, in the order of the file.
type Report struct {
	Results []Result
	// Lives are the tokens that the policy names, as far as they were read.
	Lives []TokenLife
	// Notes say what is odd about the policy though nothing failed. They may hold
	// text from the file.
	Notes []Note
}

// Note is a remark about a line of the file.
type Note struct {
	Line int
	Text string
}

// Count gives how many assertions ended so.
func (r Report) Count(status Status) int {
	count := 0
	for _, result := range r.Results {
		if result.Outcome.Status == status {
			count++
		}
	}
	return count
}

// Why is the error that kept assertions from being checked and stands before all
// others; nil when none did.
func (r Report) Why() (why error) {
	order := []problem.Kind{
		problem.Canceled, problem.Network, problem.Organization, problem.RateLimited,
		problem.Credential, problem.Expired, problem.Privilege, problem.Unexpected, problem.Input,
	}
	best := len(order)
	for _, result := range r.Results {
		if result.Outcome.Err == nil {
			continue
		}
		if at := slices.Index(order, problem.Explain(result.Outcome.Err).Kind); at < best {
			best, why = at, result.Outcome.Err
		}
	}
	return why
}

// ExpiringWithin gives the tokens that the policy names and that expire in less than
// a time from now on.
func (r Report) ExpiringWithin(within time.Duration, now time.Time) []TokenLife {
	var soon []TokenLife
	for _, life := range r.Lives {
		if !life.ExpiresAt.IsZero() && life.ExpiresAt.Sub(now) < within {
			soon = append(soon, life)
		}
	}
	return soon
}

// emptyHanded notes the values that nobody in the policy finds anything from: that
// none was found proves little when the name is misspelt.
func emptyHanded(results []Result) []Note {
	type value struct{ field, text string }
	found := map[value]bool{}
	for _, r := range results {
		if x, ok := r.Assertion.Expect.(CountFrom); ok && (r.Outcome.Status == NotChecked || r.Outcome.Got != "0") {
			found[value{x.Field, x.Value}] = true
		}
	}
	var notes []Note
	for _, r := range results {
		x, ok := r.Assertion.Expect.(CountFrom)
		if !ok || r.Outcome.Status != Passed || found[value{x.Field, x.Value}] {
			continue
		}
		found[value{x.Field, x.Value}] = true
		notes = append(notes, Note{r.Assertion.Line, fmt.Sprintf("nobody in this policy finds anything with %s %q: is it spelt so? A check of somebody who must find it would tell", x.Field, x.Value)})
	}
	return notes
}
