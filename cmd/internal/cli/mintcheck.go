package cli

import (
	"context"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
)

// mintCheck is a minted token compared with what was asked for.
type mintCheck struct {
	comparison grant.Comparison
	// signature is the check of a platform token's signature, or nil; unsigned says
	// why there is none.
	signature *proof
	unsigned  string
	// failure is why the check could not be finished, or nil.
	failure error
}

// checkMinted decodes the token and asks the organization what it may do. The token is
// sent nowhere but to the organization that made it. It is nil when the token cannot
// be read.
func (o *mintOptions) checkMinted(ctx context.Context, client *coveoapi.Client, wait *progress, request coveoapi.Request, minted coveoapi.Secret) *mintCheck {
	token, err := jwtview.Decode(secretValue(minted))
	if err != nil {
		return &mintCheck{failure: err}
	}
	defer wait.start("Asking what the token may do")()
	asked := grant.FromRequest(client.Target(), request)
	reply, err := client.PrivilegesOf(ctx, minted)
	effective, err := grant.Answered(reply.Value, err)
	check := &mintCheck{comparison: grant.Compare(&asked, token, effective), failure: err}
	if token.Kind() == jwtview.KindPlatform && err == nil {
		check.verify(ctx, client, token)
	}
	return check
}

// verify checks the signature with the keys that the platform publishes.
func (c *mintCheck) verify(ctx context.Context, client *coveoapi.Client, token *jwtview.Token) {
	reply, err := client.Certificates(ctx)
	if err != nil {
		c.unsigned = "The platform's published keys could not be had. " + problem.Explain(err).Title
		return
	}
	c.signature = newProof(token, reply.Value, "The keys are those of /rest/tokens/certificates.")
}

// err is how a command ends after the check: with the code of what was found.
func (c *mintCheck) err() error {
	switch {
	case c.failure != nil:
		return c.failure
	case c.comparison.Differs(), c.signature != nil && !c.signature.verified:
		return &exitError{exitGranted}
	default:
		return nil
	}
}

// codeOnly is err without what a document already says.
func (c *mintCheck) codeOnly() error {
	if c.failure != nil {
		return &exitError{exitCode(problem.Explain(c.failure).Kind)}
	}
	return c.err()
}

// signatureText says how the signature is, or "" for a token whose signature nobody
// but Coveo can check.
func (c *mintCheck) signatureText() string {
	switch {
	case c.unsigned != "":
		return "? not checked. " + c.unsigned
	case c.signature == nil:
		return ""
	case c.signature.verified:
		return "✓ valid, key " + c.signature.keyID + " from /rest/tokens/certificates"
	default:
		return "✗ not valid. " + c.signature.words
	}
}

// checkReport is the check for people; width is as for table.render.
func (f *factory) checkReport(c *mintCheck, width int, strong func(string) string) string {
	var report strings.Builder
	report.WriteString(strong(c.comparison.Summary()) + "\n")
	t := &table{header: []string{"STATE", "WHAT", "REQUESTED", "IN THE TOKEN", "EFFECTIVE"}}
	for _, row := range c.comparison.Rows {
		t.add(row.State.Glyph()+" "+string(row.State), f.safe(row.Name), f.checkCell(row, row.Requested), f.checkCell(row, row.Token), f.checkCell(row, row.Effective))
	}
	report.WriteString(t.render(width, strong))
	if signature := c.signatureText(); signature != "" {
		report.WriteString("Signature: " + f.safe(signature) + "\n")
	}
	if why := c.comparison.Effective.Why; why != "" && c.failure == nil {
		report.WriteString(f.safe(why) + "\n")
	}
	return report.String()
}

// checkCell is one cell of the table: a mark for a privilege, the value of an
// attribute. The organization tells nothing about attributes.
func (f *factory) checkCell(row grant.Row, cell grant.Cell) string {
	switch {
	case row.Privilege, !cell.Held && cell.Told:
		return cell.Mark()
	case !cell.Told:
		return ""
	default:
		return f.safe(cell.Text)
	}
}

// checkDocument is the check as --json shows it.
type checkDocument struct {
	Differs bool   `json:"differs"`
	Summary string `json:"summary"`
	// EffectiveTold is false when the organization did not say what the token may do;
	// EffectiveNote says why.
	EffectiveTold bool   `json:"effective_told"`
	EffectiveNote string `json:"effective_note,omitempty"`
	// Failure is why the check could not be finished.
	Failure string     `json:"failure,omitempty"`
	Rows    []checkRow `json:"rows"`
	// Signature is there for a platform token.
	Signature *verificationDocument `json:"signature,omitempty"`
}

// checkRow is one row; a column that is null does not tell, one that is "" says that
// it is not there.
type checkRow struct {
	Kind      string      `json:"kind"` // "privilege" or "attribute"
	Name      string      `json:"name"`
	Claim     string      `json:"claim,omitempty"`
	State     grant.State `json:"state"`
	Requested *string     `json:"requested"`
	InToken   *string     `json:"in_token"`
	Effective *string     `json:"effective"`
}

func newCheckDocument(c *mintCheck) *checkDocument {
	document := &checkDocument{
		Differs: c.comparison.Differs(), Summary: c.comparison.Summary(),
		EffectiveTold: c.comparison.Effective.Told, EffectiveNote: c.comparison.Effective.Why, Rows: []checkRow{},
	}
	if c.failure != nil {
		document.Failure = problem.Explain(c.failure).Title
	}
	if c.signature != nil {
		document.Signature = &verificationDocument{c.signature.verified, c.signature.keyID, c.signature.words}
	} else if c.unsigned != "" {
		document.Signature = &verificationDocument{Reason: c.unsigned}
	}
	for _, row := range c.comparison.Rows {
		kind := "attribute"
		if row.Privilege {
			kind = "privilege"
		}
		document.Rows = append(document.Rows, checkRow{
			kind, row.Name, row.Claim, row.State, cellText(row.Requested), cellText(row.Token), cellText(row.Effective),
		})
	}
	return document
}

func cellText(c grant.Cell) *string {
	if !c.Told {
		return nil
	}
	return &c.Text
}
