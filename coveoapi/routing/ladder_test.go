package routing_test

import (
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/routing"
)

// pipelines are those of an organization in which the agents' hub goes elsewhere than
// the agents expect, listed in another order than theirs.
func pipelines() routing.Known {
	return routing.Known{Pipelines: []coveoapi.Pipeline{
		{Name: "default", Position: 4, IsDefault: true},
		{Name: "Agents", Position: 3, Condition: `when $searchHub is "AgentPanel"`},
		{Name: "Support", Position: 2, Condition: `when $searchHub is "SupportHub" or $searchHub is "AgentPanel"`},
		{Name: "Staff", Position: 1, Condition: `when $groups is "Employees"`},
		{Name: "Loose", Position: 0},
	}}
}

func TestClimb(t *testing.T) {
	named := func(name string) *string { return &name }
	query := func(q coveoapi.SearchQuery) routing.Query { return routing.Query{SearchQuery: q} }
	for name, c := range map[string]struct {
		token   routing.Token
		query   routing.Query
		known   routing.Known
		verdict string
		winner  string
	}{
		"the token's pipeline beats all":          {routing.Token{Pipeline: named("agents"), SearchHub: "SupportHub"}, query(coveoapi.SearchQuery{Pipeline: "Staff"}), pipelines(), "Agents", "the token's pipeline"},
		"the token's empty pipeline is one":       {routing.Token{Pipeline: named("")}, query(coveoapi.SearchQuery{}), pipelines(), "the empty pipeline", "the token's pipeline"},
		"known without the list":                  {routing.Token{Pipeline: named("Agents")}, routing.Query{Open: true}, routing.Known{Unlisted: true}, "Agents", "the token's pipeline"},
		"a token's hub beats the query's":         {routing.Token{SearchHub: "AgentPanel"}, query(coveoapi.SearchQuery{Pipeline: "Staff", SearchHub: "Other"}), pipelines(), "Support", "the condition of Support"},
		"a token's hub decides for any page":      {routing.Token{SearchHub: "AgentPanel"}, routing.Query{Open: true}, pipelines(), "Support", "the condition of Support"},
		"the query's pipeline":                    {routing.Token{}, query(coveoapi.SearchQuery{Pipeline: "Agents", SearchHub: "SupportHub"}), pipelines(), "Agents", "the query's pipeline"},
		"the query's hub":                         {routing.Token{}, query(coveoapi.SearchQuery{SearchHub: "SupportHub"}), pipelines(), "Support", "the condition of Support"},
		"groups":                                  {routing.Token{SearchHub: "SupportHub", Groups: []string{"Sales", "Employees"}}, query(coveoapi.SearchQuery{}), pipelines(), "Staff", "the condition of Staff"},
		"otherwise the default one":               {routing.Token{}, query(coveoapi.SearchQuery{}), pipelines(), "default", "the default pipeline"},
		"of a page one cannot know":               {routing.Token{}, routing.Query{Open: true}, pipelines(), "default, unless the page names a search hub or a pipeline", "the default pipeline"},
		"an API key does not show its hub":        {routing.Token{Opaque: true}, query(coveoapi.SearchQuery{}), pipelines(), "default, unless something that cannot be judged here chooses another", "the default pipeline"},
		"pipelines that may not be listed":        {routing.Token{SearchHub: "SupportHub"}, query(coveoapi.SearchQuery{}), routing.Known{Unlisted: true}, "the server decides", ""},
		"a hub in other letters is not judged":    {routing.Token{SearchHub: "supporthub"}, query(coveoapi.SearchQuery{}), pipelines(), "default, unless something that cannot be judged here chooses another", "the default pipeline"},
		"a pipeline that the key does not see":    {routing.Token{Pipeline: named("Secret")}, query(coveoapi.SearchQuery{}), pipelines(), "Secret", "the token's pipeline"},
		"no default among those that can be seen": {routing.Token{}, query(coveoapi.SearchQuery{}), routing.Known{Pipelines: []coveoapi.Pipeline{{Name: "Loose"}}}, "the server decides", ""},
	} {
		t.Run(name, func(t *testing.T) {
			ladder := routing.Climb(c.token, c.query, c.known)
			step, _ := ladder.Decided()
			if ladder.Verdict() != c.verdict || step.Title != c.winner {
				t.Errorf("%q by %q, not %q by %q", ladder.Verdict(), step.Title, c.verdict, c.winner)
			}
			decided := false
			for _, step := range ladder.Steps {
				if step.Why == "" || step.Source == "" {
					t.Errorf("%q says no reason or source", step.Title)
				}
				if decided != (step.Outcome == routing.NotAsked) {
					t.Errorf("%q is %s", step.Title, step.Outcome)
				}
				decided = decided || step.Outcome == routing.Decides
			}
		})
	}
}

// The lesson for who expects Agents: its condition holds, but another comes first.
func TestAPipelineThatComesLaterIsNamed(t *testing.T) {
	ladder := routing.Climb(routing.Token{SearchHub: "AgentPanel"}, routing.Query{}, pipelines())
	for _, step := range ladder.Steps {
		if step.Pipeline == "Agents" {
			if step.Outcome != routing.NotAsked || !strings.Contains(step.Why, "comes later") {
				t.Errorf("%s: %s", step.Outcome, step.Why)
			}
			return
		}
	}
	t.Error("the pipeline is not on the ladder")
}

func TestCompare(t *testing.T) {
	support := routing.Climb(routing.Token{SearchHub: "SupportHub"}, routing.Query{}, pipelines())
	unlisted := routing.Climb(routing.Token{}, routing.Query{}, routing.Known{Unlisted: true})
	for _, c := range []struct {
		ladder       routing.Ladder
		actual, said string
		why          string
	}{
		{support, "Support", "pipeline Support (expected Support ✓)", ""},
		{support, "Agents", "pipeline Agents (✗ expected Support)", "the condition of Support: It holds"},
		{support, "", "pipeline not named (✗ expected Support)", "the condition of Support: It holds"},
		{unlisted, "Support", "pipeline Support", "may not list"},
	} {
		answered := c.ladder.Compare(c.actual)
		if answered.String() != c.said || !strings.Contains(answered.Why, c.why) || (c.why == "") != (answered.Why == "") {
			t.Errorf("%q because %q", answered, answered.Why)
		}
	}
}
