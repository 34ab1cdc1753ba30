package presenter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pattern finds what looks like something of a kind.
type pattern struct {
	kind Kind
	find *regexp.Regexp
}

// emails matches addresses, cut ones too, and leaves field names such as @source alone.
func emails() *regexp.Regexp {
	return regexp.MustCompile(`[^\s<>()\[\]{}"“”',;:=*/@•]+@[\pL\pN…][^\s<>()\[\]{}"“”',;:=/@•]*`)
}

func patterns() []pattern {
	return []pattern{
		{Token, regexp.MustCompile(`eyJ[A-Za-z0-9_.…-]+`)},
		{Key, regexp.MustCompile(`\bxx[A-Za-z0-9][A-Za-z0-9.…-]+`)},
		{Email, emails()},
	}
}

// search looks for what is to be masked.
type search struct {
	masker *Masker
	known  []prepared
}

// region masks what is in a region: what is known wherever it is, then what only looks
// like something.
func (s *search) region(r *region) {
	s.wrapped(r)
	for i := range r.rows {
		words := wordsOf(r.rows[i].cells)
		for j, w := range words {
			cut := strings.Contains(w.text, "…") || j+1 < len(words) && strings.HasPrefix(words[j+1].text, "…")
			s.fragment(w, place{first: j == 0, last: j == len(words)-1, cut: cut})
		}
		s.looks(r, i)
		joinMasks(r.rows[i].cells)
	}
}

// joinMasks masks the spaces inside a name, which are not part of what is searched.
func joinMasks(cells []*cell) {
	for i := 1; i+1 < len(cells); i++ {
		if m := cells[i-1].mask; m != nil && cells[i].blank() && cells[i+1].mask == m {
			cells[i].mask = m
		}
	}
}

// wrapped masks known values in the text of the region without spaces, in which lines
// that were wrapped are whole again.
func (s *search) wrapped(r *region) {
	var cells []*cell
	for _, row := range r.rows {
		for _, c := range row.cells {
			if !c.blank() {
				cells = append(cells, c)
			}
		}
	}
	text, starts := joined(cells)
	for _, v := range s.known {
		for from := 0; ; {
			at := strings.Index(text[from:], v.bare)
			if at < 0 {
				break
			}
			first := from + at
			last := first + len(v.bare)
			a, b := starts[first], starts[last-1]+1
			if a >= 0 && !(glued(cells, a-1, a) || glued(cells, b-1, b)) {
				cover(cells[a:b], &mask{v.label})
			}
			from = last
		}
	}
}

// joined is the text of cells, and for each byte of it the index of its cell.
func joined(cells []*cell) (text string, indices []int) {
	var b strings.Builder
	for i, c := range cells {
		b.WriteString(c.text)
		for range len(c.text) {
			indices = append(indices, i)
		}
	}
	return b.String(), indices
}

// glued reports whether two cells stand side by side in one word.
func glued(cells []*cell, left, right int) bool {
	if left < 0 || right >= len(cells) {
		return false
	}
	l, r := cells[left], cells[right]
	return l.column+l.width == r.column && letter(l.text) && letter(r.text)
}

func letter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_'
}

func cover(cells []*cell, m *mask) {
	for _, c := range cells {
		if c.mask == nil {
			c.mask = m
		}
	}
}

// word is cells without a space between them.
type word struct {
	cells []*cell
	text  string
}

func wordsOf(cells []*cell) []word {
	var words []word
	for start := 0; start < len(cells); {
		end := start
		for end < len(cells) && !cells[end].blank() {
			end++
		}
		if end > start {
			text, _ := joined(cells[start:end])
			words = append(words, word{cells[start:end], text})
		}
		start = end + 1
	}
	return words
}

// The fewest characters of a known value that are taken for a piece of it: where a line
// was cut, which a sign says, where a line begins or ends, and anywhere.
const (
	cutPiece    = 3
	edgePiece   = 4
	secretPiece = 12
)

