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
			id: "validity-refused", group: AboutRequests, kind: Input,
			fits:   all(minting, isRefused(), says("validfor", "validityperiod", "validity", "expiration", "duration")),
			title:  "Coveo does not accept how long the token shall live.",
			sign:   "A token was to be created, and the message names validFor or validityPeriod.",
			remedy: "A search token lives from 15 min (900 000 ms) to 24 h (86 400 000 ms). For platform tokens no bounds are documented: read the server's message.",
			source: specSearch + ", RestTokenParams.validFor; " + docPlatformTokens,
			examples: []example{
				{operation: coveoapi.OperationMintSearchToken, status: http.StatusBadRequest, message: "validFor must be at most 86400000."},
				{operation: coveoapi.OperationMintPlatformToken, status: http.StatusBadRequest, code: "INVALID_PARAMETER", message: "validityPeriod is invalid.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "pipeline-too-slow", group: AboutRequests, kind: Unexpected,
			fits:   code("QUERY_PIPELINE_INTERRUPTED"),
			title:  "The conditions of the query pipelines took too long.",
			sign:   "The errorCode is QUERY_PIPELINE_INTERRUPTED, the status 400.",
			remedy: "Name the pipeline in the request, or simplify the conditions.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusBadRequest, code: "QUERY_PIPELINE_INTERRUPTED", message: "The query pipeline was interrupted."},
			},
		},
		{
			id: "facets-and-group-by", group: AboutRequests, kind: Input,
			fits:   code("GroupByAndFacetBothExistingException"),
			title:  "A query cannot have both facets and groupBy.",
			sign:   "The type is GroupByAndFacetBothExistingException.",
			remedy: "Remove one of the two.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusBadRequest, code: "GroupByAndFacetBothExistingException", message: "groupBy and facets cannot both be present."},
			},
		},
		{
			id: "body-not-json", group: AboutRequests, kind: Input,
			fits:   code("INVALID_JSON"),
			title:  "Coveo cannot read the body of the request as JSON.",
			sign:   "The errorCode is INVALID_JSON.",
			remedy: "Check the body and the header Content-Type: application/json; `coveo-token lint` names the line and the column.",
			source: docPushErrors,
			examples: []example{
				{operation: coveoapi.OperationMintPlatformToken, status: http.StatusBadRequest, code: "INVALID_JSON", message: "The JSON is invalid.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "expression-refused", group: AboutRequests, kind: Input,
			fits:   either(status(http.StatusUnprocessableEntity), all(operation(coveoapi.OperationSearch), status(http.StatusBadRequest), says("expression", "syntax", "query"))),
			title:  "Coveo cannot read the query expression.",
			sign:   "The answer to a query is 400 and speaks of the expression; the analysis and passage calls answer 422, as application/problem+json.",
			remedy: "Check quotes, parentheses and field names, for example @source==\"KnowledgeBase\".",
			source: docQuerySyntax,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusBadRequest, message: "Syntax error in the query expression."},
				{operation: "analyse an expression", status: http.StatusUnprocessableEntity, code: "UNPROCESSABLE_ENTITY", message: "The expression is invalid.", format: coveoapi.ErrorBodyProblem},
			},
		},
	}
}

