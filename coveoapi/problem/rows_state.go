package problem

import (
	"net/http"

	"coveotoken/coveoapi"
)

// statusExpiredToken is the Search API's own status for an expired search token.
const statusExpiredToken = 419

// The pages of Coveo's documentation that the rows name.
const (
	docAPIKeys        = "docs.coveo.com/en/1718 (API key templates)"
	docSearchTokens   = "docs.coveo.com/en/56 (search token authentication)"
	docPlatformTokens = "docs.coveo.com/en/n3ge0020 (platform token authentication)"
	docPrivileges     = "docs.coveo.com/en/159 (privilege reference)"
	docOwnPrivileges  = "docs.coveo.com/en/109 (the privileges of an access token)"
	docEndpoints      = "docs.coveo.com/en/mcc80216 (organization endpoints)"
	docQuerySyntax    = "docs.coveo.com/en/1552 (query syntax)"
	docSearchErrors   = "docs.coveo.com/en/1471 (Search API errors)"
	docPushErrors     = "docs.coveo.com/en/95 (Push API errors)"

	specSearch        = "OpenAPI of the Search API"
	specAuthorization = "OpenAPI of the Authorization Server API"
)

// betweenRows explain answers that did not come from Coveo, but from something between.
func betweenRows() []apiRow {
	return []apiRow{
		{
			id: "blocked-by-firewall", group: OnTheWay, kind: Network,
			fits:     func(e *coveoapi.APIError) bool { return e.Firewall != "" },
			title:    "A firewall in front of Coveo stopped the call.",
			sign:     "The answer has the header X-Amzn-Waf-Action, whatever its status.",
			remedy:   "Wait a few minutes and call less often. If it stays, ask Coveo's support to look at your network address.",
			source:   "AWS WAF developer guide (CAPTCHA and Challenge actions)",
			examples: []example{{operation: coveoapi.OperationSearch, status: http.StatusMethodNotAllowed, firewall: "captcha", format: coveoapi.ErrorBodyHTML, message: "Human Verification"}},
		},
		{
			id: "web-page-instead-of-api", group: OnTheWay, kind: Network,
			fits: func(e *coveoapi.APIError) bool {
				return e.Format == coveoapi.ErrorBodyHTML && e.Status < http.StatusInternalServerError
			},
			title:    "A web page came back instead of an answer of Coveo's API.",
			sign:     "The body is HTML, and its status is below 500.",
			remedy:   "Check the endpoint. A proxy or the sign-in page of a network may have answered in Coveo's place.",
			examples: []example{{operation: coveoapi.OperationSearch, status: http.StatusForbidden, format: coveoapi.ErrorBodyHTML, message: "Sign in to Hotel Wi-Fi"}},
		},
	}
}

// isUnknownOrganization fits when the organization is not found, which is also what
// 404 means for the calls that are about nothing else.
func isUnknownOrganization() predicate {
	return either(
		says("organization not found", "organization does not exist", "invalid organization", "unknown organization"),
		all(status(http.StatusNotFound), operation(
			coveoapi.OperationListPlatformTokenPrivileges,
			coveoapi.OperationListOwnPrivileges,
			coveoapi.OperationMintPlatformToken,
			coveoapi.OperationGetOrganization,
			coveoapi.OperationGetOrganizationStatus,
			coveoapi.OperationGetOrganizationRegions,
		)),
	)
}

