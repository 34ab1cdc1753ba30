package coveoapi

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Do sends a built request and returns the exchange. A status of 400 or more is an
// *APIError, no usable reply a *NetworkError; both hold the exchange. A request that
// must not be sent is an *InputError, or ErrNoCredential.
//
// The credential is masked wherever the reply echoes it. A token that the reply
// grants is not: it is what the caller asked for.
func (c *Client) Do(ctx context.Context, request Request) (Exchange, error) {
	if err := checkRequest(request); err != nil {
		return Exchange{Request: request}, err
	}
	return c.repeat(ctx, request)
}

func checkRequest(request Request) error {
	parsed, err := url.Parse(request.URL)
	if err != nil {
		return endpointError("does not make a URL")
	}
	if err := checkURL(parsed); err != nil {
		return err
	}
	if request.Credential.IsZero() {
		return ErrNoCredential
	}
	for _, secret := range []Secret{request.Credential, request.Tested} {
		if !secret.IsZero() && !secret.Usable() {
			return &InputError{
				Field:  "credential",
				Reason: "holds white space or characters that no API key or token has",
				Remedy: "Copy it again, without line breaks and without anything around it.",
			}
		}
	}
	return nil
}

// attempt sends a request once.
func (c *Client) attempt(ctx context.Context, request Request, number int) (Exchange, error) {
	limited, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	limited, giveUp := context.WithCancelCause(limited)
	defer giveUp(nil)
	exchange := Exchange{Request: request, Attempts: number}
	var sent atomic.Bool
	var address atomic.Value
	traced := httptrace.WithClientTrace(limited, &httptrace.ClientTrace{
		GotConn:      func(info httptrace.GotConnInfo) { address.Store(info.Conn.RemoteAddr().String()) },
		WroteHeaders: func() { sent.Store(true) },
	})
	httpRequest, err := c.httpRequest(traced, request)
	if err != nil {
		return exchange, err
	}
	started := time.Now()
	response, err := c.config.Transport.RoundTrip(httpRequest)
	exchange.Connection.Address, _ = address.Load().(string)
	if err == nil {
		exchange.Connection.describeTLS(response.TLS)
		sent.Store(true)
		exchange.ReceivedAt = c.config.Clock()
		response.Body = newIdleBody(response.Body, c.config.IdleTimeout, giveUp)
		err = receive(response, &exchange)
	}
	if err != nil && errors.Is(context.Cause(limited), errIdle) {
		err = errIdle // The transport only says that the context ended.
	}
	exchange.Duration = time.Since(started)
	if err != nil {
		err = networkError(ctx, exchange, err, sent.Load())
	} else {
		err = Judge(exchange)
	}
	c.observe(exchange)
	return exchange, err
}

// httpRequest makes the request that goes out. Here, and nowhere else, credentials
// are attached.
func (c *Client) httpRequest(ctx context.Context, request Request) (*http.Request, error) {
	body := request.Body
	if !request.Tested.IsZero() && request.TestedPlace == TestedInForm {
		body = []byte("token=" + url.QueryEscape(request.Tested.Reveal()))
	}
	httpRequest, err := http.NewRequestWithContext(ctx, request.Method, request.URL, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", request.Operation, err)
	}
	for _, field := range request.Header {
		httpRequest.Header.Set(field.Name, field.Value)
	}
	httpRequest.Header.Set("User-Agent", c.config.UserAgent)
	if request.Place == InAccessTokenParameter {
		addParameter(httpRequest.URL, "access_token", request.Credential)
	} else {
		httpRequest.Header.Set("Authorization", "Bearer "+request.Credential.Reveal())
	}
	if !request.Tested.IsZero() && request.TestedPlace == TestedInQuery {
		addParameter(httpRequest.URL, "accessToken", request.Tested)
	}
	return httpRequest, nil
}

// addParameter adds a credential to the query string, and leaves the rest of it as
// it is.
func addParameter(u *url.URL, name string, value Secret) {
	u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+name+"="+url.QueryEscape(value.Reveal()), "&")
}

// observe shows the attempt to OnExchange, with a granted token masked.
func (c *Client) observe(exchange Exchange) {
	if c.config.OnExchange == nil {
		return
	}
	c.config.OnExchange(maskGranted(exchange, grantedToken(exchange)))
}

// describeTLS reads what is worth knowing of an encrypted connection, nil for one that
// is not encrypted.
func (c *Connection) describeTLS(state *tls.ConnectionState) {
	if state == nil {
		return
	}
	c.TLSVersion = tls.VersionName(state.Version)
	if len(state.PeerCertificates) > 0 {
		leaf := state.PeerCertificates[0]
		c.Issuer, c.NotAfter = leaf.Issuer.CommonName, leaf.NotAfter
		if len(leaf.Issuer.Organization) > 0 {
			c.Issuer = leaf.Issuer.Organization[0]
		}
	}
}
