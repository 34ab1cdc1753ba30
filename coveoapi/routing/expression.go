package routing

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/queryexpr"
)

// Origin is who brings a part of the effective expression.
type Origin string

// The origins.
const (
	Typed    Origin = "typed"
	OfTheKey Origin = "token"
	Pipeline Origin = "pipeline"
)

// Part is a part of the effective expression.
type Part struct {
	// Name is q, aq, dq, cq or filter.
	Name   string
	Origin Origin
	// Text is the part in its normal form, or as it is where it cannot be read.
	Text string
	// Problem says why it cannot be read, or is "".
	Problem string
	// compound says that it has parts of its own.
	compound bool
}

// Expression is what every result of a query must match.
type Expression struct {
	// Text is the whole; "" matches everything.
	Text  string
	Parts []Part // those that say something
}

// Effective combines the expressions of a query as the Search API does, (((q aq) OR
// dq) cq), with the filter of the token and that of the pipeline, if it is known, on
// top (RestQueryParameters.dq, RestTokenParams.filter).
func Effective(query coveoapi.SearchQuery, tokenFilter, pipelineFilter string) Expression {
	q := typedPart(query)
	aq, dq, cq := part("aq", Typed, query.AQ), part("dq", Typed, query.DQ), part("cq", Typed, query.CQ)
	filter, pipeline := part("filter", OfTheKey, tokenFilter), part("filter", Pipeline, pipelineFilter)
	main := join(" ", join(" OR ", join(" ", q, aq), dq), cq)
	e := Expression{Text: join(" AND ", main, filter, pipeline).Text}
	for _, p := range []Part{q, aq, dq, cq, filter, pipeline} {
		if p.Text != "" {
			e.Parts = append(e.Parts, p)
		}
	}
	return e
}

// typedPart is what a visitor typed. It never fails: what is no expression is taken as
// words.
func typedPart(query coveoapi.SearchQuery) Part {
	parsed, err := queryexpr.Parse(query.Q)
	if err != nil || !query.EnableQuerySyntax {
		parsed = queryexpr.ParsePlain(query.Q)
	}
	return Part{Name: "q", Origin: Typed, Text: queryexpr.Print(parsed), compound: isCompound(parsed)}
}

func part(name string, origin Origin, source string) Part {
	parsed, err := queryexpr.Parse(source)
	if err != nil {
		return Part{Name: name, Origin: origin, Text: strings.TrimSpace(source), Problem: err.Error(), compound: true}
	}
	return Part{Name: name, Origin: origin, Text: queryexpr.Print(parsed), compound: isCompound(parsed)}
}

func isCompound(expr queryexpr.Expr) bool {
	switch expr.(type) {
	case *queryexpr.And, *queryexpr.Or, *queryexpr.Near:
		return true
	default:
		return false
	}
}

// join writes parts with something between them, those in parentheses that have parts
// of their own.
func join(between string, parts ...Part) Part {
	var said []Part
	for _, p := range parts {
		if p.Text != "" {
			said = append(said, p)
		}
	}
	if len(said) == 0 {
		return Part{}
	}
	if len(said) == 1 {
		return said[0]
	}
	texts := make([]string, len(said))
	for i, p := range said {
		texts[i] = p.Text
		if p.compound {
			texts[i] = "(" + p.Text + ")"
		}
	}
	return Part{Text: strings.Join(texts, between), compound: true}
}
