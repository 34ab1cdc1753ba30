package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// content is a reply that is not JSON.
type content struct {
	kind string
	body []byte
}

// writeReply answers with the value of a handler.
func (c *call) writeReply(status int, value any) {
	if page, ok := value.(content); ok {
		c.writeBytes(status, page.kind, page.body)
		return
	}
	kind := "application/json;charset=utf-8"
	if _, isProblem := value.(problem); isProblem {
		kind = "application/problem+json"
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		http.Error(c.w, "The sandbox could not write its answer.", http.StatusInternalServerError)
		return
	}
	body := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if c.effects.has(FaultHostile) {
		body = hostileBody(body)
	}
	c.writeBytes(status, kind, body)
}

// writeError answers with an error in the shape of the API's family.
func (c *call) writeError(err error) {
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{cause: causeInternal, message: err.Error()}
	}
	v := c.family.verdict(f.cause)
	if f.kind != "" {
		v.kind = f.kind
	}
	if f.cause == causeForbidden && c.family == platformFamily && c.effects.has(FaultPrivilege401) {
		v = verdict{http.StatusUnauthorized, "UNAUTHORIZED", ""}
	}
	c.writeReply(v.status, c.family.answer(v, f.message, c.requestID))
}

// writeFault answers what a fault says instead of the operation's answer.
func (c *call) writeFault(answer faultAnswer) {
	for name, values := range answer.header {
		c.w.Header()[name] = values
	}
	switch {
	case answer.page != "":
		c.writeBytes(answer.verdict.status, "text/html; charset=utf-8", []byte(answer.page))
	case answer.message == "":
		c.w.WriteHeader(answer.verdict.status)
	default:
		c.writeReply(answer.verdict.status, c.family.answer(answer.verdict, answer.message, c.requestID))
	}
}

// writeBytes sends a body, or as much of it as the faults leave.
func (c *call) writeBytes(status int, kind string, body []byte) {
	header := c.w.Header()
	header.Set("Content-Type", kind)
	half := body[:len(body)/2]
	switch {
	case c.effects.has(FaultCut):
		header.Set("Content-Length", strconv.Itoa(len(body)))
		c.w.WriteHeader(status)
		_, _ = c.w.Write(half)
		_ = http.NewResponseController(c.w).Flush()
		panic(http.ErrAbortHandler)
	case c.effects.has(FaultTruncated):
		body = half
	}
	header.Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(status)
	if fault, drips := c.effects.find(FaultDrip); drips {
		c.drip(body, fault.Duration)
		return
	}
	_, _ = c.w.Write(body) // the caller may have left; there is no one to tell
}

// drip sends a body byte by byte, with a pause before each.
func (c *call) drip(body []byte, pause time.Duration) {
	ticks := time.NewTicker(max(pause, time.Microsecond))
	defer ticks.Stop()
	controller := http.NewResponseController(c.w)
	_ = controller.Flush()
	for i := range body {
		select {
		case <-ticks.C:
		case <-c.r.Context().Done():
			return
		case <-c.sandbox.closing:
			return
		}
		_, _ = c.w.Write(body[i : i+1])
		_ = controller.Flush()
	}
}
