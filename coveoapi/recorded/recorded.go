// Package recorded reads a request that somebody recorded and pasted, so that the
// failing call of a web page can be looked at and made again: a curl command, a
// fetch call, the HAR of a browser's network log, the text of an HTTP request, or a
// URL with an access token.
//
// It only reads. Nothing that is pasted is run, no file that it names is opened, and
// nothing is sent: a pasted text chooses a host, and where a credential goes is not
// for it to decide. What it says that we do not follow is named in notes, which never
// quote a value.
package recorded

import (
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// MaxBytes is the longest text that is read. HARs hold whole pages.
const MaxBytes = 32 << 20

// Form is the form in which a request was pasted.
type Form string

// The forms that are told apart.
const (
	Curl        Form = "curl command"
	CurlWindows Form = "curl command for Windows"
	Fetch       Form = "fetch call"
	HAR         Form = "HAR"
	HTTP        Form = "HTTP request"
	Address     Form = "URL"
)

// Recording is what a text holds: at least one request.
type Recording struct {
	Form Form
	// Requests are calls to Coveo, of a HAR the failed ones first, the newest first.
	// Of other forms there is one.
	Requests []Request
	// Others is how many further requests of a HAR are none of those.
	Others int
}

// CredentialKind is what a credential looks like.
type CredentialKind string

// The kinds of credential.
const (
	NoCredential    CredentialKind = "none"
	TokenCredential CredentialKind = "token"
	KeyCredential   CredentialKind = "api key"
	OtherCredential CredentialKind = "other"
)

// Request is a request as it was recorded, with the credential taken out of it. Its
// texts come from outside; show them through safetext.
type Request struct {
	Method string
	// URL is the address without credential, user name and fragment.
	URL string
	// Call is what the request asks of Coveo.
	Call Call
	// OrganizationID is the organization that the request or its token names, or "".
	OrganizationID string
	Credential     coveoapi.Secret
	CredentialKind CredentialKind
	Place          coveoapi.CredentialPlace
	// Token is the token to read, with its value beside it, or nil: the one that was
	// sent, or the one that a call for a token was answered with.
	Token       *jwtview.Token
	TokenSecret coveoapi.Secret
	// Query is the query of a Search call, or nil. Its Extra holds what SearchQuery
	// does not know.
	Query *coveoapi.SearchQuery
	// SentAt is when it was sent, where that was recorded.
	SentAt time.Time
	// Answer is the answer, where one was recorded.
	Answer *Answer
	// Notes say what was left out of the request and what is odd about it.
	Notes []string
	// base is the URL up to the path of the API.
	base string
}

// Parse reads a pasted text. When there is no request to Coveo in it, or it is longer
// than MaxBytes, err is a *coveoapi.InputError that quotes nothing of it.
func Parse(text string) (Recording, error) {
	if len(text) > MaxBytes {
		return Recording{}, inputError("is longer than 32 MB", "Export or copy the one request alone.")
	}
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	form := formOf(text)
	if form == HAR {
		return parseHAR(text)
	}
	raw, err := parseOne(form, text)
	if err != nil {
		return Recording{}, err
	}
	request, err := raw.request()
	if err != nil {
		return Recording{}, err
	}
	return Recording{Form: form, Requests: []Request{request}}, nil
}

func parseOne(form Form, text string) (raw, error) {
	switch form {
	case Curl, CurlWindows:
		return parseCurl(form, text)
	case Fetch:
		return parseFetch(text)
	case HTTP:
		return parseHTTP(text)
	case Address:
		return raw{method: "GET", url: unquoted(text)}, nil
	}
	return raw{}, unknownForm(text)
}

// Looks reports whether a text has one of the forms, rather than being a token, a
// key, or anything else.
func Looks(text string) bool {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	form := formOf(text)
	return form != "" && (form != HAR || strings.Contains(text, `"request"`))
}

// formOf tells the form by how a text begins, or "".
func formOf(text string) Form {
	start := text[:min(len(text), 4096)]
	switch word := strings.ToLower(firstWord(start)); {
	case word == "curl", word == "curl.exe":
		return curlForm(start)
	case strings.HasPrefix(start, "fetch("), strings.HasPrefix(start, "await fetch("):
		return Fetch
	case strings.HasPrefix(start, "{"), strings.HasPrefix(start, "["):
		return HAR
	case isRequestLine(start):
		return HTTP
	}
	if lower := strings.ToLower(strings.TrimLeft(start, `"'<`)); strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://") {
		return Address
	}
	return ""
}

// firstWord is the first word of a text, after the prompt that people copy along.
func firstWord(text string) string {
	words := strings.Fields(text)
	if len(words) > 1 && (words[0] == "$" || words[0] == ">" || words[0] == "%") {
		words = words[1:]
	}
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// unquoted is a text without the quotes or brackets around it.
func unquoted(text string) string { return strings.Trim(text, `"'<>`) }

func unknownForm(text string) error {
	const remedy = "In the browser's network tab, copy the failing request as cURL, or export the log as HAR with sensitive data."
	switch {
	case text == "":
		return inputError("is empty", remedy)
	case strings.Contains(text[:min(len(text), 4096)], "Invoke-WebRequest"):
		return inputError("is for PowerShell, which is not read", "Copy it as cURL instead.")
	default:
		return inputError("is none: it is no curl command, fetch call, HAR, HTTP request or URL", remedy)
	}
}

func inputError(reason, remedy string) *coveoapi.InputError {
	return &coveoapi.InputError{Field: "request", Reason: reason, Remedy: remedy}
}
