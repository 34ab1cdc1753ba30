// Package problemview shows a failure as people need it: what happened, how we
// know, what to do next.
package problemview

import (
	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// Lines renders a problem in lines of at most width cells.
func Lines(s *theme.Styles, p problem.Problem, width int) []string {
	lines := hanging(s.Bad, "✗ ", p.Title, width)
	if p.Evidence != "" {
		lines = append(lines, hanging(s.Muted, "  ", p.Evidence, width)...)
	}
	if p.RequestID != "" {
		lines = append(lines, hanging(s.Muted, "  ", "Request ID "+p.RequestID, width)...)
	}
	if p.Remedy != "" {
		lines = append(lines, hanging(s.Text, "→ ", p.Remedy, width)...)
	}
	if p.Source != "" {
		lines = append(lines, hanging(s.Muted, "  ", "See: "+p.Source, width)...)
	}
	return lines
}

// hanging wraps text that may come from outside behind a prefix of two cells.
func hanging(style lipgloss.Style, prefix, outside string, width int) []string {
	const indent = 2
	var lines []string
	for _, paragraph := range safetext.VisibleLines(outside) {
		for _, line := range text.Wrap(paragraph, max(1, width-indent)) {
			lines = append(lines, text.Cut(style.Render(prefix+line), width))
			prefix = "  "
		}
	}
	return lines
}
