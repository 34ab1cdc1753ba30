package coveoapi

import (
	"context"
	"encoding/json"
	"strconv"
)

// OperationListPipelines names the call in errors and logs.
const OperationListPipelines = "list the query pipelines"

// pipelinesPerPage is the most that one page may hold.
const pipelinesPerPage = 200

// Pipeline is a query pipeline of the organization.
type Pipeline struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	IsDefault bool   `json:"isDefault"`
	Position  int    `json:"position"`
	// Condition is the definition of the condition that routes to the pipeline, or "".
	Condition string `json:"-"`
}

// UnmarshalJSON reads a pipeline with the definition of its condition.
func (p *Pipeline) UnmarshalJSON(data []byte) error {
	type bare Pipeline // without this method
	wire := struct {
		*bare
		Condition *struct {
			Definition string `json:"definition"`
		} `json:"condition"`
	}{bare: (*bare)(p)}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	if wire.Condition != nil {
		p.Condition = wire.Condition.Definition
	}
	return nil
}

// Pipelines lists the query pipelines (GET /rest/search/v1/admin/pipelines), in
// both published answer shapes, with the catalogue key; at most 200. It needs
// SEARCH_API/QUERY_PIPELINE:VIEW.
func (c *Client) Pipelines(ctx context.Context) (Reply[[]Pipeline], error) {
	target := c.config.Target
	path := "v1/admin/pipelines?perPage=" + strconv.Itoa(pipelinesPerPage)
	url := target.searchURL(target.Endpoint.Administration, path)
	return plain(call[list[Pipeline]](ctx, c, get(OperationListPipelines, url, c.catalogKey())))
}