// place is where a word stands: at the beginning or the end of its row, or where a text
// was cut, which a sign says.
type place struct{ first, last, cut bool }

// fragment masks what is a piece of something known in a word: of a credential anywhere,
// of a name where a line was cut, begins or ends.
func (s *search) fragment(w word, at place) {
	if slices.ContainsFunc(w.cells, func(c *cell) bool { return c.mask != nil }) {
		return
	}
	for _, v := range s.known {
		if v.piece(w, at) {
			return
		}
	}
}

// piece masks a word, or the part of it, that is a piece of a value; ok is false when
// none is.
func (v prepared) piece(w word, at place) (ok bool) {
	bare := strings.Trim(w.text, punctuation)
	secret := v.Kind == Token || v.Kind == Key
	if secret && len(bare) >= secretPiece && strings.Contains(v.bare, bare) ||
		at.first && at.last && len(bare) >= edgePiece && strings.Contains(v.bare, bare) {
		cover(w.cells, &mask{v.label})
		return true
	}
	least := edgePiece
	if at.cut {
		least = cutPiece
	}
	for i := range w.cells {
		if i > 0 && letter(w.cells[i-1].text) {
			continue // inside a name
		}
		rest, _ := joined(w.cells[i:])
		rest, _, _ = strings.Cut(rest, "…")
		end := min(len(w.cells), i+len([]rune(rest))+1)
		if rest = strings.TrimRight(rest, punctuation); (at.last || at.cut) && len(rest) >= least && strings.HasPrefix(v.bare, rest) {
			cover(w.cells[i:end], &mask{v.label})
			return true
		}
		start, _ := joined(w.cells[:i])
		if start = strings.TrimLeft(start, punctuation); at.first && len(start) >= edgePiece && strings.HasSuffix(v.bare, start) {
			cover(w.cells[:i], &mask{v.label})
			return true
		}
	}
	if at.first && len(bare) >= edgePiece && strings.HasSuffix(v.bare, bare) {
		cover(w.cells, &mask{v.label})
		return true
	}
	return false
}

// punctuation may stand around a value.
const punctuation = `"'“”.,;:()[]{}<>…`

// looks masks what looks like something in a row. An address that fills its line to the
// end, or starts one below a full line, goes on there.
func (s *search) looks(r *region, i int) {
	cells := r.rows[i].cells
	text, indices := joined(cells)
	for _, p := range s.masker.patterns {
		for _, found := range p.find.FindAllStringIndex(text, -1) {
			looks := strings.TrimRight(text[found[0]:found[1]], ".") // which ends a sentence
			a, b := indices[found[0]], indices[found[0]+len(looks)-1]+1
			if cells[a].mask != nil {
				continue // known, and named so
			}
			m := &mask{string(p.kind)}
			if !strings.Contains(looks, "…") {
				m.label = s.masker.label(p.kind, looks)
			}
			cover(cells[a:b], m)
			words := wordsOf(cells)
			if within(words[0], cells[a]) && i > 0 && full(r.rows[i-1]) {
				if above := wordsOf(r.rows[i-1].cells); len(above) > 0 {
					cover(above[len(above)-1].cells, m)
				}
			}
			if within(words[len(words)-1], cells[b-1]) && i+1 < len(r.rows) && full(r.rows[i]) {
				if below := wordsOf(r.rows[i+1].cells); len(below) > 0 {
					cover(below[0].cells, m)
				}
			}
		}
	}
}

func within(w word, c *cell) bool {
	for _, own := range w.cells {
		if own == c {
			return true
		}
	}
	return false
}

// full reports whether a line may have been wrapped inside its last word.
func full(r row) bool {
	const edge = 4 // the margin and a wide character
	words := wordsOf(r.cells)
	if len(words) == 0 {
		return false
	}
	w := words[len(words)-1]
	last := w.cells[len(w.cells)-1]
	return last.column+last.width >= r.end-edge || strings.HasSuffix(w.text, "-")
}
