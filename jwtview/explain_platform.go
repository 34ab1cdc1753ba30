package jwtview

// platformClaims are the claims of platform tokens. The request that makes a token
// has the same shape: what was sent in body is found there again.
var platformClaims = []entry{
	{"body", "What the request asked for: organization, privileges and configuration.", "", "", platformAPI},
	{"body.additionalConfiguration", "Who the bearer is towards single services.", "", "", platformAPI},
	{"body.additionalConfiguration.analytics", "Who the bearer is towards Usage Analytics.", "", "", platformDocs},
	{"body.additionalConfiguration.analytics.event", "The user that analytics events sent with this token are recorded for.", "", "", platformDocs},
	{"body.additionalConfiguration.analytics.event.userDisplayName", "The name that analytics shows for the user of events that are sent with this token.", changesNothing, "displayName", platformDocs},
	{"body.additionalConfiguration.analytics.event.userId", "The user that analytics events sent with this token are recorded for. It needs the privilege to impersonate in Analytics.", changesNothing, "analyticsUserID", platformDocs},
	{"body.additionalConfiguration.search", "Who the bearer is towards the Search API.", "", "", platformDocs},
	{"body.additionalConfiguration.search.userIds", "The security identities that queries run as: each a name in a security identity provider. They need the privilege to impersonate in Search.", "Only items that these identities, their groups and aliases may see are found, besides public ones. One that is denied sees nothing of that item.", "users", platformDocs},
	{"body.creatorAuthentication", "How the one who made the token was authenticated. Coveo fills it in.", changesNothing, "", platformAPI},
	{"body.creatorEmail", "Who made the token. Coveo fills it in.", changesNothing, "", platformAPI},
	{"body.organizationId", "The organization that this token is good for. No other accepts it.", "The query runs against this organization's index.", "organization", platformDocs},
	{"body.privileges", "What the bearer may do: each an owner (the service), a targetDomain, a type and a targetId (* for all). Coveo's documentation asks that the key that makes the token hold them all.", "A query is answered only if they hold Search – Execute queries or Search – Impersonate; each other call needs its own.", "privileges", platformDocs},
	{"exp", "From this moment on Coveo's APIs refuse the token.", "Once it has passed, no call is answered.", "validity", "RFC 7519 section 4.1.4; " + platformDocs},
	{"iat", "When the token was made.", changesNothing, "", "RFC 7519 section 4.1.6"},
	{"iss", "Who made the token: Coveo's authorization server.", changesNothing, "", platformAPI},
	{"jti", "Identifies this one token.", changesNothing, "", "RFC 7519 section 4.1.7"},
	{"sub", "Whom the token is about. It is the one attribute beside body that the request may set.", changesNothing, "sub", platformAPI},
	{"tokenId", "Identifies this one token, for example in Coveo's logs.", changesNothing, "", platformAPI},
	{"version", "The version of the token's format. Coveo fills it in.", changesNothing, "", platformAPI},
}
