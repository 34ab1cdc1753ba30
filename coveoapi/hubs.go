package coveoapi

import (
	"context"
	"encoding/json"
)

// OperationListHubs names the call in errors and logs.
const OperationListHubs = "list the search hubs"

// SearchHub is a search hub that queries have come from (RestSearchHub).
type SearchHub struct {
	Name        string `json:"name"`
	Bucket      string `json:"bucket"`
	Description string `json:"description"`
}

// SearchHubs lists the search hubs that queries have come from (GET
// …/searchusagemetrics/hubs/), the first hundred, with the catalogue key. The OpenAPI
// states no privilege; Coveo's CLI asks for SEARCH_API/SEARCH_USAGE_METRICS:VIEW.
func (c *Client) SearchHubs(ctx context.Context) (Reply[[]SearchHub], error) {
	target := c.config.Target
	url := target.organizationURL(target.Endpoint.Administration, "searchusagemetrics/hubs/")
	return plain(call[hubList](ctx, c, get(OperationListHubs, url, c.catalogKey())))
}

// hubList reads the array of the OpenAPI document, and {hubs, totalCount}, which is
// how @coveo/platform-client types the answer (ListSearchHubs).
type hubList []SearchHub

// UnmarshalJSON implements json.Unmarshaler.
func (l *hubList) UnmarshalJSON(data []byte) error {
	var page struct {
		Hubs *[]SearchHub `json:"hubs"`
	}
	if json.Unmarshal(data, &page) == nil && page.Hubs != nil {
		*l = *page.Hubs
		return nil
	}
	return (*list[SearchHub])(l).UnmarshalJSON(data)
}
