package catalog

import (
	"slices"

	"coveotoken/coveoapi"
)

// Task is something that people want a token for, with what it takes. Only tasks whose
// needs a source states are listed.
type Task struct {
	// ID names the task on the command line, such as "search-as-user".
	ID string
	// Sentence completes "I want to".
	Sentence string
	// SearchToken says that the task takes a search token; others take a platform token.
	SearchToken bool
	// Privileges are what goes into a platform token. A search token has none: there
	// they are what the key needs, of which any is enough.
	Privileges []TaskPrivilege
	// Fields are what the form holds besides.
	Fields []TaskField
	// Templates are the API key templates whose keys can mint the token.
	Templates []string
	// Note is what to know besides, or "".
	Note string
	// Source is where all this is documented.
	Source string
}

// TaskPrivilege is a privilege with why the task takes it.
type TaskPrivilege struct {
	Privilege coveoapi.Privilege
	Why       string
}

// TaskField is a field of the form with why the task takes it. What has no value is for
// the user to fill in.
type TaskField struct {
	Field FieldName
	Value string
	Why   string
}

// FieldName names a field of the form, as the flag of `mint` that sets it.
type FieldName string

// The fields that tasks are about.
const (
	FieldUser            FieldName = "user"
	FieldAnalyticsUserID FieldName = "analytics-user-id"
	FieldAnalyticsName   FieldName = "analytics-display-name"
)

// Everyone is the name that stands for everyone, anonymous visitors included
// (docs.coveo.com/en/mc2g0363).
const Everyone = "*@*"

// Missing are the privileges for the task that a key does not hold. For a search token
// there is either none, or all of which any would be enough.
func (t Task) Missing(held []coveoapi.Privilege) []coveoapi.Privilege {
	var all []coveoapi.Privilege
	for _, p := range t.Privileges {
		all = append(all, p.Privilege)
	}
	if t.SearchToken {
		if holdsAny(held, all) {
			return nil
		}
		return all[:1]
	}
	return slices.DeleteFunc(all, func(p coveoapi.Privilege) bool { return p.CoveredBy(held) })
}

// TaskByID finds a task.
func TaskByID(id string) (task Task, ok bool) {
	for _, t := range Tasks() {
		if t.ID == id {
			return t, true
		}
	}
	return Task{}, false
}

// Tasks lists the tasks, the usual ones first.
func Tasks() []Task { return append(searchTasks(), platformTasks()...) }

// searchTasks are those that take a search token, or the same as a platform token.
func searchTasks() []Task {
	impersonate := func(why string) []TaskPrivilege {
		return []TaskPrivilege{{enable("SEARCH_API", "IMPERSONATE"), why}}
	}
	signedIn := TaskField{FieldUser, "", "Name who signed in; the queries find what this user may see."}
	return []Task{
		{
			ID: "search-as-user", Sentence: "run queries as a signed-in user", SearchToken: true,
			Privileges: impersonate("Your key needs it to name a user; the token itself can only run queries."),
			Fields:     []TaskField{signedIn},
			Templates:  []string{AuthenticatedSearch},
			Source:     "docs.coveo.com/en/56",
		},
		{
			ID: "search-as-visitor", Sentence: "run queries as an anonymous visitor", SearchToken: true,
			Privileges: impersonate("Your key needs it to name whom the queries run as, even when that is everyone."),
			Fields:     []TaskField{{FieldUser, Everyone, "It stands for everyone, so that only public items are found (docs.coveo.com/en/mc2g0363)."}},
			Templates:  []string{AuthenticatedSearch},
			Note:       "Good for trying out. A live page needs no token for visitors: a key of the Anonymous search template may be public and finds the same (docs.coveo.com/en/105).",
			Source:     "docs.coveo.com/en/56",
		},
		{
			ID: "platform-search", Sentence: "run queries with a platform token as a signed-in user",
			Privileges: impersonate("It lets the token search as the users that it names."),
			Fields:     []TaskField{signedIn},
			Templates:  []string{AuthenticatedSearch},
			Source:     "docs.coveo.com/en/n3ge0020",
		},
	}
}

// platformTasks are those that only a platform token is for.
func platformTasks() []Task {
	return []Task{
		{
			ID: "log-analytics", Sentence: "log analytics events as a user",
			Privileges: []TaskPrivilege{
				{enable("USAGE_ANALYTICS", "IMPERSONATE"), "It lets the token log events in another user's name."},
				{typed("USAGE_ANALYTICS", "ANALYTICS_DATA", "EDIT"), "The call that sends events asks for it (POST /rest/organizations/{organizationId}/events/v1)."},
			},
			Fields: []TaskField{
				{FieldAnalyticsUserID, "", "The ID that the events are logged under."},
				{FieldAnalyticsName, "", "The name that reports show for it."},
			},
			Templates: []string{UsageAnalytics, AuthenticatedSearch},
			Source:    "docs.coveo.com/en/n3ge0020",
		},
		{
			ID: "manage-pipelines", Sentence: "see and change query pipelines",
			Privileges: []TaskPrivilege{
				{typed("SEARCH_API", "QUERY_PIPELINE", "VIEW"), "It lists pipelines and shows their rules; changing does not contain seeing."},
				{typed("SEARCH_API", "QUERY_PIPELINE", "EDIT"), "It changes pipelines; press e on it to limit it to one."},
			},
			Templates: []string{Custom},
			Note:      "To add pipelines, pick QUERY_PIPELINE:CREATE too.",
			Source:    "Coveo's OpenAPI file of the Search API, /rest/search/v1/admin/pipelines",
		},
		{
			ID: "manage-sources", Sentence: "see and change sources, such as one that content is pushed to",
			Privileges: []TaskPrivilege{
				{typed("PLATFORM", "SOURCE", "VIEW"), "It lists sources and their state."},
				{typed("PLATFORM", "SOURCE", "EDIT"), "It changes, refreshes and empties sources (docs.coveo.com/en/94)."},
			},
			Templates: []string{Custom},
			Note:      "To add sources, pick SOURCE:CREATE too. The calls of the Push API itself state no privilege that can be compared.",
			Source:    "docs.coveo.com/en/94",
		},
		{
			ID: "find-identities", Sentence: "look up security identities and their providers",
			Privileges: []TaskPrivilege{
				{typed("PLATFORM", "SECURITY_PROVIDER", "VIEW"), "It lists the providers, whose names go into userIds, and searches their identities."},
			},
			Templates: []string{Custom},
			Source:    "Coveo's OpenAPI file of security identities, …/securityproviders and …/securitycache",
		},
		{
			ID: "list-privileges", Sentence: "list what privileges there are",
			Privileges: []TaskPrivilege{
				{typed("PLATFORM", "ORGANIZATION", "VIEW"), "The list of privileges for platform tokens asks for it."},
			},
			Templates: []string{Custom},
			Source:    "docs.coveo.com/en/n3ge0020",
		},
	}
}
