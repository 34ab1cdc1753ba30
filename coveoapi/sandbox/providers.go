package sandbox

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// outgoingProvider is a security identity provider as its API describes it,
// SecurityProviderModelWithStatus.
type outgoingProvider struct {
	ID             string         `json:"id"`
	Name           string         `json:"name"`
	DisplayName    string         `json:"displayName"`
	OrganizationID string         `json:"organizationId"`
	Type           string         `json:"type"`
	CaseSensitive  bool           `json:"caseSensitive"`
	CurrentStatus  map[string]any `json:"currentStatus"`
	ReferencedBy   []any          `json:"referencedBy"`
}

func (p provider) outgoing() outgoingProvider {
	return outgoingProvider{
		ID: p.name, Name: p.name, DisplayName: p.displayName, OrganizationID: OrganizationID, Type: p.kind,
		CurrentStatus: map[string]any{"type": "IDLE"}, ReferencedBy: []any{},
	}
}

// listProviders serves GET …/securityproviders.
func listProviders(c *call) (any, error) {
	list := []outgoingProvider{}
	for _, p := range c.sandbox.company.providers {
		list = append(list, p.outgoing())
	}
	return list, nil
}

// listProviderPage serves GET …/securityproviders/page.
func listProviderPage(c *call) (any, error) {
	filter := strings.ToLower(c.r.URL.Query().Get("filter"))
	list := []outgoingProvider{}
	for _, p := range c.sandbox.company.providers {
		if strings.Contains(strings.ToLower(p.displayName), filter) {
			list = append(list, p.outgoing())
		}
	}
	return pageModel(list, c.pageOf()), nil
}

// getProvider serves GET …/securityproviders/{securityProviderId}.
func getProvider(c *call) (any, error) {
	for _, p := range c.sandbox.company.providers {
		if p.name == c.r.PathValue("securityProviderId") {
			return p.outgoing(), nil
		}
	}
	return nil, fail(causeNotFound, "There is no such security identity provider.")
}

// cachedEntity is an identity of the security identity cache.
type cachedEntity struct {
	Name             string `json:"name"`
	Type             string `json:"type"`
	Provider         string `json:"provider"`
	State            string `json:"state"`
	LastUpdateDate   string `json:"lastUpdateDate"`
	LastUpdateResult string `json:"lastUpdateResult"`
	Infos            []any  `json:"infos"`
}

// listEntities serves POST …/securitycache/entities/list.
func listEntities(c *call) (any, error) {
	var filter struct {
		ProviderIDs   []string `json:"providerIds"`
		IdentityTypes []string `json:"identityTypes"`
		FilterTerm    string   `json:"filterTerm"`
		FilteringMode string   `json:"filteringMode"`
	}
	if err := c.decode(&filter); err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(c.sandbox.company.entities(), func(e cachedEntity) bool {
		name, term := strings.ToLower(e.Name), strings.ToLower(filter.FilterTerm)
		fits := strings.HasPrefix(name, term) || filter.FilteringMode != "PREFIX" && strings.Contains(name, term)
		return !fits ||
			len(filter.ProviderIDs) > 0 && !slices.Contains(filter.ProviderIDs, e.Provider) ||
			len(filter.IdentityTypes) > 0 && !slices.Contains(filter.IdentityTypes, e.Type)
	})
	return pageModel(list, c.pageOf()), nil
}

// listMembers serves GET …/securitycache/entities/{securityProviderId}/members: the
// identities of a provider.
func listMembers(c *call) (any, error) {
	list := slices.DeleteFunc(c.sandbox.company.entities(), func(e cachedEntity) bool {
		return e.Provider != c.r.PathValue("securityProviderId")
	})
	if isTrue(c.r.URL.Query().Get("usePageModel")) {
		return pageModel(list, c.pageOf()), nil
	}
	return cut(list, c.pageOf()), nil
}

// entities lists the known identities by provider and name.
func (c *company) entities() []cachedEntity {
	sorted := slices.SortedFunc(slices.Values(c.directory.known), func(a, b identity) int {
		return cmp.Or(strings.Compare(a.provider, b.provider), strings.Compare(a.name, b.name))
	})
	list := make([]cachedEntity, len(sorted))
	for i, who := range sorted {
		list[i] = cachedEntity{
			Name: who.name, Type: strings.ToUpper(who.kind), Provider: who.provider, State: "UP_TO_DATE",
			LastUpdateDate: founded().Format(time.RFC3339), LastUpdateResult: "SUCCESS", Infos: []any{},
		}
	}
	return list
}
