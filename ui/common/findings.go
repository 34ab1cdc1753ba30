package common

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
)

// Findings are what is risky, useless or wrong in the draft as it would be sent, what
// matters most first. Nothing is asked of Coveo.
func (s *Session) Findings() []lint.Finding {
	draft, known := s.Draft, s.lintContext()
	if raw := draft.RawBody(); raw != nil {
		return lint.RawBody(draft.bodyKind(), raw, known)
	}
	if draft.Kind == PlatformToken {
		request, _ := draft.PlatformRequest() // what cannot be read is not in it
		return lint.PlatformToken(request, known)
	}
	request, _ := draft.SearchRequest()
	return lint.SearchToken(request, known)
}

// IdentityFindings are what is risky, useless or wrong in the identities that a search
// token would be minted for, whatever else is in it.
func (s *Session) IdentityFindings(ids []coveoapi.UserID) []lint.Finding {
	found := lint.SearchToken(coveoapi.SearchTokenRequest{UserIDs: ids}, s.lintContext())
	return slices.DeleteFunc(found, func(f lint.Finding) bool { return !strings.HasPrefix(f.Field, "userIds") })
}

// lintContext is what the session knows beside the draft. What the organization does
// not list stays unknown.
func (s *Session) lintContext() lint.Context {
	context := lint.Context{ForSearching: s.Draft.forSearching()}
	if count, fresh := s.TriedFilter(); fresh && count.AsAsked() {
		context.FilterMatches = &count.Kept
	}
	if s.Connection == nil {
		return context
	}
	context.Sandbox = s.Connection.Profile.IsSandbox()
	for _, p := range s.Connection.Pipelines {
		context.Pipelines = append(context.Pipelines, p.Name)
	}
	for _, p := range s.Connection.Providers {
		context.Providers = append(context.Providers, p.DisplayName, p.ID)
	}
	for _, h := range s.Connection.Hubs {
		context.Hubs = append(context.Hubs, h.Name)
	}
	return context
}

// forSearching reports whether the token is meant to run queries: a search token does
// nothing else, and a platform token has user IDs for nothing else.
func (d *Draft) forSearching() bool {
	users, _ := d.filledUserIDs() // what is wrong with them is said elsewhere
	return d.Kind == SearchToken || len(users) > 0
}
