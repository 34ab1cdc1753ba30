package queryexpr

import "time"

// Document is an item that expressions are evaluated on.
type Document interface {
	// Field gives the values of a field, none when the item lacks it.
	Field(name string) []FieldValue
	// Positions gives, in ascending order, where a word stands in the item's text.
	Positions(term Term) []int
}

// FieldValue is one value of a field. Text is always set; a number or a date is set
// as what it is too.
type FieldValue struct {
	Text   string
	Number *float64
	Date   *time.Time
}

// Term is a word to look for, as Words gives it.
type Term struct {
	Word  string
	Match TermMatch
}

// TermMatch says how a word is looked for.
type TermMatch int

// The ways to look for a word.
const (
	Stemmed  TermMatch = iota // and what shares its stem
	Exact                     // the word itself
	Wildcard                  // * and ? stand for any characters and any one
)

// Environment is what an expression refers to beyond the item.
type Environment struct {
	// Now is what relative dates start from; dates are read in its location.
	Now time.Time
	// Wildcards lets * and ? in words stand for other characters.
	Wildcards bool
	// Values gives the values that a field has in the items matched by a query,
	// lower-cased, for nested queries. When nil, nested queries match nothing.
	Values func(field string, query Expr) map[string]bool
	// Object gives the value of a query object such as context.product.
	Object func(name string) (string, bool)
}

// Evaluator decides which items an expression matches. It remembers the answers of
// nested queries, so one is made for each query; it is not for concurrent use.
type Evaluator struct {
	environment Environment
	nested      map[*Nested]map[string]bool
	patterns    map[*Field]matcher
}

// NewEvaluator makes an evaluator.
func NewEvaluator(environment Environment) *Evaluator {
	return &Evaluator{
		environment: environment,
		nested:      map[*Nested]map[string]bool{},
		patterns:    map[*Field]matcher{},
	}
}

// Match reports whether an item matches. Extensions that only change the ranking,
// and those that are not known, match every item.
func (e *Evaluator) Match(expr Expr, item Document) bool {
	switch x := expr.(type) {
	case *And:
		return e.all(x.Terms, item)
	case *Or:
		return e.any(x.Terms, item)
	case *Not:
		return !e.Match(x.Term, item)
	case *Near:
		return e.near(x, item)
	case *Word:
		return e.word(x, item)
	case *Phrase:
		return len(phrasePositions(Words(x.Text), Exact, item)) > 0
	case *FieldExists:
		return len(item.Field(x.Name)) > 0
	case *Field:
		return e.field(x, item)
	case *Nested:
		return intersects(item.Field(x.Field), e.nestedValues(x))
	case *Extension:
		return e.extension(x, item)
	case *Object:
		value, ok := e.object(x)
		return ok && len(phrasePositions(Words(value), Stemmed, item)) > 0
	default: // Empty
		return true
	}
}

func (e *Evaluator) all(terms []Expr, item Document) bool {
	for _, term := range terms {
		if !e.Match(term, item) {
			return false
		}
	}
	return true
}

func (e *Evaluator) any(terms []Expr, item Document) bool {
	for _, term := range terms {
		if e.Match(term, item) {
			return true
		}
	}
	return false
}

func (e *Evaluator) object(object *Object) (string, bool) {
	if e.environment.Object == nil {
		return "", false
	}
	return e.environment.Object(object.Name)
}

// nestedValues runs a nested query once.
func (e *Evaluator) nestedValues(nested *Nested) map[string]bool {
	values, known := e.nested[nested]
	if !known && e.environment.Values != nil {
		values = e.environment.Values(nested.Field, nested.Query)
		e.nested[nested] = values
	}
	return values
}

// extension evaluates the extensions that choose items; $some keeps those that hold
// at least `match` of its keywords.
func (e *Evaluator) extension(extension *Extension, item Document) bool {
	if extension.Name != "some" {
		return true
	}
	found, needed := 0, 1.0
	if match, ok := extension.number("match"); ok {
		needed = match
	}
	for _, word := range Words(extension.text("keywords")) {
		if len(item.Positions(Term{word, Stemmed})) > 0 {
			found++
		}
	}
	return float64(found) >= needed
}
