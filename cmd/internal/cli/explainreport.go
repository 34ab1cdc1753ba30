package cli

import (
	"fmt"
	"strconv"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/ui/components/text"
)

// explainDocument is an explanation as --json shows it.
type explainDocument struct {
	Schema string `json:"schema"`
	Asked  string `json:"asked"`
	// Read is what an answer that was given says of itself.
	Read    *readAnswer `json:"read,omitempty"`
	General string      `json:"general,omitempty"`
	// Explanations are those that fit; what tells them apart is in their signs.
	Explanations []explainEntry `json:"explanations"`
}

type readAnswer struct {
	Status     int    `json:"status,omitempty"`
	Code       string `json:"code,omitempty"`
	Message    string `json:"message,omitempty"`
	RequestID  string `json:"request_id,omitempty"`
	RetryAfter int64  `json:"retry_after,omitempty"` // seconds
}

type explainEntry struct {
	ID       string        `json:"id"`
	Group    problem.Group `json:"group"`
	Kind     problem.Kind  `json:"kind"`
	ExitCode int           `json:"exit_code"`
	Title    string        `json:"title"`
	Sign     string        `json:"sign"`
	Remedy   string        `json:"remedy"`
	Source   string        `json:"source,omitempty"`
	Statuses []int         `json:"statuses"`
	Codes    []string      `json:"codes"`
	Example  string        `json:"example,omitempty"`
}

func newExplainDocument(e explanation) explainDocument {
	document := explainDocument{Schema: schema("explain"), Asked: e.asked, General: e.general, Explanations: []explainEntry{}}
	if r := e.read; r != nil {
		document.Read = &readAnswer{r.Status, r.Code, r.Message, r.RequestID, int64(r.RetryAfter.Seconds())}
	}
	for _, entry := range e.entries {
		document.Explanations = append(document.Explanations, explainEntry{
			entry.ID, entry.Group, entry.Kind, exitCode(entry.Kind), entry.Title, entry.Sign, entry.Remedy, entry.Source,
			append([]int{}, entry.Statuses...), append([]string{}, entry.Codes...), entry.Example,
		})
	}
	return document
}

// reportExplanation prints what was found.
func (o *explainOptions) reportExplanation(e explanation) error {
	if o.globals.json {
		return o.writeJSON(newExplainDocument(e))
	}
	var out strings.Builder
	if e.read != nil {
		out.WriteString(o.readText(e.read) + "\n")
	}
	if e.general != "" {
		out.WriteString(o.wrapped("", e.general) + "\n")
	}
	switch {
	case len(e.entries) == 0 && e.read != nil && e.general == "":
		out.WriteString(o.wrapped("", "Nothing more is known of it. Its status would tell more: curl -i prints it.") + "\n")
	case e.brief:
		for _, entry := range e.entries {
			out.WriteString(o.wrapped("  "+text.Fit(entry.ID, explainColumn), entry.Title))
		}
	default:
		if len(e.entries) > 1 {
			out.WriteString(o.wrapped("", fmt.Sprintf("%d known failures fit. What tells them apart stands behind “How to tell”.", len(e.entries))) + "\n")
		}
		for i, entry := range e.entries {
			if i > 0 {
				out.WriteByte('\n')
			}
			out.WriteString(o.entryText(entry, len(e.entries) == 1))
		}
	}
	return o.io.write([]byte(strings.TrimRight(out.String(), "\n") + "\n"))
}

// explainColumn is the width of the IDs in a list.
const explainColumn = 34

// readText says what the answer that was given says.
func (o *explainOptions) readText(e *coveoapi.APIError) string {
	var out strings.Builder
	out.WriteString(o.io.strong("Read") + "\n")
	row := func(name, value string) {
		if value != "" {
			out.WriteString(o.wrapped("  "+text.Fit(name, len("Request ID")+2), value))
		}
	}
	if e.Status != 0 {
		row("Status", strconv.Itoa(e.Status))
	}
	row("Code", e.Code)
	row("Message", e.Message)
	row("Request ID", e.RequestID)
	if e.RetryAfter > 0 {
		row("Wait", e.RetryAfter.String())
	}
	return out.String()
}

// entryText is a known failure for people.
func (o *explainOptions) entryText(entry problem.Entry, withExample bool) string {
	var out strings.Builder
	title := o.safe(entry.Title)
	if width := o.io.textWidth(); width > 0 {
		title = strings.Join(text.Wrap(title, max(minTextWidth, width)), "\n")
	}
	out.WriteString(o.io.strong(title) + "\n")
	for _, row := range [][2]string{{"How to tell", entry.Sign}, {"What to do", entry.Remedy}, {"See", entry.Source}} {
		if row[1] != "" {
			out.WriteString(o.wrapped("  "+text.Fit(row[0], len("How to tell")+2), row[1]))
		}
	}
	fmt.Fprintf(&out, "  %s%s, exit code %d\n", text.Fit("Known as", len("How to tell")+2), entry.ID, exitCode(entry.Kind))
	if withExample && entry.Example != "" {
		out.WriteString("\n" + o.io.strong("Example") + "\n")
		for line := range strings.SplitSeq(entry.Example, "\n") {
			out.WriteString(o.wrapped("  ", line))
		}
	}
	return out.String()
}

// wrapped is text that may come from outside, behind a lead that the following lines
// keep clear.
func (o *explainOptions) wrapped(lead, outside string) string {
	lines := []string{o.safe(outside)}
	if width := o.io.textWidth(); width > 0 {
		lines = text.Wrap(lines[0], max(minTextWidth, width-text.Width(lead)))
	}
	return lead + strings.Join(lines, "\n"+strings.Repeat(" ", text.Width(lead))) + "\n"
}

// listExplanations lists every known failure by group.
func (o *explainOptions) listExplanations() error {
	all := explanation{asked: "everything that is known", entries: problem.Catalogue()}
	if o.globals.json {
		return o.writeJSON(newExplainDocument(all))
	}
	if !o.io.forPeople() {
		t := &table{}
		for _, entry := range all.entries {
			t.add(entry.ID, string(entry.Group), entry.Title)
		}
		return o.io.write([]byte(t.render(0, o.io.strong)))
	}
	var out strings.Builder
	var group problem.Group
	for _, entry := range all.entries {
		if entry.Group != group {
			group = entry.Group
			out.WriteString("\n" + o.io.strong(string(group)) + "\n")
		}
		out.WriteString(o.wrapped("  "+text.Fit(entry.ID, explainColumn), entry.Title))
	}
	return o.io.write([]byte(strings.TrimLeft(out.String(), "\n")))
}
