package connect

import (
	"context"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/verdictview"
)

// foundName is the profile under which a found key is looked at. It is never saved.
const foundName = "found key"

// askFound shows the form for a key that was found somewhere, to say what it is. Where
// there is an open connection, its organization is the first guess.
func (s *Screen) askFound() {
	s.ask(foundKey, profile.Profile{})
	s.entry.minting, s.entry.catalog = coveoapi.Secret{}, coveoapi.Secret{}
	if c := s.session.Connection; c != nil {
		target := c.API.Target()
		s.entry.organization, s.entry.endpoint, s.entry.url = target.OrganizationID, c.Profile.Endpoint, ""
		if !named(s.entry.endpoint) {
			s.entry.endpoint, s.entry.url = urlChoice, c.Profile.Endpoint
		}
	}
	s.form.SetSections(s.entry.sections())
	if s.entry.organization != "" {
		s.form.FocusOn(mintingField)
	}
}

// foundAttempt is the look at the key that the form describes.
func (e *entry) foundAttempt() attempt {
	return attempt{
		profile: profile.Profile{Name: foundName, OrganizationID: strings.TrimSpace(e.organization), Endpoint: e.spec()},
		keys:    profile.Keys{Minting: e.minting},
		judge:   true,
	}
}

// foundField is the key that was found, which may be a token too.
func (e *entry) foundField() formkit.Field {
	field := e.mintingField()
	field.Label, field.Help = "Key", "An API key or a token that was found in a page, a log or a repository. It is sent to this organization alone, and not kept."
	return field
}

// judgeFound says what the key of an open connection is, and ends the connection.
func judgeFound(ctx context.Context, connection common.Connection) (opened, error) {
	defer connection.API.Close()
	verdict, row := preflight.JudgeKey(ctx, preflight.Plan{Client: connection.API, Keys: connection.Keys})
	if err := ctx.Err(); err != nil {
		return opened{}, err
	}
	found := &foundVerdict{row: row}
	if row.State == preflight.Passed {
		var decoded *jwtview.Token
		if token, err := common.ReadToken(connection.Keys.Minting); err == nil {
			decoded = token.Decoded
		}
		credential := preflight.Describe(verdict, decoded, connection.API.Target().OrganizationID)
		found.credential = &credential
	}
	return opened{found: found}, nil
}

// foundVerdict is what a found key is, or in row why that could not be found out.
type foundVerdict struct {
	credential *preflight.Credential
	row        preflight.Row
}

// foundLines show the verdict.
func (s *Screen) foundLines() []string {
	if s.found == nil {
		return nil
	}
	if s.found.credential == nil {
		return append(s.item("✗ ", s.found.row.Evidence), s.item("→ ", s.found.row.Remedy)...)
	}
	return verdictview.Lines(s.session.Styles, *s.found.credential, s.width)
}
