package details

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// The fields whose values exclude each other.
const (
	contextField = "dictionaryFieldContext"
	keysField    = "allowedDictionaryFieldKeys"
)

// infosField makes the ID of the field for the infos of a user row.
const infosField = "infos %d"

// advancedFields are what few search tokens need.
func (s *Screen) advancedFields() []formkit.Field {
	a := func() *common.Advanced { return &s.session.Draft.Advanced }
	fields := s.infosFields()
	fields = append(
		fields,
		formkit.Field{
			ID: "canSeeUserProfileOf", Label: "Sees profiles of", Placeholder: "such as bob@example.com",
			Help:  "User names or visitor IDs, separated by commas, whose profiles the token may read (canSeeUserProfileOf).",
			Get:   func() string { return a().CanSeeUserProfileOf },
			Set:   func(v string) { a().CanSeeUserProfileOf = v },
			Check: func(v string) formkit.Message { return listed(common.ParseList(v), "user") },
		},
		formkit.Field{
			ID: contextField, Label: "Dictionary context", Placeholder: "such as price=eur",
			Help:  "Which value of a dictionary field queries use, as field=key pairs or a JSON object (dictionaryFieldContext).",
			Get:   func() string { return a().DictionaryFieldContext },
			Set:   func(v string) { a().DictionaryFieldContext = v },
			Check: func(v string) formkit.Message { return checkContext(v, a().AllowedDictionaryFieldKeys) },
		},
		formkit.Field{
			ID: keysField, Label: "Dictionary keys", Placeholder: "such as price=*",
			Help:  "Instead of a context: the dictionary fields whose keys queries may choose themselves. Coveo knows only the key * (allowedDictionaryFieldKeys).",
			Get:   func() string { return a().AllowedDictionaryFieldKeys },
			Set:   func(v string) { a().AllowedDictionaryFieldKeys = v },
			Check: func(v string) formkit.Message { return s.checkKeys(v, a().DictionaryFieldContext) },
		},
	)
	return append(append(fields, s.commerceFields()...), s.versionField())
}

// infosFields are the infos of each user.
func (s *Screen) infosFields() []formkit.Field {
	var fields []formkit.Field
	draft := s.session.Draft
	for row := range draft.UserIDs {
		id := fmt.Sprintf(infosField, row)
		fields = append(fields, formkit.Field{
			ID: id, Label: fmt.Sprintf("User %d infos", row+1), Placeholder: "such as team=Sales",
			Help:  "What else is known of the user, as name=value pairs separated by commas (userIds.infos).",
			Get:   func() string { return draft.UserInfos(row) },
			Set:   func(v string) { draft.SetUserInfos(row, v) },
			Check: func(v string) formkit.Message { return checkInfos(id, v, draft.UserIDs[row]) },
		})
	}
	return fields
}

func (s *Screen) commerceFields() []formkit.Field {
	c := func() *coveoapi.CommerceParameters { return &s.session.Draft.Advanced.Commerce }
	return []formkit.Field{
		{
			ID: "commerce.catalogId", Label: "Commerce catalog",
			Help: "The ID of the catalog that queries are limited to (commerce.catalogId).",
			Get:  func() string { return c().CatalogID },
			Set:  func(v string) { c().CatalogID = v },
			Check: func(v string) formkit.Message {
				if strings.TrimSpace(v) == "" && strings.TrimSpace(c().Filter+c().Operation) != "" {
					return formkit.Message{Level: formkit.Warning, Text: "the filter and operation below are for a catalog"}
				}
				return formkit.Message{}
			},
		},
		{
			ID: "commerce.filter", Label: "· filter",
			Help:  "An expression on the objects of the catalog (commerce.filter).",
			Get:   func() string { return c().Filter },
			Set:   func(v string) { c().Filter = v },
			Check: func(v string) formkit.Message { return firstSaid(s.advice("commerce.filter"), formkit.Expression(v)) },
		},
		{
			ID: "commerce.operation", Label: "· operation", Known: commerceOperations,
			Help: "What to do with the catalog's objects (commerce.operation).",
			Get:  func() string { return c().Operation },
			Set:  func(v string) { c().Operation = v },
			Check: func(v string) formkit.Message {
				if v = strings.TrimSpace(v); v != "" && !slices.Contains(commerceOperations(), v) {
					return formkit.Message{Level: formkit.Warning, Text: "not one of those published"}
				}
				return formkit.Message{}
			},
		},
	}
}

// commerceOperations are those that the Search API publishes for queries
// (RestCommerceParameters.operation).
func commerceOperations() []string { return []string{"selectCatalogObjects", "excludeCatalogObjects"} }

// versionField chooses the path at which the token is asked for.
func (s *Screen) versionField() formkit.Field {
	versions := []string{"v2", "v3", "legacy"}
	return formkit.Field{
		ID: "version", Label: "Endpoint version",
		Help: "v2 is what Coveo's own clients call; v3 takes the same and answers the same; legacy is the old path without a version.",
		Choices: []formkit.Choice{
			{Value: versions[coveoapi.SearchTokenV2], Label: "v2 (usual)"},
			{Value: versions[coveoapi.SearchTokenV3], Label: "v3"},
			{Value: versions[coveoapi.SearchTokenLegacy], Label: "/rest/search/token"},
		},
		Get: func() string { return versions[s.session.Draft.Version] },
		Set: func(v string) {
			s.session.Draft.Version = coveoapi.SearchTokenVersion(max(0, slices.Index(versions, v)))
		},
	}
}

// subjectField is what few platform tokens need.
func (s *Screen) subjectField() formkit.Field {
	return formkit.Field{
		ID: "sub", Label: "Subject",
		Help: "The token's sub claim. It can be written, but what Coveo makes of it is documented nowhere.",
		Get:  func() string { return s.session.Draft.Subject },
		Set:  func(v string) { s.session.Draft.Subject = v },
	}
}

// listed shows how a list of two or more is understood.
func listed(names []string, noun string) formkit.Message {
	if len(names) < 2 {
		return formkit.Message{}
	}
	return formkit.Message{Text: english.Plural(len(names), noun, "") + ": " + strings.Join(names, " · ")}
}

// exclusive is the mistake of setting both dictionary attributes.
func exclusive(other string) formkit.Message {
	return formkit.Message{Level: formkit.Wrong, Text: "cannot stand beside " + other + ": clear one of the two"}
}

func checkContext(context, keys string) formkit.Message {
	parsed, err := common.ParseDictionaryContext(context)
	switch {
	case err != nil:
		return formkit.Verdict(err)
	case parsed == nil:
		return formkit.Message{}
	case strings.TrimSpace(keys) != "":
		return exclusive("the keys below")
	default:
		return formkit.Message{Level: formkit.Good, Text: english.Plural(len(parsed), "field", "")}
	}
}

func (s *Screen) checkKeys(keys, context string) formkit.Message {
	parsed, err := common.ParseDictionaryKeys(keys)
	switch {
	case err != nil:
		return formkit.Verdict(err)
	case parsed == nil:
		return formkit.Message{}
	case strings.TrimSpace(context) != "":
		return exclusive("the context above")
	}
	return firstSaid(s.advice(keysField), formkit.Message{Level: formkit.Good, Text: english.Plural(len(parsed), "field", "")})
}

func checkInfos(field, infos string, id coveoapi.UserID) formkit.Message {
	parsed, err := common.ParsePairs(field, infos)
	switch {
	case err != nil:
		return formkit.Verdict(err)
	case parsed != nil && strings.TrimSpace(id.Name) == "":
		return formkit.Message{Text: "left out: the user has no name"}
	default:
		return formkit.Message{}
	}
}
