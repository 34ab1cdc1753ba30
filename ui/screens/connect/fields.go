package connect

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/components/formkit"
)

// required is the message about a field that must not stay empty.
func (e *entry) required(what string) formkit.Message {
	if e.submitted {
		return formkit.Message{Level: formkit.Wrong, Text: what}
	}
	return formkit.Message{Text: "required"}
}

// organizationFields are where the organization is: its ID and its endpoint.
func (e *entry) organizationFields() []formkit.Field {
	fields := []formkit.Field{
		{
			ID: organizationField, Label: "Organization ID",
			Help:        "The ID, not the display name: it is in the address of the administration console, after “#”, and in its settings.",
			Placeholder: "such as acmecorp7x2k",
			Get:         func() string { return e.organization },
			Set:         func(v string) { e.organization = v },
			Check: func(value string) formkit.Message {
				if strings.TrimSpace(value) == "" {
					return e.required("is needed to know where to ask")
				}
				return formkit.Verdict(coveoapi.CheckOrganizationID(strings.TrimSpace(value)))
			},
		},
		{
			ID: endpointField, Label: "Endpoint", Help: e.endpointMeaning(), Choices: endpointChoices(),
			Get:   func() string { return e.endpoint },
			Set:   func(v string) { e.endpoint = v },
			Check: func(string) formkit.Message { return e.hosts() },
		},
	}
	if e.endpoint == urlChoice {
		fields = append(fields, formkit.Field{
			ID: urlField, Label: "URL",
			Help:        "One https address that serves all calls, for a proxy or a test server. Plain http only to this machine.",
			Placeholder: "https://…",
			Get:         func() string { return e.url },
			Set:         func(v string) { e.url = v },
			Check:       e.checkURL,
		})
	}
	return fields
}

func endpointChoices() []formkit.Choice {
	var choices []formkit.Choice
	for _, spec := range coveoapi.EndpointSpecs() {
		choices = append(choices, formkit.Choice{Value: spec.Spec, Label: spec.Spec})
	}
	return append(choices, formkit.Choice{Value: urlChoice, Label: urlChoice})
}

// endpointMeaning is the sentence about the chosen endpoint.
func (e *entry) endpointMeaning() string {
	for _, spec := range coveoapi.EndpointSpecs() {
		if spec.Spec == e.endpoint {
			return spec.Meaning
		}
	}
	return "An address of your own, typed below."
}

// hosts says where the chosen endpoint leads.
func (e *entry) hosts() formkit.Message {
	if e.endpoint == urlChoice {
		return formkit.Message{}
	}
	endpoint, err := coveoapi.ParseEndpoint(e.endpoint, strings.TrimSpace(e.organization))
	if err != nil { // the organization ID's own field says what is wrong with it
		return formkit.Message{}
	}
	return formkit.Message{Text: strings.TrimPrefix(endpoint.Search, "https://")}
}

func (e *entry) checkURL(value string) formkit.Message {
	if strings.TrimSpace(value) == "" {
		return e.required("is needed for this endpoint")
	}
	organization := strings.TrimSpace(e.organization)
	if coveoapi.CheckOrganizationID(organization) != nil {
		organization = "unknown" // judge the URL alone; the ID has its own field
	}
	_, err := coveoapi.ParseEndpoint(value, organization)
	return formkit.Verdict(err)
}

func (e *entry) mintingField() formkit.Field {
	return formkit.Field{
		ID: mintingField, Label: "API key", Hidden: true, Tidy: cleanKey,
		Help: "The key that creates tokens. For search tokens it is one of the “Authenticated search” template.",
		Get:  func() string { return e.minting.Reveal() },
		Set:  func(v string) { e.minting = coveoapi.NewSecret(v) },
		Check: func(value string) formkit.Message {
			if strings.TrimSpace(value) == "" {
				return e.required("is needed to create tokens")
			}
			return checkKey(value)
		},
	}
}

func (e *entry) catalogField() formkit.Field {
	return formkit.Field{
		ID: catalogField, Label: "Catalogue key", Hidden: true, Tidy: cleanKey,
		Help: "Optional: a second key, of the Custom template with Organization – View, that lists privileges. Coveo rarely lets one key do both.",
		Get:  func() string { return e.catalog.Reveal() },
		Set:  func(v string) { e.catalog = coveoapi.NewSecret(v) },
		Check: func(value string) formkit.Message {
			if strings.TrimSpace(value) == "" {
				return formkit.Message{Text: "optional"}
			}
			return checkKey(value)
		},
	}
}

func (e *entry) nameField() formkit.Field {
	return formkit.Field{
		ID: nameField, Label: "Save as",
		Help: "The name in the list of profiles. Organization and endpoint are saved under it, the keys themselves never.",
		Get:  func() string { return e.name },
		Set:  func(v string) { e.name = v },
		Check: func(value string) formkit.Message {
			name := e.profileName()
			if strings.TrimSpace(value) != "" {
				p := profile.Profile{Name: name, OrganizationID: "any", Endpoint: coveoapi.OrganizationEndpointSpec}
				if verdict := formkit.Verdict(p.Check()); verdict.Text != "" {
					return verdict
				}
			}
			switch {
			case slices.Contains(e.existing, name):
				return formkit.Message{Level: formkit.Warning, Text: "replaces the saved profile of this name"}
			case strings.TrimSpace(value) == "":
				return formkit.Message{Text: "if empty: the ID"}
			}
			return formkit.Message{}
		},
	}
}
