package cli

import (
	"coveotoken/coveoapi/policy"
)

// verifyDocument is the results as --json shows them.
type verifyDocument struct {
	Schema       string        `json:"schema"`
	Policy       string        `json:"policy"`
	Organization string        `json:"organization"`
	OK           bool          `json:"ok"`
	Passed       int           `json:"passed"`
	Failed       int           `json:"failed"`
	NotChecked   int           `json:"not_checked"`
	DurationMS   int64         `json:"duration_ms"`
	Checks       []verifyCheck `json:"checks"`
	Notes        []verifyNote  `json:"notes"`
	// Expiry is there only when --warn-within was given.
	Expiry *verifyExpiry `json:"expiry,omitempty"`
	// Error is what kept assertions from being checked, when something did.
	Error *errorBody `json:"error,omitempty"`
}

type verifyCheck struct {
	Line       int               `json:"line"`
	Title      string            `json:"title"`
	Subject    string            `json:"subject"`
	Assertions []verifyAssertion `json:"assertions"`
}

type verifyAssertion struct {
	Line     int           `json:"line"`
	Expected string        `json:"expected"`
	Status   policy.Status `json:"status"`
	Got      string        `json:"got,omitempty"`
	// First is the first result that should not be there.
	First string `json:"first,omitempty"`
	// Reason says why it was not checked, Code the failure behind it.
	Reason string `json:"reason,omitempty"`
	Code   string `json:"code,omitempty"`
}

type verifyNote struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

type verifyExpiry struct {
	// KeyExpiresAt is null when it is not known.
	KeyExpiresAt *string          `json:"key_expires_at"`
	Expiring     []verifyExpiring `json:"expiring"`
}

type verifyExpiring struct {
	Credential string  `json:"credential"`
	ExpiresAt  *string `json:"expires_at"`
	ExpiresIn  *int64  `json:"expires_in"`
}

func newVerifyDocument(v verification) verifyDocument {
	document := verifyDocument{
		Schema: schema("verify"), Policy: v.policy, Organization: v.organization, OK: v.holds(),
		Passed: v.report.Count(policy.Passed), Failed: v.report.Count(policy.Failed), NotChecked: v.report.Count(policy.NotChecked),
		DurationMS: v.took.Milliseconds(), Checks: verifyChecks(v), Notes: []verifyNote{},
	}
	for _, n := range v.report.Notes {
		document.Notes = append(document.Notes, verifyNote{n.Line, n.Text})
	}
	if v.within > 0 {
		document.Expiry = &verifyExpiry{jsonTime(v.keyExpiry()), []verifyExpiring{}}
		for _, life := range v.expiring() {
			document.Expiry.Expiring = append(document.Expiry.Expiring, verifyExpiring{life.Label, jsonTime(life.ExpiresAt), secondsUntil(life.ExpiresAt, v.now)})
		}
	}
	if why := v.report.Why(); why != nil {
		body := newErrorBody(explain(why))
		document.Error = &body
	}
	return document
}

// verifyChecks groups the results by check.
func verifyChecks(v verification) []verifyCheck {
	checks := []verifyCheck{}
	for _, r := range v.report.Results {
		if last := len(checks) - 1; last < 0 || checks[last].Line != r.Check.Line {
			checks = append(checks, verifyCheck{r.Check.Line, r.Check.Title(), r.Check.Subject(), nil})
		}
		a := verifyAssertion{
			Line: r.Assertion.Line, Expected: r.Assertion.Expect.Text(), Status: r.Outcome.Status,
			Got: r.Outcome.Got, First: r.Outcome.First,
		}
		if a.Status == policy.NotChecked {
			a.Reason = v.why(r.Outcome)
		}
		if r.Outcome.Err != nil {
			a.Code = stableCode(explain(r.Outcome.Err).ID)
		}
		last := &checks[len(checks)-1]
		last.Assertions = append(last.Assertions, a)
	}
	return checks
}
