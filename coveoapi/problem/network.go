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
	// words are how programs write of it, the first of them as an example.
	words []string
}

// connectionRows explain the kinds of failure that came before an answer.
func connectionRows() map[coveoapi.NetworkErrorKind]networkRow {
	return map[coveoapi.NetworkErrorKind]networkRow{
		coveoapi.NetworkDNS: {
			"network-dns", Network,
			"{host} cannot be reached: its name cannot be resolved (DNS).",
			"Check the network and the VPN. If only this name fails, check the organization ID and the endpoint. Reading tokens and the sandbox work offline.",
			[]string{"dial tcp: lookup platform.cloud.coveo.com: no such host", "no such host", "could not resolve host", "enotfound", "name or service not known", "temporary failure in name resolution"},
		},
		coveoapi.NetworkRefused: {
			"network-refused", Network,
			"{host} refused the connection: nothing listens there.",
			"Check the endpoint and its port. If it is the sandbox, start it with: coveo-token sandbox.",
			[]string{"dial tcp 127.0.0.1:8080: connect: connection refused", "connection refused", "econnrefused"},
		},
		coveoapi.NetworkTLS: {
			"network-tls", Network,
			"{host} could not be reached over an encrypted connection.",
			"If a company proxy replaces certificates, name a file with its certificate, in PEM, in SSL_CERT_FILE. Verification cannot be turned off.",
			[]string{"x509: certificate signed by unknown authority", "x509:", "unknown authority", "self-signed certificate", "self signed certificate", "unable to get local issuer", "certificate has expired", "ssl certificate problem", "tls: "},
		},
		coveoapi.NetworkProxy: {
			"network-proxy", Network,
			"{host} could not be reached: the proxy did not let the call through.",
			"Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and the proxy's user name and password.",
			[]string{"Proxy Authentication Required", "proxy authentication", "proxyconnect", "407 "},
		},
		coveoapi.NetworkTimeout: {
			"network-timeout", Network,
			"{host} did not answer in time.",
			"Try again, or allow more time with --timeout.",
			[]string{"context deadline exceeded", "deadline exceeded", "timed out", "timeout", "etimedout"},
		},
		coveoapi.NetworkCanceled: {
			"canceled", Canceled,
			"The call was cancelled.",
			"Start it again when you are ready.",
			[]string{"context canceled", "context canceled", "operation was aborted", "aborterror"},
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
			[]string{"unexpected EOF", "unexpected eof", "connection reset", "econnreset", "empty reply from server", "broken pipe"},
		},
		coveoapi.NetworkTooLarge: {
			"reply-too-large", Network,
			"{host} answered with more than this program reads.",
			"Ask for less, for example for fewer results. If it was not a query, check that the endpoint is Coveo's.",
			[]string{"http: response body too large", "body too large", "response headers exceeded"},
		},
		coveoapi.NetworkRedirect: {
			"redirect-refused", Network,
			"{host} wants to send us elsewhere, and this program never takes a credential along.",
			"If the other host is Coveo's, use it as the endpoint. If not, you may be behind a sign-in page of this network.",
			[]string{"302 Found", "302 found", "301 moved", "307 temporary redirect"},
		},
		coveoapi.NetworkMalformed: {
			"reply-malformed", Network,
			"{host} did not answer with what Coveo's API promises.",
			"Check the endpoint. A proxy or the sign-in page of a network may have answered in Coveo's place.",
			[]string{"unexpected end of JSON input", "unexpected end of json", "invalid character", "malformed http", "unexpected token"},
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

func networkRowOf(kind coveoapi.NetworkErrorKind) (row networkRow, ok bool) {
	if row, ok = connectionRows()[kind]; !ok {
		row, ok = replyRows()[kind]
	}
	return row, ok
}

func networkProblem(kind coveoapi.NetworkErrorKind, host string) Problem {
	row, ok := networkRowOf(kind)
	if !ok {
		row = networkRow{"network", Network, "{host} could not be reached.", "Check the network and the endpoint, and try again.", nil}
	}
	if host == "" {
		host = "The other side"
	}
	return Problem{ID: row.id, Kind: row.kind, Title: strings.ReplaceAll(row.title, "{host}", host), Remedy: row.remedy}
}
