package jq

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
)

// combine is left operator right. Where a side gives several values, all pairs are
// made.
func combine(operator string, left, right filter) filter {
	switch operator {
	case "//":
		return alternative(left, right)
	case "and":
		return choose(left, asBool(right), constant(false))
	case "or":
		return choose(left, constant(true), asBool(right))
	}
	return func(s *scope, in any, emit func(any) error) error {
		return right(s, in, func(b any) error {
			return left(s, in, func(a any) error {
				value, err := calculate(operator, a, b)
				if err != nil {
					return err
				}
				return emit(value)
			})
		})
	}
}

func asBool(f filter) filter {
	return mapped(f, func(value any) (bool, error) { return truthy(value), nil })
}

func calculate(operator string, a, b any) (any, error) {
	switch operator {
	case "==":
		return compare(a, b) == 0, nil
	case "!=":
		return compare(a, b) != 0, nil
	case "<":
		return compare(a, b) < 0, nil
	case "<=":
		return compare(a, b) <= 0, nil
	case ">":
		return compare(a, b) > 0, nil
	case ">=":
		return compare(a, b) >= 0, nil
	case "+":
		return add(a, b)
	case "-":
		return subtract(a, b)
	case "/":
		if text, ok := a.(string); ok {
			if separator, ok := b.(string); ok {
				return split(text, separator), nil
			}
		}
	}
	return arithmetic(operator, a, b)
}

func add(a, b any) (any, error) {
	switch {
	case a == nil:
		return b, nil
	case b == nil:
		return a, nil
	}
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return x + y, nil
		}
	case []any:
		if y, ok := b.([]any); ok {
			return slices.Concat(x, y), nil
		}
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			sum := maps.Clone(x)
			maps.Copy(sum, y)
			return sum, nil
		}
	}
	return arithmetic("+", a, b)
}

func subtract(a, b any) (any, error) {
	if x, ok := a.([]any); ok {
		if y, ok := b.([]any); ok {
			return slices.DeleteFunc(slices.Clone(x), func(v any) bool {
				return slices.ContainsFunc(y, func(w any) bool { return compare(v, w) == 0 })
			}), nil
		}
	}
	return arithmetic("-", a, b)
}

func arithmetic(operator string, a, b any) (any, error) {
	x, isX := numberOf(a)
	y, isY := numberOf(b)
	if !isX || !isY {
		return nil, mismatch("%s and %s do not go with %s", shown(a), shown(b), operator)
	}
	switch operator {
	case "+":
		return finite(x + y), nil
	case "-":
		return finite(x - y), nil
	case "*":
		return finite(x * y), nil
	}
	if y == 0 || operator == "%" && math.Abs(y) < 1 {
		return nil, mismatch("%s cannot be divided by %s", shown(a), shown(b))
	}
	if operator == "%" {
		return finite(math.Mod(math.Trunc(x), math.Trunc(y))), nil
	}
	return finite(x / y), nil
}

// finite keeps a number within what JSON can write.
func finite(n float64) float64 { return min(max(n, -math.MaxFloat64), math.MaxFloat64) }

func floor(n float64) float64 { return math.Floor(n) }

// numberOf gives the number that a value is.
func numberOf(value any) (float64, bool) {
	switch value := value.(type) {
	case float64:
		return value, true
	case json.Number:
		n, err := value.Float64()
		return finite(n), err == nil || !math.IsNaN(n)
	}
	return 0, false
}

// rank orders the kinds of values: null, false, true, numbers, texts, lists, objects.
func rank(value any) int {
	switch value := value.(type) {
	case nil:
		return 0
	case bool:
		if value {
			return 2
		}
		return 1
	case string:
		return 4
	case []any:
		return 5
	case map[string]any:
		return 6
	}
	return 3
}

// compare orders two values of any kind.
func compare(a, b any) int {
	if byKind := cmp.Compare(rank(a), rank(b)); byKind != 0 {
		return byKind
	}
	switch a := a.(type) {
	case string:
		return strings.Compare(a, b.(string))
	case []any:
		return slices.CompareFunc(a, b.([]any), compare)
	case map[string]any:
		return compareObjects(a, b.(map[string]any))
	case float64, json.Number:
		if reflect.DeepEqual(a, b) {
			return 0
		}
		x, _ := numberOf(a)
		y, _ := numberOf(b)
		return cmp.Compare(x, y)
	}
	return 0
}

// compareObjects orders objects by their names, then by their values.
func compareObjects(a, b map[string]any) int {
	names, others := slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b))
	if byNames := slices.Compare(names, others); byNames != 0 {
		return byNames
	}
	for _, name := range names {
		if byValue := compare(a[name], b[name]); byValue != 0 {
			return byValue
		}
	}
	return 0
}

// shown describes a value in an error: its kind and the start of it.
func shown(value any) string {
	const most = 30
	text := encode(value)
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most]) + "…"
	}
	switch value.(type) {
	case nil:
		return "null"
	case bool:
		return text
	}
	return kind(value) + " " + text
}

// kind names the kind of a value as the function type does.
func kind(value any) string {
	return []string{"null", "boolean", "boolean", "number", "string", "array", "object"}[rank(value)]
}

func split(text, separator string) []any {
	if text == "" {
		return []any{}
	}
	var parts []any
	for _, part := range strings.Split(text, separator) {
		parts = append(parts, part)
	}
	return parts
}
