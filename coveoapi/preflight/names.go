package preflight

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
)

const (
	// mostPipelines and mostHubs are how many one answer lists at most: what is not
	// in a full list may exist all the same.
	mostPipelines = 200
	mostHubs      = 100
)

// provider checks that a security identity provider exists. Coveo takes any name, and
// the identity then gives no rights.
func (s *probes) provider(name string) Row {
	reply, err := s.providers()
	if err != nil {
		switch {
		case name == coveoapi.EmailSecurityProvider:
			return passed("It exists in every organization.")
		case strings.EqualFold(name, coveoapi.EmailSecurityProvider):
			return unknownProvider(name, []string{coveoapi.EmailSecurityProvider})
		}
		return notAsked(err, "Which providers there are could not be asked.", "Security identity providers – View")
	}
	var names []string
	for _, p := range reply.Value {
		if name == p.DisplayName || name == p.ID {
			return passed("The organization has this security identity provider.")
		}
		names = append(names, p.DisplayName)
	}
	return unknownProvider(name, names)
}

func unknownProvider(name string, names []string) Row {
	return unknownName(FixProvider, name, names,
		"The organization has no security identity provider “"+name+"”. Coveo takes any name, but the token then finds only what everyone finds.")
}

// pipeline checks that a query pipeline exists.
func (s *probes) pipeline(name string) Row {
	reply, err := s.pipelines()
	if err != nil {
		return notAsked(err, "Which query pipelines there are could not be asked.", "Query pipelines – View")
	}
	var names []string
	for _, p := range reply.Value {
		if name == p.Name || name == p.ID {
			return passed("The organization has this query pipeline.")
		}
		names = append(names, p.Name)
	}
	if len(names) >= mostPipelines {
		return unknown("It is not among the first pipelines of the organization, and there are more.", "Look it up in the Administration Console.")
	}
	return unknownName(FixPipeline, name, names, "The organization has no query pipeline “"+name+"”.")
}

// hub checks that queries have come from a search hub. A hub needs no setting up: any
// name is taken, and is listed once it was used.
func (s *probes) hub(name string) Row {
	reply, err := s.hubs()
	if err != nil {
		return notAsked(err, "Which search hubs are in use could not be asked.", "Search usage metrics – View")
	}
	var names []string
	for _, h := range reply.Value {
		if name == h.Name {
			return passed("Queries have come from this search hub.")
		}
		names = append(names, h.Name)
	}
	if len(names) >= mostHubs {
		return unknown("It is not among the first search hubs of the organization, and there may be more.", "Look it up in the Administration Console.")
	}
	row := unknownName(FixHub, name, names, "No query has come from a search hub “"+name+"” yet; conditions of pipelines may wait for another name.")
	row.State, row.Kind = Warned, ""
	if row.Fix == nil {
		row.Remedy = "Go on if the hub is new."
	}
	return row
}

// unknownName is a name that is not in a list, with the one that may have been meant.
func unknownName(field FixField, name string, names []string, evidence string) Row {
	if meant, ok := nearest(name, names); ok {
		return failed(problem.Input, evidence+" Did you mean “"+meant+"”?", "Write “"+meant+"”.").with(Fix{field, name, meant})
	}
	if len(names) == 0 {
		return failed(problem.Input, evidence, "Leave it out: the organization has none.")
	}
	slices.Sort(names)
	return failed(problem.Input, evidence, "Use one of these: "+strings.Join(names, ", ")+".")
}

// nearest finds the name that differs least, upper and lower case and spaces aside. A
// name that differs in more than a third of its letters is another name.
func nearest(name string, names []string) (meant string, ok bool) {
	plain := func(text string) []rune { return []rune(strings.ToLower(strings.Join(strings.Fields(text), ""))) }
	wanted := plain(name)
	least := len(wanted)/3 + 1
	for _, candidate := range names {
		if d := distance(wanted, plain(candidate)); d < least {
			least, meant, ok = d, candidate, true
		}
	}
	return meant, ok
}

// distance counts the letters to insert, delete or replace that lead from one text to
// the other (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
