package problem

import (
	"strings"

	"coveotoken/coveoapi"
)

// networkRow explains a kind of network failure; {host} stands for the host.
type networkRow struct {
	id            string
	kind          Kind
	title, remedy string
}

// connectionRows explain the kinds of failure that came before an answer.
func connectionRows() map[coveoapi.NetworkErrorKind]networkRow {
	return map[coveoapi.NetworkErrorKind]networkRow{
		coveoapi.NetworkDNS: {
			"network-dns", Network,
			"{host} cannot be reached: its name cannot be resolved (DNS).",
			"Check the network and the VPN. If only this name fails, check the organization ID and the endpoint. Reading tokens and the sandbox work offline.",
		},
		coveoapi.NetworkRefused: {
			"network-refused", Network,
			"{host} refused the connection: nothing listens there.",
			"Check the endpoint and its port. If it is the sandbox, start it with: coveo-token sandbox.",
		},
		coveoapi.NetworkTLS: {
			"network-tls", Network,
			"{host} could not be reached over an encrypted connection.",
			"If a company proxy replaces certificates, name its certificate file in SSL_CERT_FILE. Verification cannot be turned off.",
		},
		coveoapi.NetworkProxy: {
			"network-proxy", Network,
			"{host} could not be reached: the proxy did not let the call through.",
			"Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and the proxy's user name and password.",
		},
		coveoapi.NetworkTimeout: {
			"network-timeout", Network,
			"{host} did not answer in time.",
			"Try again, or allow more time with --timeout.",
		},
		coveoapi.NetworkCanceled: {
			"canceled", Canceled,
			"The call was cancelled.",
			"Start it again when you are ready.",
		},
	}
}

// replyRows explain the kinds of failure that came after the connection.
func replyRows() map[coveoapi.NetworkErrorKind]networkRow {
	return map[coveoapi.NetworkErrorKind]networkRow{
		coveoapi.NetworkCut: {
			"network-cut", Network,
			"{host} ended the connection before the answer was complete.",
			"Try again. If it stays, a proxy or a firewall on the way may be closing connections.",
		},
		coveoapi.NetworkTooLarge: {
			"reply-too-large", Network,
			"{host} answered with more than this program reads.",
			"Ask for less, for example for fewer results. If it was not a query, check that the endpoint is Coveo's.",
		},
		coveoapi.NetworkRedirect: {
			"redirect-refused", Network,
			"{host} wants to send us elsewhere, and this program never takes a credential along.",
			"If the other host is Coveo's, use it as the endpoint. If not, you may be behind a sign-in page of this network.",
		},
		coveoapi.NetworkMalformed: {
			"reply-malformed", Network,
			"{host} did not answer with what Coveo's API promises.",
			"Check the endpoint. A proxy or the sign-in page of a network may have answered in Coveo's place.",
		},
	}
}

func explainNetwork(e *coveoapi.NetworkError) Problem {
	p := networkProblem(e.Kind, e.Host)
	p.Evidence = e.Error()
	p.Status = e.Exchange.Status
	p.RequestID = e.Exchange.Header.Get("X-Request-ID")
	if e.Sent && !e.Exchange.Request.Repeatable && e.Kind != coveoapi.NetworkRedirect {
		p.Remedy += " Coveo may have acted on the request all the same; a token that was created and not received expires by itself."
	}
	return p
}

func networkProblem(kind coveoapi.NetworkErrorKind, host string) Problem {
	row, ok := connectionRows()[kind]
	if !ok {
		row, ok = replyRows()[kind]
	}
	if !ok {
		row = networkRow{"network", Network, "{host} could not be reached.", "Check the network and the endpoint, and try again."}
	}
	if host == "" {
		host = "The other side"
	}
	return Problem{ID: row.id, Kind: row.kind, Title: strings.ReplaceAll(row.title, "{host}", host), Remedy: row.remedy}
}
