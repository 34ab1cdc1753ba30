package coveoapi

import (
	"bytes"
	"encoding/json"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"coveotoken/jwtview/safetext"
)

// newAPIError reads what a reply says about its failure.
func newAPIError(exchange Exchange) *APIError {
	body := parseErrorBody(exchange.Header.Get("Content-Type"), exchange.Body)
	e := &APIError{
		Operation:  exchange.Request.Operation,
		Status:     exchange.Status,
		Code:       body.code,
		Message:    body.message,
		RequestID:  body.requestID,
		RetryAfter: retryAfter(exchange.Header, exchange.ReceivedAt),
		Firewall:   exchange.Header.Get(firewallHeader),
		Format:     body.format,
		Exchange:   exchange,
	}
	if id := exchange.Header.Get("X-Request-ID"); id != "" {
		e.RequestID = capText(id)
	}
	return e
}

// errorBody is what the body of a failure says.
type errorBody struct {
	format                   ErrorFormat
	code, message, requestID string
}

// rawErrorBody holds the members of all JSON shapes; members of an unexpected JSON
// type are left out, not refused.
type rawErrorBody map[string]json.RawMessage

// parseErrorBody reads the body of a failure, whatever it is. It never fails, and
// its texts are short.
func parseErrorBody(contentType string, body []byte) errorBody {
	trimmed := bytes.TrimSpace(body)
	switch {
	case len(trimmed) == 0:
		return errorBody{format: ErrorBodyEmpty}
	case isHTML(contentType, trimmed):
		return errorBody{format: ErrorBodyHTML, message: htmlSummary(trimmed)}
	}
	var raw rawErrorBody
	if json.Unmarshal(trimmed, &raw) != nil || raw == nil {
		return errorBody{format: ErrorBodyOther, message: capText(firstLine(string(trimmed)))}
	}
	return errorBody{
		format:    raw.format(contentType),
		code:      raw.first("errorCode", "type", "code", "error"),
		message:   raw.first("message", "detail", "title", "error_description", "error"),
		requestID: raw.first("requestID", "requestId"),
	}.withoutBlankType()
}

// withoutBlankType drops the type that RFC 9457 section 4.2.1 gives to problems that
// have none.
func (b errorBody) withoutBlankType() errorBody {
	if b.format == ErrorBodyProblem && b.code == "about:blank" {
		b.code = ""
	}
	return b
}

func (b rawErrorBody) format(contentType string) ErrorFormat {
	mediaType, _, _ := mime.ParseMediaType(contentType)
	switch {
	case mediaType == "application/problem+json", b.has("title") && b.has("status"):
		return ErrorBodyProblem
	case b.has("statusCode"):
		return ErrorBodySearch
	case b.has("errorCode"), b.has("requestID"):
		return ErrorBodyPlatform
	case b.has("message") && b.has("type"):
		return ErrorBodyAnalytics
	default:
		return ErrorBodyOther
	}
}

func (b rawErrorBody) has(name string) bool {
	_, ok := b[name]
	return ok
}

// first is the first of the named members that is a text with something in it.
func (b rawErrorBody) first(names ...string) string {
	for _, name := range names {
		var text string
		if json.Unmarshal(b[name], &text) == nil && text != "" {
			return capText(text)
		}
	}
	return ""
}

func isHTML(contentType string, body []byte) bool {
	mediaType, _, _ := mime.ParseMediaType(contentType)
	return mediaType == "text/html" || bytes.HasPrefix(bytes.TrimSpace(body), []byte("<"))
}

// htmlSummary is the title of a web page, or its first line of text.
func htmlSummary(page []byte) string {
	head := page[:min(len(page), maxErrorBytes)]
	if title := regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`).FindSubmatch(head); title != nil {
		if text := strings.Join(strings.Fields(string(title[1])), " "); text != "" {
			return capText(text)
		}
	}
	text := regexp.MustCompile(`(?s)<[^>]*>?`).ReplaceAllString(string(head), "\n")
	return capText(firstLine(strings.TrimSpace(text)))
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}

// capText shortens a server's text to what is worth showing, without cutting a
// character in two.
func capText(text string) string {
	if len(text) <= maxMessageBytes {
		return text
	}
	end := maxMessageBytes
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// quoteOutside makes text from outside safe in an error's line.
func quoteOutside(text string) string { return safetext.Visible(text) }
