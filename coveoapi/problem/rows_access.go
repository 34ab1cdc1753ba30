package problem

import (
	"net/http"

	"coveotoken/coveoapi"
)

// isUnknownCredential fits when the server says that it does not know the key or
// token, rather than that it may not do what was asked.
func isUnknownCredential() predicate {
	return either(
		code("INVALID_TOKEN", "InvalidToken", "InvalidTokenException"),
		says("invalid access token", "invalid token", "malformed token", "unknown api key"),
	)
}

// lacksPrivilege fits when the credential is good and its privileges are not enough.
// That is 403 in the Search API and "typically 401" in the documentation of the
// platform's APIs, so a 401 counts when it speaks of privileges.
func lacksPrivilege() predicate {
	return either(
		all(status(http.StatusForbidden), func(e *coveoapi.APIError) bool { return !isUnknownCredential()(e) }),
		all(status(http.StatusUnauthorized), says("privilege", "access_denied", "access denied", "operation_not_allowed", "not allowed", "insufficient")),
	)
}

// mintingRows explain a missing privilege when a token was to be created.
func mintingRows() []apiRow {
	return []apiRow{
		{
			id: "cannot-create-search-tokens", group: AboutPrivileges, kind: Privilege,
			fits:   all(operation(coveoapi.OperationMintSearchToken), lacksPrivilege()),
			title:  "This key may not create search tokens: it lacks the Search privilege Impersonate.",
			sign:   "The call was POST …/rest/search/v2/token (or v3), and was answered 403, or 401 with words about privileges.",
			remedy: "Create a key from the Authenticated search template. A Custom key cannot hold Impersonate, and an Anonymous search key can only query.",
			source: docAPIKeys,
			examples: []example{
				{operation: coveoapi.OperationMintSearchToken, status: http.StatusForbidden, code: "FORBIDDEN", message: "Privileges are insufficient."},
				{operation: coveoapi.OperationMintSearchToken, status: http.StatusUnauthorized, code: "UNAUTHORIZED", message: "Missing privilege IMPERSONATE."},
			},
		},
		{
			id: "platform-token-exceeds-key", group: AboutPrivileges, kind: Privilege,
			fits:   all(operation(coveoapi.OperationMintPlatformToken), lacksPrivilege()),
			title:  "The token asks for privileges that this key does not hold.",
			sign:   "The call was POST …/rest/organizations/{organizationId}/tokens, and was answered 403, or 401 with words about privileges.",
			remedy: "A platform token can hold no more than its key. Ask for fewer privileges, or use a key that holds all of them.",
			source: docPlatformTokens,
			examples: []example{
				{operation: coveoapi.OperationMintPlatformToken, status: http.StatusForbidden, code: "ACCESS_DENIED", message: "Access is denied.", format: coveoapi.ErrorBodyPlatform},
			},
		},
	}
}

// privilegeRows explain a missing privilege by what else was being done.
func privilegeRows() []apiRow {
	return []apiRow{
		{
			id: "cannot-list-privileges", group: AboutPrivileges, kind: Privilege,
			fits:   all(operation(coveoapi.OperationListPlatformTokenPrivileges, coveoapi.OperationListOrganizationPrivileges, coveoapi.OperationListAPIKeyPrivileges), lacksPrivilege()),
			title:  "This key may not list privileges: that needs Organization – View.",
			sign:   "The call was GET …/privileges, …/privileges/platformtokens or …/privileges/apikeys.",
			remedy: "Add a second key as the catalogue key, made from the Custom template with Organization – View (COVEO_CATALOG_API_KEY). Until then the built-in list is shown.",
			source: docPlatformTokens,
			examples: []example{
				{operation: coveoapi.OperationListPlatformTokenPrivileges, status: http.StatusForbidden, code: "ACCESS_DENIED", message: "Access is denied.", format: coveoapi.ErrorBodyPlatform},
				{operation: coveoapi.OperationListPlatformTokenPrivileges, status: http.StatusUnauthorized, code: "ACCESS_DENIED", message: "Access is denied.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "cannot-list-pipelines", group: AboutPrivileges, kind: Privilege,
			fits:   all(operation(coveoapi.OperationListPipelines), lacksPrivilege()),
			title:  "This key may not list query pipelines: that needs Query pipelines – View.",
			sign:   "The call was GET …/rest/search/v1/admin/pipelines.",
			remedy: "Add a second key as the catalogue key, made from the Custom template with Query pipelines – View. The pipeline's name can also be typed.",
			source: docAPIKeys,
			examples: []example{
				{operation: coveoapi.OperationListPipelines, status: http.StatusForbidden, code: "FORBIDDEN", message: "Privileges are insufficient."},
			},
		},
		{
			id: "cannot-query", group: AboutPrivileges, kind: Privilege,
			fits:   all(operation(coveoapi.OperationSearch), lacksPrivilege()),
			title:  "This token may not run queries.",
			sign:   "The call was a query, POST …/rest/search/v2, and was answered 403.",
			remedy: "Use a search token, or a platform token with the Search privileges Execute queries or Impersonate.",
			source: docPrivileges,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusForbidden, code: "FORBIDDEN", message: "Privileges are insufficient."},
			},
		},
		{
			id: "missing-privilege", group: AboutPrivileges, kind: Privilege,
			fits:   lacksPrivilege(),
			title:  "The key is good, but may not do this.",
			sign:   "Any other call that was answered 403, or 401 with words about privileges: the documentation says 401 of the platform's APIs, the Search API's specification 403.",
			remedy: "Find the privilege that the call needs in the list of privileges, and use a key that holds it.",
			source: docOwnPrivileges + "; " + docPrivileges,
			examples: []example{
				{operation: coveoapi.OperationEvaluatePrivilege, status: http.StatusForbidden, code: "FORBIDDEN", message: "Access is denied."},
				{operation: coveoapi.OperationEvaluatePrivilege, status: http.StatusUnauthorized, code: "ACCESS_DENIED", message: "Access is denied.", format: coveoapi.ErrorBodyPlatform},
			},
		},
	}
}

