package coveoapi

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestNoRedirectIsFollowed(t *testing.T) {
	elsewhere := &recorder{t: t, answer: replyJSON(http.StatusOK, `[]`)}
	other := serve(t, elsewhere)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for location, named := range map[string]string{
			other.URL + "/path?secret=query":       other.URL,
			"//other.example/x":                    "other.example",
			"/same":                                "the same host",
			"ftp://other.example/":                 "ftp://other.example",
			"http://[bad":                          "cannot be read",
			"https://o.example/?access_token=tttt": "https://o.example",
		} {
			server, client := record(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", location)
				w.WriteHeader(status)
			})
			_, err := client.PlatformTokenPrivileges(t.Context())
			network := requireNetworkError(t, err, NetworkRedirect)
			if !strings.Contains(network.Detail, named) || strings.Contains(err.Error(), "query") || strings.Contains(err.Error(), "tttt") {
				t.Errorf("%d to %s: %v", status, location, err)
			}
			if len(server.requests) != 1 {
				t.Errorf("%d to %s: %d requests", status, location, len(server.requests))
			}
		}
	}
	if len(elsewhere.requests) != 0 {
		t.Errorf("the other host got %d requests", len(elsewhere.requests))
	}
}

func TestRepliesAreCappedInDecodedSize(t *testing.T) {
	bomb := gzipped(t, strings.NewReader(`"`+strings.Repeat(" ", maxBodyBytes)+`"`))
	if len(bomb) > 64<<10 {
		t.Fatalf("the packed reply has %d bytes", len(bomb))
	}
	_, client := record(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb)
	})
	_, err := client.PlatformTokenPrivileges(t.Context())
	network := requireNetworkError(t, err, NetworkTooLarge)
	if !network.Exchange.Truncated || len(network.Exchange.Body) != maxBodyBytes {
		t.Errorf("%d bytes were kept, truncated %v", len(network.Exchange.Body), network.Exchange.Truncated)
	}
}

func gzipped(t *testing.T, content io.Reader) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := io.Copy(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func TestErrorBodiesAreKeptInPart(t *testing.T) {
	_, client := record(t, replyJSON(http.StatusInternalServerError, strings.Repeat("x", maxErrorBytes+1)))
	_, err := client.PlatformTokenPrivileges(t.Context())
	var api *APIError
	if !errors.As(err, &api) || len(api.Exchange.Body) != maxErrorBytes || !api.Exchange.Truncated || len(api.Message) > maxMessageBytes+len("…") {
		t.Errorf("got %T with %d bytes", err, len(api.Exchange.Body))
	}
}

func TestReplyHeadersAreCapped(t *testing.T) {
	_, client := record(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Filler", strings.Repeat("x", 2*maxHeaderBytes))
	})
	_, err := client.PlatformTokenPrivileges(t.Context())
	requireNetworkError(t, err, NetworkTooLarge)
}

func TestRepliesThatAreNotWhatWasPromised(t *testing.T) {
	for name, test := range map[string]struct {
		header http.Header
		body   string
		detail string
	}{
		"a web page":   {http.Header{"Content-Type": {"text/html"}}, "<title>Hotel Wi-Fi</title>", "a web page where JSON was asked for: Hotel Wi-Fi"},
		"half a JSON":  {nil, `[{"owner":`, "broken or cut off"},
		"other JSON":   {nil, `{"owner":1}`, "not with the JSON"},
		"nothing":      {nil, ``, "with nothing"},
		"two JSONs":    {nil, `[] []`, "broken or cut off"},
		"bad encoding": {http.Header{"Content-Encoding": {"gzip"}}, "certainly not packed", "not valid HTTP"},
	} {
		_, client := record(t, func(w http.ResponseWriter, _ *http.Request) {
			for key, values := range test.header {
				w.Header()[key] = values
			}
			_, _ = io.WriteString(w, test.body)
		})
		_, err := client.PlatformTokenPrivileges(t.Context())
		network := requireNetworkError(t, err, NetworkMalformed)
		if !strings.Contains(network.Detail, test.detail) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCutReplies(t *testing.T) {
	cut := func(head string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			connection, buffer, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = buffer.WriteString(head)
			_ = buffer.Flush()
			_ = connection.Close()
		}
	}
	_, client := record(t, cut("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n["))
	_, err := client.PlatformTokenPrivileges(t.Context())
	if network := requireNetworkError(t, err, NetworkCut); !network.Sent || network.Exchange.Status != http.StatusOK {
		t.Errorf("%+v", network)
	}
	_, client = record(t, cut(""))
	_, err = client.MintSearchToken(t.Context(), SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
	if network := requireNetworkError(t, err, NetworkCut); !network.Sent {
		t.Error("the token request is said not to have been sent")
	}
	_, client = record(t, cut("HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n<title>Broken</title>"))
	_, err = client.PlatformTokenPrivileges(t.Context())
	var api *APIError
	if !errors.As(err, &api) || api.Status != 500 || !api.Exchange.Truncated {
		t.Errorf("a failure with half a body: %v", err)
	}
}

func TestTLSIsVerifiedAndModern(t *testing.T) {
	quiet := log.New(io.Discard, "", 0)
	unknown := httptest.NewUnstartedServer(replyJSON(http.StatusOK, `[]`))
	old := httptest.NewUnstartedServer(replyJSON(http.StatusOK, `[]`))
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11}
	for _, server := range []*httptest.Server{unknown, old} {
		server.Config.ErrorLog = quiet
		server.StartTLS()
		defer server.Close()
	}
	plain := serve(t, replyJSON(http.StatusOK, `[]`))

	trusting := NewTransport()
	trusting.TLSClientConfig.RootCAs = x509.NewCertPool()
	trusting.TLSClientConfig.RootCAs.AddCert(old.Certificate())
	for name, config := range map[string]struct {
		url       string
		transport http.RoundTripper
	}{
		"a certificate nobody vouches for": {unknown.URL, NewTransport()},
		"TLS 1.1":                          {old.URL, trusting},
		"a server that speaks plain HTTP":  {strings.Replace(plain.URL, "http:", "https:", 1), NewTransport()},
	} {
		client := clientOf(t, config.url, func(c *Config) { c.Transport = config.transport })
		_, err := client.PlatformTokenPrivileges(t.Context())
		if network := requireNetworkError(t, err, NetworkTLS); network.Sent && name != "a server that speaks plain HTTP" {
			t.Errorf("%s: the request was sent", name)
		}
	}
}

func TestRefusedConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String()
	_ = listener.Close()
	_, err = clientOf(t, url, nil).MintSearchToken(t.Context(), SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
	if network := requireNetworkError(t, err, NetworkRefused); network.Sent || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("%+v", network)
	}
}

