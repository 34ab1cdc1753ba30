package coveoapi

import (
	"context"
	"encoding/json"
)

// OperationPlan names the call in errors and logs.
const OperationPlan = "ask how a query would be run"

// Plan says how a query would be run (PlanSearchResponse).
type Plan struct {
	PreprocessingOutput struct {
		// Triggers are what the pipeline would have the page do, such as redirect.
		Triggers []json.RawMessage `json:"triggers"`
	} `json:"preprocessingOutput"`
	ParsedInput ParsedQuery `json:"parsedInput"`
}

// ParsedQuery is a query as the pipeline left it (ParsedQueryResponse).
type ParsedQuery struct {
	BasicExpression       string `json:"basicExpression"`
	AdvancedExpression    string `json:"advancedExpression"`
	ConstantExpression    string `json:"constantExpression"`
	DisjunctionExpression string `json:"disjunctionExpression"`
	LargeExpression       string `json:"largeExpression"`
	// MandatoryExpression is what the token's filter adds to every query.
	MandatoryExpression string `json:"mandatoryExpression"`
}

// Plan tells how a query would be run, without running it (POST
// /rest/search/v2/plan). It may be repeated. It needs SEARCH_API/EXECUTE_QUERY.
func (c *Client) Plan(ctx context.Context, token Secret, query SearchQuery) (Reply[Plan], error) {
	return ask[Plan](ctx, c, OperationPlan, "v2/plan", token, query)
}
