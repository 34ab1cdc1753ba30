package jwtview

// FormField is a field of the form in which a token is asked for. ID names it in the
// program, Label is what stands beside it.
type FormField struct{ ID, Label string }

// The form fields that stand for more than one input, or in other steps than Details.
const (
	// FieldUsers are the rows of user IDs.
	FieldUsers = "users"
	// FieldPrivileges is the list of the Privileges step.
	FieldPrivileges = "privileges"
	// FieldOrganization is chosen when connecting.
	FieldOrganization = "organization"
)

// formLabels are the labels of the fields that become claims, by their IDs.
var formLabels = map[string]string{
	FieldUsers: "Users", FieldPrivileges: "Privileges", FieldOrganization: "Organization",
	"displayName": "Display name", "groups": "Groups", "searchHub": "Search hub", "pipeline": "Query pipeline",
	"filter": "Filter", "validity": "Valid for", "analyticsUserID": "User ID", "sub": "Subject",
	"canSeeUserProfileOf": "Sees profiles of", "dictionaryFieldContext": "Dictionary context",
	"allowedDictionaryFieldKeys": "Dictionary keys", "commerce.catalogId": "Commerce catalog",
	"commerce.filter": "Commerce filter", "commerce.operation": "Commerce operation",
	"salesforceOrganizationId": "Salesforce org", "salesforceUser": "Salesforce user",
	"salesforceCommunityUrl": "Salesforce community", "salesforceFallbackToAdmin": "Salesforce fallback",
	"usertype": "User type", "licenseDefinitionKey": "License key", "superUserToken": "Super user token", "scope": "Scope",
}

func formField(id string) FormField { return FormField{id, formLabels[id]} }

// ClaimOf tells which claim of a kind of token a form field becomes: its path and
// what is known of it. ok is false when it becomes none.
func ClaimOf(kind Kind, field string) (claim Explained, ok bool) {
	for _, e := range claimTables(kind)[0] {
		if e.field == field && field != "" {
			return Explained{Path: e.path, Meaning: e.meaning, Effect: e.effect, Field: formField(e.field), Source: e.source}, true
		}
	}
	return Explained{}, false
}
