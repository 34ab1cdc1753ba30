// Package expiry shows where a moment stands in a token's life. It never calls a
// token valid: only its times are known here.
package expiry

import (
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// maxBar is the longest bar: a longer one tells nothing more.
	maxBar = 40
	// minBar is the shortest bar that still tells something.
	minBar = 5
	passed = "█"
	left   = "░"
)

// Bar renders one line of at most width cells: a bar from iat to exp, filled as far
// as time has passed, and the state in words. Without both times there is no bar.
func Bar(s *theme.Styles, l jwtview.Life, now time.Time, width int) string {
	style, words := Style(s, l, now), Words(l, now)
	cells := min(maxBar, width-ansi.StringWidth(words)-1)
	fraction, known := l.Fraction(now)
	if !known || cells < minBar {
		return style.Render(text.Cut(words, width))
	}
	filled := max(0, min(cells, int(fraction*float64(cells))))
	bar := style.Render(strings.Repeat(passed, filled)) + s.Line.Render(strings.Repeat(left, cells-filled))
	return bar + " " + style.Render(words)
}

// Words say the state of a life at a moment as everything else does, such as "expires
// in 23 h 59 m", with a mark before what is not well.
func Words(l jwtview.Life, now time.Time) string {
	switch l.At(now) {
	case jwtview.Valid:
		return l.Describe(now)
	case jwtview.Expired:
		return "✗ " + l.Describe(now)
	default:
		return "! " + l.Describe(now)
	}
}

// Style is the style for the state of a life at a moment. Words says it too.
func Style(s *theme.Styles, l jwtview.Life, now time.Time) lipgloss.Style {
	switch l.At(now) {
	case jwtview.Expired:
		return s.Bad
	case jwtview.Valid:
		return s.Good
	default:
		return s.Warning
	}
}
