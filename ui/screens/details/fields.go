package details

import (
	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

const (
	kindField = "kind"
	// ValidityField is the ID of the field with the life of the token.
	ValidityField = "validity"
)

// sections are the fields for the draft's kind of token. They read and write the
// draft itself.
func (s *Screen) sections() []formkit.Section {
	sections := []formkit.Section{{Fields: []formkit.Field{s.kindField()}}}
	switch {
	case s.session.Draft.RawBody() != nil:
		return append(sections, s.besideBody())
	case s.session.Draft.Kind == common.PlatformToken:
		sections = append(
			sections,
			formkit.Section{Heading: "Users", Note: "for searching as them", Fields: s.userFields()},
			formkit.Section{Heading: "Analytics", Note: "for sending events as someone", Fields: s.analyticsFields()},
			formkit.Section{Heading: "Life", Fields: []formkit.Field{s.validityField()}},
		)
	default:
		sections = append(
			sections,
			formkit.Section{Heading: "Users", Note: "queries run as all of them together", Fields: s.userFields()},
			formkit.Section{Heading: "About the user", Note: "for analytics", Fields: s.aboutFields()},
			formkit.Section{Heading: "Limits", Note: "no query can get around them", Fields: s.limitFields()},
			formkit.Section{Heading: "Life", Fields: []formkit.Field{s.validityField()}},
		)
	}
	return s.withClaims(append(sections, s.foldedSections()...))
}

// besideBody is what a request has besides a body that was edited by hand.
func (s *Screen) besideBody() formkit.Section {
	if s.session.Draft.Kind == common.PlatformToken {
		return formkit.Section{Fields: []formkit.Field{s.validityField()}}
	}
	return formkit.Section{Fields: []formkit.Field{s.versionField()}}
}

func (s *Screen) kindField() formkit.Field {
	return formkit.Field{
		ID: kindField, Label: "Token",
		Help: "A search token only runs queries. A platform token has the privileges that you pick. What both share is kept when you switch.",
		Choices: []formkit.Choice{
			{Value: common.SearchToken.String(), Label: common.SearchToken.String()},
			{Value: common.PlatformToken.String(), Label: common.PlatformToken.String()},
		},
		Get: func() string { return s.session.Draft.Kind.String() },
		Set: func(v string) {
			s.session.Draft.Kind = common.SearchToken
			if v == common.PlatformToken.String() {
				s.session.Draft.Kind = common.PlatformToken
			}
		},
	}
}

func (s *Screen) aboutFields() []formkit.Field {
	return []formkit.Field{
		{
			ID: "displayName", Label: "Display name",
			Help:  "The user's name in search analytics (userDisplayName).",
			Get:   func() string { return s.session.Draft.DisplayName },
			Set:   func(v string) { s.session.Draft.DisplayName = v },
			Check: func(string) formkit.Message { return s.advice("userDisplayName") },
		},
		{
			ID: "groups", Label: "Groups", Placeholder: "such as Employees, Agents",
			Help:  "Any names, separated by commas, for analytics and pipeline conditions (userGroups). They give no access to items.",
			Get:   func() string { return s.session.Draft.Groups },
			Set:   func(v string) { s.session.Draft.Groups = v },
			Check: s.checkGroups,
		},
	}
}

func (s *Screen) limitFields() []formkit.Field {
	return []formkit.Field{
		{
			ID: "searchHub", Label: "Search hub", Known: s.hubs,
			Help:  "The search page's name in analytics. It also chooses the pipeline whose condition names it.",
			Get:   func() string { return s.session.Draft.SearchHub },
			Set:   func(v string) { s.session.Draft.SearchHub = v },
			Check: s.checkHub,
		},
		{
			ID: "pipeline", Label: "Query pipeline", Known: s.pipelineNames, Help: s.pipelineHelp(),
			Get:   func() string { return s.session.Draft.Pipeline },
			Set:   func(v string) { s.session.Draft.Pipeline = v },
			Check: s.checkPipeline,
		},
		{
			ID: FilterField, Label: "Filter", Placeholder: "such as @source==Wiki",
			Help:  "An expression that every result must match, whatever is asked.",
			Keys:  "ctrl+f counts what it keeps.",
			Get:   func() string { return s.session.Draft.Filter },
			Set:   func(v string) { s.session.Draft.Filter = v },
			Check: s.checkFilter,
		},
	}
}

func (s *Screen) analyticsFields() []formkit.Field {
	return []formkit.Field{
		{
			ID: "analyticsUserID", Label: "User ID",
			Help:  "The user that events are sent for (analytics.event.userId). It needs the privilege Analytics – Impersonate.",
			Get:   func() string { return s.session.Draft.AnalyticsUserID },
			Set:   func(v string) { s.session.Draft.AnalyticsUserID = v },
			Check: func(string) formkit.Message { return s.advice("analytics.event.userId") },
		},
		{
			ID: "displayName", Label: "Display name",
			Help:  "The user's name in those events (analytics.event.userDisplayName).",
			Get:   func() string { return s.session.Draft.DisplayName },
			Set:   func(v string) { s.session.Draft.DisplayName = v },
			Check: func(string) formkit.Message { return s.advice("analytics.event.userDisplayName") },
		},
	}
}

func (s *Screen) validityField() formkit.Field {
	help := "How long it is good for: 15 minutes to 24 hours. Write 1h, 90m or PT8H; left empty, it is 24 hours."
	if s.session.Draft.Kind == common.PlatformToken {
		help = "How long it is good for. Write 8h, 90m, 2d or PT24H; left empty, it is 24 hours."
	}
	return formkit.Field{
		ID: ValidityField, Label: "Valid for", Help: help, Placeholder: "such as 1h",
		Get:   func() string { return s.session.Draft.Validity },
		Set:   func(v string) { s.session.Draft.Validity = v },
		Check: s.checkValidity,
	}
}

// identityTypes are the choices for the type of a user ID.
func identityTypes() []formkit.Choice {
	var choices []formkit.Choice
	for _, t := range []coveoapi.IdentityType{
		coveoapi.IdentityUser, coveoapi.IdentityGroup, coveoapi.IdentityVirtualGroup, coveoapi.IdentityUnknown,
	} {
		choices = append(choices, formkit.Choice{Value: string(t), Label: string(t)})
	}
	return choices
}