// credentialRows explain a credential that the server says it does not take. They
// come before the rows of privileges.
func credentialRows() []apiRow {
	refused := status(http.StatusUnauthorized, http.StatusForbidden)
	return []apiRow{
		{
			id: "credential-disabled", group: AboutCredentials, kind: Credential,
			fits:   all(refused, says("disabled", "deactivated", "inactive", "exposed")),
			title:  "The API key has been disabled.",
			sign:   "The answer is 401 or 403, and its message says so.",
			remedy: "Look at its state in the Administration Console, under API keys: keys are disabled by hand, when unused for long, or when found in public. Use another, or make a new one.",
			source: docAPIKeys,
			examples: []example{
				{operation: coveoapi.OperationListOwnPrivileges, status: http.StatusUnauthorized, code: "UNAUTHORIZED", message: "This API key is disabled.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "credential-expired", group: AboutCredentials, kind: Credential,
			fits:   all(refused, says("expired")),
			title:  "The API key or token has expired.",
			sign:   "The answer is 401 or 403, and its message says so. An expired search token is answered 419 instead.",
			remedy: "Make a new one in the Administration Console, under API keys, or create a new token.",
			source: docAPIKeys,
			examples: []example{
				{operation: coveoapi.OperationListOwnPrivileges, status: http.StatusUnauthorized, message: "The API key has expired.", format: coveoapi.ErrorBodyPlatform},
			},
		},
		{
			id: "credential-unknown", group: AboutCredentials, kind: Credential,
			fits:   all(refused, isUnknownCredential()),
			title:  "Coveo does not know this API key or token.",
			sign:   "The answer is 401 or 403 with INVALID_TOKEN, InvalidTokenException or “Invalid access token”. So is a key that was deleted while it was in use.",
			remedy: "Check that it was copied whole, that it belongs to this organization, and that the region is right. It may also have been deleted or disabled.",
			source: docAPIKeys,
			examples: []example{
				{operation: coveoapi.OperationListOwnPrivileges, status: http.StatusUnauthorized, code: "INVALID_TOKEN", message: "Invalid access token.", format: coveoapi.ErrorBodyPlatform},
				{operation: coveoapi.OperationSearch, status: http.StatusUnauthorized, code: "InvalidTokenException", message: "Invalid access token."},
			},
		},
		{
			id: "analytics-token-refused", group: AboutCredentials, kind: Credential,
			fits:   all(status(http.StatusBadRequest), isUnknownCredential()),
			title:  "Usage analytics does not take this token.",
			sign:   "The answer is 400 with the type InvalidToken: usage analytics does not use 401 for this.",
			remedy: "Send a search token or key of the same organization that may push analytics data, and renew it when it has expired.",
			source: docSearchTokens,
			examples: []example{
				{operation: "send a usage analytics event", status: http.StatusBadRequest, code: "InvalidToken", message: "The token is invalid.", format: coveoapi.ErrorBodyAnalytics},
			},
		},
	}
}

// refusalRows explain a refusal that does not say whether the credential is unknown
// or its privileges are not enough.
func refusalRows() []apiRow {
	return []apiRow{
		{
			id: RefusedID, group: AboutCredentials, kind: Credential,
			fits:   status(http.StatusUnauthorized),
			title:  "Coveo did not accept the API key or token for this call.",
			sign:   "The answer is 401 and says no more than UNAUTHORIZED.",
			remedy: "It may be wrong, deleted or of another organization; a good key that lacks a privilege can be answered in the same way. `coveo-token doctor`, or the Connect step, tells which.",
			source: docOwnPrivileges,
			examples: []example{
				{operation: coveoapi.OperationListOwnPrivileges, status: http.StatusUnauthorized, code: "UNAUTHORIZED", message: "Unauthorized."},
			},
		},
		{
			id: "authentication-provider-missing", group: AboutCredentials, kind: Credential,
			fits:   status(http.StatusPaymentRequired),
			title:  "The search interface asks for an authentication provider that did not answer.",
			sign:   "The status is 402; the body has the member provider.",
			remedy: "Check the authentication providers of the query in the Administration Console.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusPaymentRequired, message: "Missing authentication provider."},
			},
		},
		{
			id: "authentication-provider-invalid", group: AboutCredentials, kind: Credential,
			fits:   code("InvalidAuthenticationProviderException"),
			title:  "The query names an authentication provider that does not exist.",
			sign:   "The type is InvalidAuthenticationProviderException, the status 500.",
			remedy: "Leave the authentication parameter out of the query, or name a provider of this organization.",
			source: docSearchErrors,
			examples: []example{
				{operation: coveoapi.OperationSearch, status: http.StatusInternalServerError, code: "InvalidAuthenticationProviderException", message: "The authentication provider is invalid."},
			},
		},
	}
}
