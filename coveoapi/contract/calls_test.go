package contract_test

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
)

// clientCall is a call that the client can make.
type clientCall struct {
	// method is that of coveoapi.Client.
	method string
	run    func(context.Context, *world) error
}

// only drops the reply of a call.
func only[T any](_ coveoapi.Reply[T], err error) error { return err }

// clientCalls are all calls of the client, each with everything it can say.
func clientCalls() map[string]clientCall {
	all := map[string]clientCall{}
	for _, calls := range []map[string]clientCall{tokenCalls(), privilegeCalls(), organizationCalls(), searchCalls()} {
		maps.Copy(all, calls)
	}
	return all
}

func tokenCalls() map[string]clientCall {
	return map[string]clientCall{
		"search token, least": mintSearch(coveoapi.SearchTokenV2, coveoapi.SearchTokenRequest{
			UserIDs: []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}},
		}),
		"search token, v3":         mintSearch(coveoapi.SearchTokenV3, everyAttribute()),
		"search token, dictionary": mintSearch(coveoapi.SearchTokenV2, dictionaryKeys()),
		"search token, older path": mintSearch(coveoapi.SearchTokenLegacy, everyAttribute()),
		"platform token, least":    mintPlatform(coveoapi.PlatformTokenRequest{Privileges: []coveoapi.Privilege{impersonate()}}),
		"platform token, all": mintPlatform(coveoapi.PlatformTokenRequest{
			Privileges: []coveoapi.Privilege{impersonate()},
			UserIDs:    []coveoapi.UserID{alice(), {Name: "Employees", Provider: "Tumbleglow Directory", Type: coveoapi.IdentityGroup}},
			Subject:    "asmith", Validity: 8 * time.Hour, AnalyticsUserID: "12345678", AnalyticsDisplayName: "Alice Smith",
		}),
		"search token, by hand": {"MintRaw", func(ctx context.Context, w *world) error {
			body := []byte(`{"userIds": [{"name": "asmith@example.com", "provider": "Email Security Provider"}], "searchhub": "SupportHub", "expiration": 1}`)
			request, err := w.client.Target().RawSearchTokenCall(coveoapi.SearchTokenV2, body)
			if err != nil {
				return err
			}
			return only(w.client.MintRaw(ctx, request))
		}},
		"platform token, by hand": {"MintRaw", func(ctx context.Context, w *world) error {
			request, err := w.client.Target().RawPlatformTokenCall(time.Hour, []byte(`{"body": {"privileges": []}}`))
			if err != nil {
				return err
			}
			return only(w.client.MintRaw(ctx, request))
		}},
		"certificates": {"Certificates", func(ctx context.Context, w *world) error { return only(w.client.Certificates(ctx)) }},
		"token check": {"CheckToken", func(ctx context.Context, w *world) error {
			return only(w.client.CheckToken(ctx, w.searchToken()))
		}},
	}
}

