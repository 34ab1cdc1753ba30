package contract_test

import "testing"

// TestDisagreements shows how client and sandbox cope where Coveo's published
// sources disagree. Each test is told what the sources say.
func TestDisagreements(t *testing.T) {
	for _, disagreement := range []struct {
		name string
		cope func(*testing.T)
	}{
		{"01 creating a search token: IMPERSONATE in the docs, IMPERSONATE_SEARCH_API in OpenAPI", twoNamesOfImpersonate},
		{"02 user ID: name and provider required in the docs, six members in OpenAPI", shortAndLongUserIDs},
		{"03 platform tokens for queries: refused in old docs, shown in new ones", platformTokensForQueries},
		{"04 creating a platform token: a rule in the docs, no privilege in OpenAPI", platformTokenRule},
		{"05 error key: type for clients, errorCode in OpenAPI", bothErrorKeys},
		{"06 missing privilege: 401 in the docs, 403 in OpenAPI", bothStatusesOfAMissingPrivilege},
		{"07 paused: 500 and 503; no endpoints: 400, 404 and 408", everyStatusOfAState},
		{"08 pipelines: a page in OpenAPI, an array for platform-client", bothShapesOfPipelines},
		{"09 facetId: needed by headless, absent from OpenAPI", facetsNameThemselves},
		{"10 viewAllContent: boolean in OpenAPI, 1 from clients", bothValuesOfViewAllContent},
		{"11 quickview: uniqueId in the URL in OpenAPI, in a form from headless", everyFormOfQuickviews},
		{"12 privileges of a token: accessToken optional in GET, required in POST; an older shape", bothWaysToAskForATokensPrivileges},
		{"13 check_token and indexes/page/fields: in platform-client, not in OpenAPI", operationsOfPlatformClientAlone},
		{"14 enableQuerySyntax: true by default in OpenAPI, false from headless", querySyntaxIsAlwaysSaid},
		{"15 search token page of 2017: another path, expiration, a fixed life", searchTokensOf2017},
		{"16 type of a privilege: blank in the docs, ENABLE in OpenAPI", blankTypeIsEnable},
		{"17 looking up the organization: a privilege in one OpenAPI file, none in the other", organizationLookUp},
	} {
		t.Run(disagreement.name, disagreement.cope)
	}
}
