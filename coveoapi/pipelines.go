package coveoapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strconv"
)

// OperationListPipelines names the call in errors and logs.
const OperationListPipelines = "list the query pipelines"

// pipelinesPerPage is the most that one page may hold.
const pipelinesPerPage = 200

// errNoPipelines is the cause when neither answer shape was met.
var errNoPipelines = errors.New(`neither a list nor an object with "items"`)

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
	type plain Pipeline // without this method
	wire := struct {
		*plain
		Condition *struct {
			Definition string `json:"definition"`
		} `json:"condition"`
	}{plain: (*plain)(p)}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	if wire.Condition != nil {
		p.Condition = wire.Condition.Definition
	}
	return nil
}

// pipelineList reads both published answer shapes: the list of platform-client, and
// {items, totalEntries} of the OpenAPI.
type pipelineList []Pipeline

// UnmarshalJSON implements json.Unmarshaler.
func (l *pipelineList) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		return json.Unmarshal(data, (*[]Pipeline)(l))
	}
	var page struct {
		Items *[]Pipeline `json:"items"`
	}
	if err := json.Unmarshal(data, &page); err != nil {
		return err
	}
	if page.Items == nil {
		return errNoPipelines
	}
	*l = *page.Items
	return nil
}

// Pipelines lists the query pipelines (GET /rest/search/v1/admin/pipelines), in
// both published answer shapes, with the catalogue key; at most 200. It needs
// SEARCH_API/QUERY_PIPELINE:VIEW.
func (c *Client) Pipelines(ctx context.Context) (Reply[[]Pipeline], error) {
	target := c.config.Target
	path := "v1/admin/pipelines?perPage=" + strconv.Itoa(pipelinesPerPage)
	url := target.searchURL(target.Endpoint.Administration, path)
	reply, err := call[pipelineList](ctx, c, get(OperationListPipelines, url, c.catalogKey()))
	return Reply[[]Pipeline]{Value: reply.Value, Exchange: reply.Exchange}, err
}
