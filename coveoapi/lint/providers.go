package lint

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// providerRules are about the providers of the user IDs of either token.
func providerRules() []rule {
	both := Search | Platform
	return []rule{
		{Rule{
			"provider-misspelt", both, Warning, "did you mean “{known}”?",
			"There is a provider “{known}”, but none “{provider}”: Coveo mints such a token, and this identity finds only public items.",
			"Write “{known}”.",
			docSearchTokens + "; " + docEmailProvider,
		}, providerMisspelt},
		{Rule{
			"provider-unknown", both, Warning, "is none of the organization's providers",
			"The organization has no security identity provider “{provider}”: Coveo mints such a token, and this identity finds only public items.",
			"Use one of these: {names}.",
			docSearchTokens,
		}, providerUnknown},
	}
}

// knownProviders are the organization's providers as far as they are known. One
// exists in every organization (docs.coveo.com/en/87).
func knownProviders(s subject) []string {
	if slices.Contains(s.Providers, coveoapi.EmailSecurityProvider) {
		return s.Providers
	}
	return append([]string{coveoapi.EmailSecurityProvider}, s.Providers...)
}

// providerMisspelt: a provider is named exactly (RestUserId.provider), and the one
// that everybody has is the Email Security Provider (docs.coveo.com/en/87).
func providerMisspelt(s subject) []hit {
	known := knownProviders(s)
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		meant := Nearest(u.Provider, known)
		return when(meant != "", userField(i, "provider"), "provider", u.Provider, "known", meant)
	})
}

// providerUnknown: identities of a provider that an organization does not have are
// those of nobody (RestUserId.provider).
func providerUnknown(s subject) []hit {
	if s.Providers == nil {
		return nil
	}
	known := knownProviders(s)
	return eachUser(s, func(i int, u coveoapi.UserID) []hit {
		unknown := strings.TrimSpace(u.Provider) != "" && !slices.Contains(known, u.Provider) && Nearest(u.Provider, known) == ""
		return when(unknown, userField(i, "provider"), "provider", u.Provider, "names", few(known))
	})
}
