package privileges

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
	"coveotoken/ui/common"
)

type evaluation = coveoapi.Reply[coveoapi.Evaluation]

// evaluations are what Coveo answered when it was asked whether the minting key holds a
// privilege. One is asked for at a time; the list can be used meanwhile.
type evaluations struct {
	call common.Call[evaluation]
	// asked is being asked for, waiting are to be asked for next.
	asked   coveoapi.Privilege
	waiting []coveoapi.Privilege
	// answers and failures are by what the privilege is written as.
	answers  map[string]coveoapi.Evaluation
	failures map[string]error
}

// of gives the answer about a privilege, if there is one.
func (e *evaluations) of(p coveoapi.Privilege) (answer coveoapi.Evaluation, ok bool) {
	answer, ok = e.answers[p.String()]
	return answer, ok
}

// pending reports whether a privilege is being asked for or will be.
func (e *evaluations) pending(p coveoapi.Privilege) bool {
	if e.call.Busy() && e.asked.String() == p.String() {
		return true
	}
	for _, waiting := range e.waiting {
		if waiting.String() == p.String() {
			return true
		}
	}
	return false
}

// cancel stops asking, and reports whether there was anything to stop.
func (e *evaluations) cancel() bool {
	e.waiting = nil
	return e.call.Cancel()
}

// giveUp asks for nothing more where a failure would come back for every privilege: the
// server is not reached, or is asked too often.
func (e *evaluations) giveUp(failure error) {
	switch problem.Explain(failure).Kind {
	case problem.Network, problem.RateLimited, problem.Organization, problem.Credential:
		for _, p := range e.waiting {
			e.failures[p.String()] = failure
		}
		e.waiting = nil
	}
}

// forget drops what is known of another key.
func (e *evaluations) forget() {
	e.cancel()
	e.answers, e.failures = map[string]coveoapi.Evaluation{}, map[string]error{}
}

// evaluate asks whether the minting key holds a privilege, unless that is known.
func (s *Screen) evaluate(p coveoapi.Privilege) tea.Cmd {
	if _, known := s.evaluations.of(p); known || s.session.Connection == nil || s.evaluations.pending(p) {
		return nil
	}
	s.evaluations.waiting = append(s.evaluations.waiting, p)
	return s.evaluateNext()
}

// evaluateNext asks about the next privilege that waits, when none is being asked about.
func (s *Screen) evaluateNext() tea.Cmd {
	e := &s.evaluations
	if e.call.Busy() || len(e.waiting) == 0 || s.session.Connection == nil {
		return nil
	}
	p := e.waiting[0]
	e.asked, e.waiting = p, e.waiting[1:]
	api, key := s.session.Connection.API, s.session.Connection.Keys.Minting
	return e.call.Start(s.session, common.Privileges, func(ctx context.Context) (evaluation, error) {
		return api.Evaluate(ctx, key, p)
	})
}

// evaluated takes an answer, and asks about the next.
func (s *Screen) evaluated(msg tea.Msg) tea.Cmd {
	e := &s.evaluations
	done, cmd := e.call.Update(msg)
	if done == nil {
		return cmd
	}
	s.session.ObserveDate(done.Value.Exchange)
	if name := e.asked.String(); done.Err != nil {
		e.failures[name] = done.Err
		e.giveUp(done.Err)
	} else {
		delete(e.failures, name)
		e.answers[name] = done.Value.Value
		s.list.SetItems(s.items())
	}
	return tea.Batch(cmd, s.evaluateNext())
}

// evaluationOf says whether the minting key holds a privilege as far as that was asked
// for, "" when it was not.
func (s *Screen) evaluationOf(p coveoapi.Privilege) (style lipgloss.Style, sentence string) {
	styles := s.session.Styles
	answer, known := s.evaluations.of(p)
	failure := s.evaluations.failures[p.String()]
	switch {
	case known && answer.Approved:
		return styles.Good, "✓ Your minting key holds this (evaluated)."
	case known:
		return styles.Bad, "✗ " + Denial(p, answer)
	case s.evaluations.pending(p):
		return styles.Muted, "? Asking Coveo whether your minting key holds this…"
	case failure != nil && s.holds(p) == held:
		return styles.Good, "✓ Your key holds it, by its own list; evaluating it did not work: " + problem.Explain(failure).Title
	case failure != nil:
		return styles.Warning, "? Whether your key holds it could not be evaluated: " + problem.Explain(failure).Title
	}
	return styles.Muted, ""
}

// Denial says why an evaluation did not approve, and what to do. Most codes are about
// something else than what the key holds.
func Denial(p coveoapi.Privilege, answer coveoapi.Evaluation) string {
	codes := answer.EvaluationReport.ResultCodes
	if len(codes) > 0 && !slices.Contains(codes, coveoapi.EvaluationNotAllowed) {
		var reasons []string
		for _, code := range codes {
			reasons = append(reasons, strings.TrimSpace(string(code)+". "+code.Meaning()))
		}
		return "Coveo does not let your minting key use this: " + strings.Join(reasons, " ")
	}
	reason := ""
	if len(codes) > 0 {
		reason = " (" + string(coveoapi.EvaluationNotAllowed) + ")"
	}
	template := catalog.Judge([]coveoapi.Privilege{p}).Template
	return "Your minting key does not hold this" + reason + ". Use a key of the " + template + " template, or unselect it."
}
