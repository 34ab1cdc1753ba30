package accessible

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/coveoapi/lint"
	"coveotoken/jwtview"
	"coveotoken/ui/screens/query"
	"coveotoken/ui/screens/token"
)

const (
	// mostClaims is how many claims are read, and mostBytes how much of one.
	mostClaims = 200
	mostBytes  = 2000
)

// readToken says what the current token is, how long it lives, and what each claim
// means.
func (d *dialog) readToken() error {
	current := d.Session.Current
	decoded, now := current.Decoded, d.Session.Now()
	d.heading("The token.")
	origin := ""
	if decoded.FromSandbox() {
		origin = " of the embedded sandbox"
	}
	d.say("It is a %s%s, %s.", decoded.Kind(), origin, current.Secret.Masked())
	if decoded.Claims != nil {
		life := decoded.Life()
		d.say("It %s.", life.Describe(now))
		if _, _, expires := life.Times(now); expires.Local != "" {
			d.say("Its end is at %s, which is %s.", expires.Local, expires.UTC)
		}
	}
	for _, note := range decoded.Notes {
		d.say("%s: %s", map[bool]string{true: "Warning", false: "Note"}[note.Problem], note.Text)
	}
	for _, f := range lint.Minted(decoded, lint.Context{Sandbox: decoded.FromSandbox()}) {
		d.say("%s: %s %s", severity(f.Severity), f.Sentence, f.Remedy)
	}
	d.explainClaims(decoded)
	if err := d.readGrants(); err != nil {
		return err
	}
	return d.readSignature()
}

// explainClaims says every claim with its value and what it means.
func (d *dialog) explainClaims(decoded *jwtview.Token) {
	claims := decoded.ExplainClaims()
	d.heading("Its claims, one by one.")
	for _, claim := range claims[:min(len(claims), mostClaims)] {
		meaning := claim.Meaning
		if !claim.Known() {
			meaning = "Not one that Coveo documents."
		}
		if claim.Effect != "" {
			meaning += " In a query: " + claim.Effect
		}
		d.show("%s is %s%s. %s", claim.Path, value(claim.Value), d.moment(claim, decoded.Life()), meaning)
	}
	if more := len(claims) - mostClaims; more > 0 {
		d.say("And %d more, which `coveo-token inspect --json` has.", more)
	}
}

// moment is what the value of a time claim means, or "".
func (d *dialog) moment(claim jwtview.Explained, life jwtview.Life) string {
	issued, notBefore, expires := life.Times(d.Session.Now())
	at := map[string]jwtview.TimeText{"iat": issued, "nbf": notBefore, "exp": expires}[claim.Path]
	if at.UTC == "" {
		return ""
	}
	return ", which is " + at.UTC
}

// value is a claim's value: text as it is, anything else as JSON.
func value(v *jwtview.Value) string {
	if v != nil && v.Kind == jwtview.String && len(v.Text) <= mostBytes {
		return v.Text
	}
	return string(jwtview.AppendJSON(nil, v, mostBytes))
}

// readGrants says whether the token has what was asked for. What the organization says
// that it may do is asked for where there is a connection.
func (d *dialog) readGrants() error {
	current := d.Session.Current
	if current.Asked == nil || d.Session.Connection == nil {
		return nil
	}
	api := d.Session.Connection.API
	effective, err := wait(d, "Asking what the token may do", 1, func(ctx context.Context) (grant.Effective, error) {
		reply, err := api.PrivilegesOf(ctx, current.Secret)
		return grant.Answered(reply.Value, err)
	})
	if err != nil {
		if told := d.tell(err); told != nil {
			return told
		}
	}
	compared := grant.Compare(current.Asked, current.Decoded, effective)
	d.heading("What was requested, what is in the token, and what is effective.")
	d.say("%s.", sentenceStart(compared.Summary()))
	if !compared.Effective.Told && compared.Effective.Why != "" {
		d.say("What is effective is not known: %s", compared.Effective.Why)
	}
	for _, row := range compared.Rows {
		d.say("%s: %s.", sentenceStart(string(row.State)), row.Words())
	}
	return nil
}

// readSignature says what can be said of the signature, with the keys that the platform
// publishes where they tell anything.
func (d *dialog) readSignature() error {
	decoded := d.Session.Current.Decoded
	d.heading("Its signature.")
	if !token.Checkable(decoded) || d.Session.Connection == nil {
		d.say("%s", strings.Join(decoded.SignatureFacts().Sentences, " "))
		return nil
	}
	api := d.Session.Connection.API
	keys, ok := d.Session.PublishedKeys()
	if !ok {
		reply, err := wait(d, "Getting the published keys", 1, api.Certificates)
		if err != nil {
			return d.tell(err)
		}
		keys = observe(d, reply)
		d.Session.KeepPublishedKeys(api.Target(), keys)
	}
	d.say("%s", token.DescribeSignature(decoded, keys, api.Target()))
	return nil
}

// openToken asks for a token, or a recorded request with one in it, and reads it.
func (d *dialog) openToken() error {
	for {
		answer, err := d.ask(question{
			label: "The token, or a recorded request", hidden: true,
			help: []string{"Paste a token, or a request that was copied as cURL from a browser. It is read on this machine only."},
		})
		if err != nil {
			return err
		}
		d.Conceal(coveoapi.NewSecret(strings.TrimSpace(answer)))
		before := d.Session.Current
		if _, err := d.Session.OpenPasted(answer); err != nil {
			d.fail(err)
			continue
		}
		d.querying = query.NewQuestions(d.Session)
		if d.Session.Current == before {
			d.say("There is a query in it, but no token.")
			return nil
		}
		d.Conceal(d.Session.Current.Secret)
		return d.readToken()
	}
}

// saveToken writes the token into a new file that only the user can read.
func (d *dialog) saveToken() error {
	for {
		name, err := d.ask(question{label: "Name of the file", help: []string{"It must not exist yet. Only you can read it; whoever has the token can use it."}})
		if err != nil {
			return err
		}
		if strings.TrimSpace(name) == "" {
			d.say("Type a name, or back.")
			continue
		}
		err = d.Session.WriteFile(name, []byte(d.Session.Current.Secret.Reveal()+"\n"))
		switch {
		case errors.Is(err, fs.ErrExist):
			d.say("There is already a file of that name. Nothing was written. Type another name.")
		case err != nil:
			return d.tell(err)
		default:
			d.say("Saved. Only you can read the file.")
			return nil
		}
	}
}
