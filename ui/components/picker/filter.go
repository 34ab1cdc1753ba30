package picker

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// rankLimit is the most hits among which the best is looked for. With more of them
// the filter is still too short to mean one item, and scoring would cost more than
// the 3 ms that a key may take.
const rankLimit = 500

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
	e := entry{Item: item, group: group, text: item.Title}
	if item.Detail != "" {
		e.text += " " + item.Detail
	}
	e.folded = strings.ToLower(e.text)
	e.marks = maskOf(e.folded)
	return e
}

// setFilter matches the items against another filter. When it only grew, just the
// last hits are read again.
func (p *Picker) setFilter(filter string) {
	var among []int
	if p.filter != "" && strings.HasPrefix(filter, p.filter) {
		among = p.shown
	}
	p.filter = filter
	p.pattern = patternOf(filter)
	p.match(among)
	p.moveCursor(p.best())
}

// patternOf folds the filter and leaves out its spaces: "search imp" means what
// "searchimp" means.
func patternOf(filter string) []rune {
	pattern := []rune{}
	for _, r := range strings.ToLower(filter) {
		if !unicode.IsSpace(r) {
			pattern = append(pattern, r)
		}
	}
	return pattern
}

// match finds the entries that pass the filter, among all when among is nil.
func (p *Picker) match(among []int) {
	wanted := maskOf(string(p.pattern))
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
		if e := &p.entries[i]; wanted&^e.marks == 0 && holds(e.folded, p.pattern) {
			hits = append(hits, i)
		}
	}
	p.shown = hits
	p.spans = p.spanned(hits)
	p.moveCursor(p.cursor)
}

// holds reports whether the pattern's characters occur in the text in their order,
// which is what fuzzy.Find asks of a match.
func holds(text string, pattern []rune) bool {
	for _, r := range pattern {
		at := strings.IndexRune(text, r)
		if at < 0 {
			return false
		}
		text = text[at+utf8.RuneLen(r):]
	}
	return true
}

// best is the position in shown of the best match.
func (p *Picker) best() int {
	if len(p.pattern) == 0 || len(p.shown) > rankLimit {
		return 0
	}
	best, score := 0, 0
	for i, m := range fuzzy.FindFromNoSort(string(p.pattern), shownTexts{p}) {
		if i == 0 || m.Score > score {
			best, score = m.Index, m.Score
		}
	}
	return best
}

// shownTexts presents the shown entries to the fuzzy matcher.
type shownTexts struct{ *Picker }

func (t shownTexts) String(i int) string { return t.entries[t.shown[i]].text }
func (t shownTexts) Len() int            { return len(t.shown) }

// matched lists the byte positions in the entry's text that the filter matched.
func (p *Picker) matched(e *entry) []int {
	if len(p.pattern) == 0 {
		return nil
	}
	for _, m := range fuzzy.FindNoSort(string(p.pattern), []string{e.text}) {
		return m.MatchedIndexes
	}
	return nil
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
