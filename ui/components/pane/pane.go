// Package pane scrolls lines that were prepared beforehand. It renders only the
// lines that are visible, so that its cost does not depend on how many there are.
package pane

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/components/text"
)

// Pane shows a window of lines. The zero value is empty and has no size.
type Pane struct {
	lines         []string
	width, height int
	offset        int
}

// SetSize sets the size of the window in cells.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = max(0, width), max(0, height)
	p.ScrollTo(p.offset)
}

// SetLines replaces the lines, which may be styled, and stays where it is as far as
// there still are lines.
func (p *Pane) SetLines(lines []string) {
	p.lines = lines
	p.ScrollTo(p.offset)
}

// Lines is how many lines there are.
func (p *Pane) Lines() int { return len(p.lines) }

// Offset is the first visible line, from 0.
func (p *Pane) Offset() int { return p.offset }

// ScrollTo makes a line the first visible one, as far as the end allows.
func (p *Pane) ScrollTo(line int) {
	p.offset = max(0, min(line, p.last()))
}

// Reveal scrolls as little as is needed to make a line visible.
func (p *Pane) Reveal(line int) {
	switch {
	case line < p.offset:
		p.ScrollTo(line)
	case line >= p.offset+p.height:
		p.ScrollTo(line - p.height + 1)
	}
}

// AtEnd reports whether the last line is visible.
func (p *Pane) AtEnd() bool { return p.offset >= p.last() }

// Scrolls reports whether there are more lines than can be seen at once.
func (p *Pane) Scrolls() bool { return len(p.lines) > p.height }

// Position says which lines are visible, such as "12–30 of 88".
func (p *Pane) Position() string {
	if len(p.lines) == 0 || p.height == 0 {
		return fmt.Sprintf("0 of %d", len(p.lines))
	}
	end := min(len(p.lines), p.offset+p.height)
	return fmt.Sprintf("%d–%d of %d", p.offset+1, end, len(p.lines))
}

// Update scrolls and reports whether the key was one for scrolling.
func (p *Pane) Update(key tea.KeyPressMsg) (used bool) {
	switch key.String() {
	case "up", "k":
		p.ScrollTo(p.offset - 1)
	case "down", "j":
		p.ScrollTo(p.offset + 1)
	case "pgup":
		p.ScrollTo(p.offset - p.page())
	case "pgdown":
		p.ScrollTo(p.offset + p.page())
	case "home":
		p.ScrollTo(0)
	case "end":
		p.ScrollTo(p.last())
	default:
		return false
	}
	return true
}

// View renders the visible lines, each cut to the width, without padding.
func (p *Pane) View() string {
	end := min(len(p.lines), p.offset+p.height)
	visible := make([]string, 0, end-p.offset)
	for _, line := range p.lines[p.offset:end] {
		visible = append(visible, text.Cut(line, p.width))
	}
	return strings.Join(visible, "\n")
}

// page is how far a page key goes: one line is kept for the reader's eye.
func (p *Pane) page() int { return max(1, p.height-1) }

func (p *Pane) last() int { return max(0, len(p.lines)-p.height) }
