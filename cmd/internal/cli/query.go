package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
)

// defaultResults is how many results a query asks for, as Coveo's own default.
const defaultResults = 10

type queryOptions struct {
	*factory
	text        string
	tokenFile   string
	asParameter bool
	results     int
}

func newQueryCommand(f *factory, run func(context.Context, *queryOptions) error) *cobra.Command {
	options := &queryOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "query [TEXT]",
		Short: "Run a query with a token",
		Long: "Run a query with a search token or platform token from --token-file or\n" +
			tokenVariable + ". Without one the API key is used, as a page without signed-in\n" +
			"users would. Query syntax is on, so that @source==KnowledgeBase works.",
		Example: "  coveo-token query lantern --token-file token.jwt\n" +
			"  coveo-token mint search --user asmith@example.com | coveo-token query lantern --token-file -\n" +
			"  coveo-token query '@objecttype==Case' -n 3 --json",
		Args: atMostOneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.text = strings.Join(args, "")
			return run(cmd.Context(), options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.tokenFile, "token-file", "", "read the token from a `file` (- is standard input)")
	flags.BoolVar(&options.asParameter, "as-parameter", false, "send the token as access_token in the URL, which logs may keep")
	flags.IntVarP(&options.results, "results", "n", defaultResults, "`number` of results")
	return cmd
}

func runQuery(ctx context.Context, o *queryOptions) error {
	if o.results < 0 {
		return &coveoapi.InputError{Field: "--results", Reason: "is negative", Remedy: "Ask for 0 or more."}
	}
	d, err := o.destination(ctx)
	if err != nil {
		return err
	}
	token, err := o.token(ctx, d)
	if err != nil {
		return err
	}
	o.conceal(token)
	o.warnExpired(token)
	wait := o.newProgress()
	client, err := o.newCommandClient(d.target, profile.Keys{}, wait)
	if err != nil {
		return err
	}
	place := coveoapi.InAuthorizationHeader
	if o.asParameter {
		place = coveoapi.InAccessTokenParameter
	}
	defer wait.start("Running the query")()
	reply, err := client.Search(ctx, token, place, coveoapi.SearchQuery{
		Q: o.text, NumberOfResults: o.results, EnableQuerySyntax: true,
	})
	wait.stop()
	if err != nil {
		return err
	}
	return o.report(d.target.OrganizationID, reply)
}

// token finds the credential of the query: a token, or else the API key.
func (o *queryOptions) token(ctx context.Context, d destination) (coveoapi.Secret, error) {
	if o.tokenFile != "" {
		return o.readCredential(ctx, "token-file", o.tokenFile, jwtview.MaxTokenBytes)
	}
	if d.sandboxKeys != nil && o.globals.keyFile == "" {
		return d.sandboxKeys.AnonymousSearch, nil
	}
	token, err := o.environmentCredential(tokenVariable)
	if err != nil || !token.IsZero() {
		return token, err
	}
	if o.globals.keyFile != "" {
		return o.readCredential(ctx, "key-file", o.globals.keyFile, maxKeyBytes)
	}
	if key, err := o.environmentCredential(keyVariable); err != nil || !key.IsZero() {
		return key, err
	}
	if o.io.canPrompt() {
		return o.promptSecret(ctx, "Token")
	}
	return token, missingCredential("No token was given.",
		"Set "+tokenVariable+", or give --token-file FILE (- reads standard input).")
}

// warnExpired says so before a token is sent that this machine's clock finds
// expired. It is sent all the same: the server's clock decides.
func (o *queryOptions) warnExpired(secret coveoapi.Secret) {
	token, err := jwtview.Decode(secretValue(secret))
	if err != nil {
		return
	}
	if life := token.Life(); life.At(o.now()) == jwtview.Expired {
		o.note("By this machine's clock the token %s; sending it all the same.", life.Describe(o.now()))
	}
}

// queryDocument is the answer to a query as --json shows it.
type queryDocument struct {
	Schema             string           `json:"schema"`
	Query              string           `json:"query"`
	Organization       string           `json:"organization"`
	TotalCount         int              `json:"total_count"`
	TotalCountFiltered int              `json:"total_count_filtered"`
	DurationMS         int              `json:"duration_ms"`
	Pipeline           string           `json:"pipeline"`
	SearchUID          string           `json:"search_uid"`
	Results            []resultDocument `json:"results"`
}

type resultDocument struct {
	Title    string `json:"title"`
	Source   string `json:"source"`
	URI      string `json:"uri"`
	ClickURI string `json:"click_uri"`
	UniqueID string `json:"unique_id"`
	Excerpt  string `json:"excerpt"`
	Score    int64  `json:"score"`
}

func (o *queryOptions) report(organization string, reply coveoapi.Reply[coveoapi.SearchResponse]) error {
	response := reply.Value
	if o.globals.json {
		document := queryDocument{
			schema("query"), o.text, organization, response.TotalCount, response.TotalCountFiltered,
			response.Duration, response.Pipeline, response.SearchUID,
			[]resultDocument{},
		}
		for _, r := range response.Results {
			document.Results = append(document.Results,
				resultDocument{r.Title, r.Source(), r.URI, r.ClickURI, r.UniqueID, r.Excerpt, r.Score})
		}
		return o.writeJSON(document)
	}
	if o.io.outTerminal {
		return o.io.write([]byte(o.resultList(response)))
	}
	o.note("%s", resultSummary(response))
	t := &table{}
	for _, r := range response.Results {
		t.add(o.safe(r.Title), o.safe(r.Source()), o.safe(r.URI))
	}
	return o.io.write([]byte(t.render(0, o.io.strong)))
}

// resultSummary says how many results there are, from where and how fast.
func resultSummary(response coveoapi.SearchResponse) string {
	return fmt.Sprintf("%d of %d results · pipeline %s · %d ms",
		len(response.Results), response.TotalCountFiltered, firstOf(response.Pipeline, "none"), response.Duration)
}

// resultList shows results for people.
func (f *factory) resultList(response coveoapi.SearchResponse) string {
	var text strings.Builder
	text.WriteString(f.safe(resultSummary(response)) + "\n")
	for i, r := range response.Results {
		fmt.Fprintf(&text, "\n%3d  %s\n", i+1, f.io.strong(f.cut(r.Title, 5)))
		fmt.Fprintf(&text, "     %s\n", f.cut(r.Source()+" · "+firstOf(r.ClickURI, r.URI), 5))
		if r.Excerpt != "" {
			fmt.Fprintf(&text, "     %s\n", f.cut(r.Excerpt, 5))
		}
	}
	return text.String()
}
