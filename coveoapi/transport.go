package coveoapi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// The limits of a connection. The whole of an attempt is bound by Config.Timeout.
const (
	dialTimeout     = 5 * time.Second
	tlsTimeout      = 5 * time.Second
	headerTimeout   = 10 * time.Second
	idleTimeout     = 90 * time.Second
	maxHeaderBytes  = 64 << 10
	maxBodyBytes    = 8 << 20
	maxErrorBytes   = 64 << 10
	maxMessageBytes = 2 << 10
)

// errBadProxy replaces an error that would quote the proxy variable, which may hold
// a password.
var errBadProxy = errors.New("the proxy variable (HTTPS_PROXY or HTTP_PROXY) is not a URL")

// NewTransport makes the transport of a client: short time limits, TLS 1.2 or
// later with the system's certificates (or those of SSL_CERT_FILE), the proxy of
// the usual variables but none to this machine, and a cap on reply headers.
//
// It is used as a RoundTripper, not in an http.Client: a RoundTripper never follows
// a redirect, so that a credential never reaches another host.
func NewTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: dialTimeout}
	return &http.Transport{
		Proxy:                  proxyFor,
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    tlsTimeout,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2:      true,
		ResponseHeaderTimeout:  headerTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		IdleConnTimeout:        idleTimeout,
		OnProxyConnectResponse: checkProxyReply,
	}
}

// proxyRefusal is a proxy that answered, but did not connect us.
type proxyRefusal struct{ status int }

// Error implements error.
func (e *proxyRefusal) Error() string {
	return fmt.Sprintf("it answered %d %s", e.status, http.StatusText(e.status))
}

func checkProxyReply(_ context.Context, _ *url.URL, _ *http.Request, reply *http.Response) error {
	if reply.StatusCode != http.StatusOK {
		return &proxyRefusal{status: reply.StatusCode}
	}
	return nil
}

func proxyFor(request *http.Request) (*url.URL, error) {
	if isLoopback(request.URL.Hostname()) {
		return nil, nil // How http.Transport is told that there is no proxy.
	}
	proxy, err := http.ProxyFromEnvironment(request)
	if err != nil {
		return nil, errBadProxy
	}
	return proxy, nil
}
