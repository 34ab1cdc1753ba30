package cli

import (
	"context"
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// evaluationDocument is the answer to whether a privilege is held, as --json shows
// it.
type evaluationDocument struct {
	Schema       string             `json:"schema"`
	Organization string             `json:"organization"`
	Of           string             `json:"of"`
	Privilege    coveoapi.Privilege `json:"privilege"`
	Approved     bool               `json:"approved"`
	Reasons      []reasonDocument   `json:"reasons"`
}

// reasonDocument is a result code with what it means, "" when Coveo does not say.
type reasonDocument struct {
	Code    coveoapi.EvaluationCode `json:"code"`
	Meaning string                  `json:"meaning"`
}

// runEvaluate asks whether the key or token holds a privilege. That it does not is an
// answer, which the exit code tells too.
func runEvaluate(ctx context.Context, o *privilegesOptions) error {
	wanted, err := parsePrivilegeFlag(o.evaluate)
	if err != nil {
		return flagInput("evaluate", err)
	}
	c, token, err := o.connectAs(ctx)
	if err != nil {
		return err
	}
	credential := c.keys.Minting
	if o.of == ofToken {
		credential = token
	}
	defer c.wait.start("Asking about the privilege")()
	reply, err := c.client.Evaluate(ctx, credential, wanted)
	c.wait.stop()
	if err != nil {
		return err
	}
	document := evaluationDocument{
		schema("evaluation"), c.target.OrganizationID, firstOf(o.of, ofKey), wanted, reply.Value.Approved, []reasonDocument{},
	}
	for _, code := range reply.Value.EvaluationReport.ResultCodes {
		document.Reasons = append(document.Reasons, reasonDocument{code, code.Meaning()})
	}
	if o.globals.json {
		err = o.writeJSON(document)
	} else {
		err = o.io.write([]byte(o.evaluationText(document)))
	}
	if err == nil && !document.Approved {
		return &exitError{exitPrivilege}
	}
	return err
}

// evaluationText is the answer for people.
func (o *privilegesOptions) evaluationText(d evaluationDocument) string {
	verdict := "✓ Approved: the " + d.Of + " may use "
	if !d.Approved {
		verdict = "✗ Denied: the " + d.Of + " may not use "
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n", o.io.strong(o.safe(verdict+d.Privilege.String()+".")))
	if meaning := catalog.Describe(d.Privilege).Meaning; meaning != "" {
		text.WriteString(o.paragraph(meaning))
	}
	for _, reason := range d.Reasons {
		text.WriteString(o.paragraph(string(reason.Code) + ": " + firstOf(reason.Meaning, "Coveo's documentation does not say what this means.")))
	}
	return text.String()
}
