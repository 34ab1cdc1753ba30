package review

import (
	"errors"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
	"coveotoken/ui/common"
)

// verdict says whether a key holds a privilege.
type verdict int

const (
	unknown verdict = iota
	held
	missing
)

// mark is the verdict in one cell.
func (v verdict) mark() string { return [...]string{"?", "✓", "✗"}[v] }

// check is one line of what the key needs to hold.
type check struct {
	verdict verdict
	text    string
}

// checks says for each privilege that minting the draft needs whether the key holds
// it, as far as the server told us.
func checks(draft *common.Draft, c *common.Connection) []check {
	if draft.Kind == common.SearchToken {
		return []check{searchCheck(c)}
	}
	var list []check
	for _, p := range draft.AskedPrivileges() {
		v := judge(c, p)
		list = append(list, check{v, [...]string{
			"not known whether the key holds ",
			"the key holds ",
			"the key does not hold ",
		}[v] + p.String()})
	}
	return list
}

// Allowed says for each privilege that minting the draft needs whether the key holds it,
// in a word and a sentence, and whether any is known to be missing.
func Allowed(session *common.Session) (sentences []string, lacking bool) {
	words := [...]string{unknown: "Not known", held: "Passed", missing: "Failed"}
	for _, c := range checks(session.Draft, session.Connection) {
		sentences = append(sentences, words[c.verdict]+": "+c.text+".")
	}
	return sentences, anyMissing(session.Draft, session.Connection)
}

// anyMissing reports whether the key is known to lack something.
func anyMissing(draft *common.Draft, c *common.Connection) bool {
	return slices.ContainsFunc(checks(draft, c), func(c check) bool { return c.verdict == missing })
}

// searchCheck is the check for a search token: the sources name two privileges, and
// either is enough.
func searchCheck(c *common.Connection) check {
	needed := catalog.NeededForSearchToken()
	names := make([]string, len(needed))
	for i, p := range needed {
		if judge(c, p) == held {
			return check{held, "the key holds " + p.String()}
		}
		names[i] = p.String()
	}
	either := strings.Join(names, " or ")
	if c.HeldUnknown != nil {
		return check{unknown, "not known whether the key holds " + either}
	}
	return check{missing, "the key does not hold " + either + "; Coveo will refuse. A key of the template “Authenticated search” holds it"}
}

func judge(c *common.Connection, p coveoapi.Privilege) verdict {
	switch {
	case p.CoveredBy(c.Held):
		return held
	case c.HeldUnknown != nil:
		return unknown
	default:
		return missing
	}
}

// stepFor is the step in which an input is filled in.
func stepFor(field string) common.ID {
	switch {
	case strings.HasPrefix(field, "privilege"):
		return common.Privileges
	case field == "organization", field == "endpoint", field == "credential":
		return common.Connect
	default:
		return common.Details
	}
}

// bodyWrong reports whether what is wrong is in the body that was edited by hand.
func (s *Screen) bodyWrong() bool {
	if s.session.Draft.RawBody() == nil {
		return false
	}
	_, err := s.request()
	var input *coveoapi.InputError
	return errors.As(err, &input) && input.Field == "body"
}

// mendingStep is the step in which what is wrong now can be mended; ok is false when
// there is none, as for a network that is down.
func (s *Screen) mendingStep() (step common.ID, ok bool) {
	if s.session.Connection == nil {
		return common.Connect, true
	}
	if _, err := s.request(); err != nil {
		return stepOfError(err, s.session.Draft.Kind)
	}
	if s.failure != nil {
		return stepOfError(s.failure, s.session.Draft.Kind)
	}
	return "", false
}

func stepOfError(err error, kind common.TokenKind) (step common.ID, ok bool) {
	var input *coveoapi.InputError
	if errors.As(err, &input) {
		return stepFor(input.Field), true
	}
	switch problem.Explain(err).Kind {
	case problem.Input:
		return common.Details, true
	case problem.Privilege:
		if kind == common.PlatformToken {
			return common.Privileges, true
		}
		return common.Connect, true
	case problem.Credential, problem.Organization, problem.Network:
		return common.Connect, true
	default:
		return "", false
	}
}
