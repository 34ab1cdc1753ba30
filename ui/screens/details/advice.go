package details

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"coveotoken/coveoapi/lint"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// looked is what was found in a request.
type looked struct {
	request any
	found   []lint.Finding
}

// findings are those of the request as it stands. Every field asks for them with every
// key, so that they are looked for once a request.
func (s *Screen) findings() []lint.Finding {
	if request := s.request(); !reflect.DeepEqual(request, s.looked.request) {
		s.looked = looked{request, s.session.Findings()}
	}
	return s.looked.found
}

// request is what the form asks for. What is wrong with it is told by its fields.
func (s *Screen) request() any {
	draft := s.session.Draft
	if draft.Kind == common.PlatformToken {
		request, _ := draft.PlatformRequest()
		request.Privileges = slices.Clone(request.Privileges)
		return request
	}
	request, _ := draft.SearchRequest()
	return request
}

// advice is what is said beside a field about the first finding in it. A field that is
// a list has the findings of its items.
func (s *Screen) advice(field string) formkit.Message {
	for _, f := range s.findings() {
		if f.Field == field || strings.HasPrefix(f.Field, field+"[") && !strings.Contains(f.Field, ".") {
			return formkit.Message{Level: level(f.Severity), Text: f.Brief}
		}
	}
	return formkit.Message{}
}

// userAdvice is the advice about a part of a user row. Rows without a name are not
// sent, and so do not count.
func (s *Screen) userAdvice(row int, part string) formkit.Message {
	sent := 0
	for i, id := range s.session.Draft.UserIDs {
		named := strings.TrimSpace(id.Name) != ""
		switch {
		case i == row && named:
			return s.advice(fmt.Sprintf("userIds[%d].%s", sent, part))
		case i == row:
			return formkit.Message{}
		case named:
			sent++
		}
	}
	return formkit.Message{}
}

func level(severity lint.Severity) formkit.Level {
	switch severity {
	case lint.Wrong:
		return formkit.Wrong
	case lint.Warning:
		return formkit.Warning
	default:
		return formkit.Hint
	}
}

// firstSaid is the first message that says anything.
func firstSaid(messages ...formkit.Message) formkit.Message {
	for _, m := range messages {
		if m.Text != "" {
			return m
		}
	}
	return formkit.Message{}
}
