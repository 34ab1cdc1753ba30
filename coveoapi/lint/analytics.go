package lint

import (
	"slices"

	"coveotoken/coveoapi"
)

// The attributes of a platform token for analytics.
const (
	eventUser = "analytics.event.userId"
	eventName = "analytics.event.userDisplayName"
)

// analyticsRules are about who is named in analytics.
func analyticsRules() []rule {
	return []rule{
		{Rule{
			"analytics-user-missing", Platform, Warning, "is needed to send events as somebody",
			"The token may send analytics events as somebody (USAGE_ANALYTICS/IMPERSONATE), and names nobody.",
			"Set analytics.event.userId, or remove the privilege.",
			docPlatformTokens,
		}, analyticsUserMissing},
		{Rule{
			"analytics-user-without-privilege", Platform, Warning, "needs USAGE_ANALYTICS/IMPERSONATE",
			"The token names a user for analytics events, and lacks USAGE_ANALYTICS/IMPERSONATE to send them.",
			"Add the privilege, or remove the user.",
			docPlatformTokens,
		}, analyticsUserWithoutPrivilege},
		{Rule{
			"display-name-missing", Search | Platform, Note, "empty: no name in analytics",
			"There is no display name, so that analytics does not show the user's name.",
			"Set {field}, if reports shall name the user.",
			apiTokenParams + ".userDisplayName; " + docPlatformTokens,
		}, displayNameMissing},
	}
}

// analyticsUserMissing: the documentation's example for analytics has both the
// privilege and the user (docs.coveo.com/en/n3ge0020).
func analyticsUserMissing(s subject) []hit {
	return when(impersonatesInAnalytics(s) && !isSet(s.platform.AnalyticsUserID), eventUser)
}

// analyticsUserWithoutPrivilege is the reverse.
func analyticsUserWithoutPrivilege(s subject) []hit {
	named := isSet(s.platform.AnalyticsUserID) || isSet(s.platform.AnalyticsDisplayName)
	return when(named && len(s.platform.Privileges) > 0 && !impersonatesInAnalytics(s), eventUser)
}

// displayNameMissing: the display name is passed to the events that a search logs
// (RestTokenParams.userDisplayName), or is that of the events of a platform token
// (docs.coveo.com/en/n3ge0020).
func displayNameMissing(s subject) []hit {
	if s.kind == Platform {
		return when(isSet(s.platform.AnalyticsUserID) && !isSet(s.platform.AnalyticsDisplayName), eventName)
	}
	return when(anyNamed(s.users) && !isSet(s.search.UserDisplayName), "userDisplayName")
}

func impersonatesInAnalytics(s subject) bool {
	return slices.ContainsFunc(s.platform.Privileges, func(p coveoapi.Privilege) bool {
		return is(p, "USAGE_ANALYTICS", "IMPERSONATE")
	})
}
