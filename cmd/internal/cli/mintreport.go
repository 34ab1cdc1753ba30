package cli

import (
	"fmt"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// report prints a minted token: alone into a pipe, masked on a terminal. check is
// what --check found, for --json, or nil.
func (o *mintOptions) report(m mint, target coveoapi.Target, reply coveoapi.Reply[coveoapi.Secret], check *mintCheck) error {
	switch {
	case o.globals.json:
		return o.reportJSON(m, target, reply, check)
	case !o.io.outTerminal && o.output != "":
		return nil
	case !o.io.outTerminal:
		return o.io.write([]byte(secretValue(reply.Value) + "\n"))
	}
	return o.io.write([]byte(o.mintReport(m.kind, reply)))
}

// mintDocument is a minted token as --json shows it.
type mintDocument struct {
	Schema       string  `json:"schema"`
	Kind         string  `json:"kind"`
	Organization string  `json:"organization"`
	IssuedAt     *string `json:"issued_at"`
	ExpiresAt    *string `json:"expires_at"`
	ExpiresIn    *int64  `json:"expires_in"`
	DurationMS   int64   `json:"duration_ms"`
	Token        string  `json:"token,omitempty"`
	// File is where --output put the token.
	File   string  `json:"file,omitempty"`
	Claims rawJSON `json:"claims,omitempty"`
	// Warnings are there only when something was odd and sent all the same.
	Warnings []string `json:"warnings,omitempty"`
	// Check is there only when it was asked for.
	Check rawJSON `json:"check,omitempty"`
}

func (o *mintOptions) reportJSON(m mint, target coveoapi.Target, reply coveoapi.Reply[coveoapi.Secret], check *mintCheck) error {
	document := mintDocument{
		Schema: schema("mint"), Kind: m.kind, Organization: target.OrganizationID,
		DurationMS: reply.Exchange.Duration.Milliseconds(), Warnings: m.warnings, File: o.output,
	}
	if token, err := jwtview.Decode(secretValue(reply.Value)); err == nil {
		life := token.Life()
		document.IssuedAt, document.ExpiresAt = jsonTime(life.IssuedAt), jsonTime(life.ExpiresAt)
		document.ExpiresIn = secondsUntil(life.ExpiresAt, serverTime(reply.Exchange))
		document.Claims = o.redactJSON(valueJSON(token.Claims, len(token.Compact)))
	}
	if check != nil {
		text, err := encodeJSON(newCheckDocument(check), "")
		if err != nil {
			return err
		}
		document.Check = o.redactJSON(text)
	}
	if o.showToken {
		document.Token = secretValue(reply.Value)
	}
	return o.io.writeJSON(document)
}

// mintReport is what a person needs to know of a token just minted.
func (o *mintOptions) mintReport(kind string, reply coveoapi.Reply[coveoapi.Secret]) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n", o.io.strong(fmt.Sprintf("✓ %s minted in %s", sentenceStart(kind), milliseconds(reply.Exchange.Duration))))
	shown, hint := reply.Value.Masked(), "  masked; --show-token shows it, and a pipe gets it alone"
	switch {
	case o.showToken:
		shown, hint = secretValue(reply.Value), ""
	case o.output != "":
		hint = "  in " + o.safe(o.output) + ", which only you can read"
	}
	fmt.Fprintf(&text, "  Token    %s%s\n", shown, hint)
	token, err := jwtview.Decode(secretValue(reply.Value))
	if err != nil {
		fmt.Fprintf(&text, "  Note     it is not a JSON web token: %s\n", o.safe(err.Error()))
		return text.String()
	}
	if identities := tokenIdentities(token); len(identities) > 0 {
		fmt.Fprintf(&text, "  Acts as  %s\n", o.safe(strings.Join(identities, ", ")))
	}
	fmt.Fprintf(&text, "  Life     %s\n", expiryText(token.Life(), serverTime(reply.Exchange)))
	fmt.Fprintf(&text, "  Claims   %s\n", "pipe the same command into `coveo-token inspect`")
	return text.String()
}

// milliseconds writes how long a call took.
func milliseconds(d time.Duration) string {
	if d < time.Millisecond {
		return "less than 1 ms"
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}

// serverTime is the server's clock when it answered, or ours where it did not say.
func serverTime(e coveoapi.Exchange) time.Time {
	if date, err := parseHTTPDate(e.Header.Get("Date")); err == nil {
		return date
	}
	return e.ReceivedAt
}

// expiryText says when a token ends, and how long that is from now.
func expiryText(life jwtview.Life, now time.Time) string {
	if life.ExpiresAt.IsZero() {
		return life.Describe(now)
	}
	return bothTimes(life.ExpiresAt) + ", " + life.Describe(now)
}
