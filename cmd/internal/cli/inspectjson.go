package cli

import (
	"time"

	"coveotoken/coveoapi/lint"
	"coveotoken/jwtview"
)

// inspectDocument is a token as --json shows it. Nothing in it was verified but
// what the verification says. The token itself is left out.
type inspectDocument struct {
	Schema    string            `json:"schema"`
	Kind      jwtview.Kind      `json:"kind"`
	Sandbox   bool              `json:"sandbox"`
	Life      lifeDocument      `json:"life"`
	Signature signatureDocument `json:"signature"`
	// Verification is there only when it was asked for.
	Verification *verificationDocument `json:"verification,omitempty"`
	Notes        []noteDocument        `json:"notes"`
	Header       rawJSON               `json:"header"`
	Claims       rawJSON               `json:"claims"`
	// Explained holds the parameters and claims that are known, by their path.
	Explained []explainedDocument `json:"explained"`
}

type lifeDocument struct {
	State     string  `json:"state"`
	IssuedAt  *string `json:"issued_at"`
	NotBefore *string `json:"not_before"`
	ExpiresAt *string `json:"expires_at"`
	ExpiresIn *int64  `json:"expires_in"`
}

type signatureDocument struct {
	Badge     string   `json:"badge"`
	Algorithm string   `json:"algorithm"`
	Facts     []string `json:"facts"`
}

type verificationDocument struct {
	Verified bool   `json:"verified"`
	KeyID    string `json:"key_id"`
	Reason   string `json:"reason"`
}

type noteDocument struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Problem bool   `json:"problem"`
}

type explainedDocument struct {
	Path    string `json:"path"`
	Meaning string `json:"meaning"`
	// Effect is what it changes when a query is made.
	Effect string `json:"effect,omitempty"`
	// Field is the label of the form field that sets it, FieldID its ID.
	Field   string `json:"field,omitempty"`
	FieldID string `json:"field_id,omitempty"`
	Source  string `json:"source,omitempty"`
}

// lifeState is the word of --json for a state of a life.
func lifeState(v jwtview.Validity) string {
	switch v {
	case jwtview.Valid:
		return "current"
	case jwtview.Expired:
		return "expired"
	case jwtview.NotYetValid:
		return "not_yet_valid"
	case jwtview.NoExpiry:
		return "no_expiry"
	default:
		return "unreadable_expiry"
	}
}

func newLifeDocument(life jwtview.Life, now time.Time) lifeDocument {
	return lifeDocument{
		lifeState(life.At(now)), jsonTime(life.IssuedAt), jsonTime(life.NotBefore),
		jsonTime(life.ExpiresAt), secondsUntil(life.ExpiresAt, now),
	}
}

func (o *inspectOptions) writeInspectJSON(token *jwtview.Token, proof *proof, now time.Time) error {
	life, facts := token.Life(), token.SignatureFacts()
	document := inspectDocument{
		Schema: schema("inspect"), Kind: token.Kind(), Sandbox: token.FromSandbox(),
		Life:      newLifeDocument(life, now),
		Signature: signatureDocument{proof.badge(facts), facts.Algorithm, facts.Sentences},
		Notes:     []noteDocument{},
		Header:    valueJSON(token.Header, len(token.Compact)),
		Claims:    valueJSON(token.Claims, len(token.Compact)),
		Explained: []explainedDocument{},
	}
	if proof != nil {
		document.Verification = &verificationDocument{proof.verified, proof.keyID, proof.words}
	}
	for _, note := range token.Notes {
		document.Notes = append(document.Notes, noteDocument(note))
	}
	for _, finding := range findingsOf(token) {
		document.Notes = append(document.Notes, noteDocument{finding.ID, finding.Sentence + " " + finding.Remedy, finding.Severity > lint.Note})
	}
	for _, explained := range append(token.ExplainHeader(), token.ExplainClaims()...) {
		if explained.Known() {
			document.Explained = append(document.Explained,
				explainedDocument{explained.Path, explained.Meaning, explained.Effect, explained.Field.Label, explained.Field.ID, explained.Source})
		}
	}
	return o.io.writeJSON(document)
}
