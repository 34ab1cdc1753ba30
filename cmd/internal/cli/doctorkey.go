package cli

import (
	"context"
	"fmt"
	"strings"

	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
	"coveotoken/ui/components/text"
)

// keyDocument is what a key is as --json shows it.
type keyDocument struct {
	Schema       string `json:"schema"`
	Organization string `json:"organization"`
	Kind         string `json:"kind"`
	// Enabled is always true: a key that does not work has no verdict.
	Enabled    bool                 `json:"enabled"`
	Template   string               `json:"template"`
	Summary    string               `json:"summary"`
	Power      string               `json:"power"`
	Public     bool                 `json:"public"`
	Why        string               `json:"why"`
	Advice     string               `json:"advice"`
	Can        []string             `json:"can"`
	Cannot     []string             `json:"cannot"`
	Ending     []string             `json:"ending"`
	Complete   bool                 `json:"complete"`
	Privileges []describedPrivilege `json:"privileges"`
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
	credential, organization := describeKey(verdict, plan), plan.Client.Target().OrganizationID
	if !o.globals.json {
		return o.io.write([]byte(o.keyReport(credential, organization)))
	}
	return o.writeJSON(keyDocument{
		Schema: schema("doctor-key"), Organization: organization, Kind: credential.Kind, Enabled: true,
		Template: credential.Template, Summary: credential.Summary, Power: credential.Power,
		Public: credential.Public, Why: credential.Why, Advice: credential.Advice,
		Can: append([]string{}, credential.Can...), Cannot: append([]string{}, credential.Cannot...),
		Ending: credential.Ending, Complete: credential.Complete, Privileges: describePrivileges(credential.Privileges, ""),
	})
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

// describeKey puts the verdict into words. A token may stand in the key's place.
func describeKey(verdict preflight.KeyVerdict, plan preflight.Plan) preflight.Credential {
	token, err := jwtview.Decode(secretValue(plan.Keys.Minting))
	if err != nil {
		token = nil
	}
	return preflight.Describe(verdict, token, plan.Client.Target().OrganizationID)
}

// keyReport is the verdict for people.
func (f *factory) keyReport(c preflight.Credential, organization string) string {
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
	report.WriteString(f.io.strong(fmt.Sprintf("%s of %s: resembles the template %s", sentenceStart(c.Kind), organization, c.Template)) + "\n")
	for i, section := range c.Sections() {
		if section.Heading != "" {
			report.WriteString(map[bool]string{false: "\n"}[i == 0] + f.io.strong(section.Heading) + "\n")
		}
		for _, line := range section.Lines {
			paragraph("  "+line.Mark, line.Text)
		}
	}
	return report.String()
}
