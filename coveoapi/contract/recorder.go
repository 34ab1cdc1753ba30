package contract

import (
	"bytes"
	"io"
	"net/http"
)

// Recorder is a transport that reports every exchange that passes through it. It is
// safe for concurrent use if Seen is.
type Recorder struct {
	Next http.RoundTripper
	// Seen is told of every exchange that brought a whole reply, before the caller
	// gets it.
	Seen func(Exchange)
}

// RoundTrip implements http.RoundTripper.
func (r *Recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	var sent []byte
	if request.Body != nil {
		var err error
		if sent, err = io.ReadAll(request.Body); err != nil {
			return nil, err
		}
		if err := request.Body.Close(); err != nil {
			return nil, err
		}
	}
	outgoing := request.Clone(request.Context())
	outgoing.Body = io.NopCloser(bytes.NewReader(sent))
	response, err := r.Next.RoundTrip(outgoing)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		response.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), broken{err}))
		return response, nil
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	r.Seen(Exchange{outgoing, sent, response.StatusCode, response.Header, body})
	return response, nil
}

// CloseIdleConnections closes those of the transport beneath, as http.Client and
// httptest.Server ask for.
func (r *Recorder) CloseIdleConnections() {
	if next, ok := r.Next.(interface{ CloseIdleConnections() }); ok {
		next.CloseIdleConnections()
	}
}

// broken is the end of a reply that was cut off.
type broken struct{ err error }

// Read implements io.Reader.
func (b broken) Read([]byte) (int, error) { return 0, b.err }
