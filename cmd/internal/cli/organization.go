package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
)

type organizationOptions struct{ *factory }

// organizationDocument is what is known of an organization, as --json shows it. A
// part that could not be had is null, and says why under Unavailable.
type organizationDocument struct {
	Schema      string                        `json:"schema"`
	ID          string                        `json:"id"`
	Name        *string                       `json:"name"`
	Endpoint    endpointDocument              `json:"endpoint"`
	Status      *coveoapi.OrganizationStatus  `json:"status"`
	Regions     *coveoapi.OrganizationRegions `json:"regions"`
	Pipelines   []pipelineDocument            `json:"pipelines"`
	SearchHubs  []coveoapi.SearchHub          `json:"search_hubs"`
	Providers   []coveoapi.SecurityProvider   `json:"security_providers"`
	Fields      *fieldsDocument               `json:"fields"`
	Unavailable []unavailableDocument         `json:"unavailable"`
}

// endpointDocument is where the calls of this program go.
type endpointDocument struct {
	Platform       string `json:"platform"`
	Search         string `json:"search"`
	Administration string `json:"administration"`
	Analytics      string `json:"analytics"`
}

type pipelineDocument struct {
	coveoapi.Pipeline
	Condition string `json:"condition"`
}

// fieldsDocument counts the fields of the index, and those that can be facets and
// that results can be sorted by.
type fieldsDocument struct {
	Total    int `json:"total"`
	Facets   int `json:"facets"`
	Sortable int `json:"sortable"`
}

// unavailableDocument is a part that could not be had.
type unavailableDocument struct {
	Part   string `json:"part"`
	Reason string `json:"reason"`
	Fix    string `json:"fix"`
}

func newOrganizationCommand(f *factory, run func(context.Context, *organizationOptions) error) *cobra.Command {
	options := &organizationOptions{f}
	return &cobra.Command{
		Use:   "organization",
		Short: "Show what an organization is and has",
		Long: "Show an organization: its name, region and hosts, whether it is paused or read-only,\n" +
			"its query pipelines, search hubs, security identity providers and fields. What the\n" +
			"keys may not see is left out, with the reason on standard error. " + catalogKeyVariable + "\n" +
			"sees most; the fields are those that the minting key can query.",
		Example: "  coveo-token organization --profile sandbox\n" +
			"  coveo-token organization --json",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
}

func runOrganization(ctx context.Context, o *organizationOptions) error {
	c, err := o.connect(ctx, true)
	if err != nil {
		return err
	}
	endpoint := c.target.Endpoint
	document := &organizationDocument{
		Schema: schema("organization"), ID: c.target.OrganizationID, Unavailable: []unavailableDocument{},
		Endpoint: endpointDocument{endpoint.Platform, endpoint.Search, endpoint.Administration, endpoint.Analytics},
	}
	defer c.wait.start("Asking about the organization")()
	err = document.fill(ctx, c.client, c.keys.Minting)
	c.wait.stop()
	if err != nil {
		return err
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	for _, missing := range document.Unavailable {
		o.note("No %s: %s %s", missing.Part, missing.Reason, missing.Fix)
	}
	return o.io.write([]byte(o.organizationTable(document).render(o.io.textWidth(), o.io.strong)))
}

// fill asks for every part. A part that is refused is left out; it is an error when
// nobody answers, when none of the parts could be had, and when Coveo asks to wait.
func (d *organizationDocument) fill(ctx context.Context, client *coveoapi.Client, token coveoapi.Secret) error {
	var failures []error
	parts := d.parts(ctx, client, token)
	for _, part := range parts {
		err := part.get()
		if err == nil {
			continue
		}
		p := explain(err)
		if slices.Contains([]problem.Kind{problem.Network, problem.Canceled, problem.RateLimited}, p.Kind) {
			return err
		}
		failures = append(failures, err)
		d.Unavailable = append(d.Unavailable, unavailableDocument{part.name, p.Title, p.Remedy})
	}
	if len(failures) == len(parts) {
		return failures[0]
	}
	return nil
}

// organizationPart is something about an organization that is asked for by itself.
type organizationPart struct {
	name string
	get  func() error
}

func (d *organizationDocument) parts(ctx context.Context, client *coveoapi.Client, token coveoapi.Secret) []organizationPart {
	return []organizationPart{
		{"name", func() error {
			return into(client.Organization(ctx))(func(o coveoapi.Organization) { d.Name = &o.DisplayName })
		}},
		{"state", func() error {
			return into(client.OrganizationStatus(ctx))(func(s coveoapi.OrganizationStatus) { d.Status = &s })
		}},
		{"region", func() error {
			return into(client.OrganizationRegions(ctx))(func(r coveoapi.OrganizationRegions) { d.Regions = &r })
		}},
		{"query pipelines", func() error { return into(client.Pipelines(ctx))(d.setPipelines) }},
		{"search hubs", func() error {
			return into(client.SearchHubs(ctx))(func(hubs []coveoapi.SearchHub) { d.SearchHubs = list(hubs) })
		}},
		{"security identity providers", func() error {
			return into(client.SecurityProviders(ctx))(func(providers []coveoapi.SecurityProvider) { d.Providers = list(providers) })
		}},
		{"fields", func() error { return into(client.Fields(ctx, token))(d.setFields) }},
	}
}

// into gives a function that hands on the value of a reply that is no error.
func into[T any](reply coveoapi.Reply[T], err error) func(set func(T)) error {
	return func(set func(T)) error {
		if err == nil {
			set(reply.Value)
		}
		return err
	}
}

func (d *organizationDocument) setPipelines(pipelines []coveoapi.Pipeline) {
	d.Pipelines = []pipelineDocument{}
	for _, p := range pipelines {
		d.Pipelines = append(d.Pipelines, pipelineDocument{p, p.Condition})
	}
}

func (d *organizationDocument) setFields(fields []coveoapi.Field) {
	d.Fields = &fieldsDocument{Total: len(fields)}
	for _, field := range fields {
		if field.GroupByField {
			d.Fields.Facets++
		}
		if field.SortByField {
			d.Fields.Sortable++
		}
	}
}
