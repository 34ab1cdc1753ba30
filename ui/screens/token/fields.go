package token

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/components/claims"
)

// tracedBytes is the longest token whose claims are compared with the form. Those
// that a form made are far shorter.
const tracedBytes = 64 << 10

// traceFields tells the list of claims which of them the form set, and what the form
// says now.
func (s *Screen) traceFields() {
	current := s.session.Current
	if current == nil || len(current.Decoded.Compact) > tracedBytes {
		s.list.SetOrigins(nil)
		return
	}
	origins := map[string]claims.Origin{}
	if current.Asked != nil {
		for _, row := range grant.Compare(current.Asked, current.Decoded, grant.Effective{}).Rows {
			if row.Requested.Held && row.Token.Held && !row.Implied() {
				origins[row.Claim] = claims.Origin{Set: true}
			}
		}
	}
	for claim, now := range s.formNow(current) {
		origins[claim] = claims.Origin{Set: origins[claim].Set, Now: now}
	}
	s.list.SetOrigins(origins)
}

// formNow says for each claim that the form can set what the form says now.
func (s *Screen) formNow(current *common.OpenToken) map[string]string {
	draft, words := s.session.Draft, map[string]string{}
	if wanted := kindOfDraft(draft); wanted != current.Decoded.Kind() {
		for _, claim := range current.Decoded.ExplainClaims() {
			words[claim.Path] = "is not in the draft now: that is for a " + draft.Kind.String()
		}
		return words
	}
	target := coveoapi.Target{OrganizationID: current.Decoded.Organization()}
	if c := s.session.Connection; c != nil {
		target = c.API.Target()
	}
	request, _ := draft.Call(target) // what cannot be read is not in it
	asked := grant.FromRequest(target, request)
	picked, differs := 0, false
	for _, row := range grant.Compare(&asked, current.Decoded, grant.Effective{}).Rows {
		if row.Privilege {
			differs = differs || row.State != grant.Equal
			if row.Requested.Held {
				picked++
			}
			words[row.Claim] = "says the same now"
			if differs {
				words[row.Claim] = "has " + strconv.Itoa(picked) + " picked now, no longer what the token holds"
			}
			continue
		}
		words[row.Claim] = nowText(row)
	}
	return words
}

// nowText says what the form says about an attribute.
func nowText(row grant.Row) string {
	switch {
	case row.State == grant.Equal:
		return "says the same now"
	case !row.Requested.Held:
		return "is empty now"
	default:
		return "says “" + row.Requested.Text + "” now, no longer what the token says"
	}
}

func kindOfDraft(draft *common.Draft) jwtview.Kind {
	if draft.Kind == common.PlatformToken {
		return jwtview.KindPlatform
	}
	return jwtview.KindSearch
}

// fieldOfClaim is the ID of the form field that sets the claim under the cursor, or
// "".
func (s *Screen) fieldOfClaim() string {
	claim, ok := s.list.Current()
	if s.view != claimsView || !ok {
		return ""
	}
	return claim.Field.ID
}

// goToField goes to the form field that sets the claim under the cursor.
func (s *Screen) goToField() tea.Cmd {
	if field := s.fieldOfClaim(); field != "" {
		return common.FocusField(field)
	}
	return common.Notify("No field of the form sets this claim.")
}
