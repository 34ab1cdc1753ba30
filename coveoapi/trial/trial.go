// Package trial tries the filter of a search token before the token is minted: it
// counts the items that the filter keeps, and those that there would be without it.
// How many items there are depends on who asks, so that a count always says as whom it
// was made.
package trial

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// Client is what a trial asks of Coveo. *coveoapi.Client is one.
type Client interface {
	MintSearchToken(ctx context.Context, version coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) (coveoapi.Reply[coveoapi.Secret], error)
	Search(ctx context.Context, token coveoapi.Secret, place coveoapi.CredentialPlace, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.SearchResponse], error)
}

// Plan is what is tried with what.
type Plan struct {
	Client Client
	// Key is the minting key, Held what it may do; HeldUnknown says that this could
	// not be found out.
	Key         coveoapi.Secret
	Held        []coveoapi.Privilege
	HeldUnknown bool
	// Request is the search token request with the filter. Its life does not count.
	Request coveoapi.SearchTokenRequest
}

// Count is what came of a trial.
type Count struct {
	// Kept is how many items the filter keeps, Of how many there are without it.
	Kept, Of int
	// Users are as whom the items were counted; none stands for the key itself,
	// which finds public items unless it was set up for more.
	Users []coveoapi.UserID
	// Asked are those for whom the token will be.
	Asked []coveoapi.UserID
	// Refused is why no token could be had to count as them, or nil.
	Refused error
}

// AsAsked reports whether the items were counted as those for whom the token will be.
func (c Count) AsAsked() bool { return len(c.Users) > 0 }

// String implements fmt.Stringer: "keeps 12 of 31 items (as asmith@example.com)". It
// may hold text from outside.
func (c Count) String() string {
	return fmt.Sprintf("keeps %s of %s items (as %s)", humanize.Comma(int64(c.Kept)), humanize.Comma(int64(c.Of)), c.As())
}

// As says as whom the items were counted.
func (c Count) As() string {
	switch {
	case c.AsAsked():
		return names(c.Users)
	case len(c.Asked) > 0:
		return "the key itself, not as " + names(c.Asked)
	default:
		return "the key itself"
	}
}

func names(ids []coveoapi.UserID) string {
	if len(ids) > 3 {
		return fmt.Sprintf("%s and %d more", ids[0].Name, len(ids)-1)
	}
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = id.Name
	}
	return strings.Join(list, ", ")
}

// Run counts. With a key that may create search tokens it counts as the users of the
// request: it mints a token for them without the filter, which lives as short as one
// can and is not kept. Otherwise, and where that is refused, the key itself asks.
func Run(ctx context.Context, p Plan) (Count, error) {
	count := Count{Asked: p.Request.UserIDs}
	credential := p.Key
	if p.mayMint() && len(p.Request.UserIDs) > 0 {
		token, err := p.mint(ctx)
		switch {
		case err == nil:
			credential, count.Users = token, p.Request.UserIDs
		case isRefusal(err):
			count.Refused = err
		default:
			return count, err
		}
	}
	without := coveoapi.SearchQuery{EnableQuerySyntax: true}
	if !count.AsAsked() { // what the token would enforce
		without.SearchHub, without.Pipeline = p.Request.SearchHub, p.Request.Pipeline
	}
	with := without
	with.CQ = p.Request.Filter
	for _, question := range []struct {
		query coveoapi.SearchQuery
		into  *int
	}{{with, &count.Kept}, {without, &count.Of}} {
		reply, err := p.Client.Search(ctx, credential, coveoapi.InAuthorizationHeader, question.query)
		if err != nil {
			return count, err
		}
		*question.into = reply.Value.TotalCountFiltered
	}
	return count, nil
}

func (p Plan) mayMint() bool {
	return p.HeldUnknown || slices.ContainsFunc(catalog.NeededForSearchToken(), func(needed coveoapi.Privilege) bool {
		return needed.CoveredBy(p.Held)
	})
}

func (p Plan) mint(ctx context.Context) (coveoapi.Secret, error) {
	request := p.Request
	request.Filter = ""
	request.ValidForMillis = coveoapi.MinSearchTokenValidity.Milliseconds()
	reply, err := p.Client.MintSearchToken(ctx, coveoapi.SearchTokenV2, request)
	return reply.Value, err
}

// isRefusal reports whether Coveo said that the key may not do it, as 403 or as 401
// (docs.coveo.com/en/109).
func isRefusal(err error) bool {
	var api *coveoapi.APIError
	return errors.As(err, &api) && (api.Status == http.StatusForbidden || api.Status == http.StatusUnauthorized)
}
