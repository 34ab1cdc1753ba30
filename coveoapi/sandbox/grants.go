package sandbox

import "coveotoken/coveoapi"

// grant makes a privilege on every resource of a domain.
func grant(owner, domain, kind string) coveoapi.Privilege {
	return coveoapi.Privilege{Type: kind, TargetDomain: domain, TargetID: "*", Owner: owner, Level: "NORMAL"}
}

// The privileges that the sandbox itself speaks of. They never change.
var (
	executeQuery         = grant("SEARCH_API", "EXECUTE_QUERY", "ENABLE")
	impersonate          = grant("SEARCH_API", "IMPERSONATE", "ENABLE")
	impersonateSearchAPI = grant("SEARCH_API", "IMPERSONATE_SEARCH_API", "ENABLE")
	viewAllContent       = grant("SEARCH_API", "VIEW_ALL_CONTENT", "ENABLE")
	viewPipelines        = grant("SEARCH_API", "QUERY_PIPELINE", "VIEW")
	viewSearchUsage      = grant("SEARCH_API", "SEARCH_USAGE_METRICS", "VIEW")
	analyticsImpersonate = grant("USAGE_ANALYTICS", "IMPERSONATE", "ENABLE")
	pushAnalytics        = grant("USAGE_ANALYTICS", "ANALYTICS_DATA", "EDIT")
	viewOrganization     = grant("PLATFORM", "ORGANIZATION", "VIEW")
	viewProviders        = grant("PLATFORM", "SECURITY_PROVIDER", "VIEW")
	viewFields           = grant("PLATFORM", "FIELD", "VIEW")
)
