package policy

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
	"coveotoken/coveoapi/queryexpr"
)

// mostRead is how many results are read where it matters which they are.
const mostRead = 1000

// Count is how many there must be. Most is -1 when there is no upper bound.
type Count struct{ Least, Most int }

func (c Count) holds(n int) bool { return n >= c.Least && (c.Most < 0 || n <= c.Most) }

// String says the number: "at least 1", "at most 5", "2 to 5", "0".
func (c Count) String() string {
	switch {
	case c.Most < 0:
		return fmt.Sprintf("at least %d", c.Least)
	case c.Least == c.Most:
		return fmt.Sprint(c.Most)
	case c.Least == 0:
		return fmt.Sprintf("at most %d", c.Most)
	default:
		return fmt.Sprintf("%d to %d", c.Least, c.Most)
	}
}

// outcome compares the number that was found; a surplus is shown by its first item.
func (c Count) outcome(reply coveoapi.SearchResponse) Outcome {
	n := reply.TotalCountFiltered
	o := decided(c.holds(n), fmt.Sprint(n))
	if o.Status == Failed && n > c.Least && len(reply.Results) > 0 {
		o.First = title(reply.Results[0])
	}
	return o
}

func title(r coveoapi.SearchResult) string {
	if r.Title != "" {
		return r.Title
	}
	return r.UniqueID
}

// ResultCount is how many results the query has.
type ResultCount struct{ Count Count }

// Text implements Expectation.
func (x ResultCount) Text() string {
	if x.Count.Least == 1 && x.Count.Most < 0 || x.Count == (Count{1, 1}) {
		return x.Count.String() + " result"
	}
	return x.Count.String() + " results"
}

func (x ResultCount) judge(e *evidence) Outcome {
	reply, err := e.search(e.check.Query, 1)
	if err != nil {
		return broken(err)
	}
	return x.Count.outcome(reply)
}

// CountFrom is how many results have a value in a field, such as a source. The server
// is asked for just those.
type CountFrom struct {
	Field, Value string
	Count        Count
}

// Text implements Expectation.
func (x CountFrom) Text() string {
	if strings.EqualFold(x.Field, "source") {
		return fmt.Sprintf("%s from %q", x.Count, x.Value)
	}
	return fmt.Sprintf("%s with %s %q", x.Count, x.Field, x.Value)
}

func (x CountFrom) judge(e *evidence) Outcome {
	query := e.check.Query
	query.AQ = queryexpr.Print(&queryexpr.Field{
		Name: x.Field, Op: queryexpr.IsExactly, Value: &queryexpr.Text{Value: x.Value, Quoted: true},
	})
	if e.check.Query.AQ != "" {
		query.AQ = "(" + e.check.Query.AQ + ") " + query.AQ
	}
	reply, err := e.search(query, 1)
	if err != nil {
		return broken(err)
	}
	return x.Count.outcome(reply)
}

// Includes is an item that must be among the results, by its unique ID or its title.
type Includes struct{ Item string }

// Text implements Expectation.
func (x Includes) Text() string { return fmt.Sprintf("%q among the results", x.Item) }

func (x Includes) judge(e *evidence) Outcome { return e.find(x.Item, true) }

// Excludes is an item that must not be among the results.
type Excludes struct{ Item string }

// Text implements Expectation.
func (x Excludes) Text() string { return fmt.Sprintf("no %q among the results", x.Item) }

func (x Excludes) judge(e *evidence) Outcome { return e.find(x.Item, false) }

// find looks for an item among the results. That it is not there is known only when
// all of them were read.
func (e *evidence) find(item string, wanted bool) Outcome {
	reply, err := e.search(e.check.Query, mostRead)
	if err != nil {
		return broken(err)
	}
	for i, r := range reply.Results {
		if r.UniqueID == item || strings.EqualFold(r.Title, item) {
			o := decided(wanted, fmt.Sprintf("result %d", i+1))
			if !wanted && title(r) != item {
				o.First = title(r)
			}
			return o
		}
	}
	if !readAll(reply) {
		return unknown("it is not among the first %d of %d results; a narrower query would tell", len(reply.Results), reply.TotalCountFiltered)
	}
	return decided(!wanted, "none of "+english.Plural(len(reply.Results), "result", ""))
}

func readAll(reply coveoapi.SearchResponse) bool {
	return len(reply.Results) >= reply.TotalCountFiltered
}

// AnsweredBy is the query pipeline that must answer.
type AnsweredBy struct{ Pipeline string }

// Text implements Expectation.
func (x AnsweredBy) Text() string { return fmt.Sprintf("pipeline %q", x.Pipeline) }

func (x AnsweredBy) judge(e *evidence) Outcome {
	reply, err := e.search(e.check.Query, 1)
	switch {
	case err != nil:
		return broken(err)
	case reply.Pipeline == "":
		return unknown("the reply does not say which pipeline answered")
	}
	return decided(reply.Pipeline == x.Pipeline, fmt.Sprintf("%q", reply.Pipeline))
}

// SameAs is somebody who must find the same items, whatever their order.
type SameAs struct {
	Other persona.Persona
	// Form is the search token that the other's identities go into.
	Form coveoapi.SearchTokenRequest
}

// Text implements Expectation.
func (x SameAs) Text() string { return "the same results as " + x.Other.Label }

func (x SameAs) judge(e *evidence) Outcome {
	mine, err := e.search(e.check.Query, mostRead)
	if err != nil {
		return broken(err)
	}
	theirs, err := e.searchAs(x.Other, x.Form, mostRead)
	if err != nil {
		return broken(err)
	}
	more, less := missing(mine.Results, theirs.Results), missing(theirs.Results, mine.Results)
	differ := len(more)+len(less) > 0 || mine.TotalCountFiltered != theirs.TotalCountFiltered
	switch complete := readAll(mine) && readAll(theirs); {
	case !complete && mine.TotalCountFiltered == theirs.TotalCountFiltered:
		return unknown("both find %d, and only the first %d can be told apart; a narrower query would tell", mine.TotalCountFiltered, mostRead)
	case !differ:
		return decided(true, fmt.Sprintf("the same %d", mine.TotalCountFiltered))
	case !complete:
		return decided(false, fmt.Sprintf("%d against %d", mine.TotalCountFiltered, theirs.TotalCountFiltered))
	}
	o := decided(false, fmt.Sprintf("%d more and %d fewer", len(more), len(less)))
	if first := append(more, less...); len(first) > 0 {
		o.First = title(first[0])
	}
	return o
}

// missing gives the results of one list whose unique ID is not in the other.
func missing(list, other []coveoapi.SearchResult) []coveoapi.SearchResult {
	there := map[string]bool{}
	for _, r := range other {
		there[r.UniqueID] = true
	}
	var found []coveoapi.SearchResult
	for _, r := range list {
		if !there[r.UniqueID] {
			found = append(found, r)
		}
	}
	return found
}
