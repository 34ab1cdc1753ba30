package sandbox

import (
	"net/http"
	"time"
)

// Entry tells of one request. No secret is in it.
type Entry struct {
	Time      time.Time // by the true clock
	RequestID string
	Method    string
	// URI is the path with its query, credentials replaced.
	URI string
	// Body is the start of the request's body, credentials replaced.
	Body string
	// Caller says who asked, such as "API key authenticated-search" or "search
	// token of asmith@example.com".
	Caller   string
	Status   int
	Bytes    int64
	Duration time.Duration
	// Fault names the faults that hit the request, or "".
	Fault string
}

// meter counts what is written.
type meter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (m *meter) WriteHeader(status int) {
	if m.status == 0 {
		m.status = status
	}
	m.ResponseWriter.WriteHeader(status)
}

func (m *meter) Write(p []byte) (int, error) {
	if m.status == 0 {
		m.status = http.StatusOK
	}
	n, err := m.ResponseWriter.Write(p)
	m.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (m *meter) Unwrap() http.ResponseWriter { return m.ResponseWriter }
