package sandbox

import "net/http"

// searchRoutes are the operations of the Search API and those that take its tokens.
func searchRoutes() []route {
	routes := []route{
		{http.MethodPost, "/rest/search/v3", byCatalogue, runQuery},
		{http.MethodPost, "/rest/search/v3/analysis/expressions/structured", byCatalogue, structuredExpression},
	}
	// The path without a version is that of the older documentation.
	for _, base := range []string{"/rest/search/v2", "/rest/search"} {
		routes = append(routes,
			route{http.MethodGet, base + "/{$}", queries, runQuery},
			route{http.MethodPost, base + "/{$}", queries, runQuery},
			route{http.MethodPost, base + "/plan", queries, planQuery},
			route{http.MethodGet, base + "/querySuggest", queries, suggestQueries},
			route{http.MethodPost, base + "/querySuggest", queries, suggestQueries},
			route{http.MethodPost, base + "/facet", queries, searchFacet},
			route{http.MethodGet, base + "/fields", queries, listSearchFields},
			route{http.MethodGet, base + "/extensions", queries, listExtensions},
			route{http.MethodGet, base + "/values", queries, listValues},
			route{http.MethodPost, base + "/values", queries, listValues},
			route{http.MethodPost, base + "/values/batch", queries, listBatchOfValues},
			route{http.MethodGet, base + "/html", queries, quickview},
			route{http.MethodPost, base + "/html", queries, quickview},
			route{http.MethodGet, base + "/text", queries, documentText},
			route{http.MethodGet, base + "/document", queries, oneDocument},
		)
	}
	return routes
}
