package cli

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/problem"
)

// refuseEarly is the error of a key that surely may not create search tokens, found out
// before anything is sent that creates one. What Coveo does not tell refuses nothing,
// except that it does not answer at all.
func (o *mintOptions) refuseEarly(ctx context.Context, client *coveoapi.Client, m mint, key coveoapi.Secret) error {
	if o.force || m.bodyKind != coveoapi.SearchTokenBody {
		return nil
	}
	needed := catalog.NeededForSearchToken()
	denied, err := lacksAll(ctx, client, key, needed)
	switch {
	case isEnd(err, client.Target()):
		return err
	case err != nil || !denied:
		return nil
	}
	return &problemError{problem: problem.Problem{
		ID: "cannot-impersonate", Kind: problem.Privilege,
		Title:    "This key may not create search tokens: it can perhaps query, but not impersonate.",
		Evidence: "Coveo evaluated " + needed[0].String() + ": " + string(coveoapi.EvaluationNotAllowed) + ". No token was asked for.",
		Remedy:   "Create a key from the Authenticated search template (a Custom key cannot hold it: the API answers 412). See docs.coveo.com/en/1718. To send the request all the same, add --force.",
	}}
}

// isEnd reports whether an answer to a question beforehand says what would become of
// the request too: it was cancelled, comes too often, or the host is not reached.
func isEnd(err error, target coveoapi.Target) bool {
	kind := problem.Explain(err).Kind
	return err != nil && (kind == problem.Canceled || kind == problem.RateLimited ||
		kind == problem.Network && target.Endpoint.Platform == target.Endpoint.Search)
}

// lacksAll asks Coveo, once each, whether a credential lacks every one of some
// privileges. It is true only when Coveo says so of each.
func lacksAll(ctx context.Context, client *coveoapi.Client, credential coveoapi.Secret, privileges []coveoapi.Privilege) (bool, error) {
	for _, p := range privileges {
		evaluation, err := client.EvaluateOnce(ctx, credential, p)
		if err != nil {
			return false, err
		}
		codes := evaluation.Value.EvaluationReport.ResultCodes
		if evaluation.Value.Approved || !slices.Contains(codes, coveoapi.EvaluationNotAllowed) {
			return false, nil
		}
	}
	return len(privileges) > 0, nil
}

// tellApart finds out whether a credential that was refused without a reason is unknown
// or only lacks a privilege, which the platform may both answer with 401
// (docs.coveo.com/en/109): a good one is told which privileges it holds.
func (f *factory) tellApart(ctx context.Context, err error) error {
	var api *coveoapi.APIError
	if f.client == nil || !errors.As(err, &api) || explain(err).ID != problem.RefusedID {
		return err
	}
	request := api.Exchange.Request
	needed := neededFor(request)
	if len(needed) == 0 {
		return err
	}
	denied, evaluateErr := lacksAll(ctx, f.client, request.Credential, needed)
	if evaluateErr != nil || !denied {
		return err
	}
	p := problem.Explain(err)
	p.ID, p.Kind = "missing-privilege", problem.Privilege
	p.Title = "The key or token is good, but lacks a privilege: " + needed[0].String() + "."
	p.Evidence += " Coveo evaluated the privilege: " + string(coveoapi.EvaluationNotAllowed) + "."
	p.Remedy = "Use a key that holds it; `coveo-token doctor --key` says what this one may do."
	return &problemError{problem: p, cause: err}
}

// neededFor lists the privileges of which a request needs one, none when they are not
// known or it needs several.
func neededFor(request coveoapi.Request) []coveoapi.Privilege {
	if request.Operation == coveoapi.OperationMintSearchToken {
		return catalog.NeededForSearchToken()
	}
	parsed, err := url.Parse(request.URL)
	if err != nil {
		return nil
	}
	operation, ok := catalog.Lookup(request.Method, parsed.Path)
	if !ok || !operation.AnyOf && len(operation.Privileges) > 1 {
		return nil
	}
	return operation.Privileges
}
