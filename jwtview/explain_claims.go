package jwtview

// The documents that the tables name.
const (
	searchAPI      = "Search API, operation token (RestTokenParams)"
	searchAPIUsers = "Search API, operation token (RestUserId); docs.coveo.com/en/56"
	searchDocs     = "docs.coveo.com/en/56"
	searchSeen     = "seen in search tokens; not documented by Coveo"
	platformAPI    = "Authorization Server API, operation generatePlatformToken"
	platformDocs   = "docs.coveo.com/en/n3ge0020"
	routingDocs    = "Search API, operation token; docs.coveo.com/en/1666"
)

// internalUse ends the meaning of what Coveo asks not to set by hand.
const internalUse = " For Coveo's internal use."

// searchClaims are the claims of search tokens. Coveo documents the attributes of
// the request that makes a token; the claims carry the same names.
var searchClaims = []entry{
	{"allowedDictionaryFieldKeys", "Which keys of dictionary fields queries may ask for; only \"*\" is supported. Without it: none.", "Allowed dictionary field keys", searchAPI},
	{"canSeeUserProfileOf", "The users and visitors whose profile and activity the bearer may read.", "Can see user profile of", searchAPI},
	{"commerce", "The catalog, filter and operation that commerce queries with this token are held to.", "Commerce", searchAPI},
	{"dictionaryFieldContext", "The key that is used for each dictionary field. Queries cannot choose another.", "Dictionary field context", searchAPI},
	{"exp", "From this moment on the Search API answers 419 and the page must ask for a new token. Coveo's own pages renew a minute earlier.", "Valid for", "RFC 7519 section 4.1.4; Search API, validFor"},
	{"filter", "A query expression that is added to every query, so the bearer finds only items that match it.", "Filter", searchAPI},
	{"iat", "When the token was made.", "", "RFC 7519 section 4.1.6"},
	{"iss", "Who made the token. Coveo's search tokens say SearchApi.", "", searchSeen},
	{"licenseDefinitionKey", "The license that queries are counted under." + internalUse, "License definition key", searchAPI},
	{"organization", "The organization whose index this token can query. No other accepts it.", "Organization", searchSeen},
	{"pipeline", "The query pipeline that every query goes through. It beats any other routing, the pipeline's own condition included.", "Pipeline", routingDocs},
	{"roles", "What the bearer may do. queryExecutor: run queries, and nothing else.", "", searchSeen},
	{"salesforceCommunityUrl", "The Salesforce community that the user comes from." + internalUse, "Salesforce community URL", searchAPI},
	{"salesforceFallbackToAdmin", "Whether queries run as the administrator when the Salesforce user is unknown." + internalUse, "Salesforce fallback to admin", searchAPI},
	{"salesforceOrganizationId", "The Salesforce organization that the user comes from." + internalUse, "Salesforce organization ID", searchAPI},
	{"salesforceUser", "The Salesforce user the token was made for." + internalUse, "Salesforce user", searchAPI},
	{"scope", "A deprecated attribute of the request." + internalUse, "Scope", searchAPI},
	{"searchHub", "The search hub that every query is logged under, whatever the page says. Pipeline conditions can ask for it.", "Search hub", routingDocs},
	{"superUserToken", "A deprecated attribute of the request." + internalUse, "Super user token", searchAPI},
	{"tokenId", "Identifies this one token, for example in Coveo's logs.", "", searchSeen},
	{"userDisplayName", "The name that analytics shows for the user. It has no effect on what is found.", "Display name", searchAPI},
	{"userGroups", "Labels for analytics and for pipeline conditions ($groups). They are not security groups and give no access.", "Groups", searchAPI},
	{"userIds", "The security identities that queries run as: each a name in a security identity provider. They decide which secured items are found; a misspelt provider finds only public ones.", "User IDs", searchAPIUsers},
	{"usertype", "The kind of Salesforce user." + internalUse, "User type", searchAPI},
	{"v8", "Marks the current version of search tokens.", "", searchSeen},
}

