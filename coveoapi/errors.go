package coveoapi

import (
	"errors"
	"fmt"
	"time"
)

// ErrNoCredential says that a call needs an API key or an access token and none was
// given. Nothing was sent.
var ErrNoCredential = errors.New("this call needs an API key or an access token, and there is none")

// APIError is a reply of Coveo, or of something between, that is not a success.
type APIError struct {
	Operation string
	Status    int
	// Code is the body's errorCode, or its type where that is all there is.
	Code string
	// Message is the server's own text, capped, not yet made safe to show.
	Message    string
	RequestID  string
	RetryAfter time.Duration
	// Firewall is what a web application firewall did instead of letting the
	// request through, such as "captcha", or "".
	Firewall string
	// Format says what kind of body it was.
	Format   ErrorFormat
	Exchange Exchange
}

// ErrorFormat is the shape of an error body.
type ErrorFormat int

// The shapes of error bodies that are met.
const (
	ErrorBodySearch    ErrorFormat = iota // {statusCode, message, type|errorCode}
	ErrorBodyPlatform                     // {message, errorCode, requestID}
	ErrorBodyProblem                      // application/problem+json
	ErrorBodyAnalytics                    // {message, type}
	ErrorBodyHTML
	ErrorBodyEmpty
	ErrorBodyOther
)

// Error implements error with one line that holds no secret.
func (e *APIError) Error() string {
	text := fmt.Sprintf("%s: Coveo answered %d", e.Operation, e.Status)
	if e.Code != "" {
		text += " " + quoteOutside(e.Code)
	}
	if e.Message != "" {
		text += ": " + quoteOutside(e.Message)
	}
	if e.RequestID != "" {
		text += " (request " + quoteOutside(e.RequestID) + ")"
	}
	return text
}

// NetworkErrorKind classifies failures that brought no usable reply.
type NetworkErrorKind string

// The ways in which no usable reply came.
const (
	NetworkDNS       NetworkErrorKind = "dns"
	NetworkRefused   NetworkErrorKind = "refused"
	NetworkTLS       NetworkErrorKind = "tls"
	NetworkProxy     NetworkErrorKind = "proxy"
	NetworkTimeout   NetworkErrorKind = "timeout"
	NetworkCanceled  NetworkErrorKind = "canceled"
	NetworkCut       NetworkErrorKind = "cut"       // the connection ended in the middle of a reply
	NetworkTooLarge  NetworkErrorKind = "too_large" // the reply passed our cap
	NetworkRedirect  NetworkErrorKind = "redirect"  // the server wanted us elsewhere; never followed
	NetworkMalformed NetworkErrorKind = "malformed" // 200, but not the JSON that was promised
	NetworkOther     NetworkErrorKind = "other"
)

// NetworkError is a call that brought no usable reply.
type NetworkError struct {
	Operation string
	Kind      NetworkErrorKind
	Host      string
	// Detail is for people, holds no secret and no query string. It may hold text
	// from outside.
	Detail string
	// Sent says that the request, or a part of it, had been sent: Coveo may have
	// acted on it.
	Sent     bool
	Exchange Exchange
	Err      error
}

// Error implements error with one line that holds no secret.
func (e *NetworkError) Error() string {
	return fmt.Sprintf("%s: %s: %s", e.Operation, e.Host, quoteOutside(e.Detail))
}

// Unwrap gives the cause.
func (e *NetworkError) Unwrap() error { return e.Err }

// InputError is input that was refused before anything was sent.
type InputError struct {
	// Field names the input as users know it, such as "validFor" or "--user".
	Field string
	// Reason says what is wrong, as the end of a sentence that starts with the
	// field; Remedy is a sentence that says what would be right.
	Reason, Remedy string
}

// Error implements error.
func (e *InputError) Error() string {
	text := e.Field + " " + e.Reason
	if e.Remedy != "" {
		text += ". " + e.Remedy
	}
	return text
}
