package queryexpr

import (
	"slices"
	"strings"
)

// Terms gives the terms that a word of free text is looked up by. Punctuation inside
// a word makes a phrase of it (docs.coveo.com/en/1552), hence several.
func (w *Word) Terms(wildcards bool) []Term {
	if wildcards && strings.ContainsAny(w.Text, "*?") {
		pattern := strings.Map(foldRune, strings.ToLower(w.Text))
		letters := strings.NewReplacer("*", "x", "?", "x").Replace(pattern)
		if words := Words(letters); strings.Trim(pattern, "*?") != "" && len(words) == 1 && words[0] == letters {
			return []Term{{pattern, Wildcard}}
		}
		return termsOf(w.Text, Stemmed)
	}
	if w.Exact {
		return termsOf(w.Text, Exact)
	}
	return termsOf(w.Text, Stemmed)
}

func termsOf(text string, match TermMatch) []Term {
	words := Words(text)
	terms := make([]Term, len(words))
	for i, word := range words {
		terms[i] = Term{word, match}
	}
	return terms
}

// word matches a word, or a phrase if punctuation joins several. One without a
// letter or digit is no restriction.
func (e *Evaluator) word(word *Word, item Document) bool {
	terms := word.Terms(e.environment.Wildcards)
	return len(terms) == 0 || len(sequencePositions(terms, item)) > 0
}

// phrasePositions gives where the words follow each other, with at least one
// position when there are no words.
func phrasePositions(words []string, match TermMatch, item Document) []int {
	terms := make([]Term, len(words))
	for i, word := range words {
		terms[i] = Term{word, match}
	}
	if len(terms) == 0 {
		return []int{0}
	}
	return sequencePositions(terms, item)
}

// sequencePositions gives the positions at which a sequence of terms starts.
func sequencePositions(terms []Term, item Document) []int {
	starts := item.Positions(terms[0])
	for i, term := range terms[1:] {
		if len(starts) == 0 {
			return nil
		}
		positions := item.Positions(term)
		kept := make([]int, 0, len(starts))
		for _, start := range starts {
			if _, found := slices.BinarySearch(positions, start+i+1); found {
				kept = append(kept, start)
			}
		}
		starts = kept
	}
	return starts
}

// near matches when each term has an occurrence close enough to one of the term
// before it that itself belongs to such a chain.
func (e *Evaluator) near(near *Near, item Document) bool {
	reached := e.textPositions(near.Terms[0], item)
	for i, term := range near.Terms[1:] {
		var next []int
		for _, position := range e.textPositions(term, item) {
			if isWithin(reached, position, near.Distances[i]) {
				next = append(next, position)
			}
		}
		reached = next
	}
	return len(reached) > 0
}

// isWithin reports whether a sorted list has a position no more than distance away.
func isWithin(positions []int, position, distance int) bool {
	i, _ := slices.BinarySearch(positions, position-distance)
	return i < len(positions) && positions[i] <= position+distance
}

func (e *Evaluator) textPositions(term Expr, item Document) []int {
	switch t := term.(type) {
	case *Word:
		if terms := t.Terms(e.environment.Wildcards); len(terms) > 0 {
			return sequencePositions(terms, item)
		}
	case *Phrase:
		if words := Words(t.Text); len(words) > 0 {
			return phrasePositions(words, Exact, item)
		}
	}
	return nil
}
