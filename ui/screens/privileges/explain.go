package privileges

import (
	"coveotoken/coveoapi/catalog"
	"coveotoken/ui/common"
)

var _ common.Explainer = (*Screen)(nil)

// maxExplained is the most operations that are named above the keys.
const maxExplained = 5

// Explain implements common.Explainer with the form for a resource ID, or else the
// privilege under the cursor.
func (s *Screen) Explain() (title string, sentences []string) {
	if s.target != nil {
		return s.target.Explain()
	}
	_, p, ok := s.current()
	if !ok || !s.platform() {
		return "", nil
	}
	entry := catalog.Describe(p)
	_, holding := s.holdingSentence(p)
	operations := catalog.Unlocks(p)
	sentences = []string{entry.Meaning, holding, facts(p)}
	if len(operations) <= maxExplained {
		sentences = append(sentences, unlocks(len(operations), ""))
	} else {
		sentences = append(sentences, unlocks(len(operations), showsAll))
	}
	for _, operation := range operations[:min(len(operations), maxExplained)] {
		sentences = append(sentences, operation.Method+" "+operation.Path)
	}
	return heading(entry, p), sentences
}
