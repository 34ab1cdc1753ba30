package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// requestDocument is a request that was not sent, as --json shows it.
type requestDocument struct {
	Schema string            `json:"schema"`
	Method string            `json:"method"`
	URL    string            `json:"url"`
	Header map[string]string `json:"header"`
	Body   rawJSON           `json:"body"`
	// Warnings are there only when something is odd and would be sent all the same.
	Warnings []string `json:"warnings,omitempty"`
}

// maskedAuthorization stands for the credential of a request that is only shown.
const maskedAuthorization = "Bearer $" + keyVariable

// showRequest prints a request without sending it.
func (f *factory) showRequest(request coveoapi.Request, warnings []string) error {
	if !f.globals.json {
		return f.io.write([]byte(f.requestText(request)))
	}
	header := map[string]string{"Authorization": maskedAuthorization}
	for _, field := range request.Header {
		header[field.Name] = field.Value
	}
	return f.writeJSON(requestDocument{schema("request"), request.Method, request.URL, header, rawJSON(request.Body), warnings})
}

// requestText is a request as it goes over the wire, the credential as the name of
// its variable.
func (f *factory) requestText(request coveoapi.Request) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s %s\n", request.Method, f.safe(request.URL))
	fmt.Fprintf(&text, "Authorization: %s\n", maskedAuthorization)
	for _, field := range request.Header {
		fmt.Fprintf(&text, "%s: %s\n", field.Name, f.safe(field.Value))
	}
	if request.Body == nil {
		return text.String()
	}
	var body bytes.Buffer
	if json.Indent(&body, request.Body, "", "  ") != nil {
		body.Reset()
		body.Write(request.Body)
	}
	text.WriteByte('\n')
	for _, line := range strings.Split(string(safetext.EscapeJSON(body.Bytes())), "\n") {
		text.WriteString(f.redactor.Redact(line) + "\n")
	}
	return text.String()
}

func parseHTTPDate(text string) (time.Time, error) { return http.ParseTime(text) }

// sentenceStart writes the first letter as a capital.
func sentenceStart(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
