package preflight

import (
	"context"
	"errors"
	"slices"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/together"
)

// check is one row to be.
type check struct {
	id, subject, title string
	run                func(*probes) Row
}

// row names the row that the check ended with.
func (c check) row(r Row) Row {
	r.ID, r.Subject, r.Title = c.id, c.subject, c.title
	return r
}

// Run makes all checks, several at a time, and gives their rows in the order of
// Plan.Rows. report, unless it is nil, is told of each row as it ends, from the
// calling goroutine. When ctx ends, what has not been found out is skipped.
func Run(ctx context.Context, p Plan, report func(Row)) []Row {
	checks := p.checks()
	shared := newProbes(ctx, p)
	type end struct {
		index int
		row   Row
	}
	ends := make(chan end)
	var panics together.Panics
	for i, c := range checks {
		go func() {
			ended := end{index: i}
			defer func() { ends <- ended }()
			defer panics.Catch()
			ended.row = c.row(c.run(shared))
		}()
	}
	rows := make([]Row, len(checks))
	for range checks {
		ended := <-ends
		rows[ended.index] = ended.row
		if report != nil && ended.row.ID != "" {
			report(ended.row)
		}
	}
	panics.Rethrow()
	return rows
}

// checks lists what is to be checked, in the order of the rows.
func (p Plan) checks() []check {
	list := []check{
		{Name, "", "Name (DNS)", (*probes).name},
		{Proxy, "", "Proxy", (*probes).proxy},
		{Encryption, "", "Encryption (TLS)", (*probes).encryption},
		{Endpoint, "", "Endpoint", (*probes).endpoint},
		{SearchAPI, "", "Search API", (*probes).searchAPI},
		{Clock, "", "Clock", reached((*probes).clock)},
		{Region, "", "Organization and region", reached((*probes).region)},
		{Organization, "", "State of the organization", reached((*probes).organization)},
		{Key, "", "API key", reached((*probes).key)},
	}
	if p.hasCatalogKey() {
		list = append(list, check{CatalogueKey, "", "Catalogue key", reached((*probes).catalogueKey)})
	}
	return append(append(list, p.privilegeChecks()...), p.nameChecks()...)
}

func (p Plan) hasCatalogKey() bool {
	return !p.Keys.Catalog.IsZero() && !p.Keys.Catalog.Equal(p.Keys.Minting)
}

func (p Plan) privilegeChecks() []check {
	var list []check
	for _, group := range p.wanted() {
		title := "Privilege " + group[0].String()
		if p.Request.SearchToken {
			title = "May create search tokens"
		}
		list = append(list, check{Privilege, group[0].String(), title, accepted(func(s *probes) Row { return s.privilege(group) })})
	}
	return list
}

func (p Plan) nameChecks() []check {
	var list []check
	var seen []string
	for _, id := range p.Request.UserIDs {
		name := id.Provider
		if name == "" || slices.Contains(seen, name) {
			continue
		}
		seen = append(seen, name)
		list = append(list, check{Provider, name, "Provider " + name, listed(func(s *probes) Row { return s.provider(name) })})
	}
	if name := p.Request.Pipeline; name != "" {
		list = append(list, check{Pipeline, name, "Query pipeline " + name, listed(func(s *probes) Row { return s.pipeline(name) })})
	}
	if name := p.Request.SearchHub; name != "" {
		list = append(list, check{Hub, name, "Search hub " + name, listed(func(s *probes) Row { return s.hub(name) })})
	}
	return list
}

// reached runs a check only where the endpoint is reached.
func reached(run func(*probes) Row) func(*probes) Row {
	return func(s *probes) Row {
		if _, err := s.own(); isUnreachable(err) {
			return noAnswer(err)
		}
		return run(s)
	}
}

// noAnswer is a check that needs an endpoint that is reached.
func noAnswer(err error) Row {
	if errors.Is(err, context.Canceled) {
		return stopped()
	}
	return skipped("The endpoint gives no answer to learn from.")
}

// accepted runs a check only where the key is accepted.
func accepted(run func(*probes) Row) func(*probes) Row {
	return reached(func(s *probes) Row {
		if s.judged().row.State == Failed {
			return skipped("The API key is not accepted.")
		}
		return run(s)
	})
}

// listed runs a check that asks with the catalogue key, or with the minting key where
// there is none.
func listed(run func(*probes) Row) func(*probes) Row {
	return func(s *probes) Row {
		if s.plan.hasCatalogKey() {
			return reached(run)(s)
		}
		return accepted(run)(s)
	}
}

func stopped() Row { return skipped("Cancelled before it was found out.") }

// isUnreachable reports whether an error is anything but an answer of Coveo's API.
func isUnreachable(err error) bool {
	if err == nil {
		return false
	}
	var api *coveoapi.APIError
	if !errors.As(err, &api) {
		return true
	}
	switch problem.Explain(err).Kind {
	case problem.Network, problem.Unexpected, problem.RateLimited:
		return true
	default:
		return false
	}
}

// notAsked is a check whose question was not answered. need says what the question
// takes, such as "Organization – View".
func notAsked(err error, evidence, need string) Row {
	p := problem.Explain(err)
	switch p.Kind {
	case problem.Canceled:
		return stopped()
	case problem.Privilege, problem.Credential:
		return unknown(evidence+" "+p.Title, "Add a catalogue key that is accepted and holds "+need+".")
	default:
		return unknown(evidence+" "+p.Title, p.Remedy)
	}
}
