// Package text cuts, wraps and pads lines by terminal cells, and makes text from
// outside safe to show. Every line of the program is measured here, so that a frame
// is exactly as wide as the terminal.
package text

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Ellipsis ends a line that was cut.
const Ellipsis = "…"

// Wrap breaks plain text into lines of at most width cells: at spaces where it can,
// anywhere where it must. Line breaks in s are kept. It is for text without styles;
// style the lines that come out. An empty text is one empty line.
func Wrap(s string, width int) []string {
	if width <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(s, width, ""), "\n")
}

// Chunk breaks plain text into lines of at most width cells without regard for
// words, so that nothing is added or left out. The first line has only first cells
// and is empty when not even one character has room in them. It looks at each
// character once: values may be megabytes long.
func Chunk(s string, first, width int) []string {
	if width <= 0 {
		return nil
	}
	lines := []string{}
	start, cells, room := 0, 0, max(0, first)
	for i := 0; i < len(s); {
		length, wide := firstCharacter(s[i:])
		if cells+wide > room && (i > start || room < width) {
			lines = append(lines, s[start:i])
			start, cells, room = i, 0, width
		}
		i += length
		cells += wide
	}
	return append(lines, s[start:])
}

// firstCharacter measures the character that s starts with, in bytes and cells.
func firstCharacter(s string) (length, cells int) {
	if isPlain(s[0]) && (len(s) == 1 || isPlain(s[1])) { // nothing combines with it
		return 1, 1
	}
	cluster, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(1, len(cluster)), cells
}

func isPlain(c byte) bool { return ' ' <= c && c <= '~' }

// Width is how many cells a line, which may be styled, takes. It is fast for what
// most lines are: plain ASCII.
func Width(line string) int {
	for i := range len(line) {
		if !isPlain(line[i]) {
			return ansi.StringWidth(line)
		}
	}
	return len(line)
}

// Fit cuts a line, which may be styled, or pads it with spaces, so that it is
// exactly width cells wide.
func Fit(line string, width int) string {
	if width <= 0 {
		return ""
	}
	cells := Width(line)
	if cells > width {
		line = ansi.Truncate(line, width, Ellipsis)
		cells = Width(line)
	}
	return line + strings.Repeat(" ", width-cells)
}

// Cut shortens a line, which may be styled, to at most width cells.
func Cut(line string, width int) string {
	if width <= 0 {
		return ""
	}
	if Width(line) <= width {
		return line
	}
	return ansi.Truncate(line, width, Ellipsis)
}

// Indent puts a prefix before each line.
func Indent(lines []string, prefix string) []string {
	indented := make([]string, len(lines))
	for i, line := range lines {
		indented[i] = prefix + line
	}
	return indented
}

// Style renders each line with the style.
func Style(style lipgloss.Style, lines []string) []string {
	styled := make([]string, len(lines))
	for i, line := range lines {
		styled[i] = style.Render(line)
	}
	return styled
}
