package details

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/routing"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// checkName judges the name of a user ID.
func (s *Screen) checkName(row int, name string) formkit.Message {
	draft := s.session.Draft
	switch {
	case strings.TrimSpace(name) != "":
		message := s.userAdvice(row, "name")
		if draft.Kind == common.PlatformToken { // whose user IDs may be for nothing
			message = firstSaid(message, s.advice("userIds"))
		}
		return message
	case draft.Kind != common.SearchToken || hasUser(draft):
		return formkit.Message{Text: "empty: left out"}
	case s.submitted:
		return formkit.Message{Level: formkit.Wrong, Text: "at least one is needed"}
	default:
		return formkit.Message{Text: "required"}
	}
}

// hasUser reports whether any user has a name.
func hasUser(d *common.Draft) bool {
	return slices.ContainsFunc(d.UserIDs, func(id coveoapi.UserID) bool { return strings.TrimSpace(id.Name) != "" })
}

// checkGroups shows how the list of groups is understood.
func (s *Screen) checkGroups(groups string) formkit.Message {
	return firstSaid(s.advice("userGroups"), listed(common.ParseList(groups), "group"))
}

// checkHub says what is odd about a search hub, or else which pipeline it leads to.
func (s *Screen) checkHub(hub string) formkit.Message {
	message := s.advice("searchHub")
	if strings.TrimSpace(hub) != "" && strings.TrimSpace(s.session.Draft.Pipeline) == "" {
		message = firstSaid(message, s.answeredBy())
	}
	return message
}

// answeredBy says which pipeline would answer, where there is one to be known.
func (s *Screen) answeredBy() formkit.Message {
	if s.session.Connection == nil {
		return formkit.Message{}
	}
	request, _ := s.session.Draft.SearchRequest() // what is wrong with it does not route
	ladder := routing.Climb(routing.OfRequest(request), routing.Query{Open: true}, s.session.KnownPipelines())
	return formkit.Message{Text: "would be answered by " + ladder.Verdict()}
}

// checkPipeline says whether the organization has a pipeline of that name. Without a
// name, and without a hub that says so, it says which one would answer.
func (s *Screen) checkPipeline(name string) formkit.Message {
	if strings.TrimSpace(name) == "" {
		if strings.TrimSpace(s.session.Draft.SearchHub) != "" {
			return formkit.Message{}
		}
		return s.answeredBy()
	}
	if slices.Contains(s.pipelineNames(), strings.TrimSpace(name)) {
		return formkit.Message{Level: formkit.Good, Text: "exists"}
	}
	return s.advice("pipeline")
}

// checkValidity shows how the life will be sent.
func (s *Screen) checkValidity(validity string) formkit.Message {
	if strings.TrimSpace(validity) == "" {
		return formkit.Message{Text: "empty: 24 hours"}
	}
	life, err := coveoapi.ParseValidity(validity)
	switch {
	case err != nil:
		return formkit.Verdict(err)
	case s.session.Draft.Kind == common.SearchToken:
		sent := fmt.Sprintf("sent as validFor=%d", life.Milliseconds())
		return firstSaid(s.advice("validFor"), formkit.Message{Level: formkit.Good, Text: sent})
	default:
		sent := "sent as validityPeriod=" + coveoapi.FormatISODuration(life)
		return firstSaid(s.advice("validityPeriod"), formkit.Message{Level: formkit.Good, Text: sent})
	}
}
