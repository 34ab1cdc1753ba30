package preflight

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
)

// privilege checks that the key holds one of several privileges. The platform is asked
// to evaluate each; where it does not, the key's own list decides.
func (s *probes) privilege(alternatives []coveoapi.Privilege) Row {
	var denied, unanswered Row
	nameless := false // the refusal only says that the privilege has another name here
	for _, p := range alternatives {
		evaluation, err := s.evaluate(p)
		switch {
		case err != nil:
			unanswered = s.fromList(p, err)
			if unanswered.State == Passed {
				return unanswered
			}
		case evaluation.Approved:
			return passed("Coveo evaluated " + p.String() + ": the key holds it.")
		case denied.State == "" || nameless:
			denied = s.denied(p, evaluation)
			nameless = slices.Contains(evaluation.EvaluationReport.ResultCodes, coveoapi.EvaluationInvalidRequest)
		}
	}
	if unanswered.State == Unknown || denied.State == "" {
		return unanswered
	}
	return denied
}

// fromList judges by the key's own list.
func (s *probes) fromList(p coveoapi.Privilege, err error) Row {
	verdict := s.judged().verdict
	switch {
	case problem.Explain(err).Kind == problem.Canceled:
		return stopped()
	case p.CoveredBy(verdict.Privileges):
		return passed(p.String() + " is in the list of what the key may do.")
	case !verdict.Complete:
		return notAsked(err, "Coveo did not evaluate "+p.String()+", and does not list what the key may do.", viewOrganization)
	default:
		return s.lacking(p, p.String()+" is not in the list of what the key may do.")
	}
}

// denied explains an evaluation that did not approve.
func (s *probes) denied(p coveoapi.Privilege, evaluation coveoapi.Evaluation) Row {
	evidence := "Coveo evaluated " + p.String() + ": " + explainCodes(evaluation)
	for _, code := range evaluation.EvaluationReport.ResultCodes {
		switch kind, remedy := refusalOf(code); {
		case kind == problem.Privilege && !s.plan.Request.SearchToken:
			return failed(kind, evidence, remedy).with(Fix{FixPrivilege, p.String(), ""})
		case kind != "":
			return failed(kind, evidence, remedy)
		}
	}
	return s.lacking(p, evidence)
}

// lacking is a privilege that the key does not hold.
func (s *probes) lacking(p coveoapi.Privilege, evidence string) Row {
	if s.plan.Request.SearchToken {
		return failed(problem.Privilege, evidence, "Use a key of the Authenticated search template; a Custom key cannot hold Impersonate.")
	}
	template := catalog.Judge([]coveoapi.Privilege{p}).Template
	return failed(problem.Privilege, evidence, "Leave it out of the token, or use a key of the "+template+" template, which can hold it.").
		with(Fix{FixPrivilege, p.String(), ""})
}

// explainCodes gives the reasons of an evaluation, each with what it means.
func explainCodes(evaluation coveoapi.Evaluation) string {
	var parts []string
	for _, code := range evaluation.EvaluationReport.ResultCodes {
		parts = append(parts, strings.TrimSpace(string(code)+". "+code.Meaning()))
	}
	if len(parts) == 0 {
		return "no, without a reason."
	}
	return strings.Join(parts, " ")
}

// refusalOf is the kind of a reason that lies elsewhere than in the key's privileges,
// with what to do; the kind is "" for the others.
func refusalOf(code coveoapi.EvaluationCode) (kind problem.Kind, remedy string) {
	entry, known := problem.OfEvaluation(code)
	if !known || code == coveoapi.EvaluationNotAllowed {
		return "", ""
	}
	return entry.Kind, entry.Remedy
}
