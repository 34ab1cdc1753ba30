package lint

import (
	"errors"
	"slices"
	"strconv"

	"coveotoken/coveoapi/queryexpr"
)

// filterRules are about the expressions that every result must match.
func filterRules() []rule {
	return []rule{
		{Rule{
			"filter-unreadable", Search, Warning, "column {column}: {reason}",
			"{field} cannot be read: column {column}: {reason}.",
			"Check quotes, parentheses and operators, for example @source==\"Knowledge base\".",
			docQuerySyntax,
		}, filterUnreadable},
		{Rule{
			"filter-matches-nothing", Search, Warning, "keeps no item at all",
			"The filter keeps no item at all, so that no query will find anything.",
			"Check the field and its value: a value is compared as a whole after ==.",
			apiTokenParams + ".filter",
		}, filterMatchesNothing},
		{Rule{
			"filter-lowercase-operator", Search, Warning, "“{word}” is a word to find here; the operator is {operator}",
			"In {field}, “{word}” is a word that items must hold: operators are in capitals.",
			"Write {operator}.",
			docQuerySyntax,
		}, filterLowercaseOperator},
		{Rule{
			"filter-contains", Search, Note, "@{name}= is “contains”; == compares the whole value",
			"In {field}, @{name}={value} finds all values that contain it.",
			"Write @{name}=={value} for this value alone.",
			docFieldOperators,
		}, filterContains},
	}
}

// expression is a query expression of a request, with its field.
type expression struct{ field, text string }

func (s subject) expressions() []expression {
	list := []expression{{"filter", s.search.Filter}}
	if s.search.Commerce != nil {
		list = append(list, expression{"commerce.filter", s.search.Commerce.Filter})
	}
	return list
}

// filterUnreadable: a filter is an expression of the query syntax
// (docs.coveo.com/en/1552).
func filterUnreadable(s subject) []hit {
	var hits []hit
	for _, e := range s.expressions() {
		var syntax *queryexpr.SyntaxError
		if errors.As(queryexpr.Check(e.text), &syntax) {
			hits = append(hits, at(e.field, "column", strconv.Itoa(syntax.Column), "reason", syntax.Reason))
		}
	}
	return hits
}

// filterMatchesNothing: a filter is added to every query (RestTokenParams.filter).
func filterMatchesNothing(s subject) []hit {
	return when(isSet(s.search.Filter) && s.FilterMatches != nil && *s.FilterMatches == 0, "filter")
}

// filterLowercaseOperator: and, or, not and near are operators in capitals only,
// unless a query asks for lowercaseOperators (docs.coveo.com/en/1552).
func filterLowercaseOperator(s subject) []hit {
	return eachTerm(s, func(field string, term queryexpr.Expr) []hit {
		word, isWord := term.(*queryexpr.Word)
		operators := map[string]string{"and": "AND", "or": "OR", "not": "NOT", "near": "NEAR"}
		if !isWord || word.Exact || operators[word.Text] == "" {
			return nil
		}
		return []hit{at(field, "word", word.Text, "operator", operators[word.Text])}
	})
}

// filterContains: = finds what contains the value, == what is the value
// (docs.coveo.com/en/1814).
func filterContains(s subject) []hit {
	return eachTerm(s, func(field string, term queryexpr.Expr) []hit {
		f, isField := term.(*queryexpr.Field)
		if !isField || f.Op != queryexpr.Contains || f.Short || !isTextual(f.Value) {
			return nil
		}
		return []hit{at(field, "name", f.Name, "value", queryexpr.PrintValue(f.Value))}
	})
}

// isTextual reports whether a value is text, for which containing and being are not
// the same.
func isTextual(value queryexpr.Value) bool {
	switch value.(type) {
	case *queryexpr.Text, *queryexpr.List:
		return true
	default:
		return false
	}
}

// eachTerm gathers what a function finds in the terms of the request's expressions.
// The same is said once.
func eachTerm(s subject, find func(field string, term queryexpr.Expr) []hit) []hit {
	var hits []hit
	for _, e := range s.expressions() {
		parsed, err := queryexpr.Parse(e.text)
		if err != nil {
			continue
		}
		visitTerms(parsed, func(term queryexpr.Expr) {
			for _, h := range find(e.field, term) {
				same := func(other hit) bool { return h.field == other.field && slices.Equal(h.values, other.values) }
				if !slices.ContainsFunc(hits, same) {
					hits = append(hits, h)
				}
			}
		})
	}
	return hits
}

// visitTerms visits the parts of an expression, those that are negated too.
func visitTerms(expr queryexpr.Expr, visit func(queryexpr.Expr)) {
	queryexpr.Walk(expr, func(part queryexpr.Expr) {
		visit(part)
		if not, isNot := part.(*queryexpr.Not); isNot {
			visitTerms(not.Term, visit)
		}
	})
}
