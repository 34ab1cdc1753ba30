package recorded

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// Answer is the answer that was recorded with a request.
type Answer struct {
	// Status is the HTTP status code, 0 when the browser got no answer.
	Status int
	// Err is the failure that it is, as a Client would have told it, or nil.
	Err error
	// Summary says what it is in a few words, such as "200, 3 of 12 results".
	Summary string
}

// rawAnswer is an answer as it stood in the text.
type rawAnswer struct {
	status int
	header http.Header
	body   []byte
}

// errNoAnswer is the cause where a browser recorded the status 0.
var errNoAnswer = errors.New("no answer was recorded")

// setAnswer reads the answer. credential is what was sent, which it must not repeat.
func (request *Request) setAnswer(a *rawAnswer, credential string) {
	if a == nil {
		return
	}
	exchange := coveoapi.Exchange{
		Request: coveoapi.Request{Operation: request.Call.Name, Method: request.Method, URL: request.URL},
		Status:  a.status, Header: a.header, Body: a.concealed(credential), ReceivedAt: request.SentAt,
	}
	answer := &Answer{Status: a.status, Summary: strings.TrimSpace(fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)))}
	request.Answer = answer
	if a.status == 0 {
		answer.Summary = "no answer reached the browser"
		answer.Err = &coveoapi.NetworkError{
			Operation: request.Call.Name, Kind: coveoapi.NetworkOther, Host: request.base,
			Detail: "the browser recorded no answer: it was offline, blocked the request (CORS, an extension), or left the page", Err: errNoAnswer, Sent: true,
		}
		return
	}
	if answer.Err = coveoapi.Judge(exchange); answer.Err != nil {
		return
	}
	switch request.Call.Kind {
	case SearchCall:
		request.searchAnswer(exchange)
	case SearchTokenCall, PlatformTokenCall:
		request.grant(a.body)
	}
}

// concealed is the body without the credential that was sent.
func (a *rawAnswer) concealed(credential string) []byte {
	clean := strings.TrimSpace(credential)
	if _, value, ok := strings.Cut(clean, " "); ok {
		clean = strings.TrimSpace(value)
	}
	const shortest = 8 // less is no credential, and would take words out of the text
	if len(clean) < shortest {
		return a.body
	}
	return []byte(strings.ReplaceAll(string(a.body), clean, "••••"))
}

// searchAnswer says what a query found. A HAR may lack the body.
func (request *Request) searchAnswer(exchange coveoapi.Exchange) {
	if len(exchange.Body) == 0 {
		return
	}
	reply, err := coveoapi.ReadSearch(exchange)
	if err != nil {
		request.Answer.Err = err
		return
	}
	request.Answer.Summary = fmt.Sprintf("%s, %d of %d results", request.Answer.Summary, len(reply.Value.Results), reply.Value.TotalCountFiltered)
	if reply.Value.Pipeline != "" {
		request.Answer.Summary += ", pipeline " + reply.Value.Pipeline
	}
}

// grant takes the token out of the answer to a call for one.
func (request *Request) grant(body []byte) {
	var granted struct {
		Token string `json:"token"`
	}
	if json.Unmarshal(body, &granted) != nil || granted.Token == "" {
		return
	}
	if token, err := jwtview.Decode(granted.Token); err == nil {
		request.Token, request.TokenSecret = token, coveoapi.NewSecret(token.Compact)
		request.Answer.Summary += ", with a token"
	}
}
