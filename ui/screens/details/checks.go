package details

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// checkName judges the name of a user ID.
func (s *Screen) checkName(id coveoapi.UserID, name string) formkit.Message {
	name = strings.TrimSpace(name)
	draft := s.session.Draft
	switch {
	case name == "" && draft.Kind == common.SearchToken && !hasUser(draft):
		if s.submitted {
			return formkit.Message{Level: formkit.Wrong, Text: "at least one is needed"}
		}
		return formkit.Message{Text: "required"}
	case name == "":
		return formkit.Message{Text: "empty: left out"}
	case id.Provider == coveoapi.EmailSecurityProvider && id.Type != coveoapi.IdentityGroup && !strings.Contains(name, "@"):
		return formkit.Message{Level: formkit.Warning, Text: "is no e-mail address"}
	}
	return formkit.Message{}
}

// hasUser reports whether any user has a name.
func hasUser(d *common.Draft) bool {
	return slices.ContainsFunc(d.UserIDs, func(id coveoapi.UserID) bool { return strings.TrimSpace(id.Name) != "" })
}

// checkProvider judges the provider of a user ID.
func checkProvider(id coveoapi.UserID, provider string) formkit.Message {
	provider = strings.TrimSpace(provider)
	switch {
	case provider == "" && strings.TrimSpace(id.Name) != "":
		return formkit.Message{Level: formkit.Wrong, Text: "is needed with a name, such as “" + coveoapi.EmailSecurityProvider + "”"}
	case provider != coveoapi.EmailSecurityProvider && strings.EqualFold(provider, coveoapi.EmailSecurityProvider):
		return formkit.Message{Level: formkit.Warning, Text: "did you mean “" + coveoapi.EmailSecurityProvider + "”?"}
	}
	return formkit.Message{}
}

// checkGroups shows how the list of groups is understood.
func checkGroups(groups string) formkit.Message { return listed(common.ParseList(groups), "group") }

// checkPipeline says whether the organization has a pipeline of that name.
func (s *Screen) checkPipeline(name string) formkit.Message {
	name = strings.TrimSpace(name)
	switch names := s.pipelineNames(); {
	case name == "" || len(names) == 0:
		return formkit.Message{}
	case slices.Contains(names, name):
		return formkit.Message{Level: formkit.Good, Text: "exists"}
	default:
		return formkit.Message{Level: formkit.Warning, Text: "not one of the " + english.Plural(len(names), "pipeline", "")}
	}
}

// checkValidity shows how the life will be sent.
func checkValidity(validity string, kind common.TokenKind) formkit.Message {
	if strings.TrimSpace(validity) == "" {
		return formkit.Message{Text: "empty: 24 hours"}
	}
	life, err := coveoapi.ParseValidity(validity)
	if err == nil && kind == common.SearchToken {
		err = coveoapi.CheckSearchTokenValidity(life)
	}
	switch {
	case err != nil:
		return formkit.Verdict(err)
	case kind == common.SearchToken:
		return formkit.Message{Level: formkit.Good, Text: fmt.Sprintf("sent as validFor=%d", life.Milliseconds())}
	default:
		return formkit.Message{Level: formkit.Good, Text: "sent as validityPeriod=" + coveoapi.FormatISODuration(life)}
	}
}
