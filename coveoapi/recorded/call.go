package recorded

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// CallKind is what a request asks for.
type CallKind string

// The kinds of call that are told apart.
const (
	SearchCall        CallKind = "search"
	SuggestCall       CallKind = "query suggestions"
	SearchTokenCall   CallKind = "search token"
	PlatformTokenCall CallKind = "platform token"
	APICall           CallKind = "other call"
	OtherCall         CallKind = "none of Coveo's"
)

// Call is what a request asks of Coveo.
type Call struct {
	Kind CallKind
	// Name says it in words, such as "run a query".
	Name string
	// Operation is the operation of the catalogue, zero where that has none.
	Operation catalog.Operation
	// prefix is what the path has before the API's.
	prefix string
}

// classify tells what a request is by its method and path.
func classify(method, path string) Call {
	call := Call{Kind: OtherCall, Name: "not a call to Coveo's APIs"}
	at := strings.Index(path, "/rest/") // before it, a web site may have put its own path
	if at < 0 {
		return call
	}
	call.prefix, path = path[:at], strings.TrimRight(path[at:], "/")
	operation, known := catalog.Lookup(method, path)
	call.Operation = operation
	_, organizations := strings.CutPrefix(path, "/rest/organizations/")
	switch {
	case isSearchPath(path, ""):
		call.Kind, call.Name = SearchCall, coveoapi.OperationSearch
	case isSearchPath(path, "/token"):
		call.Kind, call.Name = SearchTokenCall, coveoapi.OperationMintSearchToken
	case isSearchPath(path, "/querySuggest"):
		call.Kind, call.Name = SuggestCall, coveoapi.OperationSuggest
	case method == "POST" && organizations && strings.HasSuffix(path, "/tokens"):
		call.Kind, call.Name = PlatformTokenCall, coveoapi.OperationMintPlatformToken
	case known:
		call.Kind, call.Name = APICall, "call "+operation.ID
	case organizations, strings.HasPrefix(path, "/rest/search/"), strings.HasPrefix(path, "/rest/ua/"):
		call.Kind, call.Name = APICall, "make a call that the catalogue does not have"
	}
	return call
}

// isSearchPath reports whether a path is an operation of the Search API, in any of
// its versions: /rest/search, /rest/search/v2 and /rest/search/v3.
func isSearchPath(path, operation string) bool {
	rest, ok := strings.CutPrefix(path, "/rest/search")
	if !ok {
		return false
	}
	return rest == operation || rest == "/v2"+operation || rest == "/v3"+operation
}
