package cli

import (
	"context"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
)

type mintSearchOptions struct {
	mintOptions
	displayName, searchHub, pipeline, filter string
	groups                                   []string
}

func newMintSearchCommand(f *factory, run func(context.Context, *mintSearchOptions) error) *cobra.Command {
	options := &mintSearchOptions{mintOptions: mintOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "search",
		Short: "Mint a search token",
		Long: "Mint a search token, which can only run queries, as the identities in it. The key\n" +
			"needs the privilege to impersonate (template Authenticated search).",
		Example: "  coveo-token mint search --user asmith@example.com --profile sandbox\n" +
			"  coveo-token mint search --user asmith@example.com --filter '@source==KnowledgeBase' --valid-for 1h\n" +
			"  coveo-token mint search --user 'Employees:Email Security Provider:Group' --dry-run",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	options.addFlags(flags)
	flags.StringVar(&options.displayName, "display-name", "", "`name` of the user in usage analytics")
	flags.StringArrayVar(&options.groups, "group", nil, "`group` for analytics and pipeline conditions; repeatable")
	flags.StringVar(&options.searchHub, "search-hub", "", "search `hub` that the token enforces")
	flags.StringVar(&options.pipeline, "pipeline", "", "query `pipeline` that the token enforces")
	flags.StringVar(&options.filter, "filter", "", "query `expression` that every query must also match")
	return cmd
}

// request builds the body of the call from the flags.
func (o *mintSearchOptions) request() (coveoapi.SearchTokenRequest, error) {
	ids, err := o.userIDs()
	if err != nil {
		return coveoapi.SearchTokenRequest{}, err
	}
	if len(ids) == 0 {
		return coveoapi.SearchTokenRequest{}, &coveoapi.InputError{
			Field: "--user", Reason: "is missing: a search token acts as somebody",
			Remedy: "Name one or more, for example --user asmith@example.com.",
		}
	}
	validity, err := o.validity()
	if err == nil {
		err = flagInput("valid-for", coveoapi.CheckSearchTokenValidity(validity))
	}
	return coveoapi.SearchTokenRequest{
		UserIDs: ids, UserDisplayName: o.displayName, UserGroups: o.groups,
		SearchHub: o.searchHub, Pipeline: o.pipeline, Filter: o.filter,
		ValidForMillis: validity.Milliseconds(),
	}, err
}

func runMintSearch(ctx context.Context, o *mintSearchOptions) error {
	body, err := o.request()
	if err != nil {
		return err
	}
	return o.run(ctx, mint{
		kind: "search token",
		call: func(target coveoapi.Target) (coveoapi.Request, error) {
			return target.SearchTokenCall(coveoapi.SearchTokenV2, body)
		},
		send: func(ctx context.Context, client *coveoapi.Client) (coveoapi.Reply[coveoapi.Secret], error) {
			return client.MintSearchToken(ctx, coveoapi.SearchTokenV2, body)
		},
	})
}