// organizationRows explain failures that lie in the state of the organization,
// whatever was asked.
func organizationRows() []apiRow {
	return []apiRow{
		{
			id: PausedID, group: AboutTheOrganization, kind: Organization,
			fits:   code("ORGANIZATION_PAUSED", "OrganizationIsPausedException", "ORGANIZATION_IS_PAUSED"),
			title:  "The organization is paused, because nobody used it for a while.",
			sign:   "The errorCode is ORGANIZATION_PAUSED (503, or 500), the type OrganizationIsPausedException.",
			remedy: "Sign in to the Administration Console to wake it up, which usually takes minutes; `coveo-token doctor --wait` waits for it.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusServiceUnavailable, code: "ORGANIZATION_PAUSED", message: "The organization is paused."},
				{operation: coveoapi.OperationSearch, status: http.StatusServiceUnavailable, code: "OrganizationIsPausedException", message: "The organization is paused."},
				{operation: coveoapi.OperationSearch, status: http.StatusInternalServerError, code: "ORGANIZATION_PAUSED", message: "The organization is paused."},
				{status: http.StatusServiceUnavailable, code: "ORGANIZATION_IS_PAUSED", message: "The organization is paused.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "organization-read-only", group: AboutTheOrganization, kind: Organization,
			fits:   says("read_only", "read-only"),
			title:  "The organization is read-only.",
			sign:   "The code or the message names it; an evaluation answers OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY.",
			remedy: "Look at its state and its licence in the Administration Console.",
			source: specAuthorization + ", evaluation result codes",
			examples: []example{
				{operation: coveoapi.OperationMintPlatformToken, status: http.StatusForbidden, message: "The organization is in read-only mode.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "organization-without-index", group: AboutTheOrganization, kind: Organization,
			fits:   code("NO_REGISTERED_ENDPOINT", "NoEndpointsException"),
			title:  "This organization has no index at this endpoint.",
			sign:   "The errorCode is NO_REGISTERED_ENDPOINT, the type NoEndpointsException; the status 400, 404 or 408, on which the sources differ.",
			remedy: "Check the organization ID and its region; `coveo-token doctor` tells where it lives. The endpoint “organization” is right in every region.",
			source: docEndpoints,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusBadRequest, code: "NO_REGISTERED_ENDPOINT", message: "No registered endpoint."},
				{operation: coveoapi.OperationSearch, status: http.StatusNotFound, code: "NoEndpointsException", message: "No registered endpoint."},
				{operation: coveoapi.OperationSearch, status: http.StatusRequestTimeout, code: "NoEndpointsException", message: "No registered endpoint."},
			},
		},
		{
			id: "organization-not-found", group: AboutTheOrganization, kind: Organization,
			fits:   isUnknownOrganization(),
			title:  "There is no such organization at this endpoint.",
			sign:   "The message says so, or the answer is 404 to a call about the organization itself.",
			remedy: "Check the organization ID and its region; `coveo-token doctor` tells where it lives. The endpoint “organization” is right in every region.",
			source: docEndpoints,
			examples: []example{
				{operation: coveoapi.OperationGetOrganization, status: http.StatusNotFound, message: "Organization not found.", format: coveoapi.ErrorBodyPlatform},
				{operation: coveoapi.OperationMintPlatformToken, status: http.StatusNotFound, code: "NOT_FOUND", format: coveoapi.ErrorBodyPlatform},
			},
		},
	}
}

// momentRows explain failures that lie in the moment: too late, or too often.
func momentRows() []apiRow {
	return []apiRow{
		{
			id: "token-expired", group: AboutTheMoment, kind: Expired,
			fits:   either(status(statusExpiredToken), code("ExpiredTokenException", "EXPIRED_TOKEN", "TOKEN_EXPIRED")),
			title:  "The token has expired.",
			sign:   "The status is 419, which Coveo uses for nothing else, or the type ExpiredTokenException.",
			remedy: "Create a new one from the same request. A web page renews it when it sees 419; Coveo's Headless library calls its renewAccessToken.",
			source: docSearchTokens,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: statusExpiredToken, code: "ExpiredTokenException", message: "Expired token"},
			},
		},
		{
			id: "rate-limited", group: AboutTheMoment, kind: RateLimited,
			fits:   status(http.StatusTooManyRequests),
			title:  "Coveo is getting too many calls and asks to wait.",
			sign:   "The status is 429, with or without a Retry-After header.",
			remedy: "Wait a minute, then try again with fewer calls at a time.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusTooManyRequests, message: "Too many requests."},
			},
		},
	}
}
