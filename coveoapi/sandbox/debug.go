package sandbox

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi/queryexpr"
)

// debugReport is what debug=true adds to a response: how the query was understood,
// as whom it ran, and what was done step by step.
type debugReport struct {
	BasicExpression       string              `json:"basicExpression"`
	AdvancedExpression    string              `json:"advancedExpression"`
	LargeExpression       string              `json:"largeExpression"`
	ConstantExpression    string              `json:"constantExpression"`
	DisjunctionExpression string              `json:"disjunctionExpression"`
	MandatoryExpression   string              `json:"mandatoryExpression"`
	UserIdentities        []debugIdentity     `json:"userIdentities"`
	RankingExpressions    []rankingExpression `json:"rankingExpressions"`
	ExecutionReport       executionReport     `json:"executionReport"`
}

type debugIdentity struct {
	Name     string `json:"name"`
	Provider string `json:"provider"`
	Type     string `json:"type"`
}

type executionReport struct {
	Duration float64          `json:"duration"`
	Children []*executionStep `json:"children"`
}

// executionStep is a step of the report; JSUI tells steps by name, the call to the
// index by description.
type executionStep struct {
	Name        string           `json:"name"`
	Description string           `json:"description"`
	Duration    float64          `json:"duration"`
	Configured  any              `json:"configured,omitempty"`
	Result      any              `json:"result,omitempty"`
	Applied     []any            `json:"applied,omitempty"`
	Children    []*executionStep `json:"children,omitempty"`
}

func (s *search) debug() *debugReport {
	return &debugReport{
		BasicExpression:       queryexpr.Print(s.parts.basic),
		AdvancedExpression:    s.params.AQ,
		LargeExpression:       s.params.LQ,
		ConstantExpression:    constantText(s.params, s.route.pipeline.filter),
		DisjunctionExpression: s.params.DQ,
		MandatoryExpression:   s.grant.filter,
		UserIdentities:        s.identities(),
		RankingExpressions:    append([]rankingExpression{}, s.route.pipeline.boostTexts...),
		ExecutionReport:       s.execution(),
	}
}

// identities lists as whom the query ran, with all groups and aliases, sorted.
func (s *search) identities() []debugIdentity {
	sorted := slices.SortedFunc(maps.Values(s.who), func(a, b identity) int {
		return cmp.Or(strings.Compare(a.provider, b.provider), strings.Compare(a.name, b.name))
	})
	identities := make([]debugIdentity, len(sorted))
	for i, who := range sorted {
		identities[i] = debugIdentity{who.name, who.provider, who.kind}
	}
	return identities
}

// execution reports the steps that the sandbox really takes.
func (s *search) execution() executionReport {
	elapsed := float64(time.Since(s.started).Microseconds()) / 1000
	pipelineName := s.route.pipeline.name
	return executionReport{Duration: elapsed, Children: []*executionStep{
		s.authenticationStep(),
		{
			Name: "ResolvePipeline", Description: "Resolve the query pipeline: " + s.route.reason,
			Result: map[string]any{"pipeline": pipelineName, "searchHub": s.route.hub, "splitTest": nil},
		},
		s.preprocessStep(),
		{
			Name: "None", Description: "Send query to index", Duration: elapsed,
			Result: map[string]any{
				"in":  map[string]any{"expression": queryexpr.Print(s.parts.effective())},
				"out": map[string]any{"visibleItems": len(s.visible)},
			},
		},
	}}
}

// authenticationStep shows what the token did to the query.
func (s *search) authenticationStep() *executionStep {
	users := []map[string]any{}
	for _, u := range s.grant.userIDs {
		users = append(users, map[string]any{"name": u.name, "kind": u.kind, "provider": u.provider, "info": map[string]any{}})
	}
	restrictions := map[string]any{"pipeline": s.grant.pipeline, "filter": s.grant.filter, "searchHub": s.grant.hub}
	return &executionStep{
		Name: "PerformAuthentication", Description: "Perform authentication",
		Configured: map[string]any{"primary": authenticationName(s.call.caller.kind), "secondary": []string{}, "mandatory": []string{}},
		Result: map[string]any{
			"userIds": users, "queryRestrictions": restrictions,
			"roles": orEmpty(s.grant.roles), "userGroups": orEmpty(s.grant.groups),
		},
	}
}

// authenticationName is what reports call a kind of credential; CloudToken is the
// name in Coveo's fixtures for search tokens, the others are ours.
func authenticationName(kind string) string {
	switch kind {
	case kindSearchToken:
		return "CloudToken"
	case kindPlatformToken:
		return "PlatformToken"
	default:
		return "ApiKey"
	}
}

func (s *search) preprocessStep() *executionStep {
	step := &executionStep{Name: "PreprocessQuery", Description: "Preprocess the query"}
	if filter := s.route.pipeline.filter; filter != "" {
		step.Children = append(step.Children, &executionStep{
			Name: "ApplyFilterFeature", Description: "Apply the pipeline's filter", Applied: []any{filter},
		})
	}
	if boosts := s.route.pipeline.boostTexts; len(boosts) > 0 {
		ranking := &executionStep{Name: "ApplyRankingFeature", Description: "Apply the pipeline's ranking expressions"}
		for _, b := range boosts {
			ranking.Applied = append(ranking.Applied, fmt.Sprintf("boost %s by %d", b.Expression, b.Modifier))
		}
		step.Children = append(step.Children, ranking)
	}
	return step
}

// rankingInfo explains a score.
func (s *search) rankingInfo(m match) string {
	var b strings.Builder
	b.WriteString("Document weights:\n")
	fmt.Fprintf(&b, "Total weight: %.0f\n\nTerms weights:\n", m.score)
	for _, term := range soughtTerms(s.params.Wildcards, s.parts.basic) {
		if p, ok := s.reader.in(term, m.document); ok {
			fmt.Fprintf(&b, "%s: %.0f\n", term.Word, s.reader.index.score(s.reader.postings(term), p)*scoreScale)
		}
	}
	return b.String()
}

func orEmpty(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}
