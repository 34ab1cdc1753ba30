package preflight

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
)

// endpoint checks that the platform is reached.
func (s *probes) endpoint() Row {
	reply, err := s.own()
	base := s.plan.Client.Target().Endpoint.Platform
	switch networkKind(err) {
	case coveoapi.NetworkDNS, coveoapi.NetworkProxy, coveoapi.NetworkTLS:
		return failed(problem.Network, hostOf(base)+" is not reached.", "Mend what failed on the way to it.")
	default:
		return s.reach(base, reply.Exchange, err)
	}
}

// searchAPI checks that the Search API is reached, which creates search tokens. An
// empty query is planned, not run.
func (s *probes) searchAPI() Row {
	endpoint := s.plan.Client.Target().Endpoint
	if _, err := s.own(); isUnreachable(err) && endpoint.Search == endpoint.Platform {
		return noAnswer(err)
	}
	reply, err := s.search()
	row := s.reach(endpoint.Search, reply.Exchange, err)
	if err == nil || row.State != Passed {
		return row
	}
	if p := problem.Explain(err); isCertainRefusal(p) && s.judged().row.State == Passed {
		return failed(p.Kind, "The platform accepts the API key, the Search API does not. "+p.Evidence, p.Remedy)
	}
	return row
}

func (s *probes) reach(base string, exchange coveoapi.Exchange, err error) Row {
	if errors.Is(err, context.Canceled) {
		return stopped()
	}
	if isUnreachable(err) {
		return failedBy(problem.Explain(err))
	}
	return passed(fmt.Sprintf("%s answered in %d ms.", hostOf(base), exchange.Duration.Milliseconds()))
}

func hostOf(base string) string {
	parsed, err := url.Parse(base)
	if err != nil {
		return base
	}
	return parsed.Host
}

// clock compares this machine's clock with Coveo's.
func (s *probes) clock() Row {
	reply, _ := s.own() // any answer of Coveo's has the time
	skew, ok := reply.Exchange.Skew()
	if !ok {
		return unknown("The answer does not say what time it is for Coveo.", "")
	}
	if coveoapi.DescribeSkew(skew) == "" {
		row := passed("This machine's clock and Coveo's are no more than " + jwtview.FormatSeconds(int64(coveoapi.ClockTolerance/time.Second)) + " apart.")
		row.Skew = skew
		return row
	}
	row := warned("This machine's clock is "+coveoapi.DescribeSkew(skew)+" Coveo's. Tokens live by Coveo's: others may take a good one for expired, or for not yet valid.",
		"Let this machine set its clock from the network.")
	row.Skew = skew
	return row
}
