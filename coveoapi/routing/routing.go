// Package routing says, before a query is sent and without asking anybody, which
// query pipeline Coveo will send it through and which expression its results will
// match. Both are decided by several parties at once, the token, the query and the
// organization's pipelines, which is why what comes back surprises people. Where
// something that counts is not known, the answer is that the server decides.
package routing

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// The documents that the rules come from.
const (
	docRouting    = "docs.coveo.com/en/1666"
	docConditions = "docs.coveo.com/en/1959"
	apiTokens     = "Search API, operation token (RestTokenParams)"
	apiKeys       = "Authorization Server API, ApiKeyModel (enforcedQueryPipelineConfiguration)"
)

// Token is what the credential of a query says about its routing.
type Token struct {
	// Pipeline is the pipeline that the token enforces: nil for none, "" for the
	// empty pipeline.
	Pipeline  *string
	SearchHub string
	Groups    []string
	// Filter is the expression that every result must match, or "".
	Filter string
	// Opaque says that the credential is an API key, which does not show what was
	// set up for it.
	Opaque bool
}

// Query is what is known of a query.
type Query struct {
	coveoapi.SearchQuery
	// Open says that no query is known yet: a page may add a pipeline, a search hub
	// and more of its own to whatever stands here.
	Open bool
}

// Known are the organization's pipelines as far as they are known.
type Known struct {
	Pipelines []coveoapi.Pipeline
	// Unlisted says that the pipelines could not be had.
	Unlisted bool
}

// OfToken reads what a decoded token says; nil stands for a credential that is no
// token.
func OfToken(token *jwtview.Token) Token {
	if token == nil || token.Kind() == jwtview.KindOther && token.Claims == nil {
		return Token{Opaque: true}
	}
	if token.Kind() == jwtview.KindPlatform {
		return Token{} // which enforces nothing of all this
	}
	claim := func(name string) (string, bool) {
		value := token.Claims.Get(name)
		if value == nil || value.Kind != jwtview.String {
			return "", false
		}
		return value.Text, true
	}
	var t Token
	if pipeline, ok := claim("pipeline"); ok {
		t.Pipeline = &pipeline
	}
	t.SearchHub, _ = claim("searchHub")
	t.Filter, _ = claim("filter")
	if groups := token.Claims.Get("userGroups"); groups != nil {
		for _, group := range groups.Items {
			t.Groups = append(t.Groups, group.Text)
		}
	}
	return t
}

// OfRequest reads what a search token will say that is asked for with a request.
func OfRequest(r coveoapi.SearchTokenRequest) Token {
	t := Token{SearchHub: r.SearchHub, Groups: r.UserGroups, Filter: r.Filter}
	if r.Pipeline != "" {
		t.Pipeline = &r.Pipeline
	}
	return t
}

// inOrder are the pipelines in the order in which their conditions are looked at.
func (k Known) inOrder() []coveoapi.Pipeline {
	sorted := slices.Clone(k.Pipelines)
	slices.SortStableFunc(sorted, func(a, b coveoapi.Pipeline) int { return a.Position - b.Position })
	return sorted
}

// find gives the pipeline of a name, however its letters are capitalized.
func (k Known) find(name string) (coveoapi.Pipeline, bool) {
	i := slices.IndexFunc(k.Pipelines, func(p coveoapi.Pipeline) bool { return strings.EqualFold(p.Name, name) })
	if i < 0 {
		return coveoapi.Pipeline{}, false
	}
	return k.Pipelines[i], true
}
