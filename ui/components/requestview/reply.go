package requestview

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/components/jsonview"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// shown are the headers of a reply that say something about the call, in the order
// in which they help.
func shown() []string {
	return []string{"Content-Type", "X-Request-Id", "Retry-After", "Location", "Date", "Server"}
}

// ReplyLines renders the reply of an exchange: status and duration, headers worth
// seeing, body. The lines are at most width cells wide.
func ReplyLines(s *theme.Styles, e coveoapi.Exchange, width int) []string {
	lines := []string{text.Cut(statusStyle(s, e.Status).Render(status(e)), width)}
	for _, name := range shown() {
		if value := e.Header.Get(name); value != "" {
			lines = append(lines, header(s, name, value, width)...)
		}
	}
	if len(e.Body) > 0 {
		lines = append(lines, "")
		lines = append(lines, jsonview.Lines(s, e.Body, width)...)
	}
	if e.Truncated {
		lines = append(lines, text.Style(s.Warning, text.Wrap("! The reply was longer; the rest was not read.", width))...)
	}
	return lines
}

func status(e coveoapi.Exchange) string {
	if e.Status == 0 {
		return "✗ no reply" + attempts(e)
	}
	took := e.Duration.Round(time.Millisecond)
	words := strings.TrimSpace(fmt.Sprintf("HTTP %d %s", e.Status, http.StatusText(e.Status)))
	return fmt.Sprintf("%s in %s%s", words, took, attempts(e))
}

func attempts(e coveoapi.Exchange) string {
	if e.Attempts < 2 {
		return ""
	}
	return fmt.Sprintf(" after %d attempts", e.Attempts)
}

func statusStyle(s *theme.Styles, status int) lipgloss.Style {
	if status >= http.StatusOK && status < http.StatusMultipleChoices {
		return s.Good
	}
	return s.Bad
}
