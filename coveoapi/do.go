package coveoapi

import (
	"bytes"
	"context"
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
	if !isToken(request.Credential.Reveal()) {
		return &InputError{
			Field:  "credential",
			Reason: "holds white space or characters that no API key or token has",
			Remedy: "Copy it again, without line breaks and without anything around it.",
		}
	}
	return nil
}

// attempt sends a request once.
func (c *Client) attempt(ctx context.Context, request Request, number int) (Exchange, error) {
	limited, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	exchange := Exchange{Request: request, Attempts: number}
	var sent atomic.Bool
	traced := httptrace.WithClientTrace(limited, &httptrace.ClientTrace{
		WroteHeaders: func() { sent.Store(true) },
	})
	httpRequest, err := c.httpRequest(traced, request)
	if err != nil {
		return exchange, err
	}
	started := time.Now()
	response, err := c.config.Transport.RoundTrip(httpRequest)
	if err == nil {
		sent.Store(true)
		exchange.ReceivedAt = time.Now()
		err = receive(response, &exchange)
	}
	exchange.Duration = time.Since(started)
	if err != nil {
		err = networkError(ctx, exchange, err, sent.Load())
	} else {
		err = judge(exchange)
	}
	c.observe(exchange)
	return exchange, err
}

// httpRequest makes the request that goes out. Here, and nowhere else, the
// credential is attached.
func (c *Client) httpRequest(ctx context.Context, request Request) (*http.Request, error) {
	httpRequest, err := http.NewRequestWithContext(ctx, request.Method, request.URL, bytes.NewReader(request.Body))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", request.Operation, err)
	}
	if request.Body == nil {
		httpRequest.Body = http.NoBody
	}
	for _, field := range request.Header {
		httpRequest.Header.Set(field.Name, field.Value)
	}
	httpRequest.Header.Set("User-Agent", c.config.UserAgent)
	switch request.Place {
	case InAccessTokenParameter:
		parameter := "access_token=" + url.QueryEscape(request.Credential.Reveal())
		httpRequest.URL.RawQuery = strings.TrimPrefix(httpRequest.URL.RawQuery+"&"+parameter, "&")
	default:
		httpRequest.Header.Set("Authorization", "Bearer "+request.Credential.Reveal())
	}
	return httpRequest, nil
}

// observe shows the attempt to OnExchange, with a granted token masked.
func (c *Client) observe(exchange Exchange) {
	if c.config.OnExchange == nil {
		return
	}
	c.config.OnExchange(maskGranted(exchange, grantedToken(exchange)))
}
