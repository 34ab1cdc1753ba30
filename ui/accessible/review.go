package accessible

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/review"
)

// review says what the request asks for, and then mints, checks, or goes back to the
// answers, until there is a token.
func (d *dialog) review() error {
	var told []byte
	for {
		request, invalid := review.Request(d.Session)
		if state := fmt.Append(nil, request.URL, string(request.Body), invalid); !bytes.Equal(state, told) {
			d.describe(invalid) // again only when it has changed
			told = state
		}
		minted := false
		var steps []activity
		mint := func() (err error) { minted, err = d.mint(request); return err }
		switch {
		case invalid == nil:
			steps = append(steps, activity{"Mint the token.", mint})
		case review.BeyondRange(d.Session):
			steps = append(steps, activity{"Send it all the same, to learn what Coveo answers.", mint})
		}
		steps = append(
			steps,
			activity{"Check first what can be checked. Nothing is created by it.", func() error { return d.check(request) }},
			activity{"Read the request as it is sent.", func() error { d.readRequest(request); return nil }},
			activity{"Change the answers.", func() error { return d.fields(false) }},
			activity{"Change the answers, and those that few need.", func() error { return d.fields(true) }},
		)
		if d.Session.Draft.Kind == common.PlatformToken {
			steps = append(steps, activity{"Change the privileges.", d.pickPrivileges})
		}
		step, err := d.pick("What now?", steps)
		if err == nil {
			err = step.run()
			if errors.Is(err, errBack) { // to the review
				err = nil
			}
		}
		switch {
		case err != nil:
			return err
		case minted:
			return d.readToken()
		}
	}
}

// describe says in sentences what the draft asks for, what is wrong with it, and what
// is good to know.
func (d *dialog) describe(invalid error) {
	d.heading("Review. This is what will be asked for.")
	for _, fact := range review.Facts(d.Session) {
		d.say("%s: %s.", fact.Label, strings.Join(fact.Values, "; "))
	}
	allowed, lacking := review.Allowed(d.Session)
	for _, sentence := range allowed {
		d.say("%s", sentence)
	}
	found := review.Untold(d.Session.Findings(), invalid)
	for _, f := range found {
		d.say("%s: %s %s", severity(f.Severity), f.Sentence, f.Remedy)
	}
	var input *coveoapi.InputError
	switch {
	case errors.As(invalid, &input):
		d.say("Not complete yet: %s %s. %s", input.Field, input.Reason, input.Remedy)
	case invalid != nil:
		d.fail(invalid)
	case lacking:
		d.say("Warning: the key may not be enough. Minting can be tried all the same.")
	case len(found) == 0:
		d.say("Ready. There are 0 problems.")
	default:
		d.say("Ready.")
	}
}

func severity(s lint.Severity) string {
	switch s {
	case lint.Wrong:
		return "Wrong"
	case lint.Warning:
		return "Warning"
	default:
		return "Note"
	}
}

// readRequest says the request as it is sent, the credential masked.
func (d *dialog) readRequest(request coveoapi.Request) {
	d.heading("The request.")
	d.show("%s %s", request.Method, request.URL)
	d.say("It carries the key %s in the Authorization header.", request.Credential.Masked())
	for _, field := range request.Header {
		d.show("%s: %s", field.Name, field.Value)
	}
	if request.Body != nil {
		d.say("Its body is:")
		d.show("%s", safetext.EscapeJSON(coveoapi.ConcealBody(request.Body)))
	}
}
