package accessible

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/ui/screens/privileges"
)

// mostListed is how many privileges are listed at once: more can hardly be listened to.
const mostListed = 20

// pickPrivileges asks for the privileges of a platform token: words find them, numbers
// pick them or take them off.
func (d *dialog) pickPrivileges() error {
	d.heading("Privileges. What may the token do?")
	all, err := d.listPrivileges()
	if err != nil {
		return err
	}
	d.sayPicked()
	var shown []coveoapi.Privilege
	for {
		answer, err := d.ask(question{
			label: "Words to search for, a number to pick or take off, or enter to go on",
			help: []string{
				"For example impersonate finds the privileges with that word in their name, their identifiers or their meaning.",
				"A token can do no more than the key that makes it.",
			},
		})
		if err != nil {
			return err
		}
		answer = strings.TrimSpace(answer)
		number, notNumber := strconv.Atoi(answer)
		switch {
		case answer == "" && len(d.Session.Draft.Privileges) == 0:
			d.say("None is picked yet. A platform token needs at least one privilege; back leaves this.")
		case answer == "":
			return nil
		case notNumber != nil:
			shown = find(all, answer)
			d.list(shown)
		case number < 1 || number > len(shown):
			d.say("There is no number %d in what was found last.", number)
		default:
			if err := d.toggle(shown[number-1]); err != nil {
				return err
			}
		}
	}
}

// listPrivileges asks for the live list, and falls back on the built-in one.
func (d *dialog) listPrivileges() ([]coveoapi.Privilege, error) {
	reply, err := wait(d, "Asking for the privileges", 1, d.Session.Connection.API.PlatformTokenPrivileges)
	if err == nil {
		live := observe(d, reply)
		d.say("%s, live from the organization.", english.Plural(len(live), "privilege", ""))
		return live, nil
	}
	if told := d.tell(err); told != nil {
		return nil, told
	}
	reference := catalog.Reference()
	d.say("%s, built in and not live. A catalogue key of the Custom template with Organization – View may list them; what to do next has a place to add one.", english.Plural(len(reference), "privilege", ""))
	return reference, nil
}

// find gives the privileges that all words occur in.
func find(all []coveoapi.Privilege, typed string) []coveoapi.Privilege {
	words := strings.Fields(strings.ToLower(typed))
	return slices.DeleteFunc(slices.Clone(all), func(p coveoapi.Privilege) bool {
		entry := catalog.Describe(p)
		said := strings.ToLower(strings.Join([]string{p.String(), entry.Service, privileges.NameOf(entry, p), entry.Meaning}, " "))
		return slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(said, word) })
	})
}

// list says what was found, by number.
func (d *dialog) list(found []coveoapi.Privilege) {
	switch {
	case len(found) == 0:
		d.say("Nothing has these words.")
		return
	case len(found) > mostListed:
		d.say("%d were found; these are the first %d. More words find fewer.", len(found), mostListed)
	default:
		d.say("%s found.", english.Plural(len(found), "privilege", ""))
	}
	for i, p := range found[:min(len(found), mostListed)] {
		entry := catalog.Describe(p)
		d.say("%d. %s, %s: %s. %s%s", i+1, entry.Service, privileges.NameOf(entry, p), p, entry.Meaning, d.pickedWord(p))
	}
}

func (d *dialog) pickedWord(p coveoapi.Privilege) string {
	if slices.Contains(d.Session.Draft.Privileges, p) {
		return " It is picked."
	}
	return ""
}

// toggle picks a privilege, and says whether the minting key holds it, or takes it off.
func (d *dialog) toggle(p coveoapi.Privilege) error {
	draft := d.Session.Draft
	if at := slices.Index(draft.Privileges, p); at >= 0 {
		draft.Privileges = slices.Delete(slices.Clone(draft.Privileges), at, at+1)
		d.say("Taken off: %s.", p)
		d.sayPicked()
		return nil
	}
	draft.Privileges = append(slices.Clone(draft.Privileges), p)
	d.say("Picked: %s.", p)
	err := d.evaluate(p)
	d.sayPicked()
	return err
}

// evaluate says whether the minting key holds a privilege.
func (d *dialog) evaluate(p coveoapi.Privilege) error {
	connection := d.Session.Connection
	reply, err := wait(d, "Asking whether the key holds it", 1, func(ctx context.Context) (coveoapi.Reply[coveoapi.Evaluation], error) {
		return connection.API.Evaluate(ctx, connection.Keys.Minting, p)
	})
	switch {
	case errors.Is(err, errStopped):
		return nil
	case err != nil && connection.HeldUnknown == nil && p.CoveredBy(connection.Held):
		d.say("Passed: your key holds it, by its own list.")
		return nil
	case err != nil:
		d.say("Whether your key holds it could not be found out.")
		return d.tell(err)
	}
	if evaluation := observe(d, reply); evaluation.Approved {
		d.say("Passed: your minting key holds this, as the organization evaluated it.")
	} else {
		d.say("Failed: %s", privileges.Denial(p, evaluation))
	}
	return nil
}

// sayPicked counts and names what is picked.
func (d *dialog) sayPicked() {
	picked := d.Session.Draft.Privileges
	if len(picked) == 0 {
		d.say("Nothing is picked.")
		return
	}
	names := make([]string, len(picked))
	for i, p := range picked {
		names[i] = p.String()
	}
	d.say("%s picked: %s.", english.Plural(len(picked), "privilege is", "privileges are"), strings.Join(names, ", "))
}
