package cli

import (
	"context"
	"fmt"
	"net/url"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview"
)

// searchReply is the answer to a query.
type searchReply = coveoapi.Reply[coveoapi.SearchResponse]

// runAgain runs the query as it was recorded.
func (o *importOptions) runAgain(ctx context.Context, found imported) (organization string, reply searchReply, err error) {
	request := found.request
	if request.Credential.IsZero() {
		return "", reply, missingCredential("The request carries no credential.", "Record it with its credential, or run the query as somebody with --as NAME.")
	}
	target, err := o.placeOf(ctx, request)
	if err != nil {
		return "", reply, err
	}
	if found.expired {
		o.note("By this machine's clock the token %s; sending it all the same.", found.life.Describe(o.now()))
	}
	wait := o.newProgress()
	client, err := o.newCommandClient(target, profile.Keys{}, wait)
	if err != nil {
		return "", reply, err
	}
	defer wait.start("Running the query")()
	reply, err = client.Search(ctx, request.Credential, request.Place, *request.Query)
	return target.OrganizationID, reply, err
}

// writeRecorded prints the recorded query as a program, with a token of the user's own.
func (o *importOptions) writeRecorded(ctx context.Context, found imported) error {
	if found.request.Query == nil {
		return errNoQuery(found.request)
	}
	target, err := o.placeOf(ctx, found.request)
	if err != nil {
		return err
	}
	request, err := target.SearchCall(coveoapi.Secret{}, found.request.Place, *found.request.Query)
	if err != nil {
		return err
	}
	return o.writeCode(o.code, destination{target: target}, request, tokenVariable)
}

// placeOf is where the request may be sent again: whoever wrote it chose the host, so
// that this must be one of Coveo's, or one that the user has named.
func (o *importOptions) placeOf(ctx context.Context, request recorded.Request) (coveoapi.Target, error) {
	request.OrganizationID = firstOf(o.globals.organization, request.OrganizationID, o.env(organizationVariable))
	if o.globals.endpoint != "" {
		endpoint, err := coveoapi.ParseEndpoint(o.globals.endpoint, request.OrganizationID)
		return coveoapi.Target{OrganizationID: request.OrganizationID, Endpoint: endpoint}, err
	}
	if request.OrganizationID == "" {
		return coveoapi.Target{}, o.nowhereToGo()
	}
	if target, ok := request.Target(); ok {
		return target, nil
	}
	d, err := o.destination(ctx)
	if err == nil && request.SentTo(d.target) {
		return coveoapi.Target{OrganizationID: request.OrganizationID, Endpoint: d.target.Endpoint}, nil
	}
	return coveoapi.Target{}, &coveoapi.InputError{
		Field:  "request",
		Reason: "was sent to " + hostOf(request) + ", which is neither a host of Coveo nor your endpoint: its credential is not sent there",
		Remedy: "If you know that host and trust it, name it with --endpoint URL.",
	}
}

func hostOf(request recorded.Request) string {
	base, err := url.Parse(request.Base())
	if err != nil {
		return "another host"
	}
	return base.Host
}

// runAs runs the query with a token for somebody else, in the organization and with
// the key that flags, environment or profile name: a key goes nowhere else.
func (o *importOptions) runAs(ctx context.Context, found imported) (organization string, reply searchReply, err error) {
	form, err := o.formFor(found)
	if err != nil {
		return "", reply, err
	}
	d, err := o.destination(ctx)
	if err != nil {
		return "", reply, err
	}
	if id := found.request.OrganizationID; id != "" && id != d.target.OrganizationID && o.globals.organization == "" {
		return "", reply, &coveoapi.InputError{
			Field: "request", Reason: fmt.Sprintf("is for the organization %s, and your key is for %s", id, d.target.OrganizationID),
			Remedy: "Choose the profile of that organization, or name the one to ask with --organization.",
		}
	}
	c, err := o.connectTo(ctx, d, true)
	if err != nil {
		return "", reply, err
	}
	defer c.wait.start("Minting a token and running the query")()
	token, err := mintForm(ctx, c.client, form)
	if err != nil {
		return "", reply, err
	}
	o.conceal(token)
	reply, err = c.client.Search(ctx, token, coveoapi.InAuthorizationHeader, *found.request.Query)
	return d.target.OrganizationID, reply, err
}

// formFor is the form of the recorded token for somebody else.
func (o *importOptions) formFor(found imported) (recorded.TokenForm, error) {
	user, err := coveoapi.ParseUserID(o.as)
	if err != nil {
		return recorded.TokenForm{}, flagInput("as", err)
	}
	form := found.form
	if !found.formed || o.kind == lintSearch {
		form.Kind = jwtview.KindSearch
	}
	if o.kind == lintPlatform && form.Kind != jwtview.KindPlatform {
		return form, &coveoapi.InputError{
			Field: "--kind", Reason: "asks for a platform token, and the recorded token names no privileges for one",
			Remedy: "Leave it out to mint a search token.",
		}
	}
	return form.As([]coveoapi.UserID{user}), nil
}

func mintForm(ctx context.Context, client *coveoapi.Client, form recorded.TokenForm) (coveoapi.Secret, error) {
	if form.Kind == jwtview.KindPlatform {
		minted, err := client.MintPlatformToken(ctx, form.Platform)
		return minted.Value, err
	}
	minted, err := client.MintSearchToken(ctx, coveoapi.SearchTokenV2, form.Search)
	return minted.Value, err
}
