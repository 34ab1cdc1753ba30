package cli

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/sameas"
)

// loginDocument is what login prints as --json.
type loginDocument struct {
	Schema  string          `json:"schema"`
	Profile profileDocument `json:"profile"`
	// Key is what the minting key is, null where the server does not say.
	Key *verdictDocument `json:"key"`
}

// verdictDocument is what a key is and can do.
type verdictDocument struct {
	Template string   `json:"template"`
	Public   bool     `json:"public"`
	Summary  string   `json:"summary"`
	Can      []string `json:"can"`
	Cannot   []string `json:"cannot"`
}

// sayVerdict says what the key is, unless a document is to say it.
func (o *loginOptions) sayVerdict(connection common.Connection) {
	if o.globals.json {
		return
	}
	if connection.HeldUnknown != nil {
		o.say("? ", "The key was accepted, but what it may do could not be asked: "+explain(connection.HeldUnknown).Title)
		return
	}
	verdict := catalog.Judge(connection.Held)
	visibility := "keep it private"
	if verdict.Public {
		visibility = "it may be public"
	}
	o.say("✓ ", fmt.Sprintf("The key works. Template: %s; %s.", verdict.Template, visibility))
	o.say("  ", verdict.Summary)
	for _, can := range verdict.Can {
		o.say("  ✓ ", "can "+can)
	}
	for _, cannot := range verdict.Cannot {
		o.say("  ✗ ", "cannot "+cannot)
	}
}

func (o *loginOptions) reportLogin(p profile.Profile, connection common.Connection) error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	if o.globals.json {
		document := loginDocument{Schema: schema("login"), Profile: newProfileDocument(p, settings)}
		if connection.HeldUnknown == nil {
			verdict := catalog.Judge(connection.Held)
			document.Key = &verdictDocument{verdict.Template, verdict.Public, verdict.Summary, append([]string{}, verdict.Can...), append([]string{}, verdict.Cannot...)}
		}
		return o.writeJSON(document)
	}
	var text strings.Builder
	fmt.Fprintf(&text, "Saved the profile %s: %s\n", o.safe(p.Name), o.safe(placeOf(p)))
	for _, role := range profile.Roles() {
		if connection.Keys.Of(role).IsZero() {
			continue
		}
		switch source := p.Source(role); {
		case source == (profile.Source{}):
			fmt.Fprintf(&text, "The %s is not kept; it is asked for each time.\n", role.Title())
		case source.Command != "":
			fmt.Fprintf(&text, "The %s comes from %s.\n", role.Title(), o.safe(whereOf(source)))
		default:
			fmt.Fprintf(&text, "The %s is kept in %s.\n", role.Title(), o.safe(whereOf(source)))
		}
	}
	if len(settings.Profiles) > 1 && settings.Default != p.Name {
		name := o.safe(sameas.Quote(p.Name))
		fmt.Fprintf(&text, "Use it with --profile %s, or always after `coveo-token profiles use %s`.\n", name, name)
	}
	return o.io.write([]byte(text.String()))
}
