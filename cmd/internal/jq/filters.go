package jq

import (
	"errors"
	"maps"
	"slices"
)

func identity(_ *scope, in any, emit func(any) error) error { return emit(in) }

func empty(*scope, any, func(any) error) error { return nil }

func constant(value any) filter {
	return func(_ *scope, _ any, emit func(any) error) error { return emit(value) }
}

// chain is left | right.
func chain(left, right filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return left(s, in, func(value any) error { return right(s, value, emit) })
	}
}

// both is left, right.
func both(left, right filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		if err := left(s, in, emit); err != nil {
			return err
		}
		return right(s, in, emit)
	}
}

// choose is if test then yes else no end.
func choose(test, yes, no filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return test(s, in, func(value any) error {
			if truthy(value) {
				return yes(s, in, emit)
			}
			return no(s, in, emit)
		})
	}
}

func truthy(value any) bool { return value != nil && value != false }

// passedOn is an error of whoever takes the values: no concern of a filter that
// catches its own errors.
type passedOn struct{ error }

// attempt is try body catch handler.
func attempt(body, handler filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		err := body(s, in, func(value any) error {
			if err := emit(value); err != nil {
				return &passedOn{err}
			}
			return nil
		})
		var outside *passedOn
		var caught *ValueError
		switch {
		case errors.As(err, &outside):
			return outside.error
		case errors.As(err, &caught):
			return handler(s, caught.value, emit)
		}
		return err
	}
}

// alternative is left // right: what is neither null nor false on the left, or else
// the right.
func alternative(left, right filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		found := false
		err := attempt(left, empty)(s, in, func(value any) error {
			if !truthy(value) {
				return nil
			}
			found = true
			return emit(value)
		})
		if err != nil || found {
			return err
		}
		return right(s, in, emit)
	}
}

// reduceTo is reduce source as $name (start; update).
func reduceTo(source filter, name string, start, update filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return start(s, in, func(sum any) error {
			err := source(s, in, func(value any) error {
				values, err := collect(s.with(name, value), update, sum)
				sum = nil
				if len(values) > 0 {
					sum = values[len(values)-1]
				}
				return err
			})
			if err != nil {
				return err
			}
			return emit(sum)
		})
	}
}

// iterate is .[].
func iterate(s *scope, in any, emit func(any) error) error {
	members, err := membersOf(in)
	if err != nil {
		return err
	}
	for _, member := range members {
		if err := emit(member); err != nil {
			return err
		}
	}
	return s.ctx.Err()
}

// membersOf lists the values of a list or an object, an object's in the order of its
// names.
func membersOf(value any) ([]any, error) {
	switch value := value.(type) {
	case []any:
		return value, nil
	case map[string]any:
		members := make([]any, 0, len(value))
		for _, name := range slices.Sorted(maps.Keys(value)) {
			members = append(members, value[name])
		}
		return members, nil
	}
	return nil, mismatch("cannot iterate over %s", shown(value))
}

// recurse is .. .
func recurse(s *scope, in any, emit func(any) error) error {
	if err := emit(in); err != nil {
		return err
	}
	members, _ := membersOf(in)
	for _, member := range members {
		if err := recurse(s, member, emit); err != nil {
			return err
		}
	}
	return nil
}

// lookUp is of[index].
func lookUp(of, index filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return of(s, in, func(value any) error {
			return index(s, in, func(at any) error {
				member, err := member(value, at)
				if err != nil {
					return err
				}
				return emit(member)
			})
		})
	}
}

// member is the value of an object under a name or of a list at an index, from its end
// when that is negative; nil when there is none.
func member(value, at any) (any, error) {
	switch value := value.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		if name, ok := at.(string); ok {
			return value[name], nil
		}
	case []any:
		if index, ok := numberOf(at); ok {
			i := int(floor(index))
			if i < 0 {
				i += len(value)
			}
			if i < 0 || i >= len(value) {
				return nil, nil
			}
			return value[i], nil
		}
	}
	return nil, mismatch("cannot look up %s in %s", shown(at), shown(value))
}

// sliceOf is of[from:to].
func sliceOf(of, from, to filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return of(s, in, func(value any) error {
			return to(s, in, func(end any) error {
				return from(s, in, func(start any) error {
					part, err := slice(value, start, end)
					if err != nil {
						return err
					}
					return emit(part)
				})
			})
		})
	}
}

func slice(value, start, end any) (any, error) {
	length := 0
	switch value := value.(type) {
	case nil:
		return nil, nil
	case string:
		length = len([]rune(value))
	case []any:
		length = len(value)
	default:
		return nil, mismatch("cannot take a part of %s", shown(value))
	}
	from, err := bound(start, 0, length)
	if err != nil {
		return nil, err
	}
	to, err := bound(end, length, length)
	if err != nil {
		return nil, err
	}
	to = max(from, to)
	if list, ok := value.([]any); ok {
		return list[from:to:to], nil
	}
	return string([]rune(value.(string))[from:to]), nil
}

// bound makes an index of the end of a slice, counted from the end when it is
// negative.
func bound(at any, missing, length int) (int, error) {
	if at == nil {
		return missing, nil
	}
	n, ok := numberOf(at)
	if !ok {
		return 0, mismatch("%s is not an index", shown(at))
	}
	if n < 0 {
		n += float64(length)
	}
	return int(min(max(floor(n), 0), float64(length))), nil
}

// withPair gives the objects that a filter makes one more attribute.
func withPair(made, key, value filter) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return made(s, in, func(object any) error {
			return key(s, in, func(name any) error {
				attribute, ok := name.(string)
				if !ok {
					return mismatch("%s cannot name an attribute", shown(name))
				}
				return value(s, in, func(v any) error {
					larger := maps.Clone(object.(map[string]any))
					larger[attribute] = v
					return emit(larger)
				})
			})
		})
	}
}
