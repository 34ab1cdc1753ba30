package lint

// Where the facts behind the rules are documented.
const (
	docSearchTokens   = "docs.coveo.com/en/56"
	docAlerts         = "docs.coveo.com/en/74"
	docEmailProvider  = "docs.coveo.com/en/87"
	docPrivileges     = "docs.coveo.com/en/159"
	docQuerySyntax    = "docs.coveo.com/en/1552"
	docFieldOperators = "docs.coveo.com/en/1814"
	docRouting        = "docs.coveo.com/en/1666"
	docAPIKeys        = "docs.coveo.com/en/1718"
	docEveryone       = "docs.coveo.com/en/mc2g0363"
	docPlatformTokens = "docs.coveo.com/en/n3ge0020"

	apiTokenParams = "OpenAPI of the Search API, RestTokenParams"
	apiUserID      = "OpenAPI of the Search API, RestUserId"
	apiPlatform    = "OpenAPI of the Authorization Server API, PlatformTokenPayloadModel"
)
