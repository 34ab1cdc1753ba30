package queryexpr

import (
	"strings"
	"time"
)

// field compares the values of a field; one that fits is enough. An item without
// the field matches nothing but <>.
func (e *Evaluator) field(field *Field, item Document) bool {
	values := item.Field(field.Name)
	switch field.Op {
	case DifferentThan:
		return !e.fits(field, IsExactly, values)
	case PhoneticMatch, FuzzyMatch, RegexMatch, WildcardMatch:
		return e.pattern(field).matchAny(values)
	default:
		return e.fits(field, field.Op, values)
	}
}

// fits reports whether any value stands in the relation to the field's value.
func (e *Evaluator) fits(field *Field, operator Operator, values []FieldValue) bool {
	switch wanted := field.Value.(type) {
	case *List:
		for _, item := range wanted.Items {
			if anyText(values, operator, item.Value) {
				return true
			}
		}
		return false
	case *Nested:
		return intersects(values, e.nestedValues(wanted))
	case *Text:
		return anyText(values, operator, wanted.Value)
	case *Extension:
		return e.fitsText(operator, values, wanted.text("value"))
	case *Object:
		text, ok := e.object(wanted)
		return ok && e.fitsText(operator, values, text)
	}
	for _, value := range values {
		if e.fitsPoint(value, operator, field.Value) {
			return true
		}
	}
	return false
}

// fitsText compares with a text that an extension or an object gave, which may be a
// number or a date.
func (e *Evaluator) fitsText(operator Operator, values []FieldValue, text string) bool {
	point := classifyPoint(text, 0)
	if point == nil {
		return anyText(values, operator, text)
	}
	for _, value := range values {
		if e.fitsPoint(value, operator, point) {
			return true
		}
	}
	return false
}

// fitsPoint compares a value with a number, a date or a range of them.
func (e *Evaluator) fitsPoint(value FieldValue, operator Operator, wanted Value) bool {
	switch w := wanted.(type) {
	case *Number:
		if value.Number == nil {
			return anyText([]FieldValue{value}, operator, w.Source)
		}
		return inOrder(operator, compare(*value.Number, w.Value, w.Value))
	case *Date:
		from, to, ok := span(w.Source, e.environment.Now)
		if value.Date == nil || !ok {
			return anyText([]FieldValue{value}, operator, w.Source)
		}
		return inOrder(operator, compareTime(*value.Date, from, to))
	case *Range:
		return e.fitsPoint(value, GreaterThanOrEqual, w.From) && e.fitsPoint(value, LowerThanOrEqual, w.To)
	default:
		return false
	}
}

// compare gives -1, 0 or 1 for a number below, within or above from..to.
func compare(value, from, to float64) int {
	switch {
	case value < from:
		return -1
	case value > to:
		return 1
	default:
		return 0
	}
}

// compareTime is compare for a span that ends before its end.
func compareTime(value, from, to time.Time) int {
	switch {
	case value.Before(from):
		return -1
	case value.Before(to):
		return 0
	default:
		return 1
	}
}

func inOrder(operator Operator, comparison int) bool {
	switch operator {
	case LowerThan:
		return comparison < 0
	case LowerThanOrEqual:
		return comparison <= 0
	case GreaterThan:
		return comparison > 0
	case GreaterThanOrEqual:
		return comparison >= 0
	default:
		return comparison == 0
	}
}

// anyText compares texts without regard to case: the whole value for ==, words that
// follow each other for =. Texts have no order.
func anyText(values []FieldValue, operator Operator, wanted string) bool {
	for _, value := range values {
		switch operator {
		case IsExactly:
			if strings.EqualFold(strings.TrimSpace(value.Text), strings.TrimSpace(wanted)) {
				return true
			}
		case Contains:
			if containsWords(Words(value.Text), Words(wanted)) {
				return true
			}
		}
	}
	return false
}

func containsWords(words, wanted []string) bool {
	for i := 0; i+len(wanted) <= len(words); i++ {
		if equalWords(words[i:i+len(wanted)], wanted) {
			return len(wanted) > 0
		}
	}
	return false
}

func equalWords(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// intersects reports whether any value is among lower-cased others.
func intersects(values []FieldValue, others map[string]bool) bool {
	for _, value := range values {
		if others[strings.ToLower(value.Text)] {
			return true
		}
	}
	return false
}
