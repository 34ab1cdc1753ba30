package coveoapi

import "context"

// OperationListHubs names the call in errors and logs.
const OperationListHubs = "list the search hubs"

// SearchHub is a search hub that queries have come from (RestSearchHub).
type SearchHub struct {
	Name        string `json:"name"`
	Bucket      string `json:"bucket"`
	Description string `json:"description"`
}

// SearchHubs lists the search hubs that queries have come from (GET
// …/searchusagemetrics/hubs/), as an array or as a page, with the catalogue key. The
// OpenAPI states no privilege; Coveo's CLI asks for
// SEARCH_API/SEARCH_USAGE_METRICS:VIEW.
func (c *Client) SearchHubs(ctx context.Context) (Reply[[]SearchHub], error) {
	target := c.config.Target
	url := target.organizationURL(target.Endpoint.Administration, "searchusagemetrics/hubs/")
	return plain(call[list[SearchHub]](ctx, c, get(OperationListHubs, url, c.catalogKey())))
}
