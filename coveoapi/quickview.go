package coveoapi

import (
	"context"
	"net/url"
)

// OperationQuickview names the call in errors and logs.
const OperationQuickview = "get the quick view of an item"

// Quickview gets the HTML version of an item (POST /rest/search/v2/html), with the
// terms of the query marked. The item is named in the query string and the query is
// sent as JSON, as the OpenAPI has it. It may be repeated. It needs
// SEARCH_API/EXECUTE_QUERY. The HTML is the item's own: never render it unguarded.
func (c *Client) Quickview(ctx context.Context, token Secret, uniqueID string, query SearchQuery) (Reply[string], error) {
	if uniqueID == "" {
		return Reply[string]{}, &InputError{Field: "uniqueId", Reason: "is empty", Remedy: "Take it from a search result."}
	}
	target := c.config.Target
	path := "v2/html?uniqueId=" + url.QueryEscape(uniqueID)
	request, err := post(OperationQuickview, target.searchURL(target.Endpoint.Search, path), query, token)
	if err != nil {
		return Reply[string]{}, err
	}
	request.Header = []HeaderField{{"Content-Type", "application/json"}, {"Accept", "text/html"}}
	request.Repeatable = true
	exchange, err := c.Do(ctx, request)
	if err != nil {
		return Reply[string]{Exchange: exchange}, err
	}
	return Reply[string]{Value: string(exchange.Body), Exchange: exchange}, nil
}
