package routing

import (
	"regexp"
	"slices"
	"strings"
)

// truth is whether a condition holds, as far as is known.
type truth int

const (
	unknown truth = iota
	yes
	no
)

// facts are the objects that conditions look at, in lower case, with their values. An
// object that is not there is not known; one without values is known to be empty.
type facts map[string][]string

// newFacts gathers what is known of a query.
func newFacts(token Token, query Query) facts {
	f := facts{}
	if token.Opaque {
		return f
	}
	f["groups"] = token.Groups
	switch {
	case token.SearchHub != "":
		f["searchhub"] = []string{token.SearchHub}
	case !query.Open:
		f["searchhub"] = []string{query.SearchHub}
	}
	if !query.Open {
		f["tab"] = []string{query.Tab}
	}
	return f
}

// comparison is one comparison of the language of pipeline conditions, such as
// $searchHub is "SupportHub". The other operators are left to the server.
var comparison = regexp.MustCompile(`^\s*\$([A-Za-z][\w.]*)\s+(is(?:\s+not|n't)?)\s+"([^"\\]*)"\s*$`)

// judge says whether a condition holds. Of the language of conditions it knows the
// comparison with “is” and its opposite, joined by “or” or by “and” alone; for
// whatever else, the answer is that it is not known, with the reason.
func judge(condition string, f facts) (holds truth, reason string) {
	body := strings.TrimSpace(condition)
	if first, rest, ok := strings.Cut(body, " "); ok && strings.EqualFold(first, "when") {
		body = rest
	}
	parts, joint := split(body)
	if joint == mixed {
		return unknown, "It is more than can be judged here"
	}
	decisive, otherwise := yes, no // of “or”: one that holds is enough
	if joint == and {
		decisive, otherwise = no, yes
	}
	for _, part := range parts {
		holds, why := compare(part, f)
		switch holds {
		case decisive:
			return decisive, ""
		case unknown:
			otherwise, reason = unknown, why
		}
	}
	return otherwise, reason
}

// joint is what joins comparisons.
type joint int

const (
	or joint = iota
	and
	mixed
)

// split takes a condition apart at its joints outside of quotes. One that is more than
// that is mixed.
func split(condition string) (parts []string, how joint) {
	var words []string
	used := map[string]bool{}
	if strings.Count(condition, `"`)%2 == 1 {
		return nil, mixed
	}
	for i, piece := range strings.Split(condition, `"`) {
		if i%2 == 1 { // inside of quotes
			words = append(words, `"`+piece+`"`)
			continue
		}
		if strings.ContainsAny(piece, "()") {
			return nil, mixed
		}
		for _, word := range strings.Fields(piece) {
			lower := strings.ToLower(word)
			if lower != "or" && lower != "and" {
				words = append(words, word)
				continue
			}
			used[lower] = true
			parts, words = append(parts, strings.Join(words, " ")), nil
		}
	}
	parts = append(parts, strings.Join(words, " "))
	switch {
	case used["or"] && used["and"]:
		return parts, mixed
	case used["and"]:
		return parts, and
	default:
		return parts, or
	}
}

// compare says whether a single comparison holds.
func compare(source string, f facts) (holds truth, reason string) {
	found := comparison.FindStringSubmatch(source)
	if found == nil {
		return unknown, "It is more than can be judged here"
	}
	values, known := f[strings.ToLower(found[1])]
	if !known {
		return unknown, "What $" + found[1] + " is, is not known"
	}
	holds = no
	if slices.Contains(values, found[3]) {
		holds = yes
	} else if slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, found[3]) }) {
		return unknown, "It differs in capital letters only"
	}
	if found[2] != "is" {
		holds = map[truth]truth{yes: no, no: yes}[holds]
	}
	return holds, ""
}
