package contract

import "slices"

// Departure is a difference from the document that is meant.
type Departure struct {
	// Operations are as in a Finding; none means all.
	Operations []string
	Side       Side
	At         []string
	// Reason says which source has it, or why it must be.
	Reason string
}

// Departures lists where client and sandbox differ from the document on purpose.
func Departures() []Departure {
	queries := []string{"GET /rest/search/v2", "POST /rest/search/v2", "POST /rest/search/v3"}
	return []Departure{
		{
			Side: Reply, At: []string{atStatus},
			Reason: "The document lists only what succeeds. Refusals have the shapes of docs.coveo.com/en/1471 and of the clients that read them.",
		},
		{
			Operations: []string{"POST /rest/search/token"}, Side: Request, At: []string{atPath},
			Reason: "The path of the older documentation of search tokens, without a version.",
		},
		{
			Operations: []string{"POST /rest/search/v2/token"}, Side: Request, At: []string{"/expiration", "/searchhub"},
			Reason: "Attributes of the older documentation: a body that was written by hand is sent as it is.",
		},
		{
			Operations: []string{"POST /rest/search/v2"}, Side: Request, At: []string{"query " + accessToken},
			Reason: "The documentation of search tokens (docs.coveo.com/en/56) takes the token in the query string too.",
		},
		{
			Operations: []string{"POST /rest/search/v2"}, Side: Request, At: []string{
				"/analytics/source", "/facets/*/tabs", "/facets/*/activeTab",
				"/generateAutomaticFacets/currentFacets/*/currentValues/*/numberOfResults",
			},
			Reason: "@coveo/headless 4 sends them with its queries.",
		},
		{
			Operations: []string{"POST /rest/search/v2/facet"}, Side: Request,
			At:     []string{"/searchContext/accessToken", "/searchContext/organizationId", "/searchContext/url"},
			Reason: "@coveo/headless 4 repeats its own settings in the search context.",
		},
		{
			Operations: queries, Side: Reply, At: []string{"/facets/*/facetId"},
			Reason: "@coveo/headless 4 ignores the values of a facet without it.",
		},
		{
			Operations: queries, Side: Reply, At: []string{
				"/executionReport", "/basicExpression", "/advancedExpression", "/constantExpression",
				"/userIdentities", "/rankingExpressions",
			},
			Reason: "What debug=true adds, as @coveo/headless 4 types it.",
		},
		{
			Operations: queries, Side: Reply,
			At:     []string{"/largeExpression", "/disjunctionExpression", "/mandatoryExpression"},
			Reason: "The other expressions of ParsedQueryResponse, in the answer of debug=true beside those that clients know.",
		},
		{
			Operations: queries, Side: Reply, At: []string{atContentType},
			Reason: "The fault html=200 answers a web page where JSON is due.",
		},
		{
			Operations: []string{"POST /rest/search/v2/plan"}, Side: Reply, At: []string{"/pipeline"},
			Reason: "The document requires it and does not define it.",
		},
		{
			Operations: []string{"GET /rest/organizations"}, Side: Reply, At: []string{"/"},
			Reason: "@coveo/platform-client 60 reads a bare array unless it asks for a page; the document has the page alone.",
		},
		{
			Operations: []string{"POST /rest/privilege/evaluate"}, Side: Request, At: []string{atCredential},
			Reason: "A call without a credential has a result code of its own, so it must be possible.",
		},
		{
			Operations: []string{"GET /rest/ua/v15/analytics/monitoring/health"}, Side: Request, At: []string{atCredential},
			Reason: "The document asks for a credential everywhere; a health check has none.",
		},
	}
}

// Meant gives the number of the departure that allows a finding, or -1.
func Meant(f Finding, departures []Departure) int {
	return slices.IndexFunc(departures, func(d Departure) bool {
		concerned := d.Operations == nil || slices.Contains(d.Operations, f.Operation)
		return concerned && d.Side == f.Side && slices.Contains(d.At, f.At)
	})
}
