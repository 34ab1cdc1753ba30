package preflight

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/jwtview"
)

// kindOfKey is how a credential is called that is no token.
const kindOfKey = "API key"

// Credential is what a key or token is, in sentences: for whoever found one, and must
// decide what to do about it.
type Credential struct {
	KeyVerdict
	// Kind is "API key", or the kind of token.
	Kind string
	// Power is what makes it dangerous, or does not, as the end of a sentence that
	// starts with the credential.
	Power string
	// Advice says whether it may be seen by others, in a few words.
	Advice string
	// Ending says how to end its power, and what stays afterwards.
	Ending []string
}

// Describe puts a verdict on a credential of an organization into words. token is the
// credential decoded, or nil when it is no token.
func Describe(v KeyVerdict, token *jwtview.Token, organization string) Credential {
	c := Credential{KeyVerdict: v, Kind: kindOfKey, Power: power(v), Advice: "Must stay private."}
	if v.Public {
		c.Advice = "May be public."
	}
	if token == nil {
		c.Ending = endingOfKey(organization)
		return c
	}
	c.Kind, c.Ending = string(token.Kind()), endingOfToken()
	if len(v.Privileges) > 0 {
		c.Summary = "It holds what a key of the template " + v.Template + " holds, and finds what the identities in it may see."
	}
	if v.Public { // a token speaks for its user, whatever its privileges
		c.Power = "can search and send events as the identities in it"
		c.Advice = "For its user's browser only."
		c.Why = "It may be in the page of the user it speaks for, until it expires: whoever copies it can find what that user can."
	}
	return c
}

// power says the worst that a holder can do.
func power(v KeyVerdict) string {
	impersonates := slices.ContainsFunc(catalog.NeededForSearchToken(), func(p coveoapi.Privilege) bool { return p.CoveredBy(v.Privileges) })
	queries := privilege("SEARCH_API", "EXECUTE_QUERY", coveoapi.TypeEnable).CoveredBy(v.Privileges)
	switch {
	case len(v.Privileges) == 0:
		return "can do nothing in this organization"
	case impersonates:
		return "can impersonate any user and query as them"
	case queries && v.Public:
		return "can query without being anybody, and so finds public items"
	case v.Public:
		return "can send analytics events, and not query"
	default:
		return "can do what its privileges say, without being anybody"
	}
}

func endingOfKey(organization string) []string {
	return []string{
		"Disable it in the Administration Console: Organization > API Keys, or, with a credential that holds API keys – Edit, by PUT /rest/organizations/" + organization + "/apikeys/{apiKeyId}/disable (OpenAPI of the Authorization Server API, disableApiKey).",
		"Tokens that were already minted with it stay valid for up to 24 h, platform tokens for as long as they were asked for. This is our inference: a token is checked by its signature and expiry, and Coveo documents no way to take one back.",
	}
}

func endingOfToken() []string {
	return []string{
		"Disable the API key that minted it, so that no more are made; the organization's list of API keys has it.",
		"The token itself stays valid until it expires. This is our inference: a token is checked by its signature and expiry, and Coveo documents no way to take one back.",
	}
}

// Section is a part of a verdict for people. Lines may hold text from outside.
type Section struct {
	// Heading is "" for the first section.
	Heading string
	Lines   []Line
}

// Line is a sentence behind a mark, which is "" for none.
type Line struct{ Mark, Text string }

// Sections are the verdict in the order in which it is read, all but its title.
func (c Credential) Sections() []Section {
	page := "no"
	if c.Public {
		page = "yes"
	}
	return []Section{
		{"", []Line{{"", capital(c.Kind) + ", enabled, " + c.Power + ". " + c.Advice}, {"", c.Summary}}},
		{"In a web page: " + page, []Line{{"", c.Why}}},
		{"What it can do", c.abilities()},
		{"Its privileges", c.listed()},
		{"To end it", marked("→ ", c.Ending)},
	}
}

func (c Credential) abilities() []Line {
	lines := marked("✓ ", c.Can)
	for _, cannot := range c.Cannot {
		lines = append(lines, Line{"✗ ", "cannot " + cannot})
	}
	return lines
}

func (c Credential) listed() []Line {
	var lines []Line
	if !c.Complete {
		lines = append(lines, Line{"", "It may not list them; these were asked for one by one."})
	}
	for _, p := range c.Privileges {
		lines = append(lines, Line{"• ", p.String() + ": " + catalog.Describe(p).Meaning})
	}
	if len(c.Privileges) == 0 {
		lines = append(lines, Line{"", "none"})
	}
	return lines
}

func marked(mark string, texts []string) []Line {
	var lines []Line
	for _, text := range texts {
		lines = append(lines, Line{mark, text})
	}
	return lines
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
