package apilog

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// maxBody is how much of a body is told, in bytes: enough for what a person reads.
const maxBody = 16 << 10

// withheld stands for a reply that may hold a secret which cannot be taken out.
const withheld = "(left out: it may hold a secret)"

// Line tells of an exchange in one line, which ends in a line feed, without any secret.
func Line(e coveoapi.Exchange, r *safetext.Redactor) string {
	line := fmt.Sprintf("%s %s · %s in %s", e.Request.Method, e.Request.URL, outcome(e), duration(e))
	if id := e.Header.Get("X-Request-Id"); id != "" {
		line += ", request ID " + id
	}
	return safetext.Visible(r.Redact(line)) + "\n"
}

func outcome(e coveoapi.Exchange) string {
	if e.Status == 0 {
		return "no reply"
	}
	return strings.TrimSpace(fmt.Sprint(e.Status, " ", http.StatusText(e.Status)))
}

func duration(e coveoapi.Exchange) string { return fmt.Sprintf("%d ms", e.Duration.Milliseconds()) }

// Text tells all of an exchange without any secret: where it went, the request with a
// mask in the place of its credential, and the reply. Every line ends in a line feed.
func Text(e coveoapi.Exchange, r *safetext.Redactor) string {
	var out strings.Builder
	write := func(prefix, text string, limit int) {
		for _, line := range capped(safetext.VisibleLines(r.Redact(strings.TrimRight(text, "\n"))), limit) {
			out.WriteString(prefix + line + "\n")
		}
	}
	write("* ", e.Request.Operation+": "+way(e), maxBody)
	write("> ", requestHead(e.Request), maxBody)
	write("> ", string(coveoapi.ConcealBody(e.Request.Body)), maxBody)
	if e.Status == 0 {
		write("* ", "no usable reply", maxBody)
		return out.String()
	}
	reply := coveoapi.ConcealEcho(e.Request.Body, []byte(replyHead(e)+"\n"+string(coveoapi.ConcealBody(body(e)))))
	if reply == nil {
		reply = []byte(outcome(e) + "\n" + withheld)
	}
	write("< ", string(reply), maxBody)
	return out.String()
}

// way says when the exchange ended, over what it went and how long it took.
func way(e coveoapi.Exchange) string {
	parts := []string{fmt.Sprintf("attempt %d", e.Attempts), duration(e)}
	if !e.ReceivedAt.IsZero() {
		parts = append([]string{e.ReceivedAt.UTC().Format(time.RFC3339)}, parts...)
	}
	for _, fact := range []string{e.Connection.Address, e.Connection.TLSVersion} {
		if fact != "" {
			parts = append(parts, fact)
		}
	}
	return strings.Join(parts, ", ")
}

// requestHead is the request's line and header. What is kept apart from the request
// is told as a mask.
func requestHead(request coveoapi.Request) string {
	lines := []string{request.Method + " " + request.URL}
	if request.Place == coveoapi.InAuthorizationHeader {
		lines = append(lines, "Authorization: "+safetext.Mask)
	} else {
		lines = append(lines, "(access_token in the URL: "+safetext.Mask+")")
	}
	if !request.Tested.IsZero() {
		lines = append(lines, "(the token that is asked about: "+safetext.Mask+")")
	}
	for _, field := range request.Header {
		lines = append(lines, headerLine(field.Name, field.Value))
	}
	return strings.Join(lines, "\n")
}

func replyHead(e coveoapi.Exchange) string {
	lines := []string{outcome(e)}
	for _, name := range slices.Sorted(maps.Keys(e.Header)) {
		for _, value := range e.Header[name] {
			lines = append(lines, headerLine(name, value))
		}
	}
	return strings.Join(lines, "\n")
}

// headerLine is a header, masked where it is a credential by its nature.
func headerLine(name, value string) string {
	switch http.CanonicalHeaderKey(name) {
	case "Cookie", "Set-Cookie", "Authorization", "Proxy-Authorization":
		value = safetext.Mask
	}
	return name + ": " + value
}

// body is the reply's body. What grants a token and cannot be read may hold that token
// anywhere.
func body(e coveoapi.Exchange) []byte {
	if !e.Request.Repeatable && e.Status < http.StatusBadRequest && !json.Valid(e.Body) {
		return []byte(withheld)
	}
	return e.Body
}

// capped gives the lines up to so many bytes, and says how much was left out.
func capped(lines []string, limit int) []string {
	var shown []string
	for i, line := range lines {
		if limit < len(line) {
			rest := len(line)
			for _, other := range lines[i+1:] {
				rest += len(other) + 1
			}
			cut := safetext.Truncate(line, limit)
			return append(shown, cut, fmt.Sprintf("(%d bytes, of which the start is told)", rest))
		}
		limit -= len(line)
		if line != "" || len(lines) > 1 {
			shown = append(shown, line)
		}
	}
	return shown
}
