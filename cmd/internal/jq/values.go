package jq

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// valueFunctions are the functions of single values and of objects.
func valueFunctions() map[string]builtin {
	round := func(how func(float64) float64) builtin {
		return of(func(v any) (any, error) {
			n, ok := numberOf(v)
			if !ok {
				return nil, mismatch("a number is needed, not %s", shown(v))
			}
			return how(n), nil
		})
	}
	return map[string]builtin{
		"length": of(length),
		"type":   of(func(v any) (any, error) { return kind(v), nil }),
		"keys":   of(keys),
		"floor":  round(math.Floor), "ceil": round(math.Ceil), "round": round(math.Round), "abs": round(math.Abs),
		"to_entries":   of(entries),
		"from_entries": {[]int{0}, func([]filter) filter { return with(identity, fromEntries) }},
		"tostring":     of(func(v any) (any, error) { return text(v) }),
		"tojson":       of(func(v any) (any, error) { return encode(v), nil }),
		"tonumber":     of(toNumber),
		"fromjson": of(func(v any) (any, error) {
			var value any
			if plain, ok := v.(string); !ok || json.Unmarshal([]byte(plain), &value) != nil {
				return nil, mismatch("%s is not JSON", shown(v))
			}
			return value, nil
		}),
		"now": {[]int{0}, func([]filter) filter {
			return mapped(identity, func(any) (any, error) { return float64(time.Now().Unix()), nil })
		}},
		"todate":   of(toDate),
		"fromdate": of(fromDate),
	}
}

func length(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return 0.0, nil
	case string:
		return float64(len([]rune(v))), nil
	case []any:
		return float64(len(v)), nil
	case map[string]any:
		return float64(len(v)), nil
	}
	if n, ok := numberOf(v); ok {
		return math.Abs(n), nil
	}
	return nil, mismatch("%s has no length", shown(v))
}

func keys(v any) (any, error) {
	list := []any{}
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			list = append(list, name)
		}
	case []any:
		for i := range v {
			list = append(list, float64(i))
		}
	default:
		return nil, mismatch("%s has no keys", shown(v))
	}
	return list, nil
}

// has tells whether an object has a name, or a list an index.
func has(v, key any) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		if name, ok := key.(string); ok {
			_, found := v[name]
			return found, nil
		}
	case []any:
		if i, ok := numberOf(key); ok {
			return i >= 0 && i < float64(len(v)), nil
		}
	}
	return nil, mismatch("%s cannot have the key %s", shown(v), shown(key))
}

// contains tells whether a value has a part: a text within it, a list's members each
// in one of its own, an object's attributes each in its own.
func contains(v, part any) (bool, error) {
	switch p := part.(type) {
	case string:
		if plain, ok := v.(string); ok {
			return strings.Contains(plain, p), nil
		}
	case []any:
		if list, ok := v.([]any); ok {
			for _, wanted := range p {
				if !slices.ContainsFunc(list, func(one any) bool { in, err := contains(one, wanted); return in && err == nil }) {
					return false, nil
				}
			}
			return true, nil
		}
	case map[string]any:
		if object, ok := v.(map[string]any); ok {
			for name, wanted := range p {
				if in, err := contains(object[name], wanted); !in || err != nil {
					return false, err
				}
			}
			return true, nil
		}
	}
	if kind(v) != kind(part) {
		return false, mismatch("%s cannot contain %s", shown(v), shown(part))
	}
	return compare(v, part) == 0, nil
}

// entries lists the attributes of an object, or the members of a list, as {key, value}.
func entries(v any) (any, error) {
	names, err := keys(v)
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, name := range names.([]any) {
		value, err := member(v, name)
		if err != nil {
			return nil, err
		}
		list = append(list, map[string]any{"key": name, "value": value})
	}
	return list, nil
}

// fromEntries makes an object of {key, value} or {name, value}.
func fromEntries(list []any) (any, error) {
	object := map[string]any{}
	for _, entry := range list {
		pair, ok := entry.(map[string]any)
		if !ok {
			return nil, mismatch("%s is not an entry with key and value", shown(entry))
		}
		name := pair["key"]
		if name == nil {
			name = pair["name"]
		}
		if name == nil {
			return nil, mismatch("%s is an entry without a key", shown(entry))
		}
		key, _ := text(name)
		object[key] = pair["value"]
	}
	return object, nil
}

func toNumber(v any) (any, error) {
	if _, ok := numberOf(v); ok {
		return v, nil
	}
	if plain, ok := v.(string); ok {
		if n, err := strconv.ParseFloat(strings.TrimSpace(plain), 64); err == nil && !math.IsNaN(n) {
			return finite(n), nil
		}
	}
	return nil, mismatch("%s is not a number", shown(v))
}

func toDate(v any) (any, error) {
	n, ok := numberOf(v)
	if !ok || math.Abs(n) > 1e11 {
		return nil, mismatch("%s is not seconds since 1970", shown(v))
	}
	return time.Unix(int64(n), 0).UTC().Format(time.RFC3339), nil
}

func fromDate(v any) (any, error) {
	plain, _ := v.(string)
	moment, err := time.Parse(time.RFC3339, plain)
	if err != nil {
		return nil, mismatch("%s is not a moment such as 2026-03-14T09:00:00Z", shown(v))
	}
	return float64(moment.Unix()), nil
}
