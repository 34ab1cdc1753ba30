package sandbox

import (
	"slices"
	"strings"
)

// suggestResponse is the answer of /rest/search/v2/querySuggest.
type suggestResponse struct {
	Completions []completion `json:"completions"`
	ResponseID  string       `json:"responseId"`
}

type completion struct {
	Expression           string  `json:"expression"`
	Score                float64 `json:"score"`
	Highlighted          string  `json:"highlighted"`
	ExecutableConfidence float64 `json:"executableConfidence"`
	ObjectID             string  `json:"objectId"`
}

// defaultSuggestions is how many suggestions are given unless the request says.
const defaultSuggestions = 5

// suggestQueries completes what is being typed from the queries that people of
// Tumbleglow make most.
func suggestQueries(c *call) (any, error) {
	params, err := c.readParams()
	if err != nil {
		return nil, err
	}
	typed := strings.ToLower(strings.Join(strings.Fields(params.Q), " "))
	response := suggestResponse{Completions: []completion{}, ResponseID: newRequestID()}
	for i, query := range popularQueries() {
		if len(response.Completions) == valueOr(params.Count, defaultSuggestions) {
			break
		}
		if !startsAnyWord(query, typed) {
			continue
		}
		response.Completions = append(response.Completions, completion{
			Expression: query, Score: float64(100 - i), Highlighted: highlightTyped(query, typed), ExecutableConfidence: 1,
		})
	}
	return response, nil
}

// startsAnyWord reports whether a query, from the start of one of its words on,
// begins with what was typed.
func startsAnyWord(query, typed string) bool {
	words := strings.Fields(query)
	return slices.ContainsFunc(suffixes(words), func(rest string) bool { return strings.HasPrefix(rest, typed) })
}

// suffixes gives the query from each of its words on.
func suffixes(words []string) []string {
	rest := make([]string, len(words))
	for i := range words {
		rest[i] = strings.Join(words[i:], " ")
	}
	return rest
}

// highlightTyped marks a completion as Coveo does: (typed) and [completed].
func highlightTyped(query, typed string) string {
	at := strings.Index(" "+query, " "+typed)
	if typed == "" || at < 0 {
		return "[" + query + "]"
	}
	before, after := query[:at], query[at+len(typed):]
	text := "(" + typed + ")"
	if after != "" {
		text += "[" + after + "]"
	}
	if before != "" {
		text = "[" + strings.TrimSpace(before) + "] " + text
	}
	return text
}

// popularQueries are ours, the most frequent first.
func popularQueries() []string {
	return []string{
		"reset password", "lamp flickers", "pair lamp with hub", "battery life", "warranty", "return a lantern",
		"reset hub", "replace battery", "network connection", "where is my parcel", "colour temperature",
		"firmware 4", "skylark manual", "glowmoth manual", "tidewick manual", "scenes and timetable",
		"travel policy", "password policy", "escalation rules", "salary bands", "refund", "recycle lantern",
	}
}
