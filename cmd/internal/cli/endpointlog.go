package cli

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/coveoapi/tokenserver"
	"coveotoken/jwtview"
)

// tokenEndpoint is what runs behind the token server.
type tokenEndpoint struct {
	*factory
	client  *coveoapi.Client
	sandbox *sandbox.Server // nil unless it is embedded
	version coveoapi.SearchTokenVersion
	body    coveoapi.SearchTokenRequest
	// names are those of the allowed identities, in the same order.
	names   []string
	allowed []coveoapi.UserID

	// raw is what the log is written to.
	raw *rawWriter

	mutex sync.Mutex
	// lastExpiry is when the last token ends that was handed out.
	lastExpiry time.Time
}

// log tells of one request on standard error.
func (e *tokenEndpoint) log(entry tokenserver.Entry) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if entry.ExpiresAt.After(e.lastExpiry) {
		e.lastExpiry = entry.ExpiresAt
	}
	if !e.globals.json {
		e.note("%s", e.logLine(entry))
		return
	}
	if text, err := encodeJSON(newLogDocument(entry), ""); err == nil {
		_, _ = e.io.err.Write(e.redactJSON(text))
	}
}

// logLine is an entry in a line, such as `200 /token asmith exp 15:02:11`.
func (e *tokenEndpoint) logLine(entry tokenserver.Entry) string {
	words := []string{fmt.Sprint(entry.Status)}
	if entry.Method != http.MethodGet {
		words = append(words, entry.Method)
	}
	words = append(words, entry.Path)
	if entry.User != "" {
		words = append(words, e.shortUser(entry.User))
	}
	if !entry.ExpiresAt.IsZero() {
		words = append(words, "exp "+entry.ExpiresAt.Local().Format(time.TimeOnly))
	}
	line := strings.Join(words, " ")
	switch {
	case entry.Refusal != "":
		line += " · " + entry.Refusal
	case entry.Renewals == 1:
		line += " · renewal"
	case entry.Renewals > 1:
		line += fmt.Sprintf(" · %d renewals in %s, where one would do", entry.Renewals, milliseconds(entry.Span))
	}
	return line
}

// shortUser is a user without the host of the address, where nobody else is called so.
func (e *tokenEndpoint) shortUser(name string) string {
	short := shortName(name)
	for _, other := range append([]string{e.defaultName()}, e.names...) {
		if other != name && shortName(other) == short {
			return name
		}
	}
	return short
}

// logDocument is an entry as a line of JSON.
type logDocument struct {
	Schema     string  `json:"schema"`
	Time       *string `json:"time"`
	Status     int     `json:"status"`
	Method     string  `json:"method"`
	Path       string  `json:"path"`
	Origin     string  `json:"origin,omitempty"`
	User       string  `json:"user,omitempty"`
	ExpiresAt  *string `json:"expires_at"`
	DurationMS int64   `json:"duration_ms"`
	Renewals   int     `json:"renewals"`
	SpanMS     int64   `json:"span_ms"`
	Refusal    string  `json:"refusal,omitempty"`
}

func newLogDocument(e tokenserver.Entry) logDocument {
	return logDocument{
		schema("endpoint-log"), jsonTime(e.Time), e.Status, e.Method, e.Path, e.Origin, e.User, jsonTime(e.ExpiresAt),
		e.Duration.Milliseconds(), e.Renewals, e.Span.Milliseconds(), e.Refusal,
	}
}

// tokenEndpointDocument is where the endpoint is and what it serves, as --json shows it.
type tokenEndpointDocument struct {
	Schema       string   `json:"schema"`
	URL          string   `json:"url"`
	Organization string   `json:"organization"`
	SearchURL    string   `json:"search_url"`
	User         string   `json:"user"`
	AllowedUsers []string `json:"allowed_users"`
	Origins      []string `json:"origins"`
	ValidFor     int64    `json:"valid_for"` // seconds
}

// announce prints where the endpoint is and whom it serves.
func (e *tokenEndpoint) announce(base string, origins []string) error {
	target := e.client.Target()
	document := tokenEndpointDocument{
		schema("endpoint"), base + tokenserver.Path, target.OrganizationID, target.Endpoint.Search + "/rest/search/v2",
		e.defaultName(), append([]string{}, e.names...), append([]string{}, origins...), int64(e.life().Seconds()),
	}
	if e.globals.json {
		return e.io.writeJSONLine(document)
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\n", e.io.strong("Token endpoint at "+document.URL+" (ctrl+c stops it)"))
	rows := [][2]string{
		{"as", document.User},
		{"?as=", firstOf(strings.Join(document.AllowedUsers, ", "), "nobody else; --allow-user names others")},
		{"CORS", firstOf(strings.Join(document.Origins, ", "), "no web page; --cors names those that may ask")},
		{"tokens", "for " + jwtview.FormatSeconds(document.ValidFor) + ", in " + document.Organization},
		{"search", document.SearchURL},
	}
	for _, row := range rows {
		fmt.Fprintf(&text, "  %-7s %s\n", row[0], e.safe(row[1]))
	}
	if e.takesKeys() {
		text.WriteString("\n  e expires every token of a sandbox · q quits\n")
	}
	return e.io.write([]byte(text.String() + "\n"))
}
