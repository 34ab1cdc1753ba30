package coveoapi

import (
	"net/http"
	"time"
)

// CredentialPlace says how a request carries its credential.
type CredentialPlace int

const (
	// InAuthorizationHeader sends `Authorization: Bearer …`.
	InAuthorizationHeader CredentialPlace = iota
	// InAccessTokenParameter sends `access_token=…` in the query string, which
	// the Search API also accepts. URLs end up in logs; prefer the header.
	InAccessTokenParameter
)

// TestedPlace says how a request carries the token that it asks about.
type TestedPlace int

const (
	// TestedInQuery sends `accessToken=…` in the query string, as
	// POST …/privileges/token wants it.
	TestedInQuery TestedPlace = iota
	// TestedInForm sends `token=…` as the form that is the request's body.
	TestedInForm
)

// HeaderField is one header of a request, in the order it is shown.
type HeaderField struct {
	Name, Value string
}

// Request is one call to Coveo as it will be sent, with the credential kept
// apart, so that it can be shown, copied and logged.
type Request struct {
	// Operation names the call for errors and logs, such as "create a search token".
	Operation string
	Method    string
	// URL is absolute and never holds a credential.
	URL string
	// Header holds every header we set except Authorization and User-Agent.
	Header []HeaderField
	// Body is the exact body, or nil.
	Body       []byte
	Credential Secret
	Place      CredentialPlace
	// Tested is a token that the request asks about, or zero. It is kept apart
	// like the credential, and attached with it.
	Tested      Secret
	TestedPlace TestedPlace
	// Repeatable says that sending the request twice does no harm, so that it
	// may be retried. Minting a token is not repeatable.
	Repeatable bool
}

// Exchange is a request with the reply it got.
type Exchange struct {
	Request Request
	// Status is the HTTP status code, 0 when no reply came.
	Status int
	// Header is the reply's header.
	Header http.Header
	// Body is the reply's body, capped in size.
	Body []byte
	// Truncated says that the reply was longer than Body.
	Truncated bool
	// Duration is the time from sending the request to the end of the reply.
	Duration time.Duration
	// ReceivedAt is our own clock when the reply's header arrived; with the Date
	// header it gives the clock skew.
	ReceivedAt time.Time
	// Attempts is how many times the request was sent.
	Attempts int
	// Connection is what is known of the connection that the request went over.
	Connection Connection
}

// Connection says over what a request went. Through a proxy the address is the
// proxy's. It may hold text from outside.
type Connection struct {
	// Address is the other side's address and port, "" when there was no connection.
	Address string
	// TLSVersion is such as "TLS 1.3", "" without encryption; Issuer is who signed the
	// certificate, and NotAfter when it ends.
	TLSVersion, Issuer string
	NotAfter           time.Time
}

// Reply is the typed answer to a call with the exchange that brought it.
type Reply[T any] struct {
	Value    T
	Exchange Exchange
}
