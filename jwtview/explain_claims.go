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

// changesNothing is the effect of claims that queries do not depend on.
const changesNothing = "Nothing."

// searchClaims are the claims of search tokens. Coveo documents the attributes of
// the request that makes a token; the claims carry the same names.
var searchClaims = []entry{
	{"allowedDictionaryFieldKeys", "Which keys of dictionary fields queries may ask for; only \"*\" is supported. Without it: none.", "Queries may choose among these keys of a dictionary field (fieldAliases); other keys are refused.", "allowedDictionaryFieldKeys", searchAPI},
	{"canSeeUserProfileOf", "The users and visitors whose profile and activity the bearer may read.", "Nothing in the results. The user actions of these profiles can be read with the token.", "canSeeUserProfileOf", searchAPI},
	{"commerce", "What commerce queries with this token are held to.", "", "", searchAPI},
	{"commerce.catalogId", "The catalog that commerce queries with this token are held to.", "Queries find only what is in this catalog.", "commerce.catalogId", searchAPI},
	{"commerce.filter", "A query expression on the objects of the catalog: queries with this token find no others.", "Queries find only objects of the catalog that match it.", "commerce.filter", searchAPI},
	{"commerce.operation", "What is done with the objects of the catalog: selectCatalogObjects finds them alone, excludeCatalogObjects everything else.", "Decides whether the objects of the catalog are what is found, or what is left out.", "commerce.operation", searchAPI},
	{"dictionaryFieldContext", "The key that is used for each dictionary field. Queries cannot choose another.", "The values of these dictionary fields are read under this key; what the query asks for is overridden.", "dictionaryFieldContext", searchAPI},
	{"exp", "From this moment on the Search API answers 419 and the page must ask for a new token. Coveo's own pages renew a minute earlier.", "Once it has passed, no query is answered.", "validity", "RFC 7519 section 4.1.4; Search API, validFor"},
	{"filter", "A query expression that is added to every query, so the bearer finds only items that match it.", "Every query becomes (what is asked) AND (this filter). Results, facets and totals count only what it keeps.", "filter", searchAPI},
	{"iat", "When the token was made.", changesNothing, "", "RFC 7519 section 4.1.6"},
	{"iss", "Who made the token. Coveo's search tokens say SearchApi.", changesNothing, "", searchSeen},
	{"licenseDefinitionKey", "The license that queries are counted under." + internalUse, "Not documented.", "licenseDefinitionKey", searchAPI},
	{"organization", "The organization whose index this token can query. No other accepts it.", "The query runs against this organization's index.", "organization", searchSeen},
	{"pipeline", "The query pipeline that every query goes through. It beats any other routing, the pipeline's own condition included.", "This pipeline answers, even when its condition does not hold or the query names another. An empty one means no pipeline at all.", "pipeline", routingDocs},
	{"roles", "What the bearer may do. queryExecutor: run queries, and nothing else.", "Without queryExecutor no query is answered.", "", searchSeen},
	{"salesforceCommunityUrl", "The Salesforce community that the user comes from." + internalUse, "Not documented.", "salesforceCommunityUrl", searchAPI},
	{"salesforceFallbackToAdmin", "Whether queries run as the administrator when the Salesforce user is unknown." + internalUse, "Not documented; by its name, queries of unknown Salesforce users find what the administrator may see.", "salesforceFallbackToAdmin", searchAPI},
	{"salesforceOrganizationId", "The Salesforce organization that the user comes from." + internalUse, "Not documented.", "salesforceOrganizationId", searchAPI},
	{"salesforceUser", "The Salesforce user the token was made for." + internalUse, "Not documented; the name that Salesforce knows the user by.", "salesforceUser", searchAPI},
	{"scope", "A deprecated attribute of the request." + internalUse, "Not documented.", "scope", searchAPI},
	{"searchHub", "The search hub that every query is logged under, whatever the page says. Pipeline conditions can ask for it.", "It replaces the hub of the query: pipelines whose condition names it apply, and analytics logs it as originLevel1.", "searchHub", routingDocs},
	{"superUserToken", "A deprecated attribute of the request." + internalUse, "Not documented.", "superUserToken", searchAPI},
	{"tokenId", "Identifies this one token, for example in Coveo's logs.", changesNothing, "", searchSeen},
	{"userDisplayName", "The name that analytics shows for the user. It has no effect on what is found.", changesNothing, "displayName", searchAPI},
	{"userGroups", "Labels for analytics and for pipeline conditions ($groups). They are not security groups and give no access.", "Pipeline conditions can read them as $groups. No item becomes visible through them.", "groups", searchAPI},
	{"userIds", "The security identities that queries run as: each a name in a security identity provider. They decide which secured items are found; a misspelt provider finds only public ones.", "Only items that these identities, their groups and aliases may see are found, besides public ones. One that is denied sees nothing of that item.", "users", searchAPIUsers},
	{"usertype", "The kind of Salesforce user." + internalUse, "Not documented.", "usertype", searchAPI},
	{"v8", "Marks the current version of search tokens.", changesNothing, "", searchSeen},
}

// registeredClaims are those of RFC 7519 section 4.1, with some that OpenID Connect
// and OAuth add and that tokens from identity providers carry.
var registeredClaims = []entry{
	{"aud", "Who the token is for. Anyone else must refuse it.", "", "", "RFC 7519 section 4.1.3"},
	{"auth_time", "When the user signed in.", "", "", "OpenID Connect Core section 2"},
	{"azp", "The application that the token was given to.", "", "", "OpenID Connect Core section 2"},
	{"client_id", "The application that asked for the token.", "", "", "RFC 8693 section 4.3"},
	{"email", "The user's e-mail address, as the issuer knows it.", "", "", "OpenID Connect Core section 5.1"},
	{"exp", "From this moment on the token must be refused.", "", "", "RFC 7519 section 4.1.4"},
	{"iat", "When the token was made.", "", "", "RFC 7519 section 4.1.6"},
	{"iss", "Who made the token.", "", "", "RFC 7519 section 4.1.1"},
	{"jti", "Identifies this one token, so that it can be refused a second time.", "", "", "RFC 7519 section 4.1.7"},
	{"name", "The user's full name, for display.", "", "", "OpenID Connect Core section 5.1"},
	{"nbf", "Before this moment the token must be refused.", "", "", "RFC 7519 section 4.1.5"},
	{"nonce", "Ties the token to one sign-in.", "", "", "OpenID Connect Core section 2"},
	{"scope", "What the bearer may do, as words with spaces between them.", "", "", "RFC 8693 section 4.2"},
	{"sid", "The session the token belongs to.", "", "", "OpenID Connect Front-Channel Logout section 3"},
	{"sub", "Whom the token is about.", "", "", "RFC 7519 section 4.1.2"},
}
