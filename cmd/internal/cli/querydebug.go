package cli

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/ui/components/text"
)

// debugDocument is what a query's execution report tells, as --json shows it.
type debugDocument struct {
	// Authentication and Routing are null when the report does not tell.
	Authentication *authenticationDocument `json:"authentication"`
	Routing        *routingDocument        `json:"routing"`
	Expressions    expressionsDocument     `json:"expressions"`
	// Identities are as whom the query ran, with all groups and aliases.
	Identities []coveoapi.UserID `json:"identities"`
}

// authenticationDocument is what the credential made of the query.
type authenticationDocument struct {
	Method    string            `json:"method"`
	UserIDs   []coveoapi.UserID `json:"user_ids"`
	Roles     []string          `json:"roles"`
	Groups    []string          `json:"groups"`
	Filter    string            `json:"filter"`
	Pipeline  string            `json:"pipeline"`
	SearchHub string            `json:"search_hub"`
}

// routingDocument is which pipeline the query went through.
type routingDocument struct {
	Pipeline  string `json:"pipeline"`
	SearchHub string `json:"search_hub"`
	Reason    string `json:"reason"`
}

// expressionsDocument are the parts of the query as it was run.
type expressionsDocument struct {
	Q           string `json:"q"`
	AQ          string `json:"aq"`
	CQ          string `json:"cq"`
	DQ          string `json:"dq"`
	LQ          string `json:"lq"`
	TokenFilter string `json:"token_filter"`
}

func newExpressionsDocument(p coveoapi.ParsedQuery) expressionsDocument {
	return expressionsDocument{
		p.BasicExpression, p.AdvancedExpression, p.ConstantExpression,
		p.DisjunctionExpression, p.LargeExpression, p.MandatoryExpression,
	}
}

// debugDocument reads the execution report of a reply, nil when there is none.
func (o *queryOptions) debugDocument(reply []byte) *debugDocument {
	report, ok := coveoapi.ParseExecutionReport(reply)
	if !o.query.Debug || !ok {
		return nil
	}
	document := &debugDocument{Expressions: newExpressionsDocument(report.Parsed), Identities: list(report.Identities)}
	if a, ok := report.Authentication(); ok {
		document.Authentication = &authenticationDocument{
			a.Method, list(a.UserIDs), list(a.Roles), list(a.Groups), a.Filter, a.Pipeline, a.SearchHub,
		}
	}
	if r, ok := report.Routing(); ok {
		document.Routing = &routingDocument{r.Pipeline, r.SearchHub, r.Reason}
	}
	return document
}

// list gives an empty list for none, which JSON would write as null.
func list[T any](items []T) []T { return append([]T{}, items...) }

// debugText tells people what the token did to the query, "" when it was not asked.
func (o *queryOptions) debugText(reply []byte) string {
	if !o.query.Debug {
		return ""
	}
	report, ok := coveoapi.ParseExecutionReport(reply)
	if !ok {
		return "\nThe answer holds no execution report: this credential may not ask for one.\n"
	}
	d := debugView{f: o.factory}
	d.authentication(report)
	d.routing(report)
	d.expressions(newExpressionsDocument(report.Parsed))
	if len(report.Identities) > 0 {
		d.heading("Ran as " + english.Plural(len(report.Identities), "identity", "identities") + ", with groups and aliases")
		for _, id := range report.Identities {
			d.row("", id.String())
		}
	}
	return d.out.String()
}

// debugView prints an execution report.
type debugView struct {
	f   *factory
	out strings.Builder
}

// debugLabel is the column of the labels.
const debugLabel = 18

func (d *debugView) heading(title string) {
	fmt.Fprintf(&d.out, "\n%s\n", d.f.io.strong(title))
}

// row prints a label with a value from outside, wrapped where the terminal ends.
func (d *debugView) row(label, value string) {
	lines := []string{d.f.safe(value)}
	if width := d.f.io.textWidth(); width > 0 {
		lines = text.Wrap(lines[0], max(minTextWidth, width-debugLabel-2))
	}
	for _, line := range lines {
		fmt.Fprintf(&d.out, "  %-*s%s\n", debugLabel, label, line)
		label = ""
	}
}

// filled prints a row unless its value is empty, and reports whether it did.
func (d *debugView) filled(label, value string) bool {
	if value != "" {
		d.row(label, value)
	}
	return value != ""
}

// authentication is what the token stands for and enforces.
func (d *debugView) authentication(report coveoapi.ExecutionReport) {
	d.heading("What the token did")
	a, ok := report.Authentication()
	if !ok {
		d.row("", "The report does not say.")
		return
	}
	d.filled("read as", a.Method)
	for _, id := range a.UserIDs {
		d.row("user", id.String())
	}
	if len(a.UserIDs) == 0 {
		d.row("user", "nobody: the query ran as anonymous")
	}
	d.filled("roles", strings.Join(a.Roles, ", "))
	d.filled("groups", strings.Join(a.Groups, ", "))
	filter, pipeline := d.filled("enforces filter", a.Filter), d.filled("enforces pipeline", a.Pipeline)
	if hub := d.filled("enforces hub", a.SearchHub); !filter && !pipeline && !hub {
		d.row("restrictions", "none: no filter, pipeline or search hub is enforced")
	}
}

// routing is which pipeline the query went through.
func (d *debugView) routing(report coveoapi.ExecutionReport) {
	routing, ok := report.Routing()
	if !ok {
		return
	}
	d.heading("Which pipeline answered")
	d.row("pipeline", firstOf(routing.Pipeline, "not named"))
	d.filled("search hub", routing.SearchHub)
	d.filled("why", routing.Reason)
}

// expressions are the parts of the query as it was run.
func (d *debugView) expressions(run expressionsDocument) {
	if run == (expressionsDocument{}) {
		return
	}
	d.heading("The query as it ran")
	for _, part := range [][2]string{
		{"q", run.Q}, {"aq", run.AQ}, {"cq", run.CQ}, {"dq", run.DQ}, {"lq", run.LQ}, {"token's filter", run.TokenFilter},
	} {
		d.filled(part[0], part[1])
	}
}
