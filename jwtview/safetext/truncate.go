package safetext

import "github.com/charmbracelet/x/ansi"

// ellipsis ends what was cut; it is one cell wide.
const ellipsis = "…"

// Truncate shortens visible text (from Visible) to at most width terminal cells,
// ending in "…" when something was cut. Neither a character nor a notation is cut
// in half. It reads no more of s than is shown.
func Truncate(s string, width int) string {
	if width <= 0 {
		return ""
	}
	used, fits := 0, 0 // fits is where the text ends that leaves room for the ellipsis
	for i := 0; i < len(s); {
		n, cells := piece(s[i:])
		if used+cells > width {
			return s[:fits] + ellipsis
		}
		used += cells
		i += n
		if used < width {
			fits = i
		}
	}
	return s
}

// piece gives the length in bytes and the width in cells of what is not to be cut
// at the start of s: a notation, or a character with its marks.
func piece(s string) (n, cells int) {
	if n := notation(s); n > 0 {
		return n, ansi.StringWidth(s[:n])
	}
	if c := s[0]; c-0x20 < 0x7F-0x20 && (len(s) == 1 || s[1] < 0x80) {
		return 1, 1
	}
	cluster, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(1, len(cluster)), cells
}
