package jwtview

import (
	"bytes"
	"io"
	"strings"
	"time"

	"coveotoken/jwtview/safetext"

	"github.com/charmbracelet/x/ansi"
)

// Role is what a piece of a report is, so that a caller with styles can dress it.
type Role int

// The roles in a report.
const (
	RoleHeading Role = iota
	RoleBadge
	RoleName
	RoleValue
	RoleMeaning
	RoleProblem
)

// TextOptions say how WriteText writes.
type TextOptions struct {
	// Width is where sentences are wrapped, in terminal cells; 0 leaves them whole.
	// Values are never wrapped or shortened.
	Width int
	// Style dresses a piece of text, which is safe to show already. Nil leaves it plain.
	Style func(role Role, text string) string
}

// WriteText writes a readable report: what kind of token it is, what is known of its
// signature, what deserves notice, and each header parameter and claim with its
// meaning. Values are written as JSON, so that a text of digits does not look like a
// number. Times are relative to now, in now's time zone and in UTC. The report is at
// most four times as long as the token and 64 KB; what does not fit is left out, and
// the report says so.
func WriteText(w io.Writer, t *Token, now time.Time, o TextOptions) error {
	r := &report{TextOptions: o, now: now, limit: 4*len(t.Compact) + 60<<10, told: make(map[string]bool)}
	r.title(t)
	r.signature(t.SignatureFacts())
	r.notes(t.Notes)
	r.section("Header", t.ExplainHeader())
	if t.Claims != nil {
		r.section("Claims", t.ExplainClaims())
	}
	_, err := w.Write(r.bytes())
	return err
}

// report is the text that grows.
type report struct {
	TextOptions
	now   time.Time
	text  []byte
	limit int
	told  map[string]bool // paths whose meaning has been written
}

// bytes gives the report, cut to its limit at the end of a line.
func (r *report) bytes() []byte {
	if !r.full() {
		return r.text
	}
	cut := max(0, bytes.LastIndexByte(r.text[:r.limit], '\n'))
	return append(r.text[:cut:cut], "\n\n(The rest is left out: it would be more than four times as long as the token.)\n"...)
}

func (r *report) full() bool { return len(r.text) > r.limit }

// put appends a piece of safe text in its role.
func (r *report) put(role Role, text string) {
	if r.Style != nil {
		text = r.Style(role, text)
	}
	r.text = append(r.text, text...)
}

func (r *report) write(text string) { r.text = append(r.text, text...) }

func (r *report) title(t *Token) {
	kind := string(t.Kind())
	r.put(RoleHeading, strings.ToUpper(kind[:1])+kind[1:])
	r.write(" · ")
	r.put(RoleBadge, t.SignatureFacts().Badge)
	if t.Claims != nil {
		l := t.Life()
		role := RoleHeading
		if l.At(r.now) != Valid {
			role = RoleProblem
		}
		r.write(" · ")
		r.put(role, l.Describe(r.now))
	}
	r.write("\n")
}

func (r *report) signature(facts SignatureFacts) {
	r.heading("Signature")
	r.sentence(RoleValue, "  ", facts.Algorithm)
	for _, sentence := range facts.Sentences {
		r.sentence(RoleMeaning, "  ", sentence)
	}
}

func (r *report) notes(notes []Note) {
	if len(notes) == 0 {
		return
	}
	r.heading("Notes")
	for _, note := range notes {
		if note.Problem {
			r.sentence(RoleProblem, "  ! ", note.Text)
		} else {
			r.sentence(RoleMeaning, "  - ", note.Text)
		}
	}
}

func (r *report) heading(text string) {
	r.write("\n")
	r.put(RoleHeading, text)
	r.write("\n")
}

// sentence writes a text that may hold something from outside, wrapped under its
// mark.
func (r *report) sentence(role Role, mark, text string) {
	text = safetext.Visible(text)
	for _, line := range wrap(text, r.Width-len(mark)) {
		r.write(mark)
		r.put(role, line)
		r.write("\n")
		mark = strings.Repeat(" ", len(mark))
	}
}

// wrap breaks a text at its spaces so that lines have at most width cells, except
// where a word alone has more. A width below ten leaves it whole.
func wrap(text string, width int) []string {
	const narrowest = 10
	if width < narrowest || ansi.StringWidth(text) <= width {
		return []string{text}
	}
	var lines []string
	var line strings.Builder
	used := 0
	for word := range strings.SplitSeq(text, " ") {
		cells := ansi.StringWidth(word)
		if used > 0 && used+1+cells > width {
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		}
		if line.Len() > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += cells
	}
	return append(lines, line.String())
}