// platformClaims are the claims of platform tokens. The request that makes a token
// has the same shape: what was sent in body is found there again.
var platformClaims = []entry{
	{"body", "What the request asked for: organization, privileges and configuration.", "", platformAPI},
	{"body.additionalConfiguration", "Who the bearer is towards single services.", "", platformAPI},
	{"body.additionalConfiguration.analytics", "Who the bearer is towards Usage Analytics.", "", platformDocs},
	{"body.additionalConfiguration.analytics.event", "The user that analytics events sent with this token are recorded for: userId and userDisplayName.", "Analytics user ID, Analytics display name", platformDocs},
	{"body.additionalConfiguration.search", "Who the bearer is towards the Search API.", "", platformDocs},
	{"body.additionalConfiguration.search.userIds", "The security identities that queries run as: each a name in a security identity provider. They need the privilege to impersonate in Search.", "User IDs", platformDocs},
	{"body.creatorAuthentication", "How the one who made the token was authenticated. Coveo fills it in.", "", platformAPI},
	{"body.creatorEmail", "Who made the token. Coveo fills it in.", "", platformAPI},
	{"body.organizationId", "The organization that this token is good for. No other accepts it.", "Organization", platformDocs},
	{"body.privileges", "What the bearer may do: each an owner (the service), a targetDomain, a type and a targetId (* for all). Coveo's documentation asks that the key that makes the token hold them all.", "Privileges", platformDocs},
	{"exp", "From this moment on Coveo's APIs refuse the token.", "Valid for (validityPeriod)", "RFC 7519 section 4.1.4; " + platformDocs},
	{"iat", "When the token was made.", "", "RFC 7519 section 4.1.6"},
	{"iss", "Who made the token: Coveo's authorization server.", "", platformAPI},
	{"jti", "Identifies this one token.", "", "RFC 7519 section 4.1.7"},
	{"sub", "Whom the token is about. It is the one attribute beside body that the request may set.", "Subject", platformAPI},
	{"tokenId", "Identifies this one token, for example in Coveo's logs.", "", platformAPI},
	{"version", "The version of the token's format. Coveo fills it in.", "", platformAPI},
}

// registeredClaims are those of RFC 7519 section 4.1, with some that OpenID Connect
// and OAuth add and that tokens from identity providers carry.
var registeredClaims = []entry{
	{"aud", "Who the token is for. Anyone else must refuse it.", "", "RFC 7519 section 4.1.3"},
	{"auth_time", "When the user signed in.", "", "OpenID Connect Core section 2"},
	{"azp", "The application that the token was given to.", "", "OpenID Connect Core section 2"},
	{"client_id", "The application that asked for the token.", "", "RFC 8693 section 4.3"},
	{"email", "The user's e-mail address, as the issuer knows it.", "", "OpenID Connect Core section 5.1"},
	{"exp", "From this moment on the token must be refused.", "", "RFC 7519 section 4.1.4"},
	{"iat", "When the token was made.", "", "RFC 7519 section 4.1.6"},
	{"iss", "Who made the token.", "", "RFC 7519 section 4.1.1"},
	{"jti", "Identifies this one token, so that it can be refused a second time.", "", "RFC 7519 section 4.1.7"},
	{"name", "The user's full name, for display.", "", "OpenID Connect Core section 5.1"},
	{"nbf", "Before this moment the token must be refused.", "", "RFC 7519 section 4.1.5"},
	{"nonce", "Ties the token to one sign-in.", "", "OpenID Connect Core section 2"},
	{"scope", "What the bearer may do, as words with spaces between them.", "", "RFC 8693 section 4.2"},
	{"sid", "The session the token belongs to.", "", "OpenID Connect Front-Channel Logout section 3"},
	{"sub", "Whom the token is about.", "", "RFC 7519 section 4.1.2"},
}