func TestProxyThatRefuses(t *testing.T) {
	proxy := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	transport := NewTransport()
	transport.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(proxy.URL) }
	client := clientOf(t, "https://platform.example", func(c *Config) { c.Transport = transport })
	_, err := client.PlatformTokenPrivileges(t.Context())
	network := requireNetworkError(t, err, NetworkProxy)
	if network.Sent || !strings.Contains(network.Detail, "407") {
		t.Errorf("%+v", network)
	}
}

func TestNoProxyForThisMachine(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://proxy.example:1")
	t.Setenv("HTTPS_PROXY", "http://proxy.example:1")
	for _, target := range []string{"http://127.0.0.1:9/", "http://localhost/", "http://[::1]/"} {
		request := httptest.NewRequest(http.MethodGet, target, nil)
		if proxy, err := proxyFor(request); proxy != nil || err != nil {
			t.Errorf("%s goes through %v, %v", target, proxy, err)
		}
	}
}

// failingTransport fails every call.
type failingTransport struct{ err error }

func (f failingTransport) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

func TestTransportErrorsAreClassified(t *testing.T) {
	for kind, cause := range map[NetworkErrorKind]error{
		NetworkDNS:     &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "platform.example"}},
		NetworkRefused: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED},
		NetworkTLS:     &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}},
		NetworkProxy:   &net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED},
		NetworkTimeout: &net.OpError{Op: "read", Err: syscall.ETIMEDOUT},
		NetworkCut:     &net.OpError{Op: "read", Err: syscall.ECONNRESET},
		NetworkOther:   &net.OpError{Op: "dial", Err: syscall.EHOSTUNREACH},
	} {
		client := clientOf(t, "https://platform.example", func(c *Config) { c.Transport = failingTransport{cause} })
		_, err := client.MintPlatformToken(t.Context(), PlatformTokenRequest{Privileges: []Privilege{mustPrivilege(t, "A/B")}})
		requireNetworkError(t, err, kind)
	}
	client := clientOf(t, "https://platform.example", func(c *Config) { c.Transport = failingTransport{errBadProxy} })
	_, err := client.PlatformTokenPrivileges(t.Context())
	requireNetworkError(t, err, NetworkProxy)
}

func TestTimeoutBoundsAnAttempt(t *testing.T) {
	release := make(chan struct{})
	server := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer close(release)
	client := clientOf(t, server.URL, func(c *Config) { c.Timeout = 20 * time.Millisecond })
	_, err := client.PlatformTokenPrivileges(t.Context())
	if network := requireNetworkError(t, err, NetworkTimeout); !network.Sent || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%+v", network)
	}
}

func TestCancelWorksAtEveryStage(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	stages := map[string]http.HandlerFunc{
		"before the header": func(http.ResponseWriter, *http.Request) { cancel(); <-release },
		"in the body": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "[")
			_ = http.NewResponseController(w).Flush()
			cancel()
			<-release
		},
	}
	for name, handler := range stages {
		ctx, cancel = context.WithCancel(t.Context())
		_, err := clientOf(t, serve(t, handler).URL, nil).PlatformTokenPrivileges(ctx)
		requireNetworkError(t, err, NetworkCanceled)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v does not unwrap to context.Canceled", name, err)
		}
	}
	_, err := clientOf(t, "https://platform.example", nil).PlatformTokenPrivileges(ctx)
	requireNetworkError(t, err, NetworkCanceled)
	cancel()
}
