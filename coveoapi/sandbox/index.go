package sandbox

import (
	"math"
	"slices"

	"coveotoken/coveoapi/queryexpr"
)

// index finds words in documents. It is written once and then only read.
type index struct {
	documents []*document
	exact     map[string][]posting
	stems     map[string][]posting
	// forms are the words that share a stem.
	forms map[string][]string
	// lengths are the documents' lengths in words, average their mean.
	lengths []int
	average float64
}

// posting says where in a document a word stands.
type posting struct {
	document  int
	positions []int
}

// bodyStart parts title and body, so that no phrase spans both.
const bodyStart = 1000

// newIndex reads the words of titles and bodies.
func newIndex(documents []*document) *index {
	x := &index{
		documents: documents,
		exact:     map[string][]posting{},
		stems:     map[string][]posting{},
		forms:     map[string][]string{},
		lengths:   make([]int, len(documents)),
	}
	total := 0
	for i, d := range documents {
		titleLength := x.add(i, 0, d.title)
		bodyLength := x.add(i, bodyStart, d.body)
		x.lengths[i] = titleLength + bodyLength
		total += x.lengths[i]
	}
	x.average = float64(total) / float64(max(1, len(documents)))
	return x
}

// add puts the words of a text at positions from start, and counts them.
func (x *index) add(document, start int, text string) int {
	count := 0
	queryexpr.EachWord(text, func(word string, _, _ int) {
		base := stem(word)
		if x.exact[word] == nil {
			x.forms[base] = append(x.forms[base], word)
		}
		put(x.exact, word, document, start+count)
		put(x.stems, base, document, start+count)
		count++
	})
	return count
}

func put(postings map[string][]posting, word string, document, position int) {
	list := postings[word]
	if n := len(list); n > 0 && list[n-1].document == document {
		list[n-1].positions = append(list[n-1].positions, position)
		return
	}
	postings[word] = append(list, posting{document, []int{position}})
}

// lookup finds the postings of a term. Those of a wildcard are merged from the words
// it stands for.
func (x *index) lookup(term queryexpr.Term) []posting {
	switch term.Match {
	case queryexpr.Exact:
		return x.exact[term.Word]
	case queryexpr.Wildcard:
		return x.wildcard(term.Word)
	default:
		return x.stems[stem(term.Word)]
	}
}

func (x *index) wildcard(pattern string) []posting {
	merged := map[int][]int{}
	for word, list := range x.exact {
		if !queryexpr.MatchWildcard(pattern, word) {
			continue
		}
		for _, p := range list {
			merged[p.document] = append(merged[p.document], p.positions...)
		}
	}
	result := make([]posting, 0, len(merged))
	for document, positions := range merged {
		slices.Sort(positions)
		result = append(result, posting{document, positions})
	}
	slices.SortFunc(result, func(a, b posting) int { return a.document - b.document })
	return result
}

// find gives the document of a unique or primary ID.
func (x *index) find(uniqueID, primaryID string) (int, bool) {
	for i, d := range x.documents {
		if uniqueID != "" && d.uniqueID() == uniqueID || primaryID != "" && d.primaryID() == primaryID {
			return i, true
		}
	}
	return 0, false
}

// The usual constants of BM25, and how much more a word in a title counts.
const (
	bm25K1      = 1.2
	bm25B       = 0.75
	titleWeight = 3
)

// score is the BM25 weight of one term in one document.
func (x *index) score(postings []posting, p posting) float64 {
	frequency := 0.0
	for _, position := range p.positions {
		if position < bodyStart {
			frequency += titleWeight
		} else {
			frequency++
		}
	}
	n, found := float64(len(x.documents)), float64(len(postings))
	rarity := math.Log(1 + (n-found+0.5)/(found+0.5))
	length := float64(x.lengths[p.document]) / x.average
	return rarity * frequency * (bm25K1 + 1) / (frequency + bm25K1*(1-bm25B+bm25B*length))
}

// reader looks terms up for one query and remembers what it found.
type reader struct {
	index *index
	found map[queryexpr.Term][]posting
}

func (x *index) reader() *reader { return &reader{x, map[queryexpr.Term][]posting{}} }

func (r *reader) postings(term queryexpr.Term) []posting {
	list, known := r.found[term]
	if !known {
		list = r.index.lookup(term)
		r.found[term] = list
	}
	return list
}

// in finds a term in one document.
func (r *reader) in(term queryexpr.Term, document int) (posting, bool) {
	list := r.postings(term)
	i, found := slices.BinarySearchFunc(list, document, func(p posting, d int) int { return p.document - d })
	if !found {
		return posting{}, false
	}
	return list[i], true
}

// item is a document as expressions see it.
type item struct {
	reader *reader
	number int
}

// Field implements queryexpr.Document.
func (i item) Field(name string) []queryexpr.FieldValue {
	return i.reader.index.documents[i.number].values(name)
}

// Positions implements queryexpr.Document.
func (i item) Positions(term queryexpr.Term) []int {
	p, _ := i.reader.in(term, i.number)
	return p.positions
}

var _ queryexpr.Document = item{}
