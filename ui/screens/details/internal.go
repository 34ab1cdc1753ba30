package details

import (
	"fmt"
	"strings"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

const (
	yes = "true"
	no  = "false"
)

// internalFields are the attributes that Coveo documents as internal or deprecated.
func (s *Screen) internalFields() []formkit.Field {
	i := func() *common.Internal { return &s.session.Draft.Internal }
	plain := func(id, label, help string, value func() *string) formkit.Field {
		return formkit.Field{
			ID: id, Label: label, Help: help + " (" + id + ").",
			Get: func() string { return *value() },
			Set: func(v string) { *value() = v },
		}
	}
	fields := []formkit.Field{
		plain("salesforceOrganizationId", "Salesforce org", "The Salesforce organization that the user is of", func() *string { return &i().SalesforceOrganizationID }),
		plain("salesforceUser", "Salesforce user", "The user in Salesforce", func() *string { return &i().SalesforceUser }),
		plain("salesforceCommunityUrl", "Salesforce community", "The address of the Salesforce community", func() *string { return &i().SalesforceCommunityURL }),
		{
			ID: "salesforceFallbackToAdmin", Label: "Salesforce fallback", Choices: []formkit.Choice{{Value: no, Label: "no"}, {Value: yes, Label: "yes, to the administrator"}},
			Help: "Whether queries run as an administrator when the user is not known (salesforceFallbackToAdmin).",
			Get:  func() string { return map[bool]string{true: yes, false: no}[i().SalesforceFallbackToAdmin] },
			Set:  func(v string) { i().SalesforceFallbackToAdmin = v == yes },
		},
		plain("usertype", "User type", "For what the user is licensed", func() *string { return &i().UserType }),
		plain("licenseDefinitionKey", "License key", "The definition of the user's license", func() *string { return &i().LicenseDefinitionKey }),
		plain("superUserToken", "Super user token", "Deprecated. It is never shown", func() *string { return &i().SuperUserToken }),
		plain("scope", "Scope", "Deprecated. A number", func() *string { return &i().Scope }),
	}
	for n := range fields {
		switch fields[n].ID {
		case "superUserToken":
			fields[n].Hidden = true
		case "scope":
			fields[n].Check = func(v string) formkit.Message {
				_, err := common.ParseScope(v)
				return formkit.Verdict(err)
			}
		}
	}
	return append(fields, s.credentialFields()...)
}

// credentialFields are what a user once could sign in with.
func (s *Screen) credentialFields() []formkit.Field {
	var fields []formkit.Field
	draft := s.session.Draft
	for row := range draft.UserIDs {
		check := func(value string) formkit.Message {
			if value != "" && strings.TrimSpace(draft.UserIDs[row].Name) == "" {
				return formkit.Message{Text: "left out: the user has no name"}
			}
			return formkit.Message{}
		}
		fields = append(
			fields,
			formkit.Field{
				ID: fmt.Sprintf("authCookie %d", row), Label: fmt.Sprintf("User %d cookie", row+1), Hidden: true, Check: check,
				Help: "An authentication cookie of the user. It is never shown (userIds.authCookie).",
				Get:  func() string { return draft.UserIDs[row].AuthCookie },
				Set:  func(v string) { draft.UserIDs[row].AuthCookie = v },
			},
			formkit.Field{
				ID: fmt.Sprintf("password %d", row), Label: fmt.Sprintf("User %d password", row+1), Hidden: true, Check: check,
				Help: "Deprecated. A password of the user. It is never shown (userIds.password).",
				Get:  func() string { return draft.UserIDs[row].Password },
				Set:  func(v string) { draft.UserIDs[row].Password = v },
			},
		)
	}
	return fields
}
