package recorded

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
)

// maxEntries is how many entries of a HAR are looked at, the last ones.
const maxEntries = 20_000

// harEntry is an entry of a HAR 1.2 log, as far as it matters here
// (http://www.softwareishard.com/blog/har-12-spec/#entries).
type harEntry struct {
	StartedDateTime string      `json:"startedDateTime"`
	Request         *harRequest `json:"request"`
	Response        *struct {
		Status  int        `json:"status"`
		Headers []harField `json:"headers"`
		Content struct {
			Text     string `json:"text"`
			Encoding string `json:"encoding"`
		} `json:"content"`
	} `json:"response"`
}

type harRequest struct {
	Method   string     `json:"method"`
	URL      string     `json:"url"`
	Headers  []harField `json:"headers"`
	PostData *struct {
		MIMEType string     `json:"mimeType"`
		Text     string     `json:"text"`
		Params   []harField `json:"params"`
	} `json:"postData"`
}

type harField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// harLog is a whole HAR, one entry of it, or the request of one.
type harLog struct {
	Log struct {
		Entries []json.RawMessage `json:"entries"`
	} `json:"log"`
	harEntry
}

// parseHAR reads a HAR file, a list of entries, or one entry. Entries that are no
// calls to Coveo are counted.
func parseHAR(text string) (Recording, error) {
	entries, err := harEntries(text)
	if err != nil {
		return Recording{}, err
	}
	recording := Recording{Form: HAR, Others: max(0, len(entries)-maxEntries)}
	entries = entries[recording.Others:]
	for _, encoded := range entries {
		var entry harEntry
		if json.Unmarshal(encoded, &entry) != nil || entry.Request == nil || !asksCoveo(entry.Request) {
			recording.Others++
			continue
		}
		r := entry.raw()
		request, err := r.request()
		if err != nil {
			recording.Others++
			continue
		}
		recording.Requests = append(recording.Requests, request)
	}
	if len(recording.Requests) == 0 {
		return Recording{}, inputError("is a HAR without a call to Coveo's APIs", "Record again while the search page fails, and export the log with sensitive data.")
	}
	slices.SortStableFunc(recording.Requests, func(a, b Request) int {
		return cmp.Or(cmp.Compare(b.urgency(), a.urgency()), b.SentAt.Compare(a.SentAt))
	})
	return recording, nil
}

func harEntries(text string) ([]json.RawMessage, error) {
	if strings.HasPrefix(text, "[") {
		var entries []json.RawMessage
		if err := json.Unmarshal([]byte(text), &entries); err != nil {
			return nil, errNotHAR()
		}
		return entries, nil
	}
	var log harLog
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		return nil, errNotHAR()
	}
	switch {
	case log.Log.Entries != nil:
		return log.Log.Entries, nil
	case log.Request != nil:
		return []json.RawMessage{json.RawMessage(text)}, nil
	default:
		return nil, errNotHAR()
	}
}

func errNotHAR() error {
	return inputError("starts as JSON does, but is no HAR and no entry of one", "Export the log of the browser's network tab as HAR, or copy the request as cURL.")
}

// asksCoveo reports whether a request is a call to an API of Coveo, at its hosts or
// another one's.
func asksCoveo(r *harRequest) bool {
	parsed, err := url.Parse(r.URL)
	if err != nil || r.Method == http.MethodOptions {
		return false
	}
	return classify(r.Method, parsed.Path).Kind != OtherCall
}

func (e harEntry) raw() raw {
	r := raw{method: strings.ToUpper(e.Request.Method), url: e.Request.URL, har: true}
	for _, field := range e.Request.Headers {
		if !strings.HasPrefix(field.Name, ":") { // HTTP/2's own
			r.headers = append(r.headers, coveoapi.HeaderField(field))
		}
	}
	if post := e.Request.PostData; post != nil {
		r.headers = append(r.headers, coveoapi.HeaderField{Name: "Content-Type", Value: post.MIMEType})
		r.body = []byte(post.Text)
		if post.Text == "" {
			r.body = []byte(formBody(post.Params))
		}
	}
	r.sentAt, _ = time.Parse(time.RFC3339, e.StartedDateTime)
	if e.Response != nil {
		r.answer = e.answer()
	}
	return r
}

func formBody(params []harField) string {
	var pairs []string
	for _, p := range params {
		pairs = append(pairs, url.QueryEscape(p.Name)+"="+url.QueryEscape(p.Value))
	}
	return strings.Join(pairs, "&")
}

// answer is the recorded answer before it is read.
func (e harEntry) answer() *rawAnswer {
	a := &rawAnswer{status: e.Response.Status, header: http.Header{}, body: []byte(e.Response.Content.Text)}
	if e.Response.Content.Encoding == "base64" {
		if decoded, err := base64.StdEncoding.DecodeString(e.Response.Content.Text); err == nil {
			a.body = decoded
		}
	}
	for _, field := range e.Response.Headers {
		a.header.Add(field.Name, field.Value)
	}
	return a
}

// urgency orders requests: failed ones before others, queries and calls for tokens
// before the rest.
func (r Request) urgency() int {
	urgency := 0
	if r.Answer != nil && r.Answer.Err != nil {
		urgency += 2
	}
	if r.Call.Kind == SearchCall || r.Call.Kind == SearchTokenCall || r.Call.Kind == PlatformTokenCall {
		urgency++
	}
	return urgency
}
