package connect

import (
	"context"
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// Questions are what connecting asks, for whoever asks one thing after the other rather
// than on a screen.
type Questions struct{ screen *Screen }

// NewQuestions makes the questions.
func NewQuestions(session *common.Session) Questions { return Questions{New(session)} }

// Choice is something to connect to. Its texts may come from outside.
type Choice struct{ Key, Title, Detail string }

// Choices lists what can be connected to.
func (q Questions) Choices() []Choice {
	var choices []Choice
	for _, item := range q.screen.choices() {
		choices = append(choices, Choice{item.Key, strings.TrimSuffix(item.Title, "…"), item.Detail})
	}
	return choices
}

// Attempt is a connection to try, as far as it is known.
type Attempt struct {
	entry *entry // nil when nothing has to be asked
	ready attempt
}

// Choose begins with one of the choices.
func (q Questions) Choose(key string) Attempt {
	s := q.screen
	if key == newChoice {
		return q.asking(newProfile, profile.Profile{})
	}
	if login, ok := s.foundLogin(key); ok {
		if login.Keys.Minting.IsZero() {
			return q.asking(mintingKey, login.Profile)
		}
		return Attempt{ready: attempt{profile: login.Profile, keys: login.Keys}}
	}
	p, ok := s.environment()
	if name, named := strings.CutPrefix(key, profilePrefix); named || !ok {
		p, _ = s.profileNamed(name)
	}
	return q.To(p)
}

// To begins with a profile.
func (q Questions) To(p profile.Profile) Attempt {
	keys := q.screen.keysFor(p)
	if lacksKey(p, keys) {
		return q.asking(mintingKey, p)
	}
	return Attempt{ready: attempt{profile: p, keys: keys}}
}

// Named begins with the profile of a name; ok is false when there is none.
func (q Questions) Named(name string) (a Attempt, ok bool) {
	p, ok := q.screen.profileNamed(name)
	if !ok {
		return Attempt{}, false
	}
	return q.To(p), true
}

// CatalogKey begins with a second key for the open connection.
func (q Questions) CatalogKey() Attempt {
	return q.asking(catalogKey, q.screen.session.Connection.Profile)
}

func (q Questions) asking(purpose purpose, p profile.Profile) Attempt {
	e := newEntry(purpose, p, q.screen.session)
	e.submitted = true
	return Attempt{entry: e}
}

// Sections are what still has to be asked; they change with the answers.
func (a Attempt) Sections() []formkit.Section {
	if a.entry == nil {
		return nil
	}
	return a.entry.sections()
}

// Waits reports whether trying it runs a command of the user's, which takes as long as
// it takes.
func (a Attempt) Waits() bool { return a.entry == nil && a.ready.waits() }

// Try opens the connection and makes it the session's. It waits for the keys to be
// tried. A profile that cannot be saved is said by Report.
func (q Questions) Try(ctx context.Context, a Attempt) error {
	s := q.screen
	s.last = a.ready
	if a.entry != nil {
		a.entry.tidy()
		s.last = a.entry.attempt()
	}
	connected, err := s.opening(s.last)(ctx)
	if err == nil {
		s.finish(common.Result[opened]{Value: connected})
	}
	return err
}

// LookUp learns what is known of the organization besides, for Report.
func (q Questions) LookUp(ctx context.Context) {
	q.screen.place = learn(ctx, q.screen.session.Connection.API)
}

// Report says in sentences what the connection is and what its keys can and cannot do.
// They may hold text from outside.
func (q Questions) Report() []string {
	s := q.screen
	c := s.session.Connection
	said := []string{fmt.Sprintf("Connected to the organization %s, with the key %s.", s.place.name(c.Profile.OrganizationID), keyFact(c.Profile, c.Keys))}
	if region := s.place.lives(); region != "" {
		said = append(said, "It lives in "+region+".")
	}
	if state := s.place.state(); state != "" {
		said = append(said, "It is "+state+".")
	}
	for _, warning := range append(s.place.warnings(), s.place.misfit(c.Profile.Endpoint), s.place.missing()) {
		if warning != "" {
			said = append(said, warning)
		}
	}
	if s.unsaved != nil {
		p := problem.Explain(s.unsaved)
		said = append(said, "The profile could not be saved: "+p.Title+" "+p.Remedy)
	}
	if c.HeldUnknown != nil {
		p := problem.Explain(c.HeldUnknown)
		said = append(said, "The key was accepted, but what it may do could not be asked: "+p.Title+" "+p.Remedy)
	} else {
		said = append(said, verdictSentences("The key", c.Held)...)
	}
	return append(said, catalogSentences(c)...)
}

// verdictSentences say what a key with these privileges is.
func verdictSentences(key string, held []coveoapi.Privilege) []string {
	verdict := catalog.Judge(held)
	visibility := "Keep it private."
	if verdict.Public {
		visibility = "It may be public."
	}
	said := []string{
		fmt.Sprintf("%s looks like one of the template %s, with %s. %s", key, verdict.Template, english.Plural(len(held), "privilege", ""), visibility),
		verdict.Summary,
	}
	for _, can := range verdict.Can {
		said = append(said, "It can "+can+".")
	}
	for _, cannot := range verdict.Cannot {
		said = append(said, "It cannot "+cannot+".")
	}
	return said
}

// catalogSentences say what the second key is, or what one would be good for.
func catalogSentences(c *common.Connection) []string {
	switch {
	case !c.Keys.Catalog.IsZero() && len(c.HeldByCatalog) == 0:
		return []string{"There is a catalogue key, " + masked(c.Keys.Catalog) + ". What it may do is not known."}
	case !c.Keys.Catalog.IsZero():
		return verdictSentences("The catalogue key, "+masked(c.Keys.Catalog)+",", c.HeldByCatalog)
	case mayList(c.Held):
		return []string{"There is no catalogue key, and none is needed: this key may list privileges itself."}
	}
	return []string{"There is no catalogue key. The live list of privileges needs one: add a key of the Custom template with Organization – View."}
}
