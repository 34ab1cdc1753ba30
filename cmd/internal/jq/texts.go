package jq

import (
	"regexp"
	"strings"
)

// textFunctions are the functions of texts.
func textFunctions() map[string]builtin {
	return map[string]builtin{
		"ascii_downcase": ofText(func(s string) any { return strings.ToLower(s) }),
		"ascii_upcase":   ofText(func(s string) any { return strings.ToUpper(s) }),
		"trim":           ofText(func(s string) any { return strings.TrimSpace(s) }),
		"startswith":     ofTexts(func(s, part string) (any, error) { return strings.HasPrefix(s, part), nil }),
		"endswith":       ofTexts(func(s, part string) (any, error) { return strings.HasSuffix(s, part), nil }),
		"ltrimstr":       ofTexts(func(s, part string) (any, error) { return strings.TrimPrefix(s, part), nil }),
		"rtrimstr":       ofTexts(func(s, part string) (any, error) { return strings.TrimSuffix(s, part), nil }),
		"split":          ofTexts(func(s, separator string) (any, error) { return split(s, separator), nil }),
		"test": {[]int{1, 2}, func(a []filter) filter {
			return matching(a[0], first(a[1:], constant("")), func(s string, expression *regexp.Regexp) any { return expression.MatchString(s) })
		}},
		"gsub": {[]int{2, 3}, func(a []filter) filter { return replacing(a, true) }},
		"sub":  {[]int{2, 3}, func(a []filter) filter { return replacing(a, false) }},
	}
}

func ofText(change func(string) any) builtin {
	return of(func(v any) (any, error) {
		plain, ok := v.(string)
		if !ok {
			return nil, mismatch("a text is needed, not %s", shown(v))
		}
		return change(plain), nil
	})
}

func ofTexts(change func(s, argument string) (any, error)) builtin {
	return argument(func(v, given any) (any, error) {
		plain, isText := v.(string)
		part, isPart := given.(string)
		if !isText || !isPart {
			return nil, mismatch("two texts are needed, not %s and %s", shown(v), shown(given))
		}
		return change(plain, part)
	})
}

// matching puts a text and a regular expression, in RE2's syntax, through a function.
func matching(pattern, flags filter, change func(string, *regexp.Regexp) any) filter {
	return func(s *scope, in any, emit func(any) error) error {
		plain, ok := in.(string)
		if !ok {
			return mismatch("a text is needed, not %s", shown(in))
		}
		return pattern(s, in, func(p any) error {
			return flags(s, in, func(f any) error {
				expression, err := compile(p, f)
				if err != nil {
					return err
				}
				return emit(change(plain, expression))
			})
		})
	}
}

func compile(pattern, flags any) (*regexp.Regexp, error) {
	p, isPattern := pattern.(string)
	f, isFlags := flags.(string)
	if !isPattern || !isFlags || strings.Trim(f, "isx") != "" {
		return nil, mismatch("%s with the flags %s is not a regular expression", shown(pattern), shown(flags))
	}
	if f = strings.ReplaceAll(f, "x", ""); f != "" {
		p = "(?" + f + ")" + p
	}
	expression, err := regexp.Compile(p)
	if err != nil {
		return nil, mismatch("%v", err)
	}
	return expression, nil
}

// replacing is sub and gsub; the replacement is taken as it is.
func replacing(a []filter, all bool) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return a[1](s, in, func(value any) error {
			replacement, ok := value.(string)
			if !ok {
				return mismatch("the replacement must be a text, not %s", shown(value))
			}
			replace := func(plain string, expression *regexp.Regexp) any {
				if all {
					return expression.ReplaceAllLiteralString(plain, replacement)
				}
				at := expression.FindStringIndex(plain)
				if at == nil {
					return plain
				}
				return plain[:at[0]] + replacement + plain[at[1]:]
			}
			return matching(a[0], first(a[2:], constant("")), replace)(s, in, emit)
		})
	}
}
