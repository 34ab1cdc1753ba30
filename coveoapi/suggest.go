package coveoapi

import "context"

// OperationSuggest names the call in errors and logs.
const OperationSuggest = "ask for query suggestions"

// SuggestQuery asks for query suggestions (RestQuerySuggestParameters).
type SuggestQuery struct {
	Q         string `json:"q"`
	Count     int    `json:"count,omitempty"`
	SearchHub string `json:"searchHub,omitempty"`
	Pipeline  string `json:"pipeline,omitempty"`
	Tab       string `json:"tab,omitempty"`
	Locale    string `json:"locale,omitempty"`
}

// Completion is a suggested query.
type Completion struct {
	Expression string  `json:"expression"`
	Score      float64 `json:"score"`
	// Highlighted marks what was typed with ( ) and what was completed with [ ].
	Highlighted          string  `json:"highlighted"`
	ExecutableConfidence float64 `json:"executableConfidence"`
}

// Suggestions is the answer to SuggestQuery (QuerySuggestResponse).
type Suggestions struct {
	Completions []Completion `json:"completions"`
	ResponseID  string       `json:"responseId"`
}

// Suggest asks for query suggestions (POST /rest/search/v2/querySuggest). It may be
// repeated. It needs SEARCH_API/EXECUTE_QUERY.
func (c *Client) Suggest(ctx context.Context, token Secret, query SuggestQuery) (Reply[Suggestions], error) {
	return ask[Suggestions](ctx, c, OperationSuggest, "v2/querySuggest", token, query)
}

// ask sends a question to the Search API as JSON. It may be repeated: questions
// change nothing.
func ask[T any](ctx context.Context, c *Client, operation, path string, token Secret, question any) (Reply[T], error) {
	target := c.config.Target
	request, err := post(operation, target.searchURL(target.Endpoint.Search, path), question, token)
	if err != nil {
		return Reply[T]{}, err
	}
	request.Repeatable = true
	return call[T](ctx, c, request)
}
