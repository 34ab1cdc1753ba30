package picker

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// rankLimit is the most hits among which the best is looked for. With more of them
// the filter is still too short to mean one item, and scoring would cost more than
// the 3 ms that a key may take.
const rankLimit = 500

// titleBonus is what a match in the title is worth over one in the detail: about two
// letters that start words.
const titleBonus = 40

// mask has a bit for each kind of character that a text holds, so that most items
// without a hit are passed over without reading them.
type mask uint64

// maskOf gives letters and digits a bit of their own and shares the rest.
func maskOf(text string) mask {
	var m mask
	for _, r := range text {
		m |= bitOf(r)
	}
	return m
}

func bitOf(r rune) mask {
	switch {
	case r >= 'a' && r <= 'z':
		return 1 << (r - 'a')
	case r >= '0' && r <= '9':
		return 1 << (26 + r - '0')
	default:
		return 1 << (36 + r%28)
	}
}

func newEntry(item Item, group int) entry {
	e := entry{Item: item, group: group, title: strings.ToLower(item.Title), detail: strings.ToLower(item.Detail)}
	e.marks = maskOf(e.title) | maskOf(e.detail)
	return e
}

// holds reports whether every term occurs in the title or in the detail: its
// characters in their order, which is what fuzzy.Find asks of a match. A term does
// not match across the two, or short ones would match nearly everything.
func (e *entry) holds(terms [][]rune) bool {
	for _, term := range terms {
		if !contains(e.title, term) && !contains(e.detail, term) {
			return false
		}
	}
	return true
}

func contains(text string, term []rune) bool {
	for _, r := range term {
		at := strings.IndexRune(text, r)
		if at < 0 {
			return false
		}
		text = text[at+utf8.RuneLen(r):]
	}
	return true
}

// setFilter matches the items against another filter. When it only grew, just the
// last hits are read again.
func (p *Picker) setFilter(filter string) {
	var among []int
	if p.only == nil && p.filter != "" && strings.HasPrefix(filter, p.filter) {
		among = p.shown
	}
	p.filter = filter
	p.terms = nil
	if p.lookUp(); p.only != nil {
		p.match(nil)
		p.moveCursor(0)
		return
	}
	for _, term := range strings.Fields(strings.ToLower(filter)) {
		p.terms = append(p.terms, []rune(term))
	}
	p.match(among)
	p.moveCursor(p.best())
}

// lookUp finds out whether the filter means certain keys.
func (p *Picker) lookUp() {
	if p.only = nil; p.lookup != nil && p.filter != "" {
		p.only = p.lookup(p.filter)
	}
}

// match finds the entries that pass the filter, among all when among is nil.
func (p *Picker) match(among []int) {
	var wanted mask
	for _, term := range p.terms {
		wanted |= maskOf(string(term))
	}
	count := len(p.entries)
	if among != nil {
		count = len(among)
	}
	hits := make([]int, 0, count)
	for at := range count {
		i := at
		if among != nil {
			i = among[at]
		}
		if e := &p.entries[i]; (p.only == nil || p.only[e.Key]) && wanted&^e.marks == 0 && e.holds(p.terms) {
			hits = append(hits, i)
		}
	}
	p.shown = hits
	p.spans = p.spanned(hits)
	p.moveCursor(p.cursor)
}

// best is the position in shown of the best match. A hit in the title counts more
// than one in the detail.
func (p *Picker) best() int {
	if len(p.terms) == 0 || len(p.shown) > rankLimit {
		return 0
	}
	best, highest := 0, math.MinInt
	for at, i := range p.shown {
		e := &p.entries[i]
		score := 0
		for _, term := range p.terms {
			score += max(scoreIn(term, e.Title), scoreIn(term, e.Detail)-titleBonus)
		}
		if score > highest {
			best, highest = at, score
		}
	}
	return best
}

// scoreIn is the fuzzy score of a term in a text, or a very low one without a match.
func scoreIn(term []rune, text string) int {
	const noMatch = -1_000_000
	for _, m := range fuzzy.FindNoSort(string(term), []string{text}) {
		return m.Score
	}
	return noMatch
}

// matched lists the byte positions in a text that the filter matched, in order.
func (p *Picker) matched(text string) []int {
	var positions []int
	for _, term := range p.terms {
		for _, m := range fuzzy.FindNoSort(string(term), []string{text}) {
			positions = append(positions, m.MatchedIndexes...)
		}
	}
	slices.Sort(positions)
	return slices.Compact(positions)
}

// span is a run of shown entries of one group.
type span struct {
	group int
	first int // position in shown
	count int
	line  int // of the heading, or of the first row in a list without headings
}

// spanned finds the groups of hits and the lines they stand on.
func (p *Picker) spanned(hits []int) []span {
	spans := []span{}
	for at, i := range hits {
		g := p.entries[i].group
		if len(spans) == 0 || spans[len(spans)-1].group != g {
			spans = append(spans, span{group: g, first: at, line: at + len(spans)*p.headings()})
		}
		spans[len(spans)-1].count++
	}
	return spans
}

// headings is how many lines each heading takes: one, or none in a list whose
// items have no groups.
func (p *Picker) headings() int {
	if len(p.groups) == 1 && p.groups[0].name == "" {
		return 0
	}
	return 1
}

// spanAt is the index of the span that holds a line.
func (p *Picker) spanAt(line int) int {
	return sort.Search(len(p.spans), func(i int) bool { return p.spans[i].line > line }) - 1
}

// lineOf is the line on which a shown entry stands.
func (p *Picker) lineOf(at int) int {
	i := sort.Search(len(p.spans), func(i int) bool { return p.spans[i].first > at }) - 1
	if i < 0 {
		return 0
	}
	return p.spans[i].line + p.headings() + at - p.spans[i].first
}

// lines is how many lines the shown items take with their headings.
func (p *Picker) lines() int { return len(p.shown) + len(p.spans)*p.headings() }
