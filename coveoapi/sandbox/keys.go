package sandbox

import "coveotoken/coveoapi"

// Keys are the API keys of the organization, one for each template that matters
// and two that no longer work.
type Keys struct {
	// AuthenticatedSearch may query and impersonate, UsageAnalytics push analytics
	// and impersonate there, AnonymousSearch query as anyone may.
	AuthenticatedSearch, UsageAnalytics, AnonymousSearch coveoapi.Secret
	// PrivilegeViewer lists privileges, pipelines, providers and fields.
	// Administrator may do everything, as a session of the console may.
	PrivilegeViewer, Administrator coveoapi.Secret
	// Disabled and Expired once were authenticated search keys.
	Disabled, Expired coveoapi.Secret
}

// AllKeys gives the keys of every sandbox. They are stable, so that they can be
// written into exercises, and look like nothing that Coveo would issue.
func AllKeys() Keys {
	return Keys{
		AuthenticatedSearch: coveoapi.NewSecret("xxSANDBOX-authenticated-search-key-01"),
		UsageAnalytics:      coveoapi.NewSecret("xxSANDBOX-usage-analytics-key-000002"),
		AnonymousSearch:     coveoapi.NewSecret("xxSANDBOX-anonymous-search-key-00003"),
		PrivilegeViewer:     coveoapi.NewSecret("xxSANDBOX-privilege-viewer-key-00004"),
		Administrator:       coveoapi.NewSecret("xxSANDBOX-administrator-key-00000005"),
		Disabled:            coveoapi.NewSecret("xxSANDBOX-disabled-key-0000000000006"),
		Expired:             coveoapi.NewSecret("xxSANDBOX-expired-key-00000000000007"),
	}
}

// keyState says whether an API key works.
type keyState int

const (
	keyEnabled keyState = iota
	keyDisabled
	keyExpired
)

// apiKey is a key with what it may do.
type apiKey struct {
	name       string
	state      keyState
	privileges []coveoapi.Privilege
}

// apiKeys indexes the keys by their value.
func apiKeys(everything []coveoapi.Privilege) map[string]apiKey {
	keys := AllKeys()
	impersonating := []coveoapi.Privilege{
		executeQuery, impersonate, analyticsImpersonate, pushAnalytics,
	}
	return map[string]apiKey{
		keys.AuthenticatedSearch.Reveal(): {"authenticated-search", keyEnabled, impersonating},
		keys.UsageAnalytics.Reveal(): {"usage-analytics", keyEnabled, []coveoapi.Privilege{
			analyticsImpersonate, pushAnalytics,
		}},
		keys.AnonymousSearch.Reveal(): {"anonymous-search", keyEnabled, []coveoapi.Privilege{
			executeQuery, pushAnalytics,
		}},
		// Since June 2022 a key with an administrative privilege can hold neither
		// Execute queries nor Impersonate, which is why exploring takes two keys.
		keys.PrivilegeViewer.Reveal(): {"privilege-viewer", keyEnabled, []coveoapi.Privilege{
			viewOrganization, viewPipelines, viewProviders, viewFields, viewSearchUsage,
		}},
		keys.Administrator.Reveal(): {"administrator", keyEnabled, everything},
		keys.Disabled.Reveal():      {"disabled", keyDisabled, impersonating},
		keys.Expired.Reveal():       {"expired", keyExpired, impersonating},
	}
}
