package jwtview

import "strconv"

// Note is something a reader of the token should know.
type Note struct {
	// ID is stable, such as "bearer_prefix_removed" or "duplicate_key".
	ID string
	// Text is a sentence. It may hold text from the token.
	Text string
	// Problem is true when it is wrong rather than merely noteworthy.
	Problem bool
}

// maxSameNotes is how often one note is repeated. A token of a hundred thousand
// duplicate names needs no hundred thousand sentences.
const maxSameNotes = 10

// notebook collects notes in the order of discovery.
type notebook struct {
	notes  []Note
	counts []noteCount
}

type noteCount struct {
	id string
	n  int
}

// remark adds something noteworthy.
func (b *notebook) remark(id, text string) { b.add(id, false, func() string { return text }) }

// problem adds something wrong.
func (b *notebook) problem(id, text string) { b.add(id, true, func() string { return text }) }

// problemf adds something wrong whose text is made only when it is kept.
func (b *notebook) problemf(id string, text func() string) { b.add(id, true, text) }

func (b *notebook) add(id string, problem bool, text func() string) {
	if b.count(id) <= maxSameNotes {
		b.notes = append(b.notes, Note{ID: id, Text: text(), Problem: problem})
	}
}

// count counts a note with this id and gives how many there have been.
func (b *notebook) count(id string) int {
	for i := range b.counts {
		if b.counts[i].id == id {
			b.counts[i].n++
			return b.counts[i].n
		}
	}
	b.counts = append(b.counts, noteCount{id, 1})
	return 1
}

// done gives the notes, with a last one for each kind that was cut short.
func (b *notebook) done() []Note {
	for _, c := range b.counts {
		if more := c.n - maxSameNotes; more > 0 {
			b.notes = append(b.notes, Note{ID: c.id, Text: "The same again, " + grouped(more) + " times.", Problem: true})
		}
	}
	return b.notes
}

// grouped writes a count with its thousands apart: 8 900.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + " " + digits[i:]
	}
	return digits
}

// short cuts a text from the token to what a sentence can hold.
func short(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
