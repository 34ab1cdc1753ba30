package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/jwtview"
)

// searchRequest is the token that the journey asks for as Alice.
func searchRequest() coveoapi.SearchTokenRequest {
	return coveoapi.SearchTokenRequest{
		UserIDs:         []coveoapi.UserID{{Name: alice, Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}},
		UserDisplayName: "Alice Smith",
		SearchHub:       supportHub,
		ValidForMillis:  time.Hour.Milliseconds(),
	}
}

// connectKeys tells what each key may do, as the organization says.
func (j *journey) connectKeys(ctx context.Context) error {
	j.say("Organization %s at %s, embedded in this program.", j.target.OrganizationID, j.target.Endpoint.Platform)
	for _, key := range []struct {
		name   string
		secret coveoapi.Secret
	}{
		{"Minting key", j.keys.AuthenticatedSearch}, {"Catalogue key", j.keys.PrivilegeViewer},
	} {
		held, err := j.client.PrivilegesOf(ctx, key.secret)
		if err != nil {
			return err
		}
		verdict := catalog.Judge(held.Value)
		j.say("")
		j.say("%s %s · looks like %s", key.name, key.secret.Masked(), verdict.Template)
		j.say("  %s", verdict.Summary)
		for _, text := range verdict.Can {
			j.say("  ✓ %s", text)
		}
		for _, text := range verdict.Cannot {
			j.say("  ✗ %s", text)
		}
	}
	return nil
}

// listPrivileges shows the live list by owner, and those that are picked later.
func (j *journey) listPrivileges(ctx context.Context) error {
	reply, err := j.client.PlatformTokenPrivileges(ctx)
	if err != nil {
		return err
	}
	byOwner := map[string]int{}
	for _, p := range reply.Value {
		byOwner[p.Owner]++
	}
	var owners []string
	for owner, count := range byOwner {
		owners = append(owners, fmt.Sprintf("%s %d", owner, count))
	}
	slices.Sort(owners)
	j.say("%d privileges, live: %s", len(reply.Value), strings.Join(owners, ", "))
	j.say("")
	j.say("Filtered by “impersonate”:")
	for _, p := range describePrivileges(reply.Value, "impersonate") {
		j.say("  %s", p.Privilege)
		j.say("      %s – %s: %s (%d operations)", p.Service, p.Name, p.Meaning, p.Unlocks)
	}
	return nil
}

// reviewRequest shows the form as the request that it becomes.
func (j *journey) reviewRequest(context.Context) error {
	request, err := j.target.SearchTokenCall(coveoapi.SearchTokenV2, searchRequest())
	if err != nil {
		return err
	}
	j.sayLines(j.requestText(request))
	return nil
}

// mintSearchToken sends that request and explains the token.
func (j *journey) mintSearchToken(ctx context.Context) error {
	reply, err := j.client.MintSearchToken(ctx, coveoapi.SearchTokenV2, searchRequest())
	if err != nil {
		return err
	}
	j.searchToken = reply.Value
	return j.explainToken(reply)
}

// explainToken says how a token was minted and prints its claims.
func (j *journey) explainToken(reply coveoapi.Reply[coveoapi.Secret]) error {
	j.conceal(reply.Value)
	j.say("Answer %d in %s: %s", reply.Exchange.Status, milliseconds(reply.Exchange.Duration), reply.Value.Masked())
	j.say("")
	token, err := jwtview.Decode(secretValue(reply.Value))
	if err != nil {
		return err
	}
	view := tokenView{
		token: token, now: serverTime(reply.Exchange), width: journeyWidth,
		strong: func(text string) string { return text }, budget: outputBudget(len(token.Compact)),
	}
	j.sayLines(j.redactor.Redact(view.render()))
	return nil
}

