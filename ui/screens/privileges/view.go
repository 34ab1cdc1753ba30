package privileges

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi/problem"
	"coveotoken/ui/common"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
)

// The sizes at which the layout changes.
const (
	// sideBySide is the width from which the detail stands beside the list.
	sideBySide = 90
	// airy is the height from which the head is set apart by an empty line.
	airy = 14
	// gutter is " │ " between the list and the detail.
	gutter = 3
)

// arrangement is where the parts of the body go.
type arrangement struct {
	beside, rule              bool // the rule is above a detail that is below
	listWidth, listHeight     int
	detailWidth, detailHeight int
}

func (s *Screen) arrange() arrangement {
	height := max(0, s.height-len(s.head()))
	if s.width >= sideBySide {
		list := (s.width - gutter) * 11 / 20
		return arrangement{beside: true, listWidth: list, listHeight: height, detailWidth: s.width - gutter - list, detailHeight: height}
	}
	detail := max(0, min(10, height*2/5))
	a := arrangement{listWidth: s.width, listHeight: height - detail, detailWidth: s.width, detailHeight: detail}
	if a.rule = detail >= 5; a.rule {
		a.detailHeight--
	}
	return a
}

// layOut gives the parts their sizes and makes the scrolled lines again.
func (s *Screen) layOut() {
	a := s.arrange()
	s.list.SetSize(a.listWidth, a.listHeight)
	switch {
	case s.operations:
		s.setLines(s.everything())
	case !s.platform():
		s.setLines(s.searchPage())
	}
}

// setLines shows lines in the pane, above a line that says where in them one is when
// they do not all fit.
func (s *Screen) setLines(lines []string) {
	height := max(0, s.height-len(s.head()))
	s.pane.SetSize(s.width, height)
	s.pane.SetLines(lines)
	if s.pane.Scrolls() {
		s.pane.SetSize(s.width, height-1)
	}
}

func (s *Screen) page() string {
	page := s.pane.View()
	if s.pane.Scrolls() {
		page += "\n" + text.Cut(s.session.Styles.Muted.Render("lines "+s.pane.Position()+" · ↑/↓ scrolls"), s.width)
	}
	return page
}

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 || s.height == 0 {
		return ""
	}
	lines := append(s.head(), strings.Split(s.body(), "\n")...)
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

func (s *Screen) body() string {
	if s.operations || !s.platform() {
		return s.page()
	}
	a := s.arrange()
	list := s.list.View(s.session.Styles)
	if s.call.Busy() && s.list.Len() == 0 {
		list = s.waiting()
	}
	detail := s.detail(a.detailWidth, a.detailHeight)
	if s.target != nil {
		s.target.SetSize(a.detailWidth, a.detailHeight)
		detail = strings.Split(s.target.View(s.session.Styles), "\n")
	}
	if a.beside {
		return s.joined(strings.Split(list, "\n"), detail, a)
	}
	return s.stacked(list, detail, a)
}

// joined puts the detail beside the list.
func (s *Screen) joined(list, detail []string, a arrangement) string {
	bar := s.session.Styles.Line.Render(" │ ")
	lines := make([]string, a.listHeight)
	for i := range lines {
		left, right := "", ""
		if i < len(list) {
			left = list[i]
		}
		if i < len(detail) {
			right = detail[i]
		}
		lines[i] = text.Fit(left, a.listWidth) + bar + right
	}
	return strings.Join(lines, "\n")
}

// stacked puts the detail at the bottom, under a rule if there is room for one.
func (s *Screen) stacked(list string, detail []string, a arrangement) string {
	if a.detailHeight == 0 {
		return list
	}
	lines := strings.Split(list, "\n")
	for len(lines) < a.listHeight {
		lines = append(lines, "")
	}
	if a.rule {
		lines = append(lines, s.session.Styles.Line.Render(strings.Repeat("─", s.width)))
	}
	return strings.Join(append(lines, detail...), "\n")
}

// waiting is shown until the first list comes.
func (s *Screen) waiting() string {
	frame := spinner.Frame(s.call.Frame())
	if frame == "" {
		return ""
	}
	styles := s.session.Styles
	what := s.call.Doing("Asking the organization for its privileges…")
	return text.Cut(styles.Accent.Render(frame+" "+what)+styles.Muted.Render(" esc cancels"), s.arrange().listWidth)
}

