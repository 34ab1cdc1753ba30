package accessible

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi/compare"
	"coveotoken/coveoapi/persona"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/routing"
)

const (
	// callsEach is how many calls a person is given time for: minting, and pages of
	// results.
	callsEach = 4
	// mostAlone is how many of the items are read that somebody alone finds.
	mostAlone = 10
)

// comparePeople runs one query as several people and says who finds what.
func (d *dialog) comparePeople() error {
	d.heading("Compare. One query is run as two to five people.")
	people, err := d.choosePeople()
	if err != nil {
		return err
	}
	if err := d.form(d.querying.Sections, nil); err != nil {
		return err
	}
	query, place := d.querying.Query()
	form, err := d.Session.Draft.SearchRequest()
	if err != nil {
		return d.tell(err)
	}
	plan := compare.Plan{
		Client: d.Session.Connection.API, Version: d.Session.Draft.Version, Form: form,
		Query: query, Place: place, Personas: people,
	}
	if err := plan.Check(); err != nil {
		return d.tell(err)
	}
	found, err := wait(d, "Comparing", callsEach*len(people), func(ctx context.Context) (compare.Comparison, error) {
		return compare.Run(ctx, plan, nil), nil
	})
	if err != nil && !errors.Is(err, errStopped) { // which keeps what was found
		return err
	}
	d.readComparison(found)
	return nil
}

// choosePeople asks whom to compare. Those of the form come first, and nobody in
// particular last.
func (d *dialog) choosePeople() ([]persona.Persona, error) {
	var people []persona.Persona
	if request, _ := d.Session.Draft.SearchRequest(); len(request.UserIDs) > 0 { // what is wrong with it is said later
		people = append(people, persona.User(request.UserIDs...))
	}
	people = append(people, persona.Anonymous())
	for {
		d.say("So far: %s.", strings.Join(labels(people), "; "))
		if len(people) == compare.MaxPersonas {
			return people, nil
		}
		answer, err := d.ask(question{
			label: "Another person, or enter to go on",
			help:  []string{"Write name, name:provider or name:provider:type, for example asmith@example.com; or everyone."},
		})
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(answer) == "" {
			if len(people) >= compare.MinPersonas {
				return people, nil
			}
			d.say("At least two are needed.")
			continue
		}
		added, err := persona.Parse(answer)
		switch {
		case err != nil:
			d.fail(err)
		case slices.Contains(labels(people), added.Label):
			d.say("%s is there already.", added.Label)
		default:
			people = append(people, added)
		}
	}
}

func labels(people []persona.Persona) []string {
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.Label
	}
	return names
}

// readComparison says what everybody gets, what that means, and what somebody alone
// finds.
func (d *dialog) readComparison(found compare.Comparison) {
	d.heading("Who finds what.")
	for _, column := range found.Columns {
		switch {
		case column.Answered:
			d.say("%s: %s; the query pipeline that answered is %s.", column.Persona.Label, english.Plural(column.Total, "result", ""), routing.Name(column.Pipeline))
		case column.Err != nil && !errors.Is(column.Err, context.Canceled):
			p := problem.Explain(column.Err)
			d.say("%s: failed. %s %s %s", column.Persona.Label, p.Title, p.Evidence, p.Remedy)
		default:
			d.say("%s: not asked to the end.", column.Persona.Label)
		}
	}
	for _, sentence := range found.Sentences() {
		d.say("%s", sentence)
	}
	for i, column := range found.Columns {
		alone := found.OnlyIn(i)
		if len(alone) == 0 {
			continue
		}
		d.say("%s alone finds %s.", column.Persona.Label, english.Plural(len(alone), "item", ""))
		for n, row := range alone[:min(len(alone), mostAlone)] {
			d.show("%d. %s. Source: %s", n+1, row.Title, row.Source)
		}
		if more := len(alone) - mostAlone; more > 0 {
			d.say("And %d more.", more)
		}
	}
}
