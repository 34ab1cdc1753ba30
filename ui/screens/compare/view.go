package compare

import (
	"fmt"
	"strings"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
)

const (
	// roomy is the height from which the people stand above every view; below, they
	// are a view of their own.
	roomy = 16
	// formHeight is for a form of two fields with a heading, a message and help,
	// personHeight for one of three; narrow ones have labels on lines of their own.
	formHeight, personHeight, narrowMore = 6, 6, 4
	moreHeight                           = 4
	wideForm                             = 60
	// verdictLines is how much of the verdict stands above the results.
	verdictLines = 4
)

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 || s.height == 0 {
		return ""
	}
	lines := s.head()
	if s.bodyShown() {
		lines = append(lines, s.body()...)
	}
	lines = lines[:min(len(lines), s.height)]
	for i, line := range lines {
		lines[i] = text.Cut(line, s.width)
	}
	return strings.Join(lines, "\n")
}

// layout gives the form and the views the lines that they have.
func (s *Screen) layout() {
	s.form.SetSize(s.width, s.formRoom())
	if s.width == 0 {
		return
	}
	height := max(0, s.height-len(s.head()))
	switch s.view {
	case resultsView:
		s.list.setSize(s.width, height)
	case tokensView:
		s.tokens.layout(s.session.Styles, s.width, height)
	default:
		s.detail.SetSize(s.width, height)
		s.detail.SetLines(s.peopleLines())
	}
}

func (s *Screen) formRoom() int {
	need := formHeight
	if s.mode == naming {
		need = personHeight
	}
	if s.width < wideForm {
		need += narrowMore
	}
	if s.mode == asking && s.input.more {
		need += moreHeight
	}
	if s.height < roomy {
		return max(0, min(need, s.height-len(s.troubleLines())))
	}
	return need
}

// bodyShown reports whether there is room for more than the form.
func (s *Screen) bodyShown() bool { return s.height >= roomy || s.mode == browsing }

// head is what stands above the view.
func (s *Screen) head() []string {
	var lines []string
	if s.mode == browsing {
		lines = append(lines, s.queryLine())
	} else {
		lines = append(lines, strings.Split(s.form.View(s.session.Styles), "\n")...)
	}
	lines = append(lines, s.troubleLines()...)
	if !s.bodyShown() {
		return lines
	}
	if s.height >= roomy {
		lines = append(lines, s.table()...)
		if s.view == resultsView {
			lines = append(lines, s.shortVerdict()...)
		}
	}
	return append(lines, s.tabs())
}

// queryLine is the query in one line, and whether it is still to be run.
func (s *Screen) queryLine() string {
	styles := s.session.Styles
	line := styles.Label.Render("Query ") + s.input.summary()
	switch {
	case s.session.Connection == nil:
		return styles.Warning.Render("! not connected ") + line
	case s.outcome == nil:
		return line
	}
	query, ok := s.input.query()
	if asked := s.outcome.Query; ok && (query.Q != asked.Q || query.AQ != asked.AQ || query.CQ != asked.CQ || query.NumberOfResults != s.outcome.Number) {
		return styles.Warning.Render("! not run yet (r) ") + line
	}
	return line
}

// troubleLines say why what was last asked for was not done.
func (s *Screen) troubleLines() []string {
	if s.trouble == "" {
		return nil
	}
	return text.Style(s.session.Styles.Bad, text.Wrap("✗ "+safetext.Visible(s.trouble), s.width))
}

// tabs names the views and what part of the shown one is seen; where there is no room,
// the shown one alone.
func (s *Screen) tabs() string {
	styles := s.session.Styles
	names := [viewCount]string{"Identities", "Results", "Tokens"}
	var b strings.Builder
	if s.width < wideForm {
		place := fmt.Sprintf("%d/%d ", s.view+1, viewCount)
		return text.Cut(styles.Muted.Render(place)+styles.StepActive.Render("▸ "+names[s.view])+styles.Muted.Render("  "+s.tabNote()), s.width)
	}
	for i, name := range names {
		if i > 0 {
			b.WriteString(styles.Line.Render(" │ "))
		}
		if view(i) == s.view {
			b.WriteString(styles.StepActive.Render("▸ " + name))
		} else {
			b.WriteString(styles.Muted.Render("  " + name))
		}
	}
	if note := s.tabNote(); note != "" {
		b.WriteString(styles.Muted.Render("   " + note))
	}
	return text.Cut(b.String(), s.width)
}

// tabNote says what part of the view is shown.
func (s *Screen) tabNote() string {
	switch {
	case s.view == resultsView:
		return s.list.filterName()
	case s.view == tokensView && s.tokens.pane.Scrolls():
		return "lines " + s.tokens.pane.Position()
	case s.view == tokensView && s.tokens.pairs() > 1:
		return fmt.Sprintf("pair %d of %d", s.tokens.pair+1, s.tokens.pairs())
	case s.view == peopleView && s.detail.Scrolls():
		return "lines " + s.detail.Position()
	default:
		return ""
	}
}

// body is the view that is shown, or what there is instead of it.
func (s *Screen) body() []string {
	styles := s.session.Styles
	switch {
	case s.view == tokensView:
		return strings.Split(s.tokens.pane.View(), "\n")
	case s.view == peopleView:
		return strings.Split(s.detail.View(), "\n")
	case s.outcome == nil:
		return text.Style(styles.Muted, text.Wrap("Nothing was compared yet. r runs the query as each identity.", s.width))
	case !s.anyAnswer():
		return text.Style(styles.Muted, text.Wrap("Nobody was answered; ← Identities says why.", s.width))
	default:
		return s.list.lines(styles)
	}
}
