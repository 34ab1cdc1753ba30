package sandbox

import (
	"math"
	"slices"
	"time"

	"coveotoken/coveoapi/queryexpr"
)

// search is a query on its way through the index.
type search struct {
	call      *call
	params    *queryParams
	started   time.Time
	grant     searchGrant
	who       identitySet
	route     routing
	parts     *expressions
	reader    *reader
	evaluator *queryexpr.Evaluator
	// visible are the documents that the caller may see.
	visible []int
}

// match is a document that a query found.
type match struct {
	document int
	score    float64
}

// newSearch prepares a query: who asks, which pipeline answers, what is asked.
func newSearch(c *call, params *queryParams) (*search, error) {
	s := &search{call: c, params: params, started: time.Now(), reader: c.sandbox.company.index(c.sandbox.clock.now()).reader()}
	if c.caller.search != nil {
		s.grant = *c.caller.search
	}
	if params.viewingAll && !c.caller.may(viewAllContent) {
		return nil, fail(causeForbidden, "The credential lacks the privilege "+viewAllContent.String()+", which viewAllContent needs.")
	}
	var err error
	if s.route, err = c.sandbox.company.routeQuery(params, s.grant); err != nil {
		return nil, err
	}
	if s.parts, err = parseExpressions(params, s.grant.filter, s.route.pipeline.filter); err != nil {
		return nil, err
	}
	s.who = c.sandbox.company.directory.expand(s.grant.userIDs)
	s.visible = s.visibleDocuments()
	s.evaluator = s.newEvaluator()
	return s, nil
}

// visibleDocuments trims the index to what the caller may see.
func (s *search) visibleDocuments() []int {
	var visible []int
	for i, d := range s.reader.index.documents {
		if s.params.viewingAll || d.permissions.allow(s.who) {
			visible = append(visible, i)
		}
	}
	return visible
}

func (s *search) newEvaluator() *queryexpr.Evaluator {
	now := s.call.sandbox.clock.now()
	if zone, err := time.LoadLocation(s.params.Timezone); err == nil {
		now = now.In(zone)
	}
	return queryexpr.NewEvaluator(queryexpr.Environment{
		Now:       now,
		Wildcards: s.params.Wildcards,
		Values:    s.fieldValues,
		Object:    s.object,
	})
}

// find gives the numbers of the visible documents that match, in index order.
func (s *search) find(expr queryexpr.Expr) []int {
	var found []int
	for _, number := range s.visible {
		if s.evaluator.Match(expr, item{s.reader, number}) {
			found = append(found, number)
		}
	}
	return found
}

// rank scores documents by the words that were sought and the boosts that apply.
func (s *search) rank(found []int) []match {
	terms := soughtTerms(s.params.Wildcards, s.parts.basic, s.parts.advanced, s.parts.large)
	boosts := append(boostsOf(s.parts.effective()), s.route.pipeline.boosts...)
	matches := make([]match, len(found))
	for i, number := range found {
		matches[i] = match{number, s.scoreOf(number, terms, boosts)}
	}
	slices.SortStableFunc(matches, s.byRelevance)
	return matches
}

// byRelevance puts the better first, of equals the newer.
func (s *search) byRelevance(a, b match) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	default:
		documents := s.reader.index.documents
		return documents[b.document].date.Compare(documents[a.document].date)
	}
}

// scoreScale brings scores to the size of those that Coveo returns.
const scoreScale = 100

func (s *search) scoreOf(number int, terms []queryexpr.Term, boosts []boost) float64 {
	score := 0.0
	for _, term := range terms {
		if p, ok := s.reader.in(term, number); ok {
			score += s.reader.index.score(s.reader.postings(term), p) * scoreScale
		}
	}
	for _, b := range boosts {
		if s.evaluator.Match(b.expression, item{s.reader, number}) {
			score += b.modifier
		}
	}
	return math.Round(score)
}

// boost adds to the score of the items that an expression matches.
type boost struct {
	expression queryexpr.Expr
	modifier   float64
}

// boostsOf finds the $qre of an expression.
func boostsOf(expr queryexpr.Expr) []boost {
	var boosts []boost
	queryexpr.Walk(expr, func(e queryexpr.Expr) {
		if extension, ok := e.(*queryexpr.Extension); ok {
			if expression, modifier, ok := extension.Boost(); ok {
				boosts = append(boosts, boost{expression, modifier})
			}
		}
	})
	return boosts
}

// maxTerms is how many terms count for the ranking and are highlighted.
const maxTerms = 64

// soughtTerms collects the free-text terms of expressions, the first ones.
func soughtTerms(wildcards bool, exprs ...queryexpr.Expr) []queryexpr.Term {
	var terms []queryexpr.Term
	for _, expr := range exprs {
		queryexpr.Walk(expr, func(e queryexpr.Expr) {
			switch t := e.(type) {
			case *queryexpr.Word:
				terms = append(terms, t.Terms(wildcards)...)
			case *queryexpr.Phrase:
				for _, word := range queryexpr.Words(t.Text) {
					terms = append(terms, queryexpr.Term{Word: word, Match: queryexpr.Exact})
				}
			}
		})
	}
	return terms[:min(len(terms), maxTerms)]
}
