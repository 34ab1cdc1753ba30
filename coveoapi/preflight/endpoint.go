package preflight

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
)

// tolerance is how far the clocks may be apart. The Date header counts whole seconds,
// and the answer was on its way.
const tolerance = 30 * time.Second

// endpoint checks that the platform is reached: its name, its certificate and the
// proxy are good when an answer of Coveo's comes back.
func (s *probes) endpoint() Row {
	reply, err := s.own()
	return s.reach(s.plan.Client.Target().Endpoint.Platform, reply.Exchange, err)
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
	proxy := s.proxy(base)
	if isUnreachable(err) {
		p := problem.Explain(err)
		return failed(p.Kind, strings.TrimSpace(p.Title+" "+proxy+" "+p.Evidence), p.Remedy)
	}
	return passed(fmt.Sprintf("%s answered in %d ms; %s. %s", hostOf(base), exchange.Duration.Milliseconds(), security(base), proxy))
}

// security says what an answer over https has proved.
func security(base string) string {
	if strings.HasPrefix(base, "https://") {
		return "its name and certificate are good"
	}
	return "unencrypted, which only this machine may be"
}

// proxy says through which proxy calls go.
func (s *probes) proxy(base string) string {
	name, err := s.plan.Proxy(base)
	switch {
	case err != nil:
		return "The proxy variable cannot be read."
	case name == "":
		return "No proxy."
	default:
		return "Proxy " + name + "."
	}
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
	date, err := http.ParseTime(reply.Exchange.Header.Get("Date"))
	if err != nil || reply.Exchange.ReceivedAt.IsZero() {
		return unknown("The answer does not say what time it is for Coveo.", "")
	}
	skew := date.Sub(reply.Exchange.ReceivedAt)
	apart := jwtview.FormatSeconds(int64(skew.Abs().Round(time.Second) / time.Second))
	if skew.Abs() <= tolerance {
		return passed("This machine's clock and Coveo's are no more than " + jwtview.FormatSeconds(int64(tolerance/time.Second)) + " apart.")
	}
	direction := "behind"
	if skew < 0 {
		direction = "ahead of"
	}
	return warned(fmt.Sprintf("This machine's clock is %s %s Coveo's. Tokens live by Coveo's: others may take a good one for expired, or for not yet valid.", apart, direction),
		"Let this machine set its clock from the network.")
}
