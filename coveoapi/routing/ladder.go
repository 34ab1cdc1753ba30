package routing

import "strings"

// Outcome is what became of a rung of the ladder.
type Outcome int

// The outcomes. Above the rung that decides, all were passed over, or what they say
// is not known; below it none is asked.
const (
	PassedOver Outcome = iota
	Unknown
	Decides
	NotAsked
)

// String implements fmt.Stringer: "passed over", "unknown", "decides", "not asked".
func (o Outcome) String() string {
	return [...]string{"passed over", "unknown", "decides", "not asked"}[o]
}

// Mark is the outcome in one cell.
func (o Outcome) Mark() string { return [...]string{"·", "?", "✓", " "}[o] }

// Step is a rung of the ladder. Its texts may hold text from outside.
type Step struct {
	// Title says who could decide, such as "the token's pipeline".
	Title   string
	Outcome Outcome
	// Pipeline is the one that the rung chooses, or would.
	Pipeline string
	// Why is a sentence.
	Why string
	// Source names where the rule is documented.
	Source string
}

// Ladder is what decides the pipeline of a query, first come first served.
type Ladder struct {
	Steps []Step
	// Known says that a rung decides and all above it are known to be passed over.
	Known bool
	// Pipeline is the one that is chosen, as far as that is known: "" is the empty
	// pipeline, if a rung decides at all.
	Pipeline string
	decided  bool
	open     bool
}

// Climb tells what decides the pipeline of a query (docs.coveo.com/en/1666): the
// token's pipeline, whatever its condition; else the query's own, unless the token
// enforces a search hub; else the first pipeline by position whose condition holds;
// else the default one.
func Climb(token Token, query Query, known Known) Ladder {
	l := Ladder{Known: true, open: query.Open}
	l.add(tokenStep(token, known))
	l.add(queryStep(token, query, known))
	facts := newFacts(token, query)
	for _, step := range conditionSteps(facts, known) {
		l.add(step)
	}
	l.add(defaultStep(known))
	return l
}

// add puts a rung below the others.
func (l *Ladder) add(step Step) {
	switch {
	case l.decided && step.Outcome == Decides:
		step.Outcome, step.Why = NotAsked, "It comes later. "+step.Why
	case l.decided:
		step.Outcome = NotAsked
	case step.Outcome == Decides:
		l.decided, l.Pipeline = true, step.Pipeline
	case step.Outcome == Unknown:
		l.Known = false
	}
	l.Steps = append(l.Steps, step)
}

// tokenStep: the pipeline of a token beats all other routing (RestTokenParams.pipeline).
func tokenStep(token Token, known Known) Step {
	step := Step{Title: "the token's pipeline", Source: docRouting + "; " + apiTokens + ".pipeline"}
	switch {
	case token.Opaque:
		step.Outcome, step.Source = Unknown, apiKeys
		step.Why = "An API key may have been set up for a search hub, which it does not show."
	case token.Pipeline == nil:
		step.Why = "The token enforces none."
	default:
		step.choose(*token.Pipeline, "The token enforces it, whatever its condition.", known)
	}
	return step
}

// queryStep: a page may name a pipeline, but not against a token's search hub.
func queryStep(token Token, query Query, known Known) Step {
	step := Step{Title: "the query's pipeline", Source: docRouting}
	switch {
	case token.SearchHub != "" && (query.Open || query.Pipeline != ""):
		step.Why = "The token enforces a search hub, so that what a query names does not count."
	case query.Pipeline != "":
		step.choose(query.Pipeline, "The query names it.", known)
	case query.Open:
		step.Outcome, step.Why = Unknown, "A page may name one in its queries."
	default:
		step.Why = "The query names none."
	}
	return step
}

// choose decides for a pipeline that was named.
func (s *Step) choose(name, why string, known Known) {
	s.Outcome, s.Pipeline, s.Why = Decides, name, why
	switch found, ok := known.find(name); {
	case name == "":
		s.Why += " It is the empty pipeline, which has no rules."
	case ok:
		s.Pipeline = found.Name
	case len(known.Pipelines) > 0:
		s.Why += " It is none of the pipelines that the key sees."
	}
}

// conditionSteps are a rung for each pipeline with a condition. Others are not looked
// at.
func conditionSteps(facts facts, known Known) []Step {
	if len(known.Pipelines) == 0 {
		return []Step{unlistedStep("conditions of the pipelines", known)}
	}
	var steps []Step
	for _, p := range known.inOrder() {
		if p.Condition == "" || p.IsDefault {
			continue
		}
		step := Step{Title: "the condition of " + p.Name, Pipeline: p.Name, Source: docRouting + "; " + docConditions}
		holds, reason := judge(p.Condition, facts)
		switch holds {
		case yes:
			step.Outcome, step.Why = Decides, "It holds: "+p.Condition+"."
		case no:
			step.Why = "It does not hold: " + p.Condition + "."
		default:
			step.Outcome, step.Why = Unknown, reason+": "+p.Condition+"."
		}
		steps = append(steps, step)
	}
	return steps
}

// defaultStep: where no condition holds, there is the default pipeline.
func defaultStep(known Known) Step {
	step := Step{Title: "the default pipeline", Source: docRouting}
	for _, p := range known.Pipelines {
		if p.IsDefault {
			step.Outcome, step.Pipeline = Decides, p.Name
			step.Why = "It answers where nothing above does."
			return step
		}
	}
	return unlistedStep(step.Title, known)
}

func unlistedStep(title string, known Known) Step {
	step := Step{Title: title, Outcome: Unknown, Source: docRouting, Why: "The organization's pipelines are not known."}
	switch {
	case known.Unlisted:
		step.Why = "The key may not list the organization's pipelines (Query pipelines – View)."
	case len(known.Pipelines) > 0:
		step.Why = "None of the pipelines that the key sees is marked as the default."
	}
	return step
}

// Decided gives the rung that decides, as far as is known; ok is false when none does.
func (l Ladder) Decided() (step Step, ok bool) {
	for _, step := range l.Steps {
		if step.Outcome == Decides {
			return step, true
		}
	}
	return Step{}, false
}

// Verdict says in a few words which pipeline will answer, such as "CustomerSupport",
// "default, unless the page names a search hub or a pipeline" or "the server decides".
func (l Ladder) Verdict() string {
	switch {
	case !l.decided:
		return "the server decides"
	case l.Known:
		return Name(l.Pipeline)
	case l.open:
		return Name(l.Pipeline) + ", unless the page names a search hub or a pipeline"
	default:
		return Name(l.Pipeline) + ", unless something that cannot be judged here chooses another"
	}
}

// Name is a pipeline as people call it.
func Name(pipeline string) string {
	if strings.TrimSpace(pipeline) == "" {
		return "the empty pipeline"
	}
	return pipeline
}
