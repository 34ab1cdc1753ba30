package coveoapi

import "context"

// OperationListFields names the call in errors and logs.
const OperationListFields = "list the fields"

// Field is a field of the index, as the Search API describes it.
type Field struct {
	// Name is with its sign, such as "@author".
	Name             string `json:"name"`
	Description      string `json:"description"`
	Type             string `json:"type"`
	FieldType        string `json:"fieldType"`
	IncludeInQuery   bool   `json:"includeInQuery"`
	IncludeInResults bool   `json:"includeInResults"`
	// GroupByField says that the field can be a facet, SortByField that results
	// can be sorted by it.
	GroupByField      bool `json:"groupByField"`
	SplitGroupByField bool `json:"splitGroupByField"`
	SortByField       bool `json:"sortByField"`
}

// Fields lists the fields of the index that an access token can use (GET
// /rest/search/v2/fields). It needs SEARCH_API/EXECUTE_QUERY.
func (c *Client) Fields(ctx context.Context, token Secret) (Reply[[]Field], error) {
	target := c.config.Target
	request := get(OperationListFields, target.searchURL(target.Endpoint.Search, "v2/fields"), token)
	reply, err := call[struct {
		Fields []Field `json:"fields"`
	}](ctx, c, request)
	return Reply[[]Field]{Value: reply.Value.Fields, Exchange: reply.Exchange}, err
}
