package query

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// reportLabel is the column of the labels of a report.
	reportLabel = 15
	// mostIdentities and mostSteps bound what is listed of a report.
	mostIdentities, mostSteps = 40, 200
)

// reporter makes the lines of a report.
type reporter struct {
	styles *theme.Styles
	width  int
	lines  []string
	steps  int
}

// reportLines tell what the token did to a query, as the execution report has it.
func reportLines(styles *theme.Styles, report coveoapi.ExecutionReport, width int) []string {
	r := &reporter{styles: styles, width: width}
	r.authentication(report)
	r.routing(report)
	r.expressions(report.Parsed)
	if len(report.Identities) > 0 {
		r.heading(fmt.Sprintf("Ran as %d identities, with groups and aliases", len(report.Identities)))
		for _, id := range report.Identities[:min(len(report.Identities), mostIdentities)] {
			r.row("", describe(id))
		}
		if more := len(report.Identities) - mostIdentities; more > 0 {
			r.row("", fmt.Sprintf("… and %d more (see the raw reply)", more))
		}
	}
	if len(report.Steps) > 0 {
		r.heading("Steps")
		r.tree(report.Steps, 0)
	}
	return r.lines
}

func (r *reporter) heading(title string) {
	if len(r.lines) > 0 {
		r.lines = append(r.lines, "")
	}
	r.lines = append(r.lines, r.styles.Strong.Render(text.Cut(title, r.width)))
}

// row is a label with a value from outside, wrapped beside it.
func (r *reporter) row(label, value string) { r.styled(r.styles.Text, label, value) }

func (r *reporter) styled(style lipgloss.Style, label, value string) {
	for _, line := range text.Wrap(safetext.Visible(value), max(1, r.width-reportLabel)) {
		r.lines = append(r.lines, text.Cut(r.styles.Label.Render(text.Fit(label, reportLabel))+style.Render(line), r.width))
		label = ""
	}
}

// authentication is what the token stands for and enforces.
func (r *reporter) authentication(report coveoapi.ExecutionReport) {
	r.heading("What the token did")
	a, ok := report.Authentication()
	if !ok {
		r.styled(r.styles.Muted, "", "The report does not say.")
		return
	}
	if a.Method != "" {
		r.row("read as", a.Method)
	}
	for _, id := range a.UserIDs {
		r.row("user", describe(id))
	}
	if len(a.UserIDs) == 0 {
		r.row("user", "nobody: the query ran as anonymous")
	}
	if len(a.Roles) > 0 {
		r.row("roles", strings.Join(a.Roles, ", "))
	}
	if len(a.Groups) > 0 {
		r.row("groups", strings.Join(a.Groups, ", "))
	}
	enforced := false
	for _, restriction := range []struct{ name, value string }{{"filter", a.Filter}, {"pipeline", a.Pipeline}, {"search hub", a.SearchHub}} {
		if restriction.value != "" {
			r.styled(r.styles.Good, restriction.name, "✓ enforced: "+restriction.value)
			enforced = true
		}
	}
	if !enforced {
		r.styled(r.styles.Muted, "restrictions", "none: no filter, pipeline or search hub is enforced")
	}
}

// routing is which pipeline the query went through.
func (r *reporter) routing(report coveoapi.ExecutionReport) {
	routing, ok := report.Routing()
	if !ok {
		return
	}
	r.heading("Which pipeline answered")
	name := routing.Pipeline
	if name == "" {
		name = "not named"
	}
	r.row("pipeline", name)
	if routing.SearchHub != "" {
		r.row("search hub", routing.SearchHub)
	}
	if routing.Reason != "" {
		r.styled(r.styles.Muted, "", routing.Reason)
	}
}

// expressions are the parts of the query as it was run.
func (r *reporter) expressions(parsed coveoapi.ParsedQuery) {
	if parsed == (coveoapi.ParsedQuery{}) {
		return
	}
	r.heading("The query as it ran")
	for _, part := range []struct{ name, value string }{
		{"q", parsed.BasicExpression},
		{"aq", parsed.AdvancedExpression},
		{"cq", parsed.ConstantExpression},
		{"dq", parsed.DisjunctionExpression},
		{"lq", parsed.LargeExpression},
		{"token's filter", parsed.MandatoryExpression},
	} {
		if part.value != "" {
			r.row(part.name, part.value)
		}
	}
}

// tree lists steps with their parts below them.
func (r *reporter) tree(steps []coveoapi.ExecutionStep, depth int) {
	for _, step := range steps {
		if r.steps++; r.steps > mostSteps {
			return
		}
		indent := strings.Repeat("  ", min(depth, 8))
		took := ""
		if step.Millis > 0 {
			took = fmt.Sprintf(" · %.1f ms", step.Millis)
		}
		words := step.Name
		if step.Description != "" {
			words = strings.TrimPrefix(step.Name+" — "+step.Description, " — ")
		}
		r.wrapped(indent+"• ", r.styles.Text, words+took)
		for _, rule := range step.Applied {
			r.wrapped(indent+"    ", r.styles.Muted, "applied "+string(rule))
		}
		r.tree(step.Steps, depth+1)
	}
}

// wrapped is a text from outside with a prefix before its first line.
func (r *reporter) wrapped(prefix string, style lipgloss.Style, outside string) {
	room := max(1, r.width-text.Width(prefix))
	for _, line := range text.Wrap(safetext.Visible(outside), room) {
		r.lines = append(r.lines, text.Cut(prefix+style.Render(line), r.width))
		prefix = strings.Repeat(" ", text.Width(prefix))
	}
}

// describe names an identity with its provider and type.
func describe(id coveoapi.UserID) string {
	words := id.Name
	if id.Provider != "" || id.Type != "" {
		words += " (" + strings.TrimPrefix(id.Provider+", "+string(id.Type), ", ") + ")"
	}
	return words
}
