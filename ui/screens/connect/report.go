package connect

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
)

// factWidth is the column of the facts' names.
const factWidth = 14

// report says what the connection is and what its keys can and cannot do.
func (s *Screen) report() []string {
	c := s.session.Connection
	if c == nil {
		return nil
	}
	styles := s.session.Styles
	lines := s.facts(c.Profile, c.Keys, s.place)
	for _, warning := range append(s.place.warnings(), s.place.misfit(c.Profile.Endpoint)) {
		if warning != "" {
			lines = append(lines, s.item("! ", warning)...)
		}
	}
	if s.unsaved != nil {
		p := problem.Explain(s.unsaved)
		what := "The profile could not be saved: "
		if s.keyUnkept {
			what = "The profile is saved, but its key could not be kept: "
		}
		lines = append(lines, s.item("! ", what+p.Title+" "+p.Remedy)...)
	}
	lines = append(lines, "", styles.Strong.Render("The key that creates tokens"))
	if c.HeldUnknown != nil {
		p := problem.Explain(c.HeldUnknown)
		lines = append(lines, s.item("? ", "It was accepted, but what it may do could not be asked: "+p.Title)...)
		lines = append(lines, s.item("→ ", p.Remedy)...)
	} else {
		lines = append(lines, s.verdict(c.Held)...)
	}
	lines = append(lines, s.catalogReport()...)
	lines = append(lines, "", styles.Strong.Render("Where calls go"))
	return append(append(lines, s.hosts(c.API.Target().Endpoint)...), s.lookingLines()...)
}

// lookingLines say that more is being asked for, or why it is not known.
func (s *Screen) lookingLines() []string {
	switch missing := s.place.missing(); {
	case s.looking.Frame() > 0:
		return s.item("? ", "The organization's name, region and state: "+s.looking.Doing("being asked for…"))
	case missing != "":
		return s.item("? ", missing)
	default:
		return nil
	}
}

// facts say where a connection leads and with which keys.
// learned is what is known of the organization besides.
func (s *Screen) facts(p profile.Profile, keys profile.Keys, learned place) []string {
	name := learned.name(p.OrganizationID)
	if p.IsSandbox() {
		if !strings.Contains(name, "sandbox)") { // as its display name may say already
			name = strings.TrimSpace(name + " (the sandbox)")
		}
		lines := s.fact("Organization", name)
		return append(lines, s.fact("API key", masked(keys.Minting))...)
	}
	lines := s.fact("Organization", name)
	lines = append(lines, s.fact("Profile", p.Name)...)
	lines = append(lines, s.fact("Endpoint", p.Endpoint)...)
	if region := learned.lives(); region != "" {
		lines = append(lines, s.fact("Region", region)...)
	}
	if state := learned.state(); state != "" {
		lines = append(lines, s.fact("State", state)...)
	}
	return append(lines, s.fact("API key", keyFact(p, keys))...)
}

// masked names a key without showing it.
func masked(key coveoapi.Secret) string {
	if key.IsZero() {
		return "none"
	}
	return key.Masked()
}

// hosts lists the hosts behind the endpoint, each once.
func (s *Screen) hosts(e coveoapi.Endpoint) []string {
	order := []string{}
	uses := map[string][]string{}
	for _, use := range []struct{ name, host string }{
		{"search", e.Search}, {"platform", e.Platform}, {"administration", e.Administration}, {"analytics", e.Analytics},
	} {
		if uses[use.host] == nil {
			order = append(order, use.host)
		}
		uses[use.host] = append(uses[use.host], use.name)
	}
	var lines []string
	for _, host := range order {
		lines = append(lines, s.item("", host+" ("+strings.Join(uses[host], ", ")+")")...)
	}
	return lines
}

// verdict says what a key with these privileges is.
func (s *Screen) verdict(held []coveoapi.Privilege) []string {
	verdict := catalog.Judge(held)
	visibility := "keep it private"
	if verdict.Public {
		visibility = "may be public"
	}
	lines := s.fact("Template", fmt.Sprintf("%s (%s, %s)", verdict.Template, visibility, english.Plural(len(held), "privilege", "")))
	lines = append(lines, s.item("", verdict.Summary)...)
	for _, can := range verdict.Can {
		lines = append(lines, s.item("✓ ", "can "+can)...)
	}
	for _, cannot := range verdict.Cannot {
		lines = append(lines, s.item("✗ ", "cannot "+cannot)...)
	}
	return lines
}

// catalogReport says what the second key is, or what one would be good for.
func (s *Screen) catalogReport() []string {
	c := s.session.Connection
	lines := []string{"", s.session.Styles.Strong.Render("The catalogue key")}
	if !c.Keys.Catalog.IsZero() {
		lines = append(lines, s.fact("API key", masked(c.Keys.Catalog))...)
		if len(c.HeldByCatalog) == 0 {
			return append(lines, s.item("? ", "What it may do is not known.")...)
		}
		return append(lines, s.verdict(c.HeldByCatalog)...)
	}
	if mayList(c.Held) {
		return append(lines, s.item("", "None, and none is needed: the key above may list privileges itself.")...)
	}
	return append(lines, s.item("", "None. The live list of privileges needs one: press "+s.keys.catalog.Help().Key+" to add a key of the Custom template with Organization – View.")...)
}

// mayList reports whether a key with these privileges may list privileges.
func mayList(held []coveoapi.Privilege) bool {
	listing := coveoapi.Privilege{Owner: "PLATFORM", TargetDomain: "ORGANIZATION", Type: "VIEW", TargetID: coveoapi.AnyTarget}
	return listing.CoveredBy(held)
}

// fact renders a name with its value, which may come from outside.
func (s *Screen) fact(name, value string) []string {
	styles := s.session.Styles
	if s.width < factWidth*2 {
		return []string{text.Cut(styles.Label.Render(name)+" "+text.Safe(styles, value), s.width)}
	}
	wrapped := text.Wrap(safetext.Visible(value), s.width-factWidth)
	for i, line := range wrapped {
		if i > 0 {
			name = ""
		}
		wrapped[i] = styles.Label.Render(name) + strings.Repeat(" ", factWidth-ansi.StringWidth(name)) + styles.Text.Render(line)
	}
	return wrapped
}

// item renders a sentence behind a sign, in the sign's style.
func (s *Screen) item(sign, sentence string) []string {
	styles := s.session.Styles
	style := styles.Text
	switch sign {
	case "✓ ":
		style = styles.Good
	case "✗ ", "? ":
		style = styles.Muted
	case "! ":
		style = styles.Warning
	}
	var lines []string
	for _, line := range text.Wrap(safetext.Visible(sentence), max(1, s.width-ansi.StringWidth(sign))) {
		lines = append(lines, text.Cut(style.Render(sign+line), s.width))
		sign = strings.Repeat(" ", ansi.StringWidth(sign))
	}
	return lines
}
