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
	docPrivileges     = "docs.coveo.com/en/228 (privileges)"
	docEndpoints      = "docs.coveo.com/en/mcc80216 (organization endpoints)"
	docQuerySyntax    = "docs.coveo.com/en/1552 (query syntax)"
	docSearchErrors   = "docs.coveo.com/en/1471 (Search API errors)"
)

// betweenRows explain answers that did not come from Coveo, but from something between.
func betweenRows() []apiRow {
	return []apiRow{
		{
			id: "blocked-by-firewall", kind: Network,
			fits:   func(e *coveoapi.APIError) bool { return e.Firewall != "" },
			title:  "A firewall in front of Coveo stopped the call.",
			remedy: "Wait a few minutes and call less often. If it stays, ask Coveo's support to look at your network address.",
		},
		{
			id: "web-page-instead-of-api", kind: Network,
			fits: func(e *coveoapi.APIError) bool {
				return e.Format == coveoapi.ErrorBodyHTML && e.Status < http.StatusInternalServerError
			},
			title:  "A web page came back instead of an answer of Coveo's API.",
			remedy: "Check the endpoint. A proxy or the sign-in page of a network may have answered in Coveo's place.",
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
			id: "organization-paused", kind: Organization,
			fits:   code("ORGANIZATION_PAUSED", "OrganizationIsPausedException", "ORGANIZATION_IS_PAUSED"),
			title:  "The organization is paused, because nobody used it for a while.",
			remedy: "Sign in to the Administration Console to wake it up, and try again in a few minutes.",
			source: docSearchErrors,
		},
		{
			id: "organization-read-only", kind: Organization,
			fits:   says("read_only", "read-only"),
			title:  "The organization is read-only.",
			remedy: "Look at its state and its licence in the Administration Console.",
		},
		{
			id: "organization-without-index", kind: Organization,
			fits:   code("NO_REGISTERED_ENDPOINT", "NoEndpointsException"),
			title:  "This organization has no index at this endpoint.",
			remedy: "Check the organization ID and its region. The endpoint “organization” is right in every region.",
			source: docEndpoints,
		},
		{
			id: "organization-not-found", kind: Organization,
			fits:   isUnknownOrganization(),
			title:  "There is no such organization at this endpoint.",
			remedy: "Check the organization ID and its region. The endpoint “organization” is right in every region.",
			source: docEndpoints,
		},
	}
}

// momentRows explain failures that lie in the moment: too late, or too often.
func momentRows() []apiRow {
	return []apiRow{
		{
			id: "token-expired", kind: Expired,
			fits:   either(status(statusExpiredToken), code("ExpiredTokenException", "EXPIRED_TOKEN", "TOKEN_EXPIRED")),
			title:  "The token has expired.",
			remedy: "Create a new one from the same request.",
			source: docSearchTokens,
		},
		{
			id: "rate-limited", kind: RateLimited,
			fits:   status(http.StatusTooManyRequests),
			title:  "Coveo is getting too many calls and asks to wait.",
			remedy: "Wait a minute, then try again with fewer calls at a time.",
			source: docSearchErrors,
		},
	}
}
