package problem

import (
	"net/http"

	"coveotoken/coveoapi"
)

// isRefused fits requests that were understood and not accepted.
func isRefused() predicate {
	return status(http.StatusBadRequest, http.StatusPreconditionFailed, http.StatusUnprocessableEntity)
}

// inputRows explain the values that Coveo does not accept.
func inputRows() []apiRow {
	minting := operation(coveoapi.OperationMintSearchToken, coveoapi.OperationMintPlatformToken)
	return []apiRow{
		{
			id: "validity-refused", kind: Input,
			fits:   all(minting, isRefused(), says("validfor", "validityperiod", "validity", "expiration", "duration")),
			title:  "Coveo does not accept how long the token shall live.",
			remedy: "A search token lives from 15 min (900 000 ms) to 24 h (86 400 000 ms). For platform tokens no bounds are documented: read the server's message.",
			source: "OpenAPI of the Search API, RestTokenParams.validFor; " + docPlatformTokens,
		},
		{
			id: "pipeline-too-slow", kind: Unexpected,
			fits:   code("QUERY_PIPELINE_INTERRUPTED"),
			title:  "The conditions of the query pipelines took too long.",
			remedy: "Name the pipeline in the request, or simplify the conditions.",
			source: docSearchErrors,
		},
		{
			id: "facets-and-group-by", kind: Input,
			fits:   code("GroupByAndFacetBothExistingException"),
			title:  "A query cannot have both facets and groupBy.",
			remedy: "Remove one of the two.",
			source: docSearchErrors,
		},
		{
			id: "expression-refused", kind: Input,
			fits:   either(status(http.StatusUnprocessableEntity), all(operation(coveoapi.OperationSearch), status(http.StatusBadRequest), says("expression", "syntax", "query"))),
			title:  "Coveo cannot read the query expression.",
			remedy: "Check quotes, parentheses and field names, for example @source==\"KnowledgeBase\".",
			source: docQuerySyntax,
		},
	}
}

// requestRows explain requests that Coveo did not accept as they were.
func requestRows() []apiRow {
	return []apiRow{
		{
			id: "precondition-failed", kind: Privilege,
			fits:   status(http.StatusPreconditionFailed),
			title:  "Coveo does not allow this combination.",
			remedy: "Privileges to query or to impersonate cannot be held together with others. Use a key of the fitting template.",
			source: docAPIKeys,
		},
		{
			id: "request-too-large", kind: Input,
			fits:   status(http.StatusRequestEntityTooLarge),
			title:  "The request is larger than Coveo takes.",
			remedy: "Shorten it: fewer user IDs, groups or fields.",
		},
		{
			id: "no-such-call", kind: Input,
			fits:   either(code("INVALID_URI"), status(http.StatusNotFound, http.StatusMethodNotAllowed)),
			title:  "This endpoint does not have the call that was made.",
			remedy: "Check the endpoint. The endpoint “organization” or a region's platform has every call that this program makes.",
			source: docEndpoints,
		},
		{
			id: "request-refused", kind: Input,
			fits:   isRefused(),
			title:  "Coveo does not accept the request as it is.",
			remedy: "The server's message says what is wrong; compare it with the request on the Review step.",
		},
	}
}

// serverRows explain failures of Coveo itself.
func serverRows() []apiRow {
	return []apiRow{
		{
			id: "search-exception", kind: Unexpected,
			fits:   status(http.StatusOK),
			title:  "The search ran into an exception and brought no results.",
			remedy: "Read its code and context below; a simpler query shows whether the query or the index is the cause.",
			source: docSearchErrors,
		},
		{
			id: "server-unavailable", kind: Unexpected,
			fits:   status(http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout),
			title:  "Coveo cannot answer at the moment.",
			remedy: "Try again in a minute; status.coveo.com tells about known incidents.",
			source: docSearchErrors,
		},
		{
			id: "server-error", kind: Unexpected,
			fits:   func(e *coveoapi.APIError) bool { return e.Status >= http.StatusInternalServerError },
			title:  "Something failed inside Coveo.",
			remedy: "Try again. If it stays, give the request ID to Coveo's support.",
			source: docSearchErrors,
		},
	}
}