// requestRows explain requests that Coveo did not accept as they were.
func requestRows() []apiRow {
	return []apiRow{
		{
			id: "precondition-failed", group: AboutPrivileges, kind: Privilege,
			fits:   status(http.StatusPreconditionFailed),
			title:  "Coveo does not allow this combination of privileges.",
			sign:   "The status is 412: a Custom key, for one, cannot be given Impersonate.",
			remedy: "Privileges to query or to impersonate cannot be held together with others. Use a key of the fitting template, such as Authenticated search.",
			source: docAPIKeys,
			examples: []example{
				{operation: "create an API key", status: http.StatusPreconditionFailed, message: "The privileges cannot be combined.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "request-too-large", group: AboutRequests, kind: Input,
			fits:   status(http.StatusRequestEntityTooLarge),
			title:  "The request is larger than Coveo takes.",
			sign:   "The status is 413.",
			remedy: "Shorten it: fewer user IDs, groups or fields.",
			source: "RFC 9110, section 15.5.14",
			examples: []example{
				{operation: coveoapi.OperationMintSearchToken, status: http.StatusRequestEntityTooLarge, message: "Request entity too large.", format: coveoapi.ErrorBodyOther},
			},
		},
		{
			id: "header-too-large", group: AboutRequests, kind: Input,
			fits:   status(http.StatusRequestURITooLong, http.StatusRequestHeaderFieldsTooLarge),
			title:  "The URL or the headers of the request are longer than a server on the way takes.",
			sign:   "The status is 414 or 431. Long tokens are the usual reason, above all in a URL.",
			remedy: "Shorten the token: fewer user IDs, groups and privileges; and send it in the Authorization header.",
			source: "RFC 9110, section 15.5.15; RFC 6585, section 5",
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusRequestHeaderFieldsTooLarge, message: "Request header fields too large.", format: coveoapi.ErrorBodyOther},
				{operation: coveoapi.OperationSearch, status: http.StatusRequestURITooLong, message: "URI too long.", format: coveoapi.ErrorBodyOther},
			},
		},
		{
			id: "no-such-call", group: AboutRequests, kind: Input,
			fits:   either(code("INVALID_URI"), status(http.StatusNotFound, http.StatusMethodNotAllowed)),
			title:  "This endpoint does not have the call that was made.",
			sign:   "The answer is 404 with INVALID_URI or NOT_FOUND, or 405, to a call that is not about the organization itself.",
			remedy: "Check the endpoint. The endpoint “organization” or a region's platform has every call that this program makes.",
			source: docEndpoints,
			examples: []example{
				{operation: coveoapi.OperationListPipelines, status: http.StatusNotFound, code: "INVALID_URI", message: "The URI is invalid.", format: coveoapi.ErrorBodyPlatform},
				{operation: coveoapi.OperationSearch, status: http.StatusNotFound, code: "NOT_FOUND", message: "Not found."},
				{operation: coveoapi.OperationSearch, status: http.StatusMethodNotAllowed, message: "Method not allowed."},
			},
		},
		{
			id: "request-refused", group: AboutRequests, kind: Input,
			fits:   isRefused(),
			title:  "Coveo does not accept the request as it is.",
			sign:   "The answer is 400 and fits nothing more precise; INVALID_REQUEST and INVALID_PARAMETER are codes of it.",
			remedy: "The server's message says what is wrong; compare it with the request on the Review step.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationMintPlatformToken, status: http.StatusBadRequest, code: "INVALID_REQUEST", message: "The request is invalid.", format: coveoapi.ErrorBodyPlatform},
				{operation: coveoapi.OperationMintPlatformToken, status: http.StatusBadRequest, code: "INVALID_PARAMETER", message: "A parameter is invalid.", format: coveoapi.ErrorBodyPlatform},
			},
		},
	}
}

// serverRows explain failures of Coveo itself.
func serverRows() []apiRow {
	return []apiRow{
		{
			id: "search-exception", group: InsideCoveo, kind: Unexpected,
			fits:   status(http.StatusOK),
			title:  "The search ran into an exception and brought no results.",
			sign:   "The status is 200, and the body has the member exception with a code.",
			remedy: "Read its code and context below; a simpler query shows whether the query or the index is the cause.",
			source: specSearch + ", RestQueryResponse.exception",
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusOK, code: "IndexUnavailable", message: "The index is not available."},
			},
		},
		{
			id: "facet-search-failed", group: InsideCoveo, kind: Unexpected,
			fits:   code("FACET_SEARCH_FAILURE"),
			title:  "The search among the values of a facet failed.",
			sign:   "The errorCode is FACET_SEARCH_FAILURE, the status 500.",
			remedy: "Check the name of the facet's field and that it is facetable, and try again.",
			source: docSearchErrors,
			examples: []example{
				{operation: "search a facet", status: http.StatusInternalServerError, code: "FACET_SEARCH_FAILURE", message: "The facet search failed."},
			},
		},
		{
			id: "server-unavailable", group: InsideCoveo, kind: Unexpected,
			fits:   status(http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout),
			title:  "Coveo cannot answer at the moment.",
			sign:   "The status is 502, 503 or 504, often with a web page of a gateway; SERVER_UNAVAILABLE is the Search API's code for it.",
			remedy: "Try again in a minute; status.coveo.com tells about known incidents.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusServiceUnavailable, code: "SERVER_UNAVAILABLE", message: "The server is unavailable."},
				{operation: coveoapi.OperationSearch, status: http.StatusBadGateway, message: "502 Bad Gateway", format: coveoapi.ErrorBodyHTML},
				{operation: coveoapi.OperationSearch, status: http.StatusGatewayTimeout, message: "504 Gateway Time-out", format: coveoapi.ErrorBodyHTML},
			},
		},
		{
			id: "server-error", group: InsideCoveo, kind: Unexpected,
			fits:   func(e *coveoapi.APIError) bool { return e.Status >= http.StatusInternalServerError },
			title:  "Something failed inside Coveo.",
			sign:   "Any other status from 500 on.",
			remedy: "Try again. If it stays, give the request ID to Coveo's support.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusInternalServerError, message: "Internal server error."},
			},
		},
	}
}
