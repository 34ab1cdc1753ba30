package text

import (
	"strings"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/theme"
)

// Safe makes text from outside visible and marks the characters that were escaped,
// so that a reader sees what is data and what was made of it.
func Safe(s *theme.Styles, outside string) string {
	return Mark(s, safetext.Visible(outside))
}

// Mark styles the escapes in text that is visible already, such as one line of what
// was wrapped.
func Mark(s *theme.Styles, visible string) string {
	var b strings.Builder
	for _, segment := range safetext.Segments(visible) {
		if segment.Escaped {
			b.WriteString(s.Escaped.Render(segment.Text))
			continue
		}
		b.WriteString(segment.Text)
	}
	return b.String()
}
