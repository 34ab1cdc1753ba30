package token

import (
	"strings"

	"charm.land/lipgloss/v2"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// reportKey is what the lines of a report were made for.
type reportKey struct {
	view           view
	compact        string
	width, changes int
	verdict        string // of the signature
	unasked        string
	styles         *theme.Styles
}

// prepareReport makes the lines of the view that asks the organization unless they
// are there.
func (s *Screen) prepareReport() {
	if !s.asks() || s.width == 0 {
		return
	}
	made := reportKey{
		view: s.view, compact: s.session.Current.Decoded.Compact, width: s.width, changes: s.asking.changes,
		verdict: s.verdict.words, unasked: s.whyNotAsked(), styles: s.session.Styles,
	}
	if made == s.reported {
		return
	}
	if made.view != s.reported.view || made.compact != s.reported.compact {
		s.report.ScrollTo(0)
	}
	s.reported = made
	w := &writer{styles: s.session.Styles, width: s.width}
	switch s.view {
	case grantsView:
		s.writeGrants(w)
	case callsView:
		s.writeCalls(w)
	default:
		s.writeVerdict(w)
	}
	s.report.SetLines(w.lines)
}

// writer puts the lines of a report together.
type writer struct {
	styles *theme.Styles
	width  int
	lines  []string
}

// put adds text that may come from outside, wrapped behind a mark.
func (w *writer) put(style lipgloss.Style, mark, outside string) {
	for _, line := range text.Wrap(safetext.Visible(outside), max(1, w.width-text.Width(mark))) {
		w.lines = append(w.lines, text.Cut(style.Render(mark+line), w.width))
		mark = strings.Repeat(" ", text.Width(mark))
	}
}

// line adds a line without words to break at, cut into as many as it takes.
func (w *writer) line(mark, outside string) {
	width := max(1, w.width-text.Width(mark))
	for _, part := range text.Chunk(safetext.Visible(outside), width, width) {
		w.lines = append(w.lines, text.Cut(mark+part, w.width))
		mark = strings.Repeat(" ", text.Width(mark))
	}
}

func (w *writer) heading(title string) {
	if len(w.lines) > 0 {
		w.lines = append(w.lines, "")
	}
	w.put(w.styles.Strong, "", title)
}

// writeAsked says that the organization is being asked, or why it was not.
func (s *Screen) writeAsked(w *writer, known bool) {
	a := &s.asking
	switch unasked := s.whyNotAsked(); {
	case a.privileges.Busy():
		w.put(w.styles.Accent, "", busyLine(a.privileges.Frame(), a.privileges.Status("Asking what the token may do…")))
	case a.verdict.Busy():
		w.put(w.styles.Accent, "", busyLine(a.verdict.Frame(), a.verdict.Status("Asking what the token is…")))
	case known:
	case unasked != "":
		w.put(w.styles.Muted, "? ", unasked)
	default:
		w.put(w.styles.Muted, "? ", "The organization was not asked. a sends the token to "+s.session.Connection.API.Target().Endpoint.Platform+" and asks.")
	}
}

// busyLine is empty while a call has not run for long.
func busyLine(frame int, status string) string {
	if frame == 0 {
		return ""
	}
	return spinner.Frame(frame) + " " + status
}
