package coveoapi

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// networkError describes why no usable reply came. ctx is the caller's: when it
// ended, that is the reason. A failure status whose body was cut short is still an
// *APIError: the status says more than the cut.
func networkError(ctx context.Context, exchange Exchange, cause error, sent bool) error {
	kind := classify(ctx, cause)
	if kind == NetworkCut && isFailure(exchange.Status) {
		return newAPIError(exchange)
	}
	text := redactorOf(exchange.Request.Credential, exchange.Request.Tested).Redact(cause.Error())
	e := &NetworkError{
		Operation: exchange.Request.Operation,
		Kind:      kind,
		Host:      hostOf(exchange.Request.URL),
		Detail:    networkDetail(kind, text, exchange.Status != 0),
		Sent:      sent,
		Exchange:  exchange,
		Err:       cause,
	}
	switch {
	case kind == NetworkCanceled:
		e.Err = context.Canceled
	case kind == NetworkTimeout:
		e.Err = context.DeadlineExceeded
	case text != cause.Error():
		e.Err = errors.New(text)
	}
	return e
}

// classify finds the kind of a transport's error. Its order matters: a failure of
// the proxy is also a failed dial, and a TLS failure may also be a timeout.
func classify(ctx context.Context, err error) NetworkErrorKind {
	var dns *net.DNSError
	var network net.Error
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return NetworkCanceled
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return NetworkTimeout
	case isProxyFailure(err):
		return NetworkProxy
	case errors.As(err, &dns):
		return NetworkDNS
	case isTLSFailure(err):
		return NetworkTLS
	case errors.Is(err, syscall.ECONNREFUSED):
		return NetworkRefused
	case errors.Is(err, errTooLarge), strings.Contains(err.Error(), "response headers exceeded"):
		return NetworkTooLarge
	case isMalformedReply(err):
		return NetworkMalformed
	case errors.As(err, &network) && network.Timeout():
		return NetworkTimeout
	case isCut(err):
		return NetworkCut
	default:
		return NetworkOther
	}
}

func isProxyFailure(err error) bool {
	var operation *net.OpError
	var refused *proxyRefusal
	return errors.Is(err, errBadProxy) || errors.As(err, &refused) ||
		(errors.As(err, &operation) && operation.Op == "proxyconnect")
}

func isTLSFailure(err error) bool {
	var verification *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var authority x509.UnknownAuthorityError
	return errors.As(err, &verification) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.As(err, &authority) || errors.Is(err, http.ErrSchemeMismatch) ||
		strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "TLS handshake")
}

// isMalformedReply knows the errors of net/http by their text, because it does not
// export them.
func isMalformedReply(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) ||
		strings.Contains(err.Error(), "malformed")
}

func isCut(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		strings.Contains(err.Error(), "connection broken") || strings.Contains(err.Error(), "stream error")
}

// networkDetail says the failure in words that continue "the host …".
func networkDetail(kind NetworkErrorKind, cause string, hasStatus bool) string {
	switch kind {
	case NetworkDNS:
		return "its name cannot be resolved (DNS)"
	case NetworkRefused:
		return "nothing listens there (connection refused)"
	case NetworkTLS:
		return "the encrypted connection could not be made: " + cause
	case NetworkProxy:
		return "the proxy did not let the call through: " + cause
	case NetworkTimeout:
		if hasStatus {
			return "the answer began, but did not come to its end in time"
		}
		return "no answer in time"
	case NetworkCanceled:
		return "the call was cancelled"
	case NetworkTooLarge:
		return "the answer is larger than this program reads (8 MB, headers 64 KB)"
	case NetworkMalformed:
		return "the answer is not valid HTTP: " + cause
	case NetworkCut:
		if hasStatus {
			return "the connection ended in the middle of the answer"
		}
		return "the connection ended before the answer"
	default:
		return cause
	}
}
