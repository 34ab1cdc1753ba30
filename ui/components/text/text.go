// Package text cuts, wraps and pads lines by terminal cells, and makes text from
// outside safe to show. Every line of the program is measured here, so that a frame
// is exactly as wide as the terminal.
package text

import (
	"strings"
	"unicode/utf8"

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
// and is empty when not even one character has room in them.
func Chunk(s string, first, width int) []string {
	if width <= 0 {
		return nil
	}
	lines := []string{}
	for room := max(0, first); ; room = width {
		head := start(s, room)
		if head == s || head == "" && room == width { // or a character wider than the line
			return append(lines, s)
		}
		lines = append(lines, head)
		s = s[len(head):]
	}
}

// start is as much of plain text as has room in so many cells. It reads no more of s
// than that, so that breaking a text into lines takes linear time.
func start(s string, room int) string {
	for i := 0; i < len(s); {
		n, cells := 1, 1
		if s[i] >= utf8.RuneSelf || i+1 < len(s) && s[i+1] >= utf8.RuneSelf {
			var cluster string
			cluster, cells = ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
			n = max(1, len(cluster))
		}
		if room -= cells; room < 0 {
			return s[:i]
		}
		i += n
	}
	return s
}

// Fit cuts a line, which may be styled, or pads it with spaces, so that it is
// exactly width cells wide.
func Fit(line string, width int) string {
	if width <= 0 {
		return ""
	}
	cells := ansi.StringWidth(line)
	if cells > width {
		line = ansi.Truncate(line, width, Ellipsis)
		cells = ansi.StringWidth(line)
	}
	return line + strings.Repeat(" ", width-cells)
}

// Cut shortens a line, which may be styled, to at most width cells.
func Cut(line string, width int) string {
	if width <= 0 {
		return ""
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
