package preflight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
)

// KeyVerdict says what a key or token is.
type KeyVerdict struct {
	catalog.Verdict
	// Privileges are what it holds.
	Privileges []coveoapi.Privilege
	// Complete is false when its own list could not be had and only the privileges
	// that matter here were asked for one by one.
	Complete bool
	// Why says why it may be in a web page, or why not.
	Why string
}

// judgement is what is known of the minting key.
type judgement struct {
	row     Row
	verdict KeyVerdict
}

// JudgeKey tells what the minting key of a plan is. The row says whether it was
// accepted, or why that could not be found out; unless the row is Passed there is no
// verdict.
func JudgeKey(ctx context.Context, p Plan) (KeyVerdict, Row) {
	s := newProbes(ctx, p)
	reply, err := s.own()
	if row := s.reach(p.Client.Target().Endpoint.Platform, reply.Exchange, err); row.State != Passed {
		return KeyVerdict{}, check{Endpoint, "", "Endpoint", nil}.row(row)
	}
	judged := s.judged()
	return judged.verdict, check{Key, "", "API key", nil}.row(judged.row)
}

// key checks that the minting key is accepted, and says what it is.
func (s *probes) key() Row { return s.judged().row }

// judge asks what the key may do. Where that is refused, a privilege is evaluated: the
// answer tells a key that is not accepted from one that may not list its privileges,
// which the platform may both answer with 401 (docs.coveo.com/en/109).
func (s *probes) judge() judgement {
	reply, err := s.own()
	if err == nil {
		return s.accept(s.addImpersonation(reply.Value), true)
	}
	p := problem.Explain(err)
	if isCertainRefusal(p) {
		return judgement{row: s.refused(p)}
	}
	evaluation, evaluateErr := s.evaluate(catalog.NeededForSearchToken()[0])
	switch {
	case evaluateErr == nil:
		for _, code := range evaluation.EvaluationReport.ResultCodes {
			if kind, remedy := refusalOf(code); kind == problem.Credential {
				return judgement{row: failed(kind, explainCodes(evaluation), remedy)}
			}
		}
		return s.accept(s.evaluated(), false)
	case p.Kind == problem.Credential:
		return judgement{row: s.refused(p)}
	default:
		return judgement{row: notAsked(evaluateErr, "Coveo did not say whether it takes the key. "+p.Title, viewOrganization)}
	}
}

// isCertainRefusal reports whether a credential is surely not accepted. An answer that
// says no more than 401 may also mean that a privilege is missing.
func isCertainRefusal(p problem.Problem) bool {
	return p.Kind == problem.Expired || p.Kind == problem.Credential && p.ID != "credential-refused"
}

func (s *probes) refused(p problem.Problem) Row {
	key, host := s.plan.Keys.Minting, hostOf(s.plan.Client.Target().Endpoint.Platform)
	row := failedBy(p)
	form := "form ✗ (" + key.Masked() + ", and an API key has 38 characters: xx and 36 more)"
	switch {
	case strings.HasPrefix(key.Masked(), "eyJ"):
		form = "form ✓ (a token, " + key.Masked() + ")"
	case key.IsKeyShaped():
		form = "form ✓ (36 characters after xx)"
	}
	row.Evidence += " Checked: " + form + ", host ✓ (" + host + " answered)."
	return row
}

func (s *probes) accept(held []coveoapi.Privilege, complete bool) judgement {
	v := KeyVerdict{Verdict: catalog.Judge(held), Privileges: held, Complete: complete}
	v.Why = whyPublic(v)
	evidence := fmt.Sprintf("Coveo accepts %s. %s", s.plan.Keys.Minting.Masked(), v.Summary)
	if !complete {
		evidence += " It may not list its privileges; those that matter were asked for one by one."
	}
	return judgement{passed(evidence), v}
}

// addImpersonation adds the privilege to impersonate to a list that has it under
// neither of its two names, when the key turns out to hold it all the same.
func (s *probes) addImpersonation(held []coveoapi.Privilege) []coveoapi.Privilege {
	needed := catalog.NeededForSearchToken()
	if slices.ContainsFunc(needed, func(p coveoapi.Privilege) bool { return p.CoveredBy(held) }) {
		return held
	}
	return append(slices.Clone(held), s.approved(needed)...)
}

// evaluated are the privileges that tell the templates apart and that the key holds.
func (s *probes) evaluated() []coveoapi.Privilege {
	return s.approved(append(catalog.NeededForSearchToken(),
		privilege("SEARCH_API", "EXECUTE_QUERY", coveoapi.TypeEnable),
		privilege("USAGE_ANALYTICS", "ANALYTICS_DATA", "EDIT"),
		privilege("USAGE_ANALYTICS", "IMPERSONATE", coveoapi.TypeEnable),
		privilege("PLATFORM", "ORGANIZATION", "VIEW"),
		privilege("SEARCH_API", "QUERY_PIPELINE", "VIEW"),
	))
}

func (s *probes) approved(asked []coveoapi.Privilege) []coveoapi.Privilege {
	var list []coveoapi.Privilege
	for _, p := range asked {
		if evaluation, err := s.evaluate(p); err == nil && evaluation.Approved {
			list = append(list, p)
		}
	}
	return list
}

func privilege(owner, domain, privilegeType string) coveoapi.Privilege {
	return coveoapi.Privilege{
		Owner: owner, TargetDomain: domain, Type: privilegeType, TargetID: coveoapi.AnyTarget, Level: coveoapi.LevelNormal,
	}
}

// whyPublic says why a key may be in a web page, where everyone can read and use it.
func whyPublic(v KeyVerdict) string {
	if v.Public {
		return "It may be in a web page: whoever copies it can do only what every visitor can."
	}
	for _, p := range v.Privileges {
		if !catalog.Judge([]coveoapi.Privilege{p}).Public {
			return "It must never be in a web page, where everyone can copy it: it holds " + p.String() + ". " + catalog.Describe(p).Meaning
		}
	}
	if len(v.Privileges) == 0 {
		return "It has no use in a web page: it may do nothing in this organization."
	}
	return "It should not be in a web page: no template that may be public holds this combination of privileges."
}

// catalogueKey checks that the second key is accepted. Minting does without it.
func (s *probes) catalogueKey() Row {
	reply, err := s.ownCatalog()
	if err == nil {
		return passed(fmt.Sprintf("Coveo accepts %s. %s", s.plan.Keys.Catalog.Masked(), catalog.Judge(reply.Value).Summary))
	}
	p := problem.Explain(err)
	switch {
	case p.Kind == problem.Canceled:
		return stopped()
	case isCertainRefusal(p):
		return warned(p.Title+" What it would have listed cannot be checked. "+p.Evidence, "Replace the catalogue key, or leave it out.")
	default:
		return unknown("What it may do could not be asked. "+p.Title, "")
	}
}
