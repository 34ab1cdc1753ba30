package sandbox

import (
	"errors"

	"coveotoken/coveoapi/queryexpr"
)

// structuredExpression serves POST /rest/search/v3/analysis/expressions/structured:
// an expression as a tree. What cannot be parsed is answered as a problem document.
func structuredExpression(c *call) (any, error) {
	var request struct {
		Query *string `json:"query"`
	}
	if err := c.decode(&request); err != nil {
		return nil, err
	}
	if request.Query == nil {
		return nil, fail(causeBadRequest, "The element 'query' is required.")
	}
	parsed, err := queryexpr.Parse(*request.Query)
	var syntax *queryexpr.SyntaxError
	if errors.As(err, &syntax) {
		return problem{422, "Unprocessable Entity", syntax.Error()}, nil
	}
	return map[string]any{"structured": structure(parsed)}, nil
}

// problem is a reply of the analysis API about an expression that cannot be read.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
}

// structure gives a node as QueryExpressionV2.
func structure(expr queryexpr.Expr) map[string]any {
	switch e := expr.(type) {
	case *queryexpr.And:
		return map[string]any{"type": "and", "expressions": structureAll(e.Terms)}
	case *queryexpr.Or:
		return map[string]any{"type": "or", "expressions": structureAll(e.Terms)}
	case *queryexpr.Not:
		return map[string]any{"type": "not", "expression": structure(e.Term)}
	case *queryexpr.Near:
		others := []map[string]any{}
		for i, term := range e.Terms[1:] {
			others = append(others, map[string]any{"maxKeywordsFrom": e.Distances[i], "endTerm": structure(term)})
		}
		return map[string]any{"type": "near", "startTerm": structure(e.Terms[0]), "otherTerms": others}
	case *queryexpr.Word:
		return map[string]any{"type": "keyword", "value": e.Text, "stemming": !e.Exact}
	case *queryexpr.Phrase:
		return map[string]any{"type": "exactMatch", "value": e.Text}
	case *queryexpr.FieldExists:
		return map[string]any{"type": "fieldExists", "fieldName": e.Name}
	case *queryexpr.Field:
		return map[string]any{
			"type": "fieldExpression", "fieldName": e.Name,
			"operator": operatorName(e.Op), "value": structureValue(e.Value),
		}
	case *queryexpr.Empty:
		return map[string]any{"type": "empty"}
	default:
		return structureCall(e)
	}
}

// structureCall gives what goes beyond fields and text: calls, objects and nested
// queries, for which the document has no type.
func structureCall(expr any) map[string]any {
	switch e := expr.(type) {
	case *queryexpr.Object:
		return map[string]any{"type": "objectAccess", "objectName": e.Name}
	case *queryexpr.Extension:
		arguments := map[string]any{}
		for _, argument := range e.Args {
			if argument.Quoted {
				arguments[argument.Name] = map[string]any{"type": "string", "value": argument.Text}
			} else {
				arguments[argument.Name] = structure(argument.Expr)
			}
		}
		return map[string]any{"type": "queryExtension", "name": e.Name, "arguments": arguments}
	case *queryexpr.Nested:
		return map[string]any{"type": "querySyntax", "value": queryexpr.Print(e)}
	default:
		return map[string]any{"type": "empty"}
	}
}

func structureAll(terms []queryexpr.Expr) []map[string]any {
	list := make([]map[string]any, len(terms))
	for i, term := range terms {
		list[i] = structure(term)
	}
	return list
}

func structureValue(value queryexpr.Value) map[string]any {
	switch v := value.(type) {
	case *queryexpr.Text:
		return map[string]any{"type": "string", "value": v.Value}
	case *queryexpr.Number:
		return map[string]any{"type": "numeric", "numericValue": v.Value}
	case *queryexpr.Date:
		return map[string]any{"type": "date", "dateValue": v.Source}
	case *queryexpr.Extension, *queryexpr.Object, *queryexpr.Nested:
		return structureCall(v)
	default:
		return map[string]any{"type": "unknown", "value": queryexpr.PrintValue(v)}
	}
}

// operatorName is the name of an operator in the analysis API.
func operatorName(operator queryexpr.Operator) string {
	return map[queryexpr.Operator]string{
		queryexpr.Contains: "contains", queryexpr.IsExactly: "isExactly", queryexpr.DifferentThan: "differentThan",
		queryexpr.LowerThan: "lowerThan", queryexpr.LowerThanOrEqual: "lowerThanOrEqual",
		queryexpr.GreaterThan: "greaterThan", queryexpr.GreaterThanOrEqual: "greaterThanOrEqual",
		queryexpr.PhoneticMatch: "phoneticMatch", queryexpr.FuzzyMatch: "fuzzyMatch",
		queryexpr.RegexMatch: "regexMatch", queryexpr.WildcardMatch: "wildcardMatch",
	}[operator]
}