func privilegeCalls() map[string]clientCall {
	return map[string]clientCall{
		"privileges for platform tokens": {"PlatformTokenPrivileges", func(ctx context.Context, w *world) error {
			return only(w.client.PlatformTokenPrivileges(ctx))
		}},
		"privileges of the organization": {"OrganizationPrivileges", func(ctx context.Context, w *world) error {
			return only(w.client.OrganizationPrivileges(ctx))
		}},
		"privileges for API keys": {"APIKeyPrivileges", func(ctx context.Context, w *world) error {
			return only(w.client.APIKeyPrivileges(ctx, coveoapi.AllAPIKeyPrivileges))
		}},
		"privileges for custom API keys": {"APIKeyPrivileges", func(ctx context.Context, w *world) error {
			return only(w.client.APIKeyPrivileges(ctx, coveoapi.CustomAPIKeyPrivileges))
		}},
		"privileges of a key": {"PrivilegesOf", func(ctx context.Context, w *world) error {
			return only(w.client.PrivilegesOf(ctx, w.keys.UsageAnalytics))
		}},
		"privileges in a token": {"PrivilegesInToken", func(ctx context.Context, w *world) error {
			return only(w.client.PrivilegesInToken(ctx, w.searchToken()))
		}},
		"privileges in another's token": {"PrivilegesInTokenOf", func(ctx context.Context, w *world) error {
			return only(w.client.PrivilegesInTokenOf(ctx, w.keys.AnonymousSearch, w.searchToken()))
		}},
		"evaluation, granted": {"Evaluate", func(ctx context.Context, w *world) error {
			return only(w.client.Evaluate(ctx, w.keys.AuthenticatedSearch, impersonate()))
		}},
		"evaluation, once": {"EvaluateOnce", func(ctx context.Context, w *world) error {
			return only(w.client.EvaluateOnce(ctx, w.keys.AuthenticatedSearch, impersonate()))
		}},
		"evaluation, refused": {"Evaluate", func(ctx context.Context, w *world) error {
			return only(w.client.Evaluate(ctx, w.keys.AnonymousSearch, impersonate()))
		}},
	}
}

func organizationCalls() map[string]clientCall {
	return map[string]clientCall{
		"organizations": {"Organizations", func(ctx context.Context, w *world) error {
			return only(w.client.Organizations(ctx, w.keys.Administrator))
		}},
		"organization":        {"Organization", func(ctx context.Context, w *world) error { return only(w.client.Organization(ctx)) }},
		"organization status": {"OrganizationStatus", func(ctx context.Context, w *world) error { return only(w.client.OrganizationStatus(ctx)) }},
		"regions":             {"OrganizationRegions", func(ctx context.Context, w *world) error { return only(w.client.OrganizationRegions(ctx)) }},
		"pipelines":           {"Pipelines", func(ctx context.Context, w *world) error { return only(w.client.Pipelines(ctx)) }},
		"search hubs":         {"SearchHubs", func(ctx context.Context, w *world) error { return only(w.client.SearchHubs(ctx)) }},
		"security providers":  {"SecurityProviders", func(ctx context.Context, w *world) error { return only(w.client.SecurityProviders(ctx)) }},
		"validation of events": {"ValidateEvents", func(ctx context.Context, w *world) error {
			events := []json.RawMessage{json.RawMessage(`{"meta":{"type":"made-up","ts":1,"clientId":"c","config":{}}}`), json.RawMessage(`{}`)}
			return only(w.client.ValidateEvents(ctx, w.searchToken(), events))
		}},
	}
}

func mintSearch(version coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) clientCall {
	return clientCall{"MintSearchToken", func(ctx context.Context, w *world) error {
		return only(w.client.MintSearchToken(ctx, version, body))
	}}
}

func mintPlatform(token coveoapi.PlatformTokenRequest) clientCall {
	return clientCall{"MintPlatformToken", func(ctx context.Context, w *world) error {
		return only(w.client.MintPlatformToken(ctx, token))
	}}
}

func impersonate() coveoapi.Privilege {
	return coveoapi.Privilege{
		Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: coveoapi.TypeEnable,
		TargetID: coveoapi.AnyTarget, Level: coveoapi.LevelNormal,
	}
}

// TestClientCallsAreComplete fails when the client learns a call that no contract is
// checked for.
func TestClientCallsAreComplete(t *testing.T) {
	var tested []string
	for _, call := range clientCalls() {
		tested = append(tested, call.method)
	}
	client := reflect.TypeFor[*coveoapi.Client]()
	for i := range client.NumMethod() {
		method := client.Method(i)
		isCall := method.Type.NumOut() == 2 && strings.HasPrefix(method.Type.Out(0).Name(), "Reply[")
		if isCall && !slices.Contains(tested, method.Name) {
			t.Errorf("clientCalls lacks %s", method.Name)
		}
	}
}
