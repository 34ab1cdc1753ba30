package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi/policy"
	"coveotoken/jwtview"
	"coveotoken/ui/components/text"
)

// mostFailures is how many failures the summary names; the table and the documents
// name all.
const mostFailures = 4

// reportVerification prints the results on standard output and a short summary on
// standard error.
func (o *verifyOptions) reportVerification(v verification) error {
	var err error
	switch {
	case o.globals.json:
		err = o.writeJSON(newVerifyDocument(v))
	case o.io.forPeople():
		err = o.io.write([]byte(o.verifyText(v)))
	default:
		err = o.io.write([]byte(o.verifyTable(v).render(0, o.io.strong)))
	}
	if err == nil {
		o.summarize(v)
	}
	return err
}

// verifyTable is the results for programs: status, line, check, expectation, and what
// was found or why nothing was.
func (o *verifyOptions) verifyTable(v verification) *table {
	t := &table{}
	for _, r := range v.report.Results {
		t.add(string(r.Outcome.Status), strconv.Itoa(r.Assertion.Line), o.safe(r.Check.Title()), o.safe(r.Assertion.Expect.Text()), o.safe(verdict(v, r.Outcome)))
	}
	return t
}

// verdict is what was found, or why nothing was.
func verdict(v verification, o policy.Outcome) string {
	if o.Status == policy.NotChecked {
		return v.why(o)
	}
	return found(o)
}

// verifyMark is a status in one cell.
func verifyMark(s policy.Status) string {
	return map[policy.Status]string{policy.Passed: "✓", policy.Failed: "✗", policy.NotChecked: "?"}[s]
}

// verifyText is the results for people, by check.
func (o *verifyOptions) verifyText(v verification) string {
	var out strings.Builder
	check := 0
	for _, r := range v.report.Results {
		if r.Check.Line != check {
			check = r.Check.Line
			out.WriteString(o.io.strong(o.cut(r.Check.Title(), 0)) + "\n")
		}
		out.WriteString(o.assertionText(v, r))
	}
	return out.String()
}

// assertionText is an assertion for people, with what was found unless it passed.
func (o *verifyOptions) assertionText(v verification, r policy.Result) string {
	lead := fmt.Sprintf("  %s line %-3d ", verifyMark(r.Outcome.Status), r.Assertion.Line)
	indent := strings.Repeat(" ", ansi.StringWidth(lead))
	said := []string{r.Assertion.Expect.Text()}
	if r.Outcome.Status != policy.Passed {
		said = append(said, verdict(v, r.Outcome))
	}
	var lines []string
	for _, sentence := range said {
		lines = append(lines, text.Indent(text.Wrap(o.safe(sentence), max(1, o.io.textWidth()-len(indent))), indent)...)
	}
	lines[0] = lead + strings.TrimPrefix(lines[0], indent)
	return strings.Join(lines, "\n") + "\n"
}

// summarize says on standard error what failed, what could not be checked and why.
func (o *verifyOptions) summarize(v verification) {
	if o.globals.json || !o.io.forPeople() {
		o.nameFailures(v)
	}
	if why := v.report.Why(); why != nil {
		p := explain(why)
		o.note("NOT CHECKED: %s %s", p.Title, p.Remedy)
	}
	for _, n := range v.report.Notes {
		o.note("%s:%d: note: %s.", v.policy, n.Line, n.Text)
	}
	o.noteExpiry(v)
	o.note("%s: %s.", v.policy, counts(v))
}

func (o *verifyOptions) nameFailures(v verification) {
	named := 0
	for _, r := range v.report.Results {
		undecided := r.Outcome.Status == policy.NotChecked && r.Outcome.Err == nil
		if r.Outcome.Status != policy.Failed && !undecided {
			continue
		}
		if named++; named > mostFailures {
			continue
		}
		word, what := "FAIL", found(r.Outcome)
		if undecided {
			word, what = "NOT CHECKED", r.Outcome.Reason
		}
		o.note("%s:%d: %s %s: expected %s, %s", v.policy, r.Assertion.Line, word, r.Check.Subject(), r.Assertion.Expect.Text(), what)
	}
	if named > mostFailures {
		o.note("… and %d more.", named-mostFailures)
	}
}

// noteExpiry says what expires soon, and what is not known about that.
func (o *verifyOptions) noteExpiry(v verification) {
	if v.within == 0 {
		return
	}
	for _, life := range v.expiring() {
		left := life.ExpiresAt.Sub(v.now)
		if left <= 0 {
			o.note("EXPIRES: %s has expired.", life.Label)
			continue
		}
		o.note("EXPIRES: %s expires in %s.", life.Label, jwtview.FormatSeconds(int64(left/time.Second)))
	}
	if !v.key.IsZero() && v.keyExpiry().IsZero() {
		o.note("Not known: when the API key expires. Coveo tells it in the Administration Console only.")
	}
}

// counts says how many assertions ended how.
func counts(v verification) string {
	parts := []string{fmt.Sprintf("%d of %s passed", v.report.Count(policy.Passed), english.Plural(len(v.report.Results), "assertion", ""))}
	if n := v.report.Count(policy.Failed); n > 0 {
		parts = append(parts, fmt.Sprintf("%d failed", n))
	}
	if n := v.report.Count(policy.NotChecked); n > 0 {
		parts = append(parts, fmt.Sprintf("%d not checked", n))
	}
	return strings.Join(parts, ", ")
}
