package contract_test

import (
	"context"
	"time"

	"coveotoken/coveoapi"
)

func searchCalls() map[string]clientCall {
	return map[string]clientCall{
		"query, token in the header": {"Search", func(ctx context.Context, w *world) error {
			return only(w.client.Search(ctx, w.searchToken(), coveoapi.InAuthorizationHeader, everyParameter()))
		}},
		"query, token in the URL": {"Search", func(ctx context.Context, w *world) error {
			return only(w.client.Search(ctx, w.searchToken(), coveoapi.InAccessTokenParameter, coveoapi.SearchQuery{NumberOfResults: 3}))
		}},
		"query, platform token": {"Search", func(ctx context.Context, w *world) error {
			token := w.platformToken("SEARCH_API/IMPERSONATE")
			return only(w.client.Search(ctx, token, coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "lamp", NumberOfResults: 3}))
		}},
		"plan": {"Plan", func(ctx context.Context, w *world) error {
			return only(w.client.Plan(ctx, w.searchToken(), everyParameter()))
		}},
		"suggestions": {"Suggest", func(ctx context.Context, w *world) error {
			query := coveoapi.SuggestQuery{Q: "re", Count: 3, SearchHub: "SupportHub", Pipeline: "InternalSearch", Tab: "All", Locale: "en"}
			return only(w.client.Suggest(ctx, w.searchToken(), query))
		}},
		"fields": {"Fields", func(ctx context.Context, w *world) error { return only(w.client.Fields(ctx, w.searchToken())) }},
		"values of a field": {"Values", func(ctx context.Context, w *world) error {
			query := coveoapi.ValuesQuery{Field: "@source", MaximumNumberOfValues: 3, Pattern: "*k*", PatternType: "wildcards", QueryOverride: "lamp"}
			return only(w.client.Values(ctx, w.searchToken(), query))
		}},
		"values of a facet": {"SearchFacet", func(ctx context.Context, w *world) error {
			context := everyParameter()
			query := coveoapi.FacetQuery{Field: "source", Query: "*k*", NumberOfValues: 3, IgnoreValues: []string{"Intranet"}, SearchContext: &context}
			return only(w.client.SearchFacet(ctx, w.searchToken(), query))
		}},
		"quickview": {"Quickview", func(ctx context.Context, w *world) error {
			return only(w.client.Quickview(ctx, w.searchToken(), w.firstItem(), coveoapi.SearchQuery{Q: "lamp"}))
		}},
	}
}

// everyAttribute has all attributes of a search token that may stand together.
func everyAttribute() coveoapi.SearchTokenRequest {
	user := alice()
	user.Infos = map[string]string{"region": "north"}
	user.AuthCookie, user.Password = "made-up-cookie", "made-up-password"
	return coveoapi.SearchTokenRequest{
		UserIDs:                   []coveoapi.UserID{user},
		UserDisplayName:           "Alice Smith",
		UserGroups:                []string{"Employees", "Tech support agents"},
		SearchHub:                 "SupportHub",
		Pipeline:                  "InternalSearch",
		Filter:                    "@objecttype==Case",
		ValidForMillis:            time.Hour.Milliseconds(),
		CanSeeUserProfileOf:       []string{"bob@example.com"},
		DictionaryFieldContext:    map[string]any{"price": "store-a"},
		Commerce:                  &coveoapi.CommerceParameters{CatalogID: "lanterns", Filter: "@ec_brand==Tumbleglow", Operation: "search"},
		SalesforceOrganizationID:  "00D000000000001",
		SalesforceUser:            "asmith",
		SalesforceCommunityURL:    "https://community.example.com",
		SalesforceFallbackToAdmin: true,
		UserType:                  "Standard",
		LicenseDefinitionKey:      "made-up",
		SuperUserToken:            "made-up",
		Scope:                     2,
	}
}

func dictionaryKeys() coveoapi.SearchTokenRequest {
	return coveoapi.SearchTokenRequest{
		UserIDs:                    []coveoapi.UserID{alice()},
		AllowedDictionaryFieldKeys: map[string][]string{"fieldAliases": {"*"}},
	}
}

// everyParameter has all parameters of a query.
func everyParameter() coveoapi.SearchQuery {
	return coveoapi.SearchQuery{
		Q: "lamp", AQ: "@source==KnowledgeBase", CQ: "@year>2000", DQ: "@objecttype==Case", SearchHub: "SupportHub",
		Pipeline: "InternalSearch", Tab: "All", Locale: "en", SortCriteria: "date descending", FirstResult: 0,
		NumberOfResults: 5, EnableQuerySyntax: true, Debug: true, FieldsToInclude: []string{"source", "author"},
	}
}
