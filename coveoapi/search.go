package coveoapi

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
)

// OperationSearch names the call in errors and logs.
const OperationSearch = "run a query"

// maxResults is the most results of one page (RestQueryParameters.numberOfResults).
const maxResults = 2000

// errNoResults is the cause when a search answered without results and without an
// exception.
var errNoResults = errors.New(`no "results" in the reply`)

// SearchQuery is a query to the Search API (RestQueryParameters), the part that an
// explorer offers.
type SearchQuery struct {
	Q                 string   `json:"q,omitempty"`
	AQ                string   `json:"aq,omitempty"`
	CQ                string   `json:"cq,omitempty"`
	DQ                string   `json:"dq,omitempty"`
	SearchHub         string   `json:"searchHub,omitempty"`
	Pipeline          string   `json:"pipeline,omitempty"`
	Tab               string   `json:"tab,omitempty"`
	Locale            string   `json:"locale,omitempty"`
	SortCriteria      string   `json:"sortCriteria,omitempty"`
	FirstResult       int      `json:"firstResult,omitempty"`
	NumberOfResults   int      `json:"numberOfResults"`
	EnableQuerySyntax bool     `json:"enableQuerySyntax"`
	Debug             bool     `json:"debug,omitempty"`
	FieldsToInclude   []string `json:"fieldsToInclude,omitempty"`
	// Extra are further attributes of RestQueryParameters, sent as they are: those
	// of a query that somebody else wrote. One that is named like a field above is
	// sent instead of it.
	Extra map[string]json.RawMessage `json:"-"`
}

// MarshalJSON implements json.Marshaler: it writes the extra attributes beside the
// others.
func (q SearchQuery) MarshalJSON() ([]byte, error) {
	type plain SearchQuery // without this method
	encoded, err := encodeJSON(plain(q))
	if err != nil || len(q.Extra) == 0 {
		return encoded, err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(encoded, &all); err != nil {
		return nil, err
	}
	maps.Copy(all, q.Extra)
	return encodeJSON(all)
}

// SearchResponse is the answer to a query (RestQueryResponse), the part that an
// explorer shows. Everything else stays in the exchange's body.
type SearchResponse struct {
	TotalCount         int             `json:"totalCount"`
	TotalCountFiltered int             `json:"totalCountFiltered"`
	Duration           int             `json:"duration"` // milliseconds
	Pipeline           string          `json:"pipeline"`
	SearchUID          string          `json:"searchUid"`
	Results            []SearchResult  `json:"results"`
	Exception          json.RawMessage `json:"exception,omitempty"`
}

// SearchResult is one item of a search response.
type SearchResult struct {
	Title    string                     `json:"title"`
	URI      string                     `json:"uri"`
	ClickURI string                     `json:"clickUri"`
	UniqueID string                     `json:"uniqueId"`
	Excerpt  string                     `json:"excerpt"`
	Score    int64                      `json:"score"`
	Raw      map[string]json.RawMessage `json:"raw"`
}

// Source is the name of the source that the item came from, or "".
func (r SearchResult) Source() string {
	var source string
	if json.Unmarshal(r.Raw["source"], &source) != nil {
		return ""
	}
	return source
}

// SearchCall builds the request that runs a query with an access token (POST
// /rest/search/v2). When something in it is wrong, err is an *InputError and the
// request is returned all the same.
func (t Target) SearchCall(token Secret, place CredentialPlace, query SearchQuery) (Request, error) {
	request, err := post(OperationSearch, t.searchURL(t.Endpoint.Search, "v2"), query, token)
	if err != nil {
		return request, err
	}
	request.Place = place
	request.Repeatable = true
	return request, query.check()
}

// check returns the first thing that is wrong with the query, as an *InputError.
func (q SearchQuery) check() error {
	switch {
	case q.NumberOfResults < 0 || q.NumberOfResults > maxResults:
		return &InputError{Field: "numberOfResults", Reason: "is out of range", Remedy: "Ask for 0 to 2000 results at a time."}
	case q.FirstResult < 0:
		return &InputError{Field: "firstResult", Reason: "is negative", Remedy: "The first result is number 0."}
	default:
		return nil
	}
}

// Search runs a query with an access token (POST /rest/search/v2). It may be
// repeated: it changes nothing. An answer of 200 that carries an exception is an
// *APIError. It needs SEARCH_API/EXECUTE_QUERY, which every search token grants.
func (c *Client) Search(ctx context.Context, token Secret, place CredentialPlace, query SearchQuery) (Reply[SearchResponse], error) {
	request, err := c.config.Target.SearchCall(token, place, query)
	if err != nil {
		return Reply[SearchResponse]{Exchange: Exchange{Request: request}}, err
	}
	exchange, err := c.Do(ctx, request)
	if err != nil {
		return Reply[SearchResponse]{Exchange: exchange}, err
	}
	return ReadSearch(exchange)
}

// ReadSearch reads the answer to a query, which may have come another way than
// through a Client: a failure is an *APIError or a *NetworkError, and so is an answer
// of 200 that carries an exception.
func ReadSearch(exchange Exchange) (Reply[SearchResponse], error) {
	if err := Judge(exchange); err != nil {
		return Reply[SearchResponse]{Exchange: exchange}, err
	}
	reply, err := decode[SearchResponse](exchange)
	switch {
	case err != nil:
		return reply, err
	case hasException(reply.Value.Exception):
		return reply, exceptionError(reply)
	case reply.Value.Results == nil:
		return reply, malformed(reply.Exchange, errNoResults)
	default:
		return reply, nil
	}
}

func hasException(exception json.RawMessage) bool {
	return len(exception) > 0 && string(exception) != "null"
}

// exceptionError makes an error of the exception that a search answered with 200,
// {"code", "context"}.
func exceptionError(reply Reply[SearchResponse]) *APIError {
	var exception rawErrorBody
	_ = json.Unmarshal(reply.Value.Exception, &exception) // Left empty, it still is an error.
	e := newAPIError(reply.Exchange)
	e.Format = ErrorBodySearch
	e.Code = exception.first("code", "type")
	e.Message = exception.first("context", "message")
	if e.Message == "" {
		e.Message = capText(string(reply.Value.Exception))
	}
	return e
}
