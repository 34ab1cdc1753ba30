package details

import (
	"fmt"
	"strconv"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/ui/components/formkit"
)

// userPrefix starts the IDs of the fields of user rows: "user 0 name".
const userPrefix = "user "

func userField(row int, part string) string { return fmt.Sprintf("%s%d %s", userPrefix, row, part) }

// rowOf is the user row that a field belongs to.
func rowOf(field string) (row int, ok bool) {
	rest, ok := strings.CutPrefix(field, userPrefix)
	if !ok {
		return 0, false
	}
	number, _, _ := strings.Cut(rest, " ")
	row, err := strconv.Atoi(number)
	return row, err == nil
}

// userFields are three fields for each user ID.
func (s *Screen) userFields() []formkit.Field {
	var fields []formkit.Field
	for row := range s.session.Draft.UserIDs {
		fields = append(fields, s.userRow(row)...)
	}
	return fields
}

func (s *Screen) userRow(row int) []formkit.Field {
	id := func() *coveoapi.UserID { return &s.session.Draft.UserIDs[row] }
	return []formkit.Field{
		{
			ID: userField(row, "name"), Label: fmt.Sprintf("User %d", row+1), Placeholder: "such as asmith@example.com",
			Help:  "The user's name as the provider below knows it.",
			Keys:  "ctrl+n adds another user, ctrl+d removes this one.",
			Get:   func() string { return id().Name },
			Set:   func(v string) { id().Name = v },
			Check: func(v string) formkit.Message { return s.checkName(row, v) },
		},
		{
			ID: userField(row, "provider"), Label: "· provider", Known: s.providers,
			Help:  "The security identity provider in which the name is known. Every organization has the Email Security Provider.",
			Get:   func() string { return id().Provider },
			Set:   func(v string) { id().Provider = v },
			Check: func(string) formkit.Message { return s.userAdvice(row, "provider") },
		},
		{
			ID: userField(row, "type"), Label: "· type", Choices: identityTypes(),
			Help: "What the name stands for. Almost always User.",
			Get: func() string {
				if id().Type == "" { // which is what Coveo takes it for
					return string(coveoapi.IdentityUser)
				}
				return string(id().Type)
			},
			Set:   func(v string) { id().Type = coveoapi.IdentityType(v) },
			Check: func(string) formkit.Message { return s.userAdvice(row, "type") },
		},
	}
}

// addUser adds a user after the one with the focus, or at the end.
func (s *Screen) addUser() {
	draft := s.session.Draft
	at := len(draft.UserIDs)
	if row, ok := rowOf(s.form.Focused()); ok {
		at = row + 1
	}
	draft.InsertUser(at)
	s.rebuild()
	s.form.FocusOn(userField(at, "name"))
}

// removeUser removes the user with the focus. One row always stays, if empty.
func (s *Screen) removeUser() bool {
	row, ok := rowOf(s.form.Focused())
	if !ok {
		return false
	}
	draft := s.session.Draft
	draft.RemoveUser(row)
	s.rebuild()
	s.form.FocusOn(userField(min(row, len(draft.UserIDs)-1), "name"))
	return true
}
