package lint

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// Kind is what a rule looks at; kinds can be combined.
type Kind int

// The kinds of what is looked at.
const (
	Search   Kind = 1 << iota // a search token request
	Platform                  // a platform token request
	Body                      // the form of a body of either
	Token                     // a token that was minted
)

// String implements fmt.Stringer: "search, platform".
func (k Kind) String() string {
	var names []string
	for i, name := range []string{"search", "platform", "body", "token"} {
		if k&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Rule is what a rule says when it finds something. In its texts {braces} stand for
// what a request holds.
type Rule struct {
	// ID is stable: lower-case words with hyphens.
	ID string
	// On says what the rule looks at.
	On       Kind
	Severity Severity
	// Brief, Sentence, Remedy and Source become those of its findings.
	Brief, Sentence, Remedy, Source string
}

// rule is a Rule with the function that looks for it.
type rule struct {
	Rule
	check func(subject) []hit
}

// rules is the table of all rules.
func rules() []rule {
	return slices.Concat(
		bodyRules(), identityRules(), togetherRules(), providerRules(), attributeRules(), routingRules(),
		filterRules(), privilegeRules(), analyticsRules(), lifeRules(), tokenRules(),
	)
}

// subject is what rules look at: the parts of it that its kind says.
type subject struct {
	Context
	kind     Kind
	users    []coveoapi.UserID // of either request
	search   coveoapi.SearchTokenRequest
	platform coveoapi.PlatformTokenRequest
	body     rawBody
	written  bool // by hand, as a body
	size     int  // of a token, in bytes
}

// hit is a place where a rule found something, with names and values, in turns, for
// the braces in the rule's texts.
type hit struct {
	field  string
	values []string
}

// at makes a hit.
func at(field string, values ...string) hit {
	if field == "" {
		field = `""` // JSON may call an attribute nothing at all
	}
	return hit{field, values}
}

// when is a hit if something is so, and none otherwise.
func when(found bool, field string, values ...string) []hit {
	if !found {
		return nil
	}
	return []hit{at(field, values...)}
}

// longestValue is how many characters of a value are named.
const longestValue = 120

// finding fills in the rule's texts.
func (r Rule) finding(h hit) Finding {
	h.field = shorten(h.field)
	pairs := []string{"{field}", h.field}
	for i := 0; i+1 < len(h.values); i += 2 {
		pairs = append(pairs, "{"+h.values[i]+"}", shorten(h.values[i+1]))
	}
	fill := strings.NewReplacer(pairs...)
	return Finding{
		ID: r.ID, Severity: r.Severity, Field: h.field,
		Brief: fill.Replace(r.Brief), Sentence: fill.Replace(r.Sentence), Remedy: fill.Replace(r.Remedy), Source: r.Source,
	}
}

func shorten(value string) string {
	count := 0
	for i := range value {
		if count == longestValue {
			return value[:i] + "…"
		}
		count++
	}
	return value
}

// userField names an attribute of a user ID.
func userField(i int, name string) string { return fmt.Sprintf("userIds[%d].%s", i, name) }
