package token

import (
	"fmt"
	"strings"
	"time"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/expiry"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// roomy is the height from which everything of the header is shown; below
	// cramped only what nobody can do without.
	roomy, cramped = 17, 12
	// tolerated is how far clocks may be apart before anything is said about it:
	// the Date header of a reply holds whole seconds.
	tolerated = 2 * time.Second
	// timeColumns is the width from which local time and UTC fit beside each other.
	timeColumns = 80
)

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 || s.height == 0 {
		return ""
	}
	if s.code.Shown() {
		return s.code.View()
	}
	now := s.session.Now()
	s.prepareReport()
	header := s.header(now)
	header = header[:min(len(header), s.height)]
	view := strings.Join(header, "\n")
	if s.session.Current == nil || len(header) == s.height {
		return view
	}
	return view + "\n" + s.body(now)
}

func (s *Screen) body(now time.Time) string {
	switch {
	case s.view == claimsView:
		return s.list.View(s.session.Styles, now)
	case s.view == tokenView:
		s.prepareFacts() // its times move with each second
		return s.facts.View()
	case s.asks():
		return s.report.View()
	case s.json.Ready():
		return s.json.View()
	default:
		return s.session.Styles.Muted.Render(text.Cut("Laying out the JSON…", s.width))
	}
}

// header is what stands above the view: what to do here, what the token is and how
// long it lives. It is shorter on a low screen.
func (s *Screen) header(now time.Time) []string {
	styles := s.session.Styles
	if s.session.Current == nil {
		return append(s.introduction(), s.pasteLines()...)
	}
	var lines []string
	if s.height >= cramped {
		lines = append(lines, styles.Muted.Render(text.Cut("Read the token: ↑/↓ explains a claim, → shows its JSON, x queries with it.", s.width)))
	}
	lines = append(lines, s.title())
	if s.height >= cramped {
		lines = append(lines, s.importedLines(4)...)
	} else {
		lines = append(lines, s.importedLines(1)...)
	}
	if s.view != tokenView && (s.view != grantsView || s.verdict.outcome != verified) { // which have it too
		most := 3
		if s.height < cramped {
			most = 2
		}
		lines = append(lines, s.signatureLines(most)...)
	}
	lines = append(lines, expiry.Bar(styles, s.reading.life, now, s.width))
	if s.height >= roomy && s.view != tokenView { // which has them too
		lines = append(lines, timeLines(styles, s.reading.life, now, s.width)...)
	}
	if banner := skewBanner(s.session.Skew()); banner != "" {
		lines = append(lines, styles.Warning.Render(text.Cut(banner, s.width)))
	}
	if s.reading.odd != "" && s.view != tokenView { // which has it too
		lines = append(lines, s.oddLine())
	}
	lines = append(lines, s.pasteLines()...)
	if s.save.shown {
		lines = append(lines, s.save.lines(styles, s.width)...)
	}
	if s.height >= cramped {
		lines = append(lines, "")
	}
	return append(lines, s.tabs())
}

// oddLine says what is most odd about the token.
func (s *Screen) oddLine() string {
	line := "! " + safetext.Visible(s.reading.odd)
	if s.reading.more > 0 {
		line = fmt.Sprintf("! (1 of %d, see Token) %s", s.reading.more+1, line[2:])
	}
	return s.session.Styles.Warning.Render(text.Cut(line, s.width))
}

func (s *Screen) introduction() []string {
	styles := s.session.Styles
	lines := []string{styles.Strong.Render(text.Cut("There is no token yet.", s.width))}
	for _, line := range text.Wrap("Mint one in step 4 Review, or paste one here (p opens a field for it). A pasted token is read on this machine only; no connection is needed.", max(1, s.width)) {
		lines = append(lines, styles.Text.Render(line))
	}
	return append(lines, "")
}

func (s *Screen) pasteLines() []string {
	if !s.paste.shown {
		return nil
	}
	return s.paste.lines(s.session.Styles, s.width, s.session.Current != nil)
}

// title is the token's kind, what is known of its signature, and where it is from.
func (s *Screen) title() string {
	styles, r := s.session.Styles, s.reading
	line := styles.Strong.Render(capital(r.kind)) + "  " + styles.Badge.Render(" "+s.badge()+" ") +
		styles.Muted.Render("  "+r.origin+" · "+r.masked)
	return text.Cut(line, s.width)
}

// tabs names the views, or only the visible one where there is no room for all.
func (s *Screen) tabs() string {
	styles := s.session.Styles
	names := [viewCount]string{"Claims", "JSON", "Grants", "Calls", "Verdict", "Token"}
	var b strings.Builder
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
	line := b.String()
	if text.Width(line) > s.width {
		line = styles.StepActive.Render("▸ "+names[s.view]) + styles.Muted.Render(fmt.Sprintf("  %d of %d views", s.view+1, viewCount))
	}
	if scrolled := s.position(); scrolled != "" {
		line += styles.Muted.Render("   lines " + scrolled)
	}
	if s.revealed {
		line += "   " + styles.Warning.Render("shown for 10 s")
	}
	return text.Cut(line, s.width)
}

// position is how far the visible view is scrolled, or "" when all of it is seen.
func (s *Screen) position() string {
	switch {
	case s.view == jsonView && s.json.Scrolls():
		return s.json.Position()
	case s.view == tokenView && s.facts.Scrolls():
		return s.facts.Position()
	case s.asks() && s.report.Scrolls():
		return s.report.Position()
	default:
		return ""
	}
}

// timeLines tells each time of a token that is there: relative, local with its
// offset, and in UTC.
func timeLines(styles *theme.Styles, life jwtview.Life, now time.Time, width int) []string {
	issued, notBefore, expires := life.Times(now)
	var lines []string
	for _, row := range []struct {
		name string
		at   jwtview.TimeText
	}{{"issued", issued}, {"not before", notBefore}, {"expires", expires}} {
		if row.at.Relative == "" {
			continue
		}
		line := styles.Label.Render(text.Fit(row.name, 11)) + text.Fit(row.at.Relative, 15) + row.at.Local
		if width >= timeColumns {
			line += styles.Muted.Render("  " + row.at.UTC)
		}
		lines = append(lines, text.Cut(line, width))
	}
	return lines
}

// skewBanner says how far the clocks are apart when that matters.
func skewBanner(skew time.Duration) string {
	if skew.Abs() <= tolerated {
		return ""
	}
	direction := "behind"
	if skew < 0 {
		direction = "ahead of"
	}
	return "! Your clock is " + jwtview.FormatSeconds(int64(skew.Abs().Seconds())) + " " + direction + " Coveo's; times use Coveo's."
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
