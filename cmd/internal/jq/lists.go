package jq

import "slices"

// listFunctions are the functions of lists.
func listFunctions() map[string]builtin {
	return map[string]builtin{
		"sort":      by(false, func(l []keyed) any { return valuesOf(l) }),
		"sort_by":   by(true, func(l []keyed) any { return valuesOf(l) }),
		"group_by":  by(true, groups),
		"unique":    by(false, unique),
		"unique_by": by(true, unique),
		"min":       by(false, func(l []keyed) any { return end(l, 0) }),
		"min_by":    by(true, func(l []keyed) any { return end(l, 0) }),
		"max":       by(false, func(l []keyed) any { return end(l, len(l)-1) }),
		"max_by":    by(true, func(l []keyed) any { return end(l, len(l)-1) }),
		"reverse": {[]int{0}, func([]filter) filter {
			return with(identity, func(list []any) (any, error) {
				list = slices.Clone(list)
				slices.Reverse(list)
				return list, nil
			})
		}},
		"flatten": {[]int{0}, func([]filter) filter {
			return with(identity, func(list []any) (any, error) { return flatten(nil, list), nil })
		}},
		"join": argument(joinList),
		"index": argument(func(v, wanted any) (any, error) {
			list, ok := v.([]any)
			if !ok {
				return nil, mismatch("index needs a list, not %s", shown(v))
			}
			if i := slices.IndexFunc(list, func(one any) bool { return compare(one, wanted) == 0 }); i >= 0 {
				return float64(i), nil
			}
			return nil, nil
		}),
	}
}

// keyed is a member of a list with what it is sorted by.
type keyed struct{ key, value any }

// by is a function of a list that is sorted by its members, or by what the argument
// makes of each.
func by(argument bool, change func([]keyed) any) builtin {
	takes := 0
	if argument {
		takes = 1
	}
	return builtin{[]int{takes}, func(a []filter) filter {
		key := listOf(first(a, identity))
		return func(s *scope, in any, emit func(any) error) error {
			list, ok := in.([]any)
			if !ok {
				return mismatch("a list is needed, not %s", shown(in))
			}
			sorted := make([]keyed, len(list))
			for i, value := range list {
				err := key(s, value, func(k any) error {
					sorted[i] = keyed{k, value}
					return nil
				})
				if err != nil {
					return err
				}
			}
			slices.SortStableFunc(sorted, func(a, b keyed) int { return compare(a.key, b.key) })
			return emit(change(sorted))
		}
	}}
}

func valuesOf(list []keyed) []any {
	values := make([]any, len(list))
	for i := range list {
		values[i] = list[i].value
	}
	return values
}

func groups(list []keyed) any {
	grouped := []any{}
	for i, j := 0, 0; i < len(list); i = j {
		for j = i; j < len(list) && compare(list[i].key, list[j].key) == 0; j++ {
		}
		grouped = append(grouped, valuesOf(list[i:j]))
	}
	return grouped
}

func unique(list []keyed) any {
	return valuesOf(slices.CompactFunc(list, func(a, b keyed) bool { return compare(a.key, b.key) == 0 }))
}

// end is the member at an index, nil of an empty list.
func end(list []keyed, index int) any {
	if len(list) == 0 {
		return nil
	}
	return list[index].value
}

func flatten(flat, list []any) []any {
	if flat == nil {
		flat = []any{}
	}
	for _, value := range list {
		if inner, ok := value.([]any); ok {
			flat = flatten(flat, inner)
			continue
		}
		flat = append(flat, value)
	}
	return flat
}

func joinList(v, separator any) (any, error) {
	list, isList := v.([]any)
	between, isText := separator.(string)
	if !isList || !isText {
		return nil, mismatch("join needs a list and a text, not %s and %s", shown(v), shown(separator))
	}
	joined := ""
	for i, value := range list {
		if i > 0 {
			joined += between
		}
		switch value.(type) {
		case nil:
		case []any, map[string]any:
			return nil, mismatch("%s cannot be joined", shown(value))
		default:
			plain, _ := text(value)
			joined += plain
		}
	}
	return joined, nil
}
