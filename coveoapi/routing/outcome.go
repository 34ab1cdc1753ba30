package routing

// Answered compares the pipeline that answered a query with the one that was expected.
type Answered struct {
	// Actual is the pipeline as the reply names it, Expected the one of the ladder.
	Actual, Expected string
	// Known says that one was expected at all, As that it answered.
	Known, As bool
	// Why says why another one was expected, or why none was.
	Why string
}

// Compare holds the ladder against the pipeline that a reply names; "" is the empty
// pipeline, or one that was not named.
func (l Ladder) Compare(actual string) Answered {
	a := Answered{Actual: actual, Expected: l.Pipeline, Known: l.Known && l.decided}
	a.As = a.Known && actual == l.Pipeline
	switch {
	case a.As:
	case a.Known:
		step, _ := l.Decided()
		a.Why = step.Title + ": " + step.Why + " A test between two pipelines, or a change of the conditions since they were read, can send it elsewhere."
	default:
		for _, step := range l.Steps {
			if step.Outcome == Unknown {
				a.Why = step.Title + ": " + step.Why
				break
			}
		}
	}
	return a
}

// String implements fmt.Stringer: "pipeline Support (expected Support ✓)", "pipeline
// Support (✗ expected Agents)" or, where none was expected, "pipeline Support".
func (a Answered) String() string {
	name := "pipeline not named"
	if a.Actual != "" {
		name = "pipeline " + a.Actual
	}
	switch {
	case a.As:
		return name + " (expected " + Name(a.Expected) + " ✓)"
	case a.Known:
		return name + " (✗ expected " + Name(a.Expected) + ")"
	default:
		return name // as the server decided
	}
}
