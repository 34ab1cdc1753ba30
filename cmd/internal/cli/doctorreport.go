package cli

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/ui/components/text"
)

// doctorMark is a state in one cell.
func doctorMark(state preflight.State) string {
	switch state {
	case preflight.Passed:
		return "✓"
	case preflight.Failed:
		return "✗"
	case preflight.Warned:
		return "!"
	case preflight.Skipped:
		return "–"
	default:
		return "?"
	}
}

// doctorRow is a row for people: what was checked, how we know, what to do.
func (f *factory) doctorRow(row preflight.Row) string {
	lines := []string{f.io.strong(doctorMark(row.State) + " " + f.safe(row.Title))}
	width := max(1, f.io.textWidth()-4)
	lines = append(lines, text.Indent(text.Wrap(f.safe(row.Evidence), width), "  ")...)
	if row.Remedy != "" {
		remedy := text.Indent(text.Wrap(f.safe(row.Remedy), width), "    ")
		remedy[0] = "  → " + strings.TrimSpace(remedy[0])
		lines = append(lines, remedy...)
	}
	return strings.Join(lines, "\n") + "\n"
}

func (f *factory) doctorTable(rows []preflight.Row) *table {
	t := &table{}
	for _, row := range rows {
		t.add(string(row.State), f.safe(row.Title), f.safe(row.Evidence), f.safe(row.Remedy))
	}
	return t
}

// doctorSummary counts the rows that did not pass.
func doctorSummary(rows []preflight.Row) string {
	counts := map[preflight.State]int{}
	for _, row := range rows {
		counts[row.State]++
	}
	parts := []string{fmt.Sprintf("%d of %d checks passed", counts[preflight.Passed], len(rows))}
	for _, state := range []preflight.State{preflight.Failed, preflight.Warned, preflight.Unknown, preflight.Skipped} {
		if counts[state] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[state], state))
		}
	}
	return strings.Join(parts, ", ") + "."
}

// doctorDocument is what the checks found as --json shows it.
type doctorDocument struct {
	Schema       string        `json:"schema"`
	Organization string        `json:"organization"`
	Endpoint     string        `json:"endpoint"`
	OK           bool          `json:"ok"`
	Checks       []doctorCheck `json:"checks"`
}

type doctorCheck struct {
	ID       string          `json:"id"`
	Subject  string          `json:"subject,omitempty"`
	Title    string          `json:"title"`
	State    preflight.State `json:"state"`
	Evidence string          `json:"evidence"`
	Remedy   string          `json:"remedy,omitempty"`
	Kind     problem.Kind    `json:"kind,omitempty"`
	Fix      *doctorFix      `json:"fix,omitempty"`
}

type doctorFix struct {
	Field preflight.FixField `json:"field"`
	From  string             `json:"from"`
	To    string             `json:"to"`
}

func newDoctorDocument(plan preflight.Plan, rows []preflight.Row) doctorDocument {
	target := plan.Client.Target()
	_, bad := preflight.Worst(rows)
	document := doctorDocument{schema("doctor"), target.OrganizationID, target.Endpoint.Spec, !bad, []doctorCheck{}}
	for _, row := range rows {
		c := doctorCheck{row.ID, row.Subject, row.Title, row.State, row.Evidence, row.Remedy, row.Kind, nil}
		if row.Fix != nil {
			c.Fix = &doctorFix{row.Fix.Field, row.Fix.From, row.Fix.To}
		}
		document.Checks = append(document.Checks, c)
	}
	return document
}
