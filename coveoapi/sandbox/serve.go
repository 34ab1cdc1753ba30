package sandbox

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// maxBody is the largest request body.
const maxBody = 1 << 20

// serve answers any request: guard, body, faults, then the operation.
func (s *Sandbox) serve(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	m := &meter{ResponseWriter: w}
	c := &call{sandbox: s, w: m, r: r, requestID: newRequestID(), family: familyOf(r.URL.Path)}
	if s.log != nil {
		defer func() { s.log(c.entry(m, start)) }()
	}
	if !s.guard(m, r) {
		return
	}
	if isControl(r.URL.Path) {
		s.mux.ServeHTTP(m, r)
		return
	}
	c.effects = s.faults.take(r.URL.Path)
	c.setHeaders()
	if err := c.readBody(); err != nil {
		c.writeError(err)
		return
	}
	if !c.effects.delay(r, s.closing) {
		panic(http.ErrAbortHandler) // the caller has left, or the server ends
	}
	if answer, hit := c.effects.instead(c.family); hit {
		c.writeFault(answer)
		return
	}
	c.dispatch()
}

// familyOf tells which API a path belongs to.
func familyOf(path string) family {
	switch {
	case strings.HasPrefix(path, "/rest/search"):
		return searchFamily
	case strings.HasPrefix(path, "/rest/ua/"):
		return analyticsFamily
	default:
		return platformFamily
	}
}

// newRequestID makes an ID of the usual form.
func newRequestID() string {
	id := randomHex(16)
	return strings.Join([]string{id[:8], id[8:12], id[12:16], id[16:20], id[20:]}, "-")
}

// setHeaders sets what every reply has. Date is that of the sandbox's clock, which
// is how clients learn that their own is wrong.
func (c *call) setHeaders() {
	header := c.w.Header()
	header.Set("X-Request-ID", c.requestID)
	if c.effects.has(FaultHostile) {
		header.Set("X-Request-ID", c.requestID+hostileHeader)
		header.Set("Server", hostileHeader)
	}
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	date := c.sandbox.clock.now()
	if skew, skewed := c.effects.find(FaultSkew); skewed {
		date = date.Add(skew.Duration)
	}
	header.Set("Date", date.UTC().Format(http.TimeFormat))
}

func (c *call) readBody() error {
	if c.r.Body == nil {
		return nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, maxBody))
	c.body = body
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return fail(causeTooLarge, "The request body is larger than 1 MB.")
	case err != nil:
		return fail(causeBadRequest, "The request body ended too early.")
	}
	return nil
}

// entry tells the log of the call.
func (c *call) entry(m *meter, start time.Time) Entry {
	return Entry{
		Time: start, RequestID: c.requestID, Method: c.r.Method,
		URI: redactedURI(c.r.URL), Body: redactedBody(c.r, c.body),
		Caller: c.caller.describe(), Status: m.status, Bytes: m.bytes,
		Duration: time.Since(start), Fault: c.effects.names(),
	}
}
