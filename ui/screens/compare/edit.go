package compare

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
	"coveotoken/coveoapi/persona"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// candidate is a person as typed.
type candidate struct {
	coveoapi.UserID
	// at is the place of the person that is edited, or -1 for a new one.
	at int
}

const (
	nameField  = "name"
	tokenField = "token"
)

// open shows the form of a mode.
func (s *Screen) open(m mode, sections ...formkit.Section) {
	s.mode = m
	s.form = formkit.New()
	s.form.SetSize(s.width, s.formRoom()) // a field scrolls to its end once it has a width
	s.form.SetSections(sections)
	s.layout()
}

// ask opens the query.
func (s *Screen) ask() { s.open(asking, s.input.sections()...) }

// nameNew opens the form for another person, with the provider of the last one.
func (s *Screen) nameNew() {
	if s.full() {
		return
	}
	s.candidate = candidate{coveoapi.UserID{Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}, -1}
	s.open(naming, s.personSection("Compare with"))
}

// full says that there is no room for another person, if so.
func (s *Screen) full() bool {
	if len(s.people.list) < compare.MaxPersonas {
		return false
	}
	s.trouble = fmt.Sprintf("There is room for %d identities; remove one first (d).", compare.MaxPersonas)
	s.layout()
	return true
}

// editable is the identity of the person under the cursor; ok is false where there
// are several, or a token.
func (s *Screen) editable() (id coveoapi.UserID, ok bool) {
	if s.cursor >= len(s.people.list) || len(s.people.list[s.cursor].UserIDs) != 1 {
		return coveoapi.UserID{}, false
	}
	return s.people.list[s.cursor].UserIDs[0], true
}

// editCurrent opens the form with the person under the cursor.
func (s *Screen) editCurrent() {
	id, ok := s.editable()
	if !ok {
		return
	}
	if id.Type == "" {
		id.Type = coveoapi.IdentityUser
	}
	s.candidate = candidate{id, s.cursor}
	s.open(naming, s.personSection("Change the identity"))
}

// askForToken opens the field that takes a token.
func (s *Screen) askForToken() {
	if s.full() {
		return
	}
	s.pasted = ""
	s.open(pasting, formkit.Section{Heading: "Compare with a token", Fields: []formkit.Field{{
		ID: tokenField, Label: "Token", Hidden: true, Placeholder: "paste it here",
		Help: "A search token or a platform token. It is never shown. Enter takes it.",
		Get:  func() string { return s.pasted }, Set: func(v string) { s.pasted = v },
	}}})
}

// personSection are the fields of the candidate.
func (s *Screen) personSection(heading string) formkit.Section {
	c := &s.candidate
	choices := make([]formkit.Choice, 0, len(coveoapi.IdentityTypes()))
	for _, kind := range coveoapi.IdentityTypes() {
		choices = append(choices, formkit.Choice{Value: string(kind), Label: string(kind)})
	}
	return formkit.Section{Heading: heading, Fields: []formkit.Field{
		{
			ID: nameField, Label: "Name", Placeholder: "such as asmith@example.com",
			Help: "As the source's permissions name it; mostly an e-mail address. Enter takes it.",
			Get:  func() string { return c.Name }, Set: func(v string) { c.Name = v },
		},
		{
			ID: "provider", Label: "Provider", Known: s.providers, Check: s.checkProvider,
			Help: "The security identity provider. Coveo takes any text here, and a misspelt one gives no rights.",
			Get:  func() string { return c.Provider }, Set: func(v string) { c.Provider = v },
		},
		{
			ID: "type", Label: "Type", Choices: choices, Help: "What the name names.",
			Get: func() string { return string(c.Type) }, Set: func(v string) { c.Type = coveoapi.IdentityType(v) },
		},
	}}
}

// checkProvider says what is doubtful about a provider.
func (s *Screen) checkProvider(provider string) formkit.Message {
	name := s.candidate.Name
	if name == "" {
		name = "somebody@example.com" // an empty name has findings of its own
	}
	for _, finding := range s.session.IdentityFindings([]coveoapi.UserID{{Name: name, Provider: strings.TrimSpace(provider), Type: s.candidate.Type}}) {
		if strings.HasSuffix(finding.Field, ".provider") {
			return formkit.Message{Level: formkit.Warning, Text: finding.Brief}
		}
	}
	return formkit.Message{}
}

// providers are those of the organization, as far as they are known, and those that
// the form and the people name.
func (s *Screen) providers() []string {
	known := []string{coveoapi.EmailSecurityProvider}
	if s.session.Connection != nil {
		for _, provider := range s.session.Connection.Providers {
			known = append(known, provider.DisplayName)
		}
	}
	for _, id := range s.session.Draft.UserIDs {
		known = append(known, strings.TrimSpace(id.Provider))
	}
	for _, person := range s.people.list {
		for _, id := range person.UserIDs {
			known = append(known, id.Provider)
		}
	}
	known = slices.DeleteFunc(known, func(name string) bool { return name == "" })
	slices.Sort(known)
	return slices.Compact(known)
}

// accept takes what the form holds.
func (s *Screen) accept() tea.Cmd {
	switch s.mode {
	case asking:
		return s.run()
	case naming:
		s.acceptPerson()
	case pasting:
		s.acceptToken(s.pasted)
	case saving:
		return s.save()
	}
	s.layout()
	return nil
}

func (s *Screen) acceptPerson() {
	id := s.candidate.UserID
	id.Name, id.Provider = strings.TrimSpace(id.Name), strings.TrimSpace(id.Provider)
	named := person{Persona: persona.User(id)}
	switch at := s.people.find(named); {
	case id.Name == "":
		s.trouble = "Type a name first, or press esc."
		return
	case s.candidate.at >= 0 && (at < 0 || at == s.candidate.at):
		s.people.replace(s.candidate.at, named)
		s.mode = browsing
		s.forget()
	default:
		s.addPerson(named)
	}
}

// acceptToken adds the bearer of a token. What is no token stays in the field.
func (s *Screen) acceptToken(text string) bool {
	token, err := common.ReadToken(coveoapi.NewSecret(text))
	if err != nil {
		s.trouble = "This is " + err.Error() + "."
		return false
	}
	s.addPerson(bearer(token))
	return true
}

// addPerson adds somebody and shows the people with the cursor there.
func (s *Screen) addPerson(added person) {
	at, ok := s.people.add(added)
	if !ok {
		s.full()
		return
	}
	s.mode, s.view, s.pasted = browsing, peopleView, ""
	s.forget()
	s.cursor = at
}

// toggle adds somebody, or takes them out again.
func (s *Screen) toggle(who persona.Persona) {
	wanted := person{Persona: who}
	if at := s.people.find(wanted); at >= 0 {
		s.people.remove(at)
		s.forget()
		return
	}
	s.addPerson(wanted)
}

// paste takes what was pasted: into the form, or as a token to compare with.
func (s *Screen) paste(content string) tea.Cmd {
	defer s.layout()
	s.trouble = ""
	switch {
	case s.call.Busy():
		return nil
	case s.mode == asking, s.mode == saving:
	case s.acceptToken(content), s.mode != naming:
		return nil
	default:
		s.trouble = ""
	}
	_, cmd := s.form.Update(tea.PasteMsg{Content: content})
	return cmd
}
