// Package coveoapi is a client of the Coveo APIs that concern tokens: privileges,
// platform tokens, search tokens and the queries that are run with them.
//
// A call has two halves. A method of Target builds a Request without any I/O, so
// that it can be shown, copied and tested; Client.Do sends it. The methods of Client
// do both and decode the answer. Credentials are kept apart from requests until the
// moment of sending, and are taken out of what comes back.
package coveoapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// Config says how to reach an organization and with which keys.
type Config struct {
	Target Target
	// MintingKey creates tokens.
	MintingKey Secret
	// CatalogKey lists privileges and pipelines; when it is zero, MintingKey is used.
	CatalogKey Secret
	// UserAgent is sent with every call; "" means DefaultUserAgent.
	UserAgent string
	// Timeout bounds each attempt of a call; 0 means DefaultTimeout.
	Timeout time.Duration
	// IdleTimeout bounds the wait for the next part of a reply that has begun; 0
	// means DefaultIdleTimeout.
	IdleTimeout time.Duration
	// Transport is the HTTP transport; nil means NewTransport().
	Transport http.RoundTripper
	// Clock gives the moments at which replies arrive; nil means time.Now.
	Clock func() time.Time
	// OnExchange, when set, is told of every attempt that ended, from the
	// calling goroutine. Tokens in the exchange's body are masked.
	OnExchange func(Exchange)
	// OnWait, when set, is told before a retry waits.
	OnWait func(Wait)
	// Pause, when set, replaces the waiting between attempts. It returns the
	// context's error when the wait was cut short.
	Pause func(context.Context, time.Duration) error
}

// Wait is a pause before a call is repeated.
type Wait struct {
	Operation string
	Attempt   int // the attempt that comes next, from 2
	Attempts  int // the most that will be made
	Delay     time.Duration
	Cause     error
}

const (
	// DefaultTimeout bounds one attempt of a call.
	DefaultTimeout = 30 * time.Second
	// DefaultIdleTimeout bounds the wait for the next part of a reply.
	DefaultIdleTimeout = 10 * time.Second
	// DefaultUserAgent is sent when Config names none.
	DefaultUserAgent = "coveo-token"
)

// Client calls Coveo. It is safe for concurrent use and holds no other state than
// its connections.
type Client struct {
	config Config
}

// New makes a client. It does no I/O. It returns an *InputError when the target is
// not one that a credential may be sent to.
func New(config Config) (*Client, error) {
	if err := CheckOrganizationID(config.Target.OrganizationID); err != nil {
		return nil, err
	}
	endpoint := config.Target.Endpoint
	for _, base := range []string{endpoint.Platform, endpoint.Search, endpoint.Administration, endpoint.Analytics} {
		parsed, err := url.Parse(base)
		if err != nil {
			return nil, endpointError("is not a URL")
		}
		if err := checkURL(parsed); err != nil {
			return nil, err
		}
	}
	if config.UserAgent == "" {
		config.UserAgent = DefaultUserAgent
	}
	if config.Timeout == 0 {
		config.Timeout = DefaultTimeout
	}
	if config.IdleTimeout == 0 {
		config.IdleTimeout = DefaultIdleTimeout
	}
	if config.Transport == nil {
		config.Transport = NewTransport()
	}
	if config.Pause == nil {
		config.Pause = sleep
	}
	if config.Clock == nil {
		config.Clock = time.Now
	}
	return &Client{config: config}, nil
}

// Target gives the organization and endpoint of the client.
func (c *Client) Target() Target { return c.config.Target }

// Close closes idle connections.
func (c *Client) Close() {
	if transport, ok := c.config.Transport.(interface{ CloseIdleConnections() }); ok {
		transport.CloseIdleConnections()
	}
}

// Format implements fmt.Formatter: every verb prints only where the client points.
func (c *Client) Format(state fmt.State, _ rune) {
	_, _ = fmt.Fprintf(state, "coveoapi.Client(%s at %s)", c.config.Target.OrganizationID, c.config.Target.Endpoint.Spec)
}

// catalogKey is the key that lists what the organization has.
func (c *Client) catalogKey() Secret {
	if c.config.CatalogKey.IsZero() {
		return c.config.MintingKey
	}
	return c.config.CatalogKey
}

// call sends a request and decodes the JSON of its answer.
func call[T any](ctx context.Context, c *Client, request Request) (Reply[T], error) {
	exchange, err := c.Do(ctx, request)
	if err != nil {
		return Reply[T]{Exchange: exchange}, err
	}
	return decode[T](exchange)
}

// decode reads the JSON of an answer.
func decode[T any](exchange Exchange) (Reply[T], error) {
	reply := Reply[T]{Exchange: exchange}
	if err := json.Unmarshal(exchange.Body, &reply.Value); err != nil {
		return reply, malformed(exchange, err)
	}
	return reply, nil
}

// get builds a request that reads with a credential.
func get(operation, url string, credential Secret) Request {
	return Request{
		Operation:  operation,
		Method:     http.MethodGet,
		URL:        url,
		Header:     []HeaderField{{"Accept", "application/json"}},
		Credential: credential,
		Repeatable: true,
	}
}

// post builds a request that sends JSON with a credential. It is not repeatable.
func post(operation, url string, body any, credential Secret) (Request, error) {
	encoded, err := encodeJSON(body)
	if err != nil {
		return Request{}, fmt.Errorf("%s: %w", operation, err)
	}
	return postJSON(operation, url, encoded, credential), nil
}

// postJSON is post for a body that is JSON already.
func postJSON(operation, url string, encoded []byte, credential Secret) Request {
	return Request{
		Operation:  operation,
		Method:     http.MethodPost,
		URL:        url,
		Header:     []HeaderField{{"Content-Type", "application/json"}, {"Accept", "application/json"}},
		Body:       encoded,
		Credential: credential,
	}
}
