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
			id: "cannot-create-search-tokens", kind: Privilege,
			fits:   all(operation(coveoapi.OperationMintSearchToken), lacksPrivilege()),
			title:  "This key may not create search tokens: it lacks the Search privilege Impersonate.",
			remedy: "Create a key from the Authenticated search template. A Custom key cannot hold Impersonate, and an Anonymous search key can only query.",
			source: docAPIKeys,
		},
		{
			id: "platform-token-exceeds-key", kind: Privilege,
			fits:   all(operation(coveoapi.OperationMintPlatformToken), lacksPrivilege()),
			title:  "The token asks for privileges that this key does not hold.",
			remedy: "A platform token can hold no more than its key. Ask for fewer privileges, or use a key that holds all of them.",
			source: docPlatformTokens,
		},
	}
}

// privilegeRows explain a missing privilege by what else was being done.
func privilegeRows() []apiRow {
	return []apiRow{
		{
			id: "cannot-list-privileges", kind: Privilege,
			fits:   all(operation(coveoapi.OperationListPlatformTokenPrivileges, coveoapi.OperationListOrganizationPrivileges, coveoapi.OperationListAPIKeyPrivileges), lacksPrivilege()),
			title:  "This key may not list privileges: that needs Organization – View.",
			remedy: "Add a second key as the catalogue key, made from the Custom template with Organization – View (COVEO_CATALOG_API_KEY). Until then the built-in list is shown.",
			source: docPlatformTokens,
		},
		{
			id: "cannot-list-pipelines", kind: Privilege,
			fits:   all(operation(coveoapi.OperationListPipelines), lacksPrivilege()),
			title:  "This key may not list query pipelines: that needs Query pipelines – View.",
			remedy: "Add a second key as the catalogue key, made from the Custom template with Query pipelines – View. The pipeline's name can also be typed.",
			source: docAPIKeys,
		},
		{
			id: "cannot-query", kind: Privilege,
			fits:   all(operation(coveoapi.OperationSearch), lacksPrivilege()),
			title:  "This token may not run queries.",
			remedy: "Use a search token, or a platform token with the Search privileges Execute queries or Impersonate.",
			source: docPrivileges,
		},
		{
			id: "missing-privilege", kind: Privilege,
			fits:   lacksPrivilege(),
			title:  "The key is good, but may not do this.",
			remedy: "Find the privilege that the call needs in the list of privileges, and use a key that holds it.",
			source: docPrivileges,
		},
	}
}

// credentialRows explain a credential that the server says it does not take. They
// come before the rows of privileges.
func credentialRows() []apiRow {
	return []apiRow{
		{
			id: "credential-disabled", kind: Credential,
			fits:   all(status(http.StatusUnauthorized, http.StatusForbidden), says("disabled", "deactivated", "inactive", "exposed")),
			title:  "The API key has been disabled.",
			remedy: "Look at its state in the Administration Console, under API keys: keys are disabled by hand, when unused for long, or when found in public. Use another, or make a new one.",
			source: docAPIKeys,
		},
		{
			id: "credential-expired", kind: Credential,
			fits:   all(status(http.StatusUnauthorized, http.StatusForbidden), says("expired")),
			title:  "The API key or token has expired.",
			remedy: "Make a new one in the Administration Console, under API keys, or create a new token.",
			source: docAPIKeys,
		},
		{
			id: "credential-unknown", kind: Credential,
			fits:   all(status(http.StatusUnauthorized, http.StatusForbidden), isUnknownCredential()),
			title:  "Coveo does not know this API key or token.",
			remedy: "Check that it was copied whole, that it belongs to this organization, and that the region is right. It may also have been deleted or disabled.",
			source: docAPIKeys,
		},
	}
}

// refusalRows explain a refusal that does not say whether the credential is unknown
// or its privileges are not enough.
func refusalRows() []apiRow {
	return []apiRow{
		{
			id: "credential-refused", kind: Credential,
			fits:   status(http.StatusUnauthorized),
			title:  "Coveo did not accept the API key or token for this call.",
			remedy: "It may be wrong, deleted or of another organization; a good key that lacks a privilege can be answered in the same way. Try it on the Connect step, which shows what it may do.",
			source: docPrivileges,
		},
		{
			id: "authentication-provider-missing", kind: Credential,
			fits:   status(http.StatusPaymentRequired),
			title:  "The search interface asks for an authentication provider that did not answer.",
			remedy: "Check the authentication providers of the query in the Administration Console.",
			source: docSearchErrors,
		},
	}
}
