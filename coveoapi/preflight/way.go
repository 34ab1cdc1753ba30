package preflight

import (
	"context"
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
)

// The checks of the way to the platform tell apart what one failed call means: each
// fails for its own kind of failure, and is skipped when the call did not get so far.

// name checks that the platform's name is resolved.
func (s *probes) name() Row {
	base := s.plan.Client.Target().Endpoint.Platform
	host := hostOf(base)
	if parsed, err := url.Parse(base); err == nil {
		host = parsed.Hostname()
	}
	reply, err := s.own()
	kind := networkKind(err)
	through, _ := s.plan.Proxy(base)
	_, notAddress := netip.ParseAddr(host)
	switch {
	case kind == coveoapi.NetworkCanceled:
		return stopped()
	case kind == coveoapi.NetworkDNS:
		return failedBy(problem.Explain(err))
	case notAddress == nil:
		return passed(host + " is an address: there is no name to resolve.")
	case through != "":
		return passed("The proxy resolves " + host + ".")
	case connectionOf(reply.Exchange, err).Address != "":
		return passed(host + " is " + connectionOf(reply.Exchange, err).Address + ".")
	case kind == "" || kind == coveoapi.NetworkRefused || kind == coveoapi.NetworkTLS:
		return passed(host + " is resolved.")
	default:
		return skipped("No connection came about.")
	}
}

// proxy checks the proxy that calls go through, where there is one.
func (s *probes) proxy() Row {
	base := s.plan.Client.Target().Endpoint.Platform
	through, proxyErr := s.plan.Proxy(base)
	_, err := s.own()
	switch {
	case networkKind(err) == coveoapi.NetworkCanceled:
		return stopped()
	case networkKind(err) == coveoapi.NetworkProxy && proxyErr == nil:
		return failedBy(problem.Explain(err))
	case proxyErr != nil:
		return failed(problem.Network, "The proxy variable cannot be read.", "Correct HTTPS_PROXY or HTTP_PROXY, for example https://proxy.example.com:3128.")
	case through == "":
		return passed("None is used for " + hostOf(base) + ".")
	default:
		return passed("Calls go through " + through + ".")
	}
}

// encryption checks that the connection is encrypted and the certificate good.
func (s *probes) encryption() Row {
	reply, err := s.own()
	kind := networkKind(err)
	connection := connectionOf(reply.Exchange, err)
	switch {
	case kind == coveoapi.NetworkCanceled:
		return stopped()
	case kind == coveoapi.NetworkTLS:
		return failedBy(problem.Explain(err))
	case strings.HasPrefix(s.plan.Client.Target().Endpoint.Platform, "http://"):
		return passed("None, which is allowed only to this machine itself.")
	case connection.TLSVersion != "":
		return passed(connection.TLSVersion + "; the certificate is good until " + connection.NotAfter.UTC().Format(time.DateOnly) + ", signed by " + connection.Issuer + ".")
	case kind == "":
		return passed("The certificate is good.")
	default:
		return skipped("No connection came about.")
	}
}

// networkKind is how a call failed before an answer came, "" when one did.
func networkKind(err error) coveoapi.NetworkErrorKind {
	var network *coveoapi.NetworkError
	switch {
	case errors.As(err, &network):
		return network.Kind
	case errors.Is(err, context.Canceled):
		return coveoapi.NetworkCanceled
	case errors.Is(err, context.DeadlineExceeded):
		return coveoapi.NetworkTimeout
	default:
		return ""
	}
}

// connectionOf is the connection of a call, also of one that failed.
func connectionOf(e coveoapi.Exchange, err error) coveoapi.Connection {
	var network *coveoapi.NetworkError
	if errors.As(err, &network) {
		return network.Exchange.Connection
	}
	return e.Connection
}
