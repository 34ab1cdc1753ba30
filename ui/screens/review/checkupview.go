package review

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
)

const (
	// beside is the width from which the evidence stands beside the titles, in
	// a column after titleWidth cells.
	beside, titleWidth = 76, 27
	// signWidth is the width of a row's sign.
	signWidth = 2
)

// checkupLines are the rows of the checks. wrong is the line of the first that failed,
// 0 when none did.
func (s *Screen) checkupLines() (lines []string, wrong int) {
	styles := s.session.Styles
	if s.height >= roomy {
		lines = append(s.paragraph(styles.Muted, "What can be checked before minting. Nothing is created by it."), "")
	}
	if s.checkup.failure != nil {
		lines = append(append(lines, problemview.Lines(styles, problem.Explain(s.checkup.failure), s.width)...), "")
	}
	for _, row := range s.checkup.rows.now() {
		if row.State == preflight.Failed && wrong == 0 {
			wrong = len(lines)
		}
		lines = append(lines, s.checkupRow(row)...)
	}
	return lines, wrong
}

// checkupRow is a row: its sign and title, how we know beside or below, and what to
// do.
func (s *Screen) checkupRow(row preflight.Row) []string {
	styles := s.session.Styles
	sign, style := s.sign(row.State)
	title := safetext.Visible(row.Title)
	said := s.said(row)
	if s.width < beside {
		lines := []string{text.Cut(style.Render(sign+title), s.width)}
		return append(lines, text.Indent(said(max(1, s.width-signWidth)), strings.Repeat(" ", signWidth))...)
	}
	lines := text.Indent(said(s.width-titleWidth), strings.Repeat(" ", titleWidth))
	if len(lines) == 0 || text.Width(title) >= titleWidth-signWidth {
		return append([]string{text.Cut(style.Render(sign)+styles.Text.Render(title), s.width)}, lines...)
	}
	lines[0] = style.Render(sign) + styles.Text.Render(text.Fit(title, titleWidth-signWidth)) + lines[0][titleWidth:]
	return lines
}

// said wraps the evidence and the remedy of a row to a width.
func (s *Screen) said(row preflight.Row) func(width int) []string {
	styles := s.session.Styles
	return func(width int) []string {
		var lines []string
		if row.Evidence != "" {
			style := styles.Text
			if row.State == preflight.Passed || row.State == preflight.Skipped {
				style = styles.Muted
			}
			lines = text.Style(style, text.Wrap(safetext.Visible(row.Evidence), width))
		}
		if row.Remedy == "" {
			return lines
		}
		remedy := text.Wrap(safetext.Visible(row.Remedy), max(1, width-signWidth))
		for i, line := range remedy {
			lead := "→ "
			if i > 0 {
				lead = "  "
			}
			lines = append(lines, text.Cut(styles.Text.Render(lead+line), width))
		}
		return lines
	}
}

// sign is a state in a sign of its own, never in a colour alone.
func (s *Screen) sign(state preflight.State) (sign string, style lipgloss.Style) {
	styles := s.session.Styles
	switch state {
	case preflight.Passed:
		return "✓ ", styles.Good
	case preflight.Failed:
		return "✗ ", styles.Bad
	case preflight.Warned:
		return "! ", styles.Warning
	case preflight.Skipped:
		return "– ", styles.Muted
	case preflight.Unknown:
		return "? ", styles.Warning
	default:
		return "· ", styles.Muted
	}
}

// checkupAction is the last line while the pane is shown.
func (s *Screen) checkupAction() string {
	styles, c := s.session.Styles, &s.checkup
	busy := func(frame int, status string) string {
		return styles.Accent.Render(strings.TrimLeft(spinner.Frame(frame)+" ", " ") + status)
	}
	switch {
	case c.call.Busy():
		return busy(c.call.Frame(), c.call.Status("Checking…"))
	case c.moving.Busy():
		return busy(c.moving.Frame(), c.moving.Status("Connecting…"))
	case c.asking.Busy():
		return busy(c.asking.Frame(), c.asking.Status("Asking the other regions…"))
	case c.awaiting.Busy():
		return s.awaitingLine()
	}
	rows := c.rows.now()
	counts := map[preflight.State]int{}
	for _, row := range rows {
		counts[row.State]++
	}
	line := styles.Good.Render(fmt.Sprintf("✓ %d of %d passed.", counts[preflight.Passed], len(rows)))
	if failed := counts[preflight.Failed]; failed > 0 {
		line = styles.Bad.Render(fmt.Sprintf("✗ %d of %d failed.", failed, len(rows)))
	}
	if fix, ok := s.mendable(); ok {
		return line + styles.Muted.Render(" f: "+FixWords(fix)+".")
	}
	switch {
	case preflight.IsPaused(rows):
		return line + styles.Muted.Render(" w waits until it answers.")
	case s.asksRegions():
		return line + styles.Muted.Render(" t asks the other regions, with the key.")
	}
	return line + styles.Muted.Render(" esc goes back to the request.")
}