// head says what to do here, which kind of token it is for, and where the list is
// from.
func (s *Screen) head() []string {
	lines := s.wrap(s.session.Styles.Muted, s.introduction(), max(1, s.width))
	lines = append(lines, s.kindLine())
	if s.platform() && s.session.Draft.RawBody() != nil {
		lines = append(lines, s.wrap(s.session.Styles.Warning, "! The body was edited by hand: what is picked here is not sent until ctrl+r in 3 Details goes back to the form.", max(1, s.width))...)
	} else if s.platform() {
		lines = append(append(lines, s.sourceLines()...), s.callLines()...)
	}
	if s.height >= airy {
		lines = append(lines, "")
	}
	return lines
}

// introduction is the first line, in few words where there is little room.
func (s *Screen) introduction() string {
	long, short := "A search token needs no privileges picked. Read on, then press enter.", "Nothing to pick: press enter to go on."
	if s.platform() {
		long, short = "Pick what the token may do: space selects, enter goes on.", "space picks, enter goes on."
	}
	if s.height < airy && ansi.StringWidth(long) > s.width {
		return short
	}
	return long
}

// kindLine shows both kinds with the chosen one in brackets.
func (s *Screen) kindLine() string {
	styles := s.session.Styles
	line := styles.Label.Render("Token ")
	for _, kind := range []common.TokenKind{common.SearchToken, common.PlatformToken} {
		if kind == s.session.Draft.Kind {
			line += styles.StepActive.Render("[" + kind.String() + "]")
		} else {
			line += styles.Muted.Render(" " + kind.String() + " ")
		}
	}
	hint := "  " + styles.Key.Render("tab") + styles.Muted.Render(" changes it")
	if ansi.StringWidth(line+hint) <= s.width {
		line += hint
	}
	return text.Cut(line, s.width)
}

// sourceLines say where the list comes from and how old it is, and why it is not
// live when it is not.
func (s *Screen) sourceLines() []string {
	styles := s.session.Styles
	if s.call.Busy() && s.list.Len() > 0 {
		if frame := spinner.Frame(s.call.Frame()); frame != "" {
			return []string{text.Cut(styles.Accent.Render(frame+" "+s.call.Doing("Asking again…")+" esc cancels"), s.width)}
		}
	}
	if s.list.Len() == 0 && s.failure == nil {
		return nil
	}
	if !s.liveAt.IsZero() && s.failure == nil {
		count := fmt.Sprintf("%d privileges, live, %s", len(s.offers.privileges), s.age())
		return append([]string{text.Cut(styles.Good.Render(count)+styles.Muted.Render(" · ✓ held by your key, ✗ not"), s.width)}, s.lackingLine()...)
	}
	return append(s.notLive(), s.lackingLine()...)
}

// notLive explains the built-in list: low bodies get one line of it.
func (s *Screen) notLive() []string {
	styles := s.session.Styles
	head := fmt.Sprintf("! %d built-in privileges, not live", len(s.offers.privileges))
	if !s.liveAt.IsZero() {
		head = "! Not refreshed: this list is from " + s.liveAt.Format("15:04:05")
	}
	switch {
	case s.session.Connection == nil:
		return []string{text.Cut(styles.Warning.Render(head+": you are not connected (press 1)."), s.width)}
	case s.cancelled:
		return []string{text.Cut(styles.Warning.Render(head+": you cancelled. R asks again."), s.width)}
	case s.failure == nil:
		return []string{text.Cut(styles.Warning.Render(head+". R asks for the live ones."), s.width)}
	}
	p := problem.Explain(s.failure)
	if s.height < 20 {
		return []string{
			text.Cut(styles.Warning.Render(head), s.width),
			text.Cut(problemview.Lines(styles, p, 1000)[0], s.width),
		}
	}
	p.Source, p.Status, p.Code = "", 0, "" // the evidence says these too
	lines := append([]string{text.Cut(styles.Warning.Render(head), s.width)}, problemview.Lines(styles, p, s.width)...)
	return append(lines, text.Cut(styles.Text.Render("→ "+s.keys.refresh.Help().Key+" asks again; "+s.keys.catalog.Help().Key+" adds a catalogue key, which may list privileges."), s.width))
}

// lackingLine counts what is picked in vain.
func (s *Screen) lackingLine() []string {
	lacking := len(s.lacking())
	if lacking == 0 {
		return nil
	}
	return []string{text.Cut(s.session.Styles.Bad.Render(fmt.Sprintf("✗ %d of the %d picked: your key does not hold them.", lacking, len(s.session.Draft.Privileges))), s.width)}
}

// age counts seconds for a minute, while the frame is renewed each second; after
// that it names the time, which stays true.
func (s *Screen) age() string {
	age := s.session.Clock().Sub(s.liveAt)
	if age >= time.Minute {
		return "at " + s.liveAt.Format("15:04:05")
	}
	return fmt.Sprintf("%d s ago", int(max(0, age).Seconds()))
}