// compareQueries runs one query as Alice and with a key that acts as nobody.
func (j *journey) compareQueries(ctx context.Context) error {
	asAlice, err := j.query(ctx, j.searchToken)
	if err != nil {
		return err
	}
	asNobody, err := j.query(ctx, j.keys.AnonymousSearch)
	if err != nil {
		return err
	}
	j.say("Everything, as Alice Smith: %s", resultSummary(asAlice))
	j.say("Everything, as nobody:      %s", resultSummary(asNobody))
	j.say("")
	j.say("Only Alice finds, for example:")
	for _, result := range onlyIn(asAlice, asNobody, 3) {
		j.say("  %s", result.Title)
		j.say("      %s · %s", result.Source(), firstOf(result.ClickURI, result.URI))
	}
	return nil
}

// supportHub is the search hub of all the journey's queries, so that the same
// pipeline answers them.
const supportHub = "SupportHub"

// manyResults is enough for all that the sandbox holds.
const manyResults = 200

func (j *journey) query(ctx context.Context, token coveoapi.Secret) (coveoapi.SearchResponse, error) {
	reply, err := j.client.Search(ctx, token, coveoapi.InAuthorizationHeader,
		coveoapi.SearchQuery{SearchHub: supportHub, NumberOfResults: manyResults, EnableQuerySyntax: true})
	return reply.Value, err
}

// onlyIn gives the first results that the other response does not have.
func onlyIn(response, other coveoapi.SearchResponse, limit int) []coveoapi.SearchResult {
	seen := map[string]bool{}
	for _, result := range other.Results {
		seen[result.UniqueID] = true
	}
	var only []coveoapi.SearchResult
	for _, result := range response.Results {
		if !seen[result.UniqueID] && len(only) < limit {
			only = append(only, result)
		}
	}
	return only
}

// mintPlatformToken mints a platform token with two privileges and queries with it.
func (j *journey) mintPlatformToken(ctx context.Context) error {
	request := coveoapi.PlatformTokenRequest{UserIDs: searchRequest().UserIDs, Validity: 8 * time.Hour}
	for _, name := range []string{"SEARCH_API/EXECUTE_QUERY", "SEARCH_API/IMPERSONATE"} {
		p, err := coveoapi.ParsePrivilege(name)
		if err != nil {
			return err
		}
		j.say("Picked %s: %s", p, catalog.Describe(p).Meaning)
		request.Privileges = append(request.Privileges, p)
	}
	reply, err := j.client.MintPlatformToken(ctx, request)
	if err != nil {
		return err
	}
	j.platformToken = reply.Value
	if err := j.explainToken(reply); err != nil {
		return err
	}
	response, err := j.query(ctx, j.platformToken)
	if err != nil {
		return err
	}
	j.say("")
	j.say("Everything, with the platform token as Alice Smith: %s", resultSummary(response))
	return nil
}

// showFailures makes four mistakes and explains each.
func (j *journey) showFailures(ctx context.Context) error {
	for _, mistake := range []struct {
		what string
		make func(context.Context) error
	}{
		{"A key that the organization does not know", j.mintWith(coveoapi.NewSecret("xxSANDBOX-nobody-knows-this-key-0000"))},
		{"A key that has expired", j.mintWith(j.keys.Expired)},
		{"A key that may query but not impersonate", j.mintWith(j.keys.AnonymousSearch)},
		{"Alice's search token, two hours later", j.queryLater},
	} {
		err := mistake.make(ctx)
		if err == nil {
			return fmt.Errorf("%s: should have failed", mistake.what)
		}
		p := explain(err)
		if len(j.steps[len(j.steps)-1].Lines) > 0 {
			j.say("")
		}
		j.say("%s", mistake.what)
		j.say("  ✗ %s", p.Title)
		j.say("    %s", p.Evidence)
		j.say("    %s", p.Remedy)
	}
	return nil
}

// mintWith tries to mint Alice's token with another key.
func (j *journey) mintWith(key coveoapi.Secret) func(context.Context) error {
	return func(ctx context.Context) error {
		client, err := j.clientWith(key)
		if err != nil {
			return err
		}
		_, err = client.MintSearchToken(ctx, coveoapi.SearchTokenV2, searchRequest())
		return err
	}
}

// queryLater moves the sandbox's clock on and queries with the token of step 4.
func (j *journey) queryLater(ctx context.Context) error {
	j.ahead.Store(int64(2 * time.Hour))
	_, err := j.query(ctx, j.searchToken)
	return err
}
