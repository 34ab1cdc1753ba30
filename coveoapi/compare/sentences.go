package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dustin/go-humanize/english"
)

// maxForAllPairs is how many columns are compared each with each in words: more would
// make more sentences than anybody reads.
const maxForAllPairs = 3

// Sentences says in words what came out: how each column relates to the baseline,
// which is anonymous or everyone where one of them is compared, and else the first
// column; and of few columns, how the others relate to each other. They hold names from
// outside; show them through safetext.
func (c Comparison) Sentences() []string {
	reference := c.reference()
	var sentences, others []string
	for i, column := range c.Columns {
		if i == reference || !column.Answered {
			continue
		}
		sentences = append(sentences, c.sentence(c.Pair(i, reference)))
		for first := range i {
			if first != reference && c.Columns[first].Answered && len(c.Columns) <= maxForAllPairs {
				others = append(others, c.sentence(c.Pair(first, i)))
			}
		}
	}
	sentences = append(sentences, others...)
	if pipelines := c.pipelines(); len(sentences) > 0 && len(pipelines) > 1 {
		sentences = append(sentences, "Different pipelines answered ("+strings.Join(pipelines, ", ")+
			"): a difference may come from them and not from what somebody may see.")
	}
	return sentences
}

// reference is the column that others are measured by, or -1.
func (c Comparison) reference() int {
	baseline := slices.IndexFunc(c.Columns, func(column Column) bool { return column.Answered && column.Persona.IsBaseline() })
	if baseline >= 0 {
		return baseline
	}
	return slices.IndexFunc(c.Columns, func(column Column) bool { return column.Answered })
}

// pipelines are the names of the pipelines that answered, each once.
func (c Comparison) pipelines() []string {
	var names []string
	for _, column := range c.Columns {
		name := column.Pipeline
		if name == "" {
			name = "none"
		}
		if column.Answered && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (c Comparison) sentence(p Pair) string {
	a, b := c.Columns[p.First], c.Columns[p.Second]
	first, second := a.Persona.Label, b.Persona.Label
	switch p.Relation {
	case Same:
		return first + " = " + second + ": " + c.sameness(p)
	case SameSoFar:
		return fmt.Sprintf("%s and %s: as many results, and no difference among those that were compared, the first %d of %d.",
			first, second, min(a.Fetched, b.Fetched), a.Total)
	case More:
		return fmt.Sprintf("%s gets all that %s gets, and %d more.", first, second, a.Total-b.Total)
	case Less:
		return fmt.Sprintf("%s gets all that %s gets, and %d more.", second, first, b.Total-a.Total)
	default:
		return c.difference(p)
	}
}

// sameness says what it means that two columns find the same.
func (c Comparison) sameness(p Pair) string {
	a, b := c.Columns[p.First], c.Columns[p.Second]
	switch {
	case a.Total == 0:
		return "neither gets a result, which says nothing about their rights."
	case b.Persona.IsBaseline() && !a.Persona.IsBaseline() && a.Persona.Token.IsZero():
		return "the identity gives no extra rights to these results."
	case p.Moved > 0:
		return fmt.Sprintf("the same %s, of which %d at other ranks.", results(a.Total), p.Moved)
	default:
		return "the same " + results(a.Total) + "."
	}
}

// difference counts what two columns that differ have.
func (c Comparison) difference(p Pair) string {
	a, b := c.Columns[p.First], c.Columns[p.Second]
	first, second := a.Persona.Label, b.Persona.Label
	if p.OnlyFirst == 0 && p.OnlySecond == 0 {
		return fmt.Sprintf("%s and %s differ: %d and %d results, though those that were compared do not tell which ones.",
			first, second, a.Total, b.Total)
	}
	text := fmt.Sprintf("%s and %s differ: %d only %s, %d only %s, %d both", first, second, p.OnlyFirst, first, p.OnlySecond, second, p.Both)
	if p.Undecided > 0 {
		text += fmt.Sprintf(", %d not decided", p.Undecided)
	}
	if !a.Complete() || !b.Complete() {
		text += fmt.Sprintf(", among the first %d of each", c.Number)
	}
	return text + "."
}

func results(n int) string { return english.Plural(n, "result", "results") }
