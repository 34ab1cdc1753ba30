package cli

import (
	"context"
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
	"coveotoken/ui/components/text"
)

// keyDocument is what a key is as --json shows it.
type keyDocument struct {
	Schema       string               `json:"schema"`
	Organization string               `json:"organization"`
	Kind         string               `json:"kind"`
	Template     string               `json:"template"`
	Summary      string               `json:"summary"`
	Public       bool                 `json:"public"`
	Why          string               `json:"why"`
	Can          []string             `json:"can"`
	Cannot       []string             `json:"cannot"`
	Complete     bool                 `json:"complete"`
	Privileges   []describedPrivilege `json:"privileges"`
}

// judgeKey says what the key is: its privileges, the template it resembles, whether
// it may be in a web page, and what it cannot do.
func (o *doctorOptions) judgeKey(ctx context.Context, plan preflight.Plan, wait *progress) error {
	wait.start("Asking what the key may do")
	verdict, row := preflight.JudgeKey(ctx, plan)
	wait.stop()
	if err := ctx.Err(); err != nil {
		return err
	}
	if row.State != preflight.Passed {
		return keyProblem(row)
	}
	kind, why := credentialKind(plan.Keys.Minting, verdict)
	document := keyDocument{
		schema("doctor-key"), plan.Client.Target().OrganizationID, kind, verdict.Template, verdict.Summary,
		verdict.Public, why, append([]string{}, verdict.Can...), append([]string{}, verdict.Cannot...),
		verdict.Complete, describePrivileges(verdict.Privileges, ""),
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	return o.io.write([]byte(o.keyReport(document)))
}

// keyProblem is a key that has no verdict.
func keyProblem(row preflight.Row) error {
	p := problem.Problem{ID: "key-" + string(row.State), Kind: row.Kind, Evidence: row.Evidence, Remedy: row.Remedy}
	switch {
	case row.ID == preflight.Endpoint:
		p.Title = "The endpoint gives no answer."
	case row.State == preflight.Failed:
		p.Title = "The API key is not accepted."
	default:
		p.Title, p.Kind = "What the API key may do could not be found out.", problem.Unexpected
	}
	return &problemError{problem: p}
}

// credentialKind tells an API key from a token, and why it may be in a web page: a
// token speaks for its user, whatever its privileges.
func credentialKind(credential coveoapi.Secret, verdict preflight.KeyVerdict) (kind, why string) {
	token, err := jwtview.Decode(secretValue(credential))
	switch {
	case err != nil:
		return "API key", verdict.Why
	case verdict.Public:
		return string(token.Kind()), "It may be in the page of the user it speaks for, until it expires: whoever copies it can find what that user can."
	default:
		return string(token.Kind()), verdict.Why
	}
}

// keyReport is the verdict for people.
func (f *factory) keyReport(d keyDocument) string {
	var report strings.Builder
	paragraph := func(lead, words string) {
		lines := []string{f.safe(words)}
		if width := f.io.textWidth(); width > 0 {
			lines = text.Wrap(lines[0], max(1, width-text.Width(lead)))
		}
		for _, line := range lines {
			report.WriteString(lead + line + "\n")
			lead = strings.Repeat(" ", text.Width(lead))
		}
	}
	heading := func(words string) { report.WriteString("\n" + f.io.strong(words) + "\n") }
	report.WriteString(f.io.strong(fmt.Sprintf("%s of %s: resembles the template %s", sentenceStart(d.Kind), d.Organization, d.Template)) + "\n")
	paragraph("", d.Summary)
	heading("In a web page: " + map[bool]string{true: "yes", false: "no"}[d.Public])
	paragraph("", d.Why)
	heading("What it can do")
	for _, can := range d.Can {
		paragraph("  ✓ ", can)
	}
	for _, cannot := range d.Cannot {
		paragraph("  ✗ ", "cannot "+cannot)
	}
	heading("Its privileges")
	if !d.Complete {
		paragraph("  ", "It may not list them; these were asked for one by one.")
	}
	for _, p := range d.Privileges {
		paragraph("  • ", p.String()+": "+p.Meaning)
	}
	if len(d.Privileges) == 0 {
		paragraph("  ", "none")
	}
	return report.String()
}
