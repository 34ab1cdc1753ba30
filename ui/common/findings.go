package common

import "coveotoken/coveoapi/lint"

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

// lintContext is what the session knows beside the draft.
func (s *Session) lintContext() lint.Context {
	if s.Connection == nil {
		return lint.Context{}
	}
	context := lint.Context{Sandbox: s.Connection.Profile.IsSandbox()}
	for _, p := range s.Connection.Pipelines {
		context.Pipelines = append(context.Pipelines, p.Name)
	}
	return context
}
