// Package verdictview shows what an API key or a token is: its power, whether it may
// be seen by others, what it can and cannot do, and how to end it.
package verdictview

import (
	"strings"

	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi/preflight"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// Lines are the verdict for a width in cells.
func Lines(styles *theme.Styles, c preflight.Credential, width int) []string {
	var lines []string
	put := func(style lipgloss.Style, mark, outside string) {
		for _, line := range text.Wrap(safetext.Visible(outside), max(1, width-text.Width(mark))) {
			lines = append(lines, text.Cut(style.Render(mark+line), width))
			mark = strings.Repeat(" ", text.Width(mark))
		}
	}
	put(styles.Strong, "", "Template resembled: "+c.Template)
	for i, section := range c.Sections() {
		if section.Heading != "" {
			lines = append(lines, "")
			put(styles.Strong, "", section.Heading)
		}
		for n, line := range section.Lines {
			style := markStyle(styles, line.Mark)
			if i == 0 && n == 0 {
				style = power(styles, c)
			}
			put(style, line.Mark, line.Text)
		}
	}
	return lines
}

// power is the style of the sentence that matters most.
func power(styles *theme.Styles, c preflight.Credential) lipgloss.Style {
	if c.Public {
		return styles.Good
	}
	return styles.Bad
}

func markStyle(styles *theme.Styles, mark string) lipgloss.Style {
	switch mark {
	case "✓ ":
		return styles.Good
	case "✗ ":
		return styles.Muted
	default:
		return styles.Text
	}
}
