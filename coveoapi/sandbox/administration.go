package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func administrationRoutes() []route {
	const organization = organizationsPath + "/{organizationId}"
	return []route{
		{http.MethodGet, organizationsPath, byCatalogue, listOrganizations},
		{http.MethodGet, organization, organizationView, getOrganization},
		{http.MethodGet, organization + "/status", organizationView, organizationStatus},
		{http.MethodGet, "/rest/global/organizations/{organizationId}", organizationView, globalOrganization},
		{http.MethodGet, "/rest/search/v1/admin/pipelines", byCatalogue, listPipelines},
		{http.MethodGet, "/rest/search/v1/admin/pipelines/{pipelineId}", byCatalogue, getPipeline},
		{http.MethodGet, organization + "/searchusagemetrics/hubs/{$}", usageMetrics, listHubs},
		{http.MethodGet, organization + "/searchusagemetrics/hubs/{hubName}", usageMetrics, getHub},
		{http.MethodGet, organization + "/securityproviders", byCatalogue, listProviders},
		{http.MethodGet, organization + "/securityproviders/page", byCatalogue, listProviderPage},
		{http.MethodGet, organization + "/securityproviders/{securityProviderId}", byCatalogue, getProvider},
		{http.MethodPost, organization + "/securitycache/entities/list", byCatalogue, listEntities},
		{http.MethodGet, organization + "/securitycache/entities/{securityProviderId}/members", byCatalogue, listMembers},
		{http.MethodGet, organization + "/indexes/page/fields", fieldPages, listFieldPage},
		{http.MethodPost, organization + "/indexes/fields/search", byCatalogue, searchFields},
		{http.MethodPost, organization + "/events/v1", byCatalogue, sendEvents},
		{http.MethodPost, organization + "/events/v1/validate", byCatalogue, validateEvents},
		{http.MethodPost, "/rest/ua/v15/analytics/search", analytics, logAnalytics},
		{http.MethodPost, "/rest/ua/v15/analytics/click", analytics, logAnalytics},
		{http.MethodPost, "/rest/ua/v15/analytics/custom", analytics, logAnalytics},
		{http.MethodPost, "/rest/ua/v15/analytics/view", analytics, logAnalytics},
		{http.MethodPost, "/rest/ua/v15/analytics/collect", analytics, collectAnalytics},
		{http.MethodGet, "/rest/ua/v15/analytics/monitoring/health", open, analyticsHealth},
	}
}

// outgoingPipeline is a pipeline as its API describes it.
type outgoingPipeline struct {
	ID          string             `json:"id"`
	Name        string             `json:"name"`
	IsDefault   bool               `json:"isDefault"`
	Description string             `json:"description"`
	Filter      string             `json:"filter"`
	Position    int                `json:"position"`
	Condition   *outgoingCondition `json:"condition,omitempty"`
}

type outgoingCondition struct {
	ID            string         `json:"id"`
	Definition    string         `json:"definition"`
	Detailed      map[string]any `json:"detailed"`
	Feature       string         `json:"feature"`
	Position      int            `json:"position"`
	ChildrenCount int            `json:"childrenCount"`
	Ready         bool           `json:"ready"`
}

func (p *pipeline) outgoing() outgoingPipeline {
	result := outgoingPipeline{
		ID: p.id, Name: p.name, IsDefault: p.isDefault, Description: p.description,
		Filter: p.filter, Position: p.position,
	}
	if p.condition != nil {
		result.Condition = &outgoingCondition{
			ID: "c" + p.id[1:], Definition: p.condition.definition(), Feature: "when", Position: p.position, Ready: true,
			Detailed: map[string]any{"condition": p.condition.tree()},
		}
	}
	return result
}

// tree gives the condition as the nested operators of BooleanExpression.
func (c *condition) tree() any {
	object, key, _ := strings.Cut(c.object, ".")
	left := map[string]any{"object": object}
	if key != "" {
		left["key"] = key
	}
	var tree map[string]any
	for _, value := range c.values {
		next := map[string]any{"operator": c.operator, "left": left, "right": value}
		if tree == nil {
			tree = next
			continue
		}
		tree = map[string]any{"operator": "or", "left": tree, "right": next}
	}
	return tree
}

// listPipelines serves GET /rest/search/v1/admin/pipelines. The OpenAPI document has a
// page of a list, @coveo/platform-client a bare array unless enablePagination is
// true; the parameter decides.
func listPipelines(c *call) (any, error) {
	query := c.r.URL.Query()
	filter := strings.ToLower(query.Get("filter"))
	list := []outgoingPipeline{}
	for _, p := range c.sandbox.company.pipelines {
		if strings.Contains(strings.ToLower(p.name), filter) {
			list = append(list, p.outgoing())
		}
	}
	if ascending, err := strconv.ParseBool(query.Get("isOrderAscending")); err == nil && !ascending {
		slices.Reverse(list)
	}
	if !isTrue(query.Get("enablePagination")) {
		return list, nil
	}
	p := c.pageOf()
	if p.size == defaultPageSize {
		p.size = 20 // this list has a default of its own
	}
	return map[string]any{"items": cut(list, p), "totalEntries": len(list)}, nil
}

// getPipeline serves GET /rest/search/v1/admin/pipelines/{pipelineId}.
func getPipeline(c *call) (any, error) {
	for _, p := range c.sandbox.company.pipelines {
		if p.id == c.r.PathValue("pipelineId") {
			return struct {
				outgoingPipeline
				StatementComposition map[string]int `json:"statementComposition"`
			}{p.outgoing(), map[string]int{"totalCount": len(p.boosts)}}, nil
		}
	}
	return nil, fail(causeNotFound, "There is no such query pipeline.")
}

// listHubs serves GET …/searchusagemetrics/hubs/. The OpenAPI document has an array.
// @coveo/platform-client types the answer as {hubs, totalCount}, but sends the very
// parameters of the document (what its caller names perPage goes out as pageSize), so
// that nothing tells the two apart: the document decides. All hubs of the sandbox had
// enough queries for any minimumQueries.
func listHubs(c *call) (any, error) {
	query := c.r.URL.Query()
	filter := strings.ToLower(query.Get("filter"))
	list := []searchHub{}
	for _, hub := range c.sandbox.company.hubs {
		if strings.Contains(strings.ToLower(hub.Name), filter) {
			list = append(list, hub)
		}
	}
	return cut(list, pageFrom(query, "pageSize")), nil
}

// getHub serves GET …/searchusagemetrics/hubs/{hubName}.
func getHub(c *call) (any, error) {
	for _, hub := range c.sandbox.company.hubs {
		if hub.Name == c.r.PathValue("hubName") {
			return hub, nil
		}
	}
	return nil, fail(causeNotFound, "There is no such search hub.")
}
