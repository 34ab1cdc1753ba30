package jq

import (
	"errors"
	"maps"
	"slices"
)

// builtin is a function: with how many arguments it can be called, and the filter that
// a call is.
type builtin struct {
	takes []int
	make  func(arguments []filter) filter
}

// Functions lists the names of the functions.
func Functions() []string { return slices.Sorted(maps.Keys(builtins())) }

// builtins are the functions by name.
func builtins() map[string]builtin {
	all := map[string]builtin{
		"empty":   {[]int{0}, func([]filter) filter { return empty }},
		"not":     of(func(v any) (any, error) { return !truthy(v), nil }),
		"select":  {[]int{1}, func(a []filter) filter { return choose(a[0], identity, empty) }},
		"map":     {[]int{1}, func(a []filter) filter { return listOf(chain(iterate, a[0])) }},
		"values":  {[]int{0}, func([]filter) filter { return choose(combine("==", identity, constant(nil)), empty, identity) }},
		"recurse": {[]int{0}, func([]filter) filter { return recurse }},
		"error": {[]int{0, 1}, func(a []filter) filter {
			return mapped(first(a, identity), func(v any) (any, error) {
				message, _ := text(v)
				return nil, &ValueError{message, v}
			})
		}},
		"first": {[]int{0, 1}, func(a []filter) filter { return firstOf(a) }},
		"last":  {[]int{0, 1}, func(a []filter) filter { return pick(listOf(first(a, iterate)), -1) }},
		"limit": {[]int{2}, func(a []filter) filter { return limit(a[0], a[1]) }},
		"isempty": {[]int{1}, func(a []filter) filter {
			return with(listOf(a[0]), func(l []any) (any, error) { return len(l) == 0, nil })
		}},
		"any":      {[]int{0, 1}, func(a []filter) filter { return anyAll(a, true) }},
		"all":      {[]int{0, 1}, func(a []filter) filter { return anyAll(a, false) }},
		"add":      {[]int{0, 1}, func(a []filter) filter { return with(listOf(first(a, iterate)), sum) }},
		"range":    {[]int{1, 2}, func(a []filter) filter { return count(a) }},
		"has":      argument(has),
		"contains": argument(func(v, part any) (any, error) { return contains(v, part) }),
		"inside":   argument(func(part, v any) (any, error) { return contains(v, part) }),
		"map_values": {[]int{1}, func(a []filter) filter {
			return members(func(s *scope, pair map[string]any) ([]any, error) {
				values, err := collect(s, a[0], pair["value"])
				for i, v := range values[:min(1, len(values))] {
					values[i] = map[string]any{"key": pair["key"], "value": v}
				}
				return values[:min(1, len(values))], err
			})
		}},
		"with_entries": {[]int{1}, func(a []filter) filter {
			return members(func(s *scope, pair map[string]any) ([]any, error) { return collect(s, a[0], pair) })
		}},
	}
	maps.Copy(all, listFunctions())
	maps.Copy(all, textFunctions())
	maps.Copy(all, valueFunctions())
	return all
}

// of is a function without arguments.
func of(change func(any) (any, error)) builtin {
	return builtin{[]int{0}, func([]filter) filter { return mapped(identity, change) }}
}

// argument is a function with one argument.
func argument(change func(value, argument any) (any, error)) builtin {
	return builtin{[]int{1}, func(a []filter) filter {
		return func(s *scope, in any, emit func(any) error) error {
			return a[0](s, in, func(given any) error {
				value, err := change(in, given)
				if err != nil {
					return err
				}
				return emit(value)
			})
		}
	}}
}

// first is the first argument, or what stands for it when there is none.
func first(arguments []filter, missing filter) filter {
	if len(arguments) > 0 {
		return arguments[0]
	}
	return missing
}

// listOf is [f].
func listOf(f filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		values, err := collect(s, f, in)
		if err != nil {
			return err
		}
		return emit(values)
	}
}

// with puts the list that a filter makes through a function.
func with(f filter, change func([]any) (any, error)) filter {
	return mapped(f, func(value any) (any, error) {
		list, ok := value.([]any)
		if !ok {
			return nil, mismatch("a list is needed, not %s", shown(value))
		}
		return change(list)
	})
}

// pick is f[index], nothing when there is no such member.
func pick(f filter, index int) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return f(s, in, func(value any) error {
			list, _ := value.([]any)
			if index < 0 {
				index = max(0, len(list)-1)
			}
			if index >= len(list) {
				return nil
			}
			return emit(list[index])
		})
	}
}

// errEnough ends a filter of which enough values were taken.
var errEnough = errors.New("enough values")

func firstOf(arguments []filter) filter {
	return limit(constant(1.0), first(arguments, iterate))
}

// limit gives the first so many values of a filter, and makes no more of them.
func limit(most, f filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return most(s, in, func(given any) error {
			left, ok := numberOf(given)
			if !ok {
				return mismatch("limit needs a number, not %s", shown(given))
			}
			if left < 1 {
				return nil
			}
			err := f(s, in, func(value any) error {
				if err := emit(value); err != nil {
					return &passedOn{err}
				}
				if left--; left < 1 {
					return &passedOn{errEnough}
				}
				return nil
			})
			return enough(err)
		})
	}
}

// enough takes the end of a limited filter for a good one. Errors of whoever takes the
// values go on as they were.
func enough(err error) error {
	outside, ok := err.(*passedOn) //nolint:errorlint // It was made one call above, and is in no other.
	switch {
	case !ok:
		return err
	case outside.error == errEnough: //nolint:errorlint // As above.
		return nil
	}
	return outside.error
}

// anyAll is any, or all.
func anyAll(arguments []filter, wanted bool) filter {
	test := asBool(first(arguments, identity))
	return func(s *scope, in any, emit func(any) error) error {
		values, err := collect(s, chain(iterate, test), in)
		if err != nil {
			return err
		}
		return emit(slices.Contains(values, any(wanted)) == wanted)
	}
}

func sum(list []any) (any, error) {
	var total any
	for _, value := range list {
		var err error
		if total, err = add(total, value); err != nil {
			return nil, err
		}
	}
	return total, nil
}

// count is range(to), range(from; to).
func count(arguments []filter) filter {
	from, to := filter(constant(0.0)), arguments[len(arguments)-1]
	if len(arguments) > 1 {
		from = arguments[0]
	}
	return func(s *scope, in any, emit func(any) error) error {
		return from(s, in, func(start any) error {
			return to(s, in, func(end any) error {
				i, isNumber := numberOf(start)
				last, isEnd := numberOf(end)
				if !isNumber || !isEnd {
					return mismatch("range needs numbers, not %s and %s", shown(start), shown(end))
				}
				for ; i < last && i+1 > i; i++ {
					if err := s.ctx.Err(); err != nil {
						return err
					}
					if err := emit(i); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
}

// members puts the attributes of an object, or the members of a list, through a
// function of {key, value}, and puts together again what it gives.
func members(change func(*scope, map[string]any) ([]any, error)) filter {
	return func(s *scope, in any, emit func(any) error) error {
		pairs, err := entries(in)
		if err != nil {
			return err
		}
		changed := []any{}
		for _, pair := range pairs.([]any) {
			some, err := change(s, pair.(map[string]any))
			if err != nil {
				return err
			}
			changed = append(changed, some...)
		}
		if _, isList := in.([]any); isList {
			values := []any{}
			for _, pair := range changed {
				value, _ := member(pair, "value")
				values = append(values, value)
			}
			return emit(values)
		}
		object, err := fromEntries(changed)
		if err != nil {
			return err
		}
		return emit(object)
	}
}
