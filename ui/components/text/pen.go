package text

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Pen writes runs of one style. It renders the style once, where Style.Render does
// so for each run, which counts when there are thousands.
type Pen struct {
	before, after string
}

// NewPen makes a pen of a style that only colours and emphasises.
func NewPen(style lipgloss.Style) Pen {
	const mark = "x"
	before, after, _ := strings.Cut(style.Render(mark), mark)
	return Pen{before, after}
}

// Write adds a run to b.
func (p Pen) Write(b *strings.Builder, run string) {
	if run == "" {
		return
	}
	b.WriteString(p.before)
	b.WriteString(run)
	b.WriteString(p.after)
}

// Render gives a run in the pen's style.
func (p Pen) Render(run string) string { return p.before + run + p.after }
