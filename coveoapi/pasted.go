package coveoapi

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// MaxPastedBytes is how much of a pasted answer is read.
const MaxPastedBytes = maxErrorBytes

// ReadFailure reads an answer that somebody copied: a body of any of Coveo's families,
// a web page, or either below a status line and header as curl -i prints them. What it
// does not say stays empty; its Operation always is. Texts are capped, and no more than
// MaxPastedBytes are read. now is the moment to which a Retry-After that is a date is
// compared.
func ReadFailure(pasted []byte, now time.Time) *APIError {
	body := bytes.TrimSpace(pasted[:min(len(pasted), MaxPastedBytes)])
	exchange := Exchange{ReceivedAt: now}
	exchange.Status, exchange.Header, body = cutHead(body)
	exchange.Body = body
	e := newAPIError(exchange)
	var raw rawErrorBody
	if json.Unmarshal(body, &raw) == nil {
		e.readParts(raw)
	}
	return e
}

// cutHead cuts a status line and header off an answer, when it has them. Of several,
// as after a redirect or from a proxy, the last counts.
func cutHead(text []byte) (status int, header http.Header, body []byte) {
	header = http.Header{}
	for {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		named, ok := readStatusLine(string(line[:min(len(line), maxMessageBytes)]))
		if !ok {
			return status, header, text
		}
		status = named
		reader := bufio.NewReader(bytes.NewReader(rest))
		fields, err := textproto.NewReader(reader).ReadMIMEHeader()
		if err != nil && len(fields) == 0 {
			return status, header, bytes.TrimSpace(rest)
		}
		header = http.Header(fields)
		var left bytes.Buffer
		_, _ = left.ReadFrom(reader) // memory cannot fail
		text = bytes.TrimSpace(left.Bytes())
	}
}

// readStatusLine reads the first line of an answer, of any version of HTTP.
func readStatusLine(line string) (status int, ok bool) {
	words := strings.Fields(line)
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") {
		return 0, false
	}
	status, err := strconv.Atoi(words[1])
	return status, err == nil && isStatus(status)
}

func isStatus(status int) bool { return status >= 100 && status <= 599 }

// readParts reads what bodies say that are no errors by their status: the status
// itself, a search's exception, an event that was not accepted, an evaluation.
func (e *APIError) readParts(raw rawErrorBody) {
	if e.Status == 0 {
		e.Status = raw.status()
	}
	var exception struct{ Code, Context string }
	if json.Unmarshal(raw["exception"], &exception) == nil && exception.Code != "" {
		e.Code, e.Message = capText(exception.Code), capText(exception.Context)
		if e.Status == 0 {
			e.Status = http.StatusOK
		}
	}
	if e.Message == "" {
		e.Message = raw.first("errorMessage")
	}
	var report EvaluationReport
	if json.Unmarshal(raw["evaluationReport"], &report) == nil && e.Code == "" {
		if len(report.ResultCodes) > 0 {
			e.Code = capText(string(report.ResultCodes[0]))
		}
	}
}

// status is the status that a body itself names, 0 when it names none that is one.
func (b rawErrorBody) status() int {
	for _, name := range []string{"statusCode", "status"} {
		var status int
		if json.Unmarshal(b[name], &status) == nil && isStatus(status) {
			return status
		}
	}
	return 0
}
