package token

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

// answered is the reply to what the token may do.
type answered = coveoapi.Reply[[]coveoapi.Privilege]

// judged is what the token was found to be; row says why when it was not found out.
type judged struct {
	verdict preflight.KeyVerdict
	row     preflight.Row
}

// asking is what the organization is asked about the token. Nothing is asked about a
// pasted token before a key is pressed: it is the user's to say where it is sent.
type asking struct {
	privileges common.Call[answered]
	effective  grant.Effective
	// told says that effective holds an answer, or why there is none.
	told bool

	verdict common.Call[judged]
	judged  *judged
	// changes counts what happened, so that lines are made again.
	changes int
}

// cancel ends the calls that are running, and reports whether there was one.
func (a *asking) cancel() bool {
	privileges, verdict := a.privileges.Cancel(), a.verdict.Cancel()
	a.changes++
	return privileges || verdict
}

// lookedAt asks what the visible view shows, if this session minted the token and
// nothing is known yet.
func (s *Screen) lookedAt() tea.Cmd {
	if s.session.Current == nil || !s.mintedHere() {
		return nil
	}
	switch {
	case s.view == verdictView && s.asking.judged == nil, s.view != verdictView && !s.asking.told:
		return s.ask()
	default:
		return nil
	}
}

// mintedHere reports whether the token was minted with the open connection.
func (s *Screen) mintedHere() bool {
	c, current := s.session.Connection, s.session.Current
	return c != nil && current.MintedFor != "" && current.MintedFor == c.Profile.Name
}

// ask asks the organization what the visible view shows, unless there is a reason not
// to send the token to it.
func (s *Screen) ask() tea.Cmd {
	a := &s.asking
	if !s.asks() || s.whyNotAsked() != "" || a.privileges.Busy() || a.verdict.Busy() {
		return nil
	}
	defer s.layout()
	a.changes++
	token, api := s.session.Current.Secret, s.session.Connection.API
	if s.view == verdictView {
		plan := preflight.Plan{Client: api, Keys: profile.Keys{Minting: token}}
		return a.verdict.Start(s.session, common.Token, func(ctx context.Context) (judged, error) {
			verdict, row := preflight.JudgeKey(ctx, plan)
			return judged{verdict, row}, ctx.Err()
		})
	}
	return tea.Batch(s.checkMintedSignature(), a.privileges.Start(s.session, common.Token, func(ctx context.Context) (answered, error) {
		return api.PrivilegesOf(ctx, token)
	}))
}

// checkMintedSignature checks the signature of a platform token, unless that was done.
func (s *Screen) checkMintedSignature() tea.Cmd {
	if s.session.Current.Decoded.Kind() != jwtview.KindPlatform || s.verdict.words != "" || s.call.Busy() {
		return nil
	}
	return s.checkSignature()
}

// asks reports whether the visible view shows what the organization says.
func (s *Screen) asks() bool {
	return s.session.Current != nil && (s.view == grantsView || s.view == callsView || s.view == verdictView)
}

// whyNotAsked says why the token is not sent to the organization, or "".
func (s *Screen) whyNotAsked() string {
	connection, token := s.session.Connection, s.session.Current.Decoded
	organization := token.Organization()
	switch {
	case token.Form != jwtview.FormSigned || token.Kind() == jwtview.KindOther:
		return "This does not look like a token of Coveo's, and is sent nowhere."
	case connection == nil:
		return "What the organization says of it is not known: connect in step 1 Connect first."
	case organization != "" && organization != connection.API.Target().OrganizationID:
		return "The token is of the organization " + organization + ", and you are connected to " + connection.API.Target().OrganizationID + ": it is not sent there."
	default:
		return ""
	}
}

// askUpdate hands a message to the running calls.
func (s *Screen) askUpdate(msg tea.Msg) tea.Cmd {
	a := &s.asking
	privileges, first := a.privileges.Update(msg)
	if privileges != nil {
		s.session.ObserveDate(privileges.Value.Exchange)
		a.effective, _ = grant.Answered(privileges.Value.Value, privileges.Err) // which also says why not
		a.told = true
	}
	verdict, second := a.verdict.Update(msg)
	if verdict != nil {
		a.judged = &verdict.Value
		if verdict.Err != nil {
			a.judged.row = preflight.Row{State: preflight.Unknown, Evidence: problem.Explain(verdict.Err).Title}
		}
	}
	if privileges != nil || verdict != nil || first != nil || second != nil { // an answer, or a spinner's frame
		a.changes++
	}
	return tea.Batch(first, second)
}
