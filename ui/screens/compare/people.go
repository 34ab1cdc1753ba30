package compare

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
	"coveotoken/coveoapi/persona"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

// person is one of those that the query is run as.
type person struct {
	persona.Persona
	// given is the token that was brought along, or nil where one is minted.
	given *common.OpenToken
}

// same reports whether two persons are one.
func (p person) same(other person) bool {
	return p.Token.Equal(other.Token) && slices.EqualFunc(p.UserIDs, other.UserIDs, sameID)
}

func sameID(a, b coveoapi.UserID) bool {
	return a.Name == b.Name && a.Provider == b.Provider && a.Type == b.Type
}

// people are those to compare, in the order of their columns.
type people struct {
	list []person
	// changed is set once the user has chosen; until then they follow the form.
	changed bool
}

// propose follows the form: who it is for, and a visitor without identity.
func (p *people) propose(draft *common.Draft) {
	if p.changed {
		return
	}
	p.list = nil
	request, _ := draft.SearchRequest() // what is wrong with it is said before it is sent
	if len(request.UserIDs) > 0 {
		p.put(person{Persona: persona.User(request.UserIDs...)})
	}
	p.put(person{Persona: persona.Anonymous()})
}

// add appends a person. ok is false when there is no room for another one.
func (p *people) add(added person) (at int, ok bool) {
	if at := p.find(added); at >= 0 {
		return at, true
	}
	if len(p.list) >= compare.MaxPersonas {
		return 0, false
	}
	p.changed = true
	return p.put(added), true
}

func (p *people) put(added person) int {
	if at := p.find(added); at >= 0 {
		return at
	}
	p.list = append(slices.Clone(p.list), added)
	return len(p.list) - 1
}

// replace puts a person into the place of another one.
func (p *people) replace(at int, by person) {
	p.changed = true
	p.list = slices.Clone(p.list)
	p.list[at] = by
}

// remove takes the person at a place out.
func (p *people) remove(at int) {
	p.changed = true
	p.list = slices.Delete(slices.Clone(p.list), at, at+1)
}

// find is the place of a person, or -1.
func (p *people) find(wanted person) int { return slices.IndexFunc(p.list, wanted.same) }

// personas are the people as a comparison wants them.
func (p *people) personas() []persona.Persona {
	personas := make([]persona.Persona, len(p.list))
	for i, person := range p.list {
		personas[i] = person.Persona
	}
	return personas
}

// minted reports whether tokens have to be minted for some of the people.
func (p *people) minted() bool {
	return slices.ContainsFunc(p.list, func(p person) bool { return p.given == nil })
}

// bearer is the person whose token was given.
func bearer(token *common.OpenToken) person {
	return person{Persona: persona.GivenToken(bearerLabel(token.Decoded), token.Secret), given: token}
}

// bearerLabel names whom a token is for, as it says itself.
func bearerLabel(token *jwtview.Token) string {
	ids := token.Claims.Get("userIds")
	if ids == nil {
		ids = token.Claims.Get("body").Get("additionalConfiguration").Get("search").Get("userIds")
	}
	var names []string
	if ids != nil {
		for _, id := range ids.Items {
			if name := id.Get("name"); name != nil {
				names = append(names, name.Text)
			}
		}
	}
	if len(names) == 0 {
		return string(token.Kind())
	}
	return "token of " + strings.Join(names, " + ")
}
