package cli

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi/lint"
	"coveotoken/ui/components/text"
)

// lintDocument is what was found as --json shows it.
type lintDocument struct {
	Schema string `json:"schema"`
	// Kind is what was looked at: search, platform or token.
	Kind string `json:"kind"`
	// OK says that there is nothing but notes.
	OK       bool          `json:"ok"`
	Findings []lintFinding `json:"findings"`
	// FilterTrial is there only when the filter was tried.
	FilterTrial *filterTrial `json:"filter_trial,omitempty"`
}

// filterTrial is how many items a filter keeps, and as whom they were counted.
type filterTrial struct {
	Kept int `json:"kept"`
	Of   int `json:"of"`
	// AsUsers says that they were counted as the request's users, and not as the key.
	AsUsers bool   `json:"as_users"`
	As      string `json:"as"`
}

type lintFinding struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	Field    string `json:"field"`
	Sentence string `json:"sentence"`
	Remedy   string `json:"remedy"`
	Source   string `json:"source"`
}

// lintRulesDocument is the list of rules as --json shows it.
type lintRulesDocument struct {
	Schema string     `json:"schema"`
	Rules  []lintRule `json:"rules"`
}

type lintRule struct {
	ID       string   `json:"id"`
	Severity string   `json:"severity"`
	On       []string `json:"on"`
	Sentence string   `json:"sentence"`
	Remedy   string   `json:"remedy"`
	Source   string   `json:"source"`
}

func (o *lintOptions) reportFindings(kind string, found []lint.Finding) error {
	if o.globals.json {
		document := lintDocument{schema("lint"), kind, true, []lintFinding{}, nil}
		if t := o.trial; t != nil {
			document.FilterTrial = &filterTrial{t.Kept, t.Of, t.AsAsked(), t.As()}
		}
		for _, f := range found {
			document.OK = document.OK && f.Severity == lint.Note
			document.Findings = append(document.Findings, lintFinding{f.ID, f.Severity.String(), f.Field, f.Sentence, f.Remedy, f.Source})
		}
		return o.writeJSON(document)
	}
	if o.trial != nil {
		o.note("The filter %s.", o.trial)
	}
	if !o.io.forPeople() {
		t := &table{}
		for _, f := range found {
			t.add(f.Severity.String(), f.ID, o.safe(f.Field), o.safe(f.Sentence), o.safe(f.Remedy))
		}
		return o.io.write([]byte(t.render(0, o.io.strong)))
	}
	var out strings.Builder
	for _, f := range found {
		out.WriteString(o.findingText(f))
	}
	out.WriteString(o.io.strong(lintSummary(kind, found)) + "\n")
	return o.io.write([]byte(out.String()))
}

// findingText is a finding for people: where, what, what to do, and how we know.
func (o *lintOptions) findingText(f lint.Finding) string {
	mark := map[lint.Severity]string{lint.Wrong: "✗ ", lint.Warning: "! ", lint.Note: "· "}[f.Severity]
	width := max(1, o.io.textWidth()-4)
	lines := []string{o.io.strong(mark+o.safe(f.Field)) + " (" + f.ID + ")"}
	lines = append(lines, text.Indent(text.Wrap(o.safe(f.Sentence), width), "  ")...)
	remedy := text.Indent(text.Wrap(o.safe(f.Remedy), width), "    ")
	remedy[0] = "  → " + strings.TrimSpace(remedy[0])
	lines = append(lines, remedy...)
	lines = append(lines, text.Indent(text.Wrap("See: "+f.Source, width), "  ")...)
	return strings.Join(lines, "\n") + "\n\n"
}

// lintSummary counts what was found.
func lintSummary(kind string, found []lint.Finding) string {
	what := map[string]string{lintSearch: "search token request", lintPlatform: "platform token request", lintToken: "token"}[kind]
	if len(found) == 0 {
		return "✓ Nothing is odd about this " + what + "."
	}
	counts := map[lint.Severity]int{}
	for _, f := range found {
		counts[f.Severity]++
	}
	var parts []string
	if counts[lint.Wrong] > 0 {
		parts = append(parts, fmt.Sprintf("%d wrong", counts[lint.Wrong]))
	}
	for _, severity := range []lint.Severity{lint.Warning, lint.Note} {
		if counts[severity] > 0 {
			parts = append(parts, english.Plural(counts[severity], severity.String(), ""))
		}
	}
	return "In this " + what + ": " + strings.Join(parts, ", ") + "."
}

// listRules prints the rules.
func (o *lintOptions) listRules() error {
	if o.globals.json {
		document := lintRulesDocument{schema("lint-rules"), []lintRule{}}
		for _, r := range lint.All() {
			document.Rules = append(document.Rules, lintRule{r.ID, r.Severity.String(), strings.Split(r.On.String(), ", "), r.Sentence, r.Remedy, r.Source})
		}
		return o.io.writeJSON(document)
	}
	t := &table{header: []string{"RULE", "SEVERITY", "ON", "WHAT IT SAYS"}}
	for _, r := range lint.All() {
		t.add(r.ID, r.Severity.String(), r.On.String(), r.Sentence)
	}
	return o.io.write([]byte(t.render(o.io.textWidth(), o.io.strong)))
}
