package sandbox

import (
	"errors"
	"strings"

	"coveotoken/coveoapi/queryexpr"
)

// expressions are the parsed parts of a query.
type expressions struct {
	basic, advanced, large, constant, disjunction queryexpr.Expr
	// mandatory is the token's filter, pipeline that of the pipeline.
	mandatory, pipeline queryexpr.Expr
}

// parseExpressions reads the expressions of a query. What a person typed into the
// search box never fails: if its syntax is wrong, it is taken as plain words.
func parseExpressions(p *queryParams, filter, pipelineFilter string) (*expressions, error) {
	options := queryexpr.Options{LowercaseOperators: p.LowercaseOperators}
	x := &expressions{large: anyWord(p.LQ)}
	parsed, err := queryexpr.ParseWith(p.Q, options)
	// The OpenAPI document has query syntax on by default; Headless switches it off.
	if err != nil || !valueOr(p.EnableQuerySyntax, true) {
		parsed = queryexpr.ParsePlain(p.Q)
	}
	x.basic = parsed
	for _, part := range []struct {
		name, source string
		into         *queryexpr.Expr
	}{
		{"aq", p.AQ, &x.advanced},
		{"cq", p.CQ, &x.constant},
		{"dq", p.DQ, &x.disjunction},
		{"the token's filter", filter, &x.mandatory},
		{"the pipeline's filter", pipelineFilter, &x.pipeline},
	} {
		parsed, err := queryexpr.ParseWith(part.source, options)
		if err != nil {
			return nil, wrongExpression(part.name, err)
		}
		*part.into = parsed
	}
	return x, nil
}

// wrongExpression answers 400; no source says what Coveo does.
func wrongExpression(name string, err error) error {
	reason := err.Error()
	var syntax *queryexpr.SyntaxError
	if errors.As(err, &syntax) {
		reason = syntax.Error()
	}
	return fail(causeBadRequest, "The expression in '"+name+"' cannot be read: "+reason+".")
}

// anyWord makes a large query expression, a text of which some words should occur.
func anyWord(text string) queryexpr.Expr {
	var terms []queryexpr.Expr
	for _, word := range queryexpr.Words(text) {
		terms = append(terms, &queryexpr.Word{Text: word})
	}
	if len(terms) == 0 {
		return &queryexpr.Empty{}
	}
	return &queryexpr.Or{Terms: terms}
}

// effective combines the parts as the Search API says, (((q aq) OR (dq)) cq), with
// the filters of token and pipeline on top.
func (x *expressions) effective() queryexpr.Expr {
	main := both(x.basic, x.advanced, x.large)
	switch {
	case isEmpty(x.disjunction):
	case isEmpty(main):
		main = x.disjunction // an empty query would match all and make dq pointless
	default:
		main = &queryexpr.Or{Terms: []queryexpr.Expr{main, x.disjunction}}
	}
	return both(main, x.constant, x.mandatory, x.pipeline)
}

// both joins expressions that must all match.
func both(parts ...queryexpr.Expr) queryexpr.Expr {
	var terms []queryexpr.Expr
	for _, part := range parts {
		if !isEmpty(part) {
			terms = append(terms, part)
		}
	}
	switch len(terms) {
	case 0:
		return &queryexpr.Empty{}
	case 1:
		return terms[0]
	default:
		return &queryexpr.And{Terms: terms}
	}
}

func isEmpty(expr queryexpr.Expr) bool {
	_, empty := expr.(*queryexpr.Empty)
	return empty
}

// constantText is cq with the pipeline's filter, as a report shows it.
func constantText(p *queryParams, pipelineFilter string) string {
	parts := []string{}
	for _, part := range []string{p.CQ, pipelineFilter} {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 2 {
		return "(" + parts[0] + ") (" + parts[1] + ")"
	}
	return strings.Join(parts, "")
}
