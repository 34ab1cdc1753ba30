package cli

import (
	"context"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/routing"
	"coveotoken/jwtview"
)

// explained is what was expected of a query, held against what came.
type explained struct {
	ladder     routing.Ladder
	answered   routing.Answered
	expression routing.Expression
}

// routeDocument is the same as --json shows it.
type routeDocument struct {
	// Expected is null where the server decides, AsExpected with it.
	Expected   *string        `json:"expected_pipeline"`
	Actual     string         `json:"pipeline"`
	AsExpected *bool          `json:"as_expected"`
	Why        string         `json:"why"`
	Steps      []stepDocument `json:"steps"`
	Expression struct {
		Text  string         `json:"text"`
		Parts []partDocument `json:"parts"`
	} `json:"expression"`
}

// stepDocument is a rung of the ladder that decides the pipeline.
type stepDocument struct {
	Title    string `json:"title"`
	Outcome  string `json:"outcome"`
	Pipeline string `json:"pipeline"`
	Why      string `json:"why"`
	Source   string `json:"source"`
}

// partDocument is a part of the effective expression. Origin is typed, token or
// pipeline.
type partDocument struct {
	Name    string `json:"name"`
	Origin  string `json:"origin"`
	Text    string `json:"text"`
	Problem string `json:"problem"`
}

// explanation tells what was to be expected of a query, nil when it was not asked. The
// pipelines are listed with a key that may, if there is one.
func (o *queryOptions) explanation(ctx context.Context, d destination, credential coveoapi.Secret, reply coveoapi.Reply[coveoapi.SearchResponse]) (*explained, error) {
	if !o.explain {
		return nil, nil
	}
	known, err := o.knownPipelines(ctx, d)
	if err != nil {
		return nil, err
	}
	decoded, err := jwtview.Decode(secretValue(credential))
	if err != nil {
		decoded = nil // an API key
	}
	token := routing.OfToken(decoded)
	filter := ""
	if report, ok := coveoapi.ParseExecutionReport(reply.Exchange.Body); ok {
		filter = report.PipelineFilter()
	}
	ladder := routing.Climb(token, routing.Query{SearchQuery: o.query}, known)
	return &explained{ladder, ladder.Compare(reply.Value.Pipeline), routing.Effective(o.query, token.Filter, filter)}, nil
}

// knownPipelines lists the pipelines. That a key may not is no failure.
func (o *queryOptions) knownPipelines(ctx context.Context, d destination) (routing.Known, error) {
	keys, err := o.listingKeys(ctx, d)
	if err != nil || keys == (profile.Keys{}) {
		return routing.Known{Unlisted: true}, err
	}
	client, err := o.newCommandClient(d.target, keys, o.newProgress())
	if err != nil {
		return routing.Known{}, err
	}
	reply, err := client.Pipelines(ctx)
	if err != nil && explain(err).Kind == problem.Canceled {
		return routing.Known{}, err
	}
	return routing.Known{Pipelines: reply.Value, Unlisted: err != nil}, nil
}

// listingKeys are the keys that may list pipelines: those of the sandbox, of the
// environment or of the profile. Nobody is asked for one.
func (o *queryOptions) listingKeys(ctx context.Context, d destination) (keys profile.Keys, err error) {
	if d.sandboxKeys != nil {
		return profile.Keys{Minting: d.sandboxKeys.PrivilegeViewer}, nil
	}
	if keys.Catalog, err = o.catalogKey(ctx, d); err != nil || !keys.Catalog.IsZero() {
		return keys, err
	}
	if keys.Minting, err = o.environmentCredential(keyVariable); err != nil || !keys.Minting.IsZero() {
		return keys, err
	}
	keys.Minting, err = o.storedKey(ctx, d, profile.MintingRole)
	return keys, err
}

func (e *explained) document() *routeDocument {
	if e == nil {
		return nil
	}
	document := &routeDocument{Actual: e.answered.Actual, Why: e.answered.Why, Steps: []stepDocument{}}
	if e.answered.Known {
		document.Expected, document.AsExpected = &e.answered.Expected, &e.answered.As
	}
	for _, s := range e.ladder.Steps {
		document.Steps = append(document.Steps, stepDocument{s.Title, s.Outcome.String(), s.Pipeline, s.Why, s.Source})
	}
	document.Expression.Text, document.Expression.Parts = e.expression.Text, []partDocument{}
	for _, p := range e.expression.Parts {
		document.Expression.Parts = append(document.Expression.Parts, partDocument{p.Name, string(p.Origin), p.Text, p.Problem})
	}
	return document
}

// explainText tells people what was to be expected, "" when it was not asked.
func (o *queryOptions) explainText(e *explained) string {
	if e == nil {
		return ""
	}
	d := debugView{f: o.factory}
	d.heading("Which pipeline was to answer")
	d.row("answered", e.answered.String())
	d.filled("why", e.answered.Why)
	for _, s := range e.ladder.Steps {
		d.row(s.Outcome.Mark()+" "+s.Outcome.String(), s.Title+": "+s.Why)
	}
	d.heading("What every result must match")
	d.row("whole", firstOf(e.expression.Text, "nothing in particular: all that the token may see"))
	for _, p := range e.expression.Parts {
		words := p.Text
		if p.Problem != "" {
			words += " (cannot be read: " + p.Problem + ")"
		}
		d.row(string(p.Origin)+" "+p.Name, words)
	}
	if !o.query.Debug {
		d.row("", "A pipeline can add a filter of its own, which --debug shows.")
	}
	return d.out.String()
}
