package lint

import (
	"slices"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// escapedBytes is the most that a byte of a claim becomes as JSON: \u0000.
const escapedBytes = 6

// longestJudged is the longest token whose claims are looked at.
const longestJudged = 256 << 10

// Minted finds what is odd about a token that was minted already: its length, and in
// its claims what is most likely not what was meant, such as a provider that is
// misspelt. What matters most comes first.
func Minted(token *jwtview.Token, c Context) []Finding {
	found := TokenSize(token.Compact)
	if len(token.Compact) > longestJudged {
		return found
	}
	raw := rawBody{kind: coveoapi.SearchTokenBody}
	var judge func() []Finding
	switch token.Kind() {
	case jwtview.KindSearch:
		judge = func() []Finding { return SearchToken(raw.search, c) }
	case jwtview.KindPlatform:
		raw.kind = coveoapi.PlatformTokenBody
		judge = func() []Finding { return PlatformToken(raw.platform, c) }
	default:
		return found
	}
	raw.decode(jwtview.AppendJSON(nil, token.Claims, escapedBytes*len(token.Compact)))
	notes := func(f Finding) bool { return f.Severity == Note }
	return ordered(append(found, slices.DeleteFunc(judge(), notes)...))
}
