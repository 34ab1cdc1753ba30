package sandbox

import (
	"strconv"
	"strings"

	"coveotoken/coveoapi/queryexpr"
)

// pipeline is a query pipeline.
type pipeline struct {
	id, name, description string
	position              int
	isDefault             bool
	condition             *condition // nil: never chosen by condition
	filter                string
	boosts                []boost
	// boostTexts are the boosts as reports show them.
	boostTexts []rankingExpression
}

// rankingExpression is a boost as written.
type rankingExpression struct {
	Expression string `json:"expression"`
	Modifier   int    `json:"modifier"`
}

// condition is what a query must be like for its pipeline to be chosen, such as
// $searchHub is "SupportHub". It holds if any of its values fits.
type condition struct {
	object   string // searchHub, groups, tab or context.…
	operator string // is or contains
	values   []string
}

// definition writes the condition in the language of pipeline conditions.
func (c *condition) definition() string {
	parts := make([]string, len(c.values))
	for i, value := range c.values {
		parts[i] = "$" + c.object + " " + c.operator + " " + strconv.Quote(value)
	}
	return "when " + strings.Join(parts, " or ")
}

// routing is which pipeline answers a query, and why.
type routing struct {
	pipeline *pipeline
	// hub is the search hub in force.
	hub string
	// reason is for reports.
	reason string
}

// facts are what conditions look at.
type facts struct {
	hub, tab string
	groups   []string
	context  object
}

// holds reports whether any of the condition's values fits.
func (c *condition) holds(f facts) bool {
	for _, value := range c.values {
		switch name, property, _ := strings.Cut(c.object, "."); name {
		case "searchHub":
			if strings.EqualFold(f.hub, value) {
				return true
			}
		case "tab":
			if strings.EqualFold(f.tab, value) {
				return true
			}
		case "groups":
			for _, group := range f.groups {
				if strings.EqualFold(group, value) {
					return true
				}
			}
		case "context":
			if text, ok := f.context[property].(string); ok && strings.EqualFold(text, value) {
				return true
			}
		}
	}
	return false
}

// routeQuery chooses the pipeline in the order of docs.coveo.com/en/1666: the one
// that the token enforces, whatever its condition; else, if the token enforces a
// hub, by condition, whatever the request names; else the one that the request
// names; else by condition.
func (c *company) routeQuery(p *queryParams, grant searchGrant) (routing, error) {
	hub := p.SearchHub
	if grant.hub != "" {
		hub = grant.hub
	}
	r := routing{hub: hub}
	named, by := p.Pipeline, "the request"
	if grant.hub != "" {
		named = nil
	}
	if grant.pipeline != nil {
		named, by = grant.pipeline, "the token"
	}
	if named == nil {
		r.pipeline, r.reason = c.byCondition(facts{hub, p.Tab, grant.groups, p.Context})
		return r, nil
	}
	r.reason = "named by " + by
	if *named == "" {
		r.pipeline = &pipeline{} // the empty pipeline: no rules at all
		return r, nil
	}
	for _, candidate := range c.pipelines {
		if strings.EqualFold(candidate.name, *named) {
			r.pipeline = candidate
			return r, nil
		}
	}
	// No source says what Coveo answers; a quiet fallback would hide the mistake.
	return r, fail(causeBadRequest, "There is no query pipeline "+strconv.Quote(*named)+", which is "+r.reason+".")
}

// byCondition gives the first pipeline by position whose condition holds, else the
// default one. Pipelines without a condition are not looked at.
func (c *company) byCondition(f facts) (*pipeline, string) {
	var otherwise *pipeline
	for _, candidate := range c.pipelines {
		if candidate.isDefault {
			otherwise = candidate
		}
		if candidate.condition != nil && candidate.condition.holds(f) {
			return candidate, "first whose condition holds: " + candidate.condition.definition()
		}
	}
	return otherwise, "default: no condition holds"
}

// newBoosts parses the ranking expressions of a pipeline, which are ours.
func newBoosts(texts []rankingExpression) []boost {
	boosts := make([]boost, 0, len(texts))
	for _, text := range texts {
		if parsed, err := queryexpr.Parse(text.Expression); err == nil {
			boosts = append(boosts, boost{parsed, float64(text.Modifier)})
		}
	}
	return boosts
}
