package history

import (
	"strings"
	"time"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/expiry"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/text"
)

// layout gives the list the rows that it needs, and the detail the rest.
func (s *Screen) layout() {
	lines := s.detailLines(max(1, s.width))
	rest := s.height - len(s.head(max(1, s.width))) - s.rows() - 1
	s.detail.SetSize(s.width, max(0, rest))
	s.detail.SetLines(lines)
}

// rows is how many tokens are listed at once: on low screens the detail keeps some room.
func (s *Screen) rows() int {
	const detail = 4
	room := s.height - len(s.head(max(1, s.width))) - 1
	return max(1, min(len(s.entries), max(2, room-max(detail, room/2))))
}

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 {
		return ""
	}
	width := s.width
	lines := s.head(width)
	if len(s.entries) > 0 {
		rows := s.rows()
		first := max(0, min(s.cursor-rows/2, len(s.entries)-rows))
		for i := first; i < first+rows; i++ {
			lines = append(lines, s.row(s.entries[i], i == s.cursor, width))
		}
		lines = append(append(lines, ""), strings.Split(s.detail.View(), "\n")...)
	}
	lines = lines[:min(len(lines), s.height)]
	for i, line := range lines {
		lines[i] = text.Cut(line, width)
	}
	return strings.Join(lines, "\n")
}

// head says what is listed, what went wrong, and the names of the columns.
func (s *Screen) head(width int) []string {
	styles := s.session.Styles
	if len(s.entries) == 0 {
		lines := text.Style(styles.Text, text.Wrap("No token was minted or opened in this session yet. Each one is listed here, to open it again, to mint it once more, or to compare it.", width))
		return append(append(lines, text.Style(styles.Muted, text.Wrap(s.keeping(), width))...), s.diskLines(width)...)
	}
	lines := []string{text.Cut(styles.Muted.Render(english.Plural(len(s.entries), "token", "")+". "+s.keeping()), width)}
	lines = append(lines, s.diskLines(width)...)
	switch {
	case s.trouble != "":
		lines = append(lines, text.Style(styles.Warning, text.Wrap("! "+safetext.Visible(s.trouble), width))...)
	case s.asked != "":
		lines = append(lines, text.Cut(styles.Warning.Render("! Press d again to forget this token."), width))
	}
	return append(lines, text.Cut(styles.Muted.Render(s.heading(width)), width))
}

// keeping says what is kept on disk.
func (s *Screen) keeping() string {
	switch {
	case s.session.Kept == nil && len(s.entries) > 0 && s.width < midFrom:
		return "Not kept on disk."
	case s.session.Kept == nil:
		return "Nothing is kept on disk; --keep-history does."
	case s.unread > 0:
		return "Kept on disk; " + english.Plural(s.unread, "line", "") + " of the file could not be read."
	default:
		return "Minted ones are kept on disk."
	}
}

func (s *Screen) diskLines(width int) []string {
	if s.diskTrouble == nil {
		return nil
	}
	return problemview.Lines(s.session.Styles, problem.Explain(s.diskTrouble), width)
}

// The widths of the columns. Where there is no room, the hub and the profile go first,
// then the time.
const (
	markCells    = 4
	kindCells    = 9
	hubCells     = 16
	profileCells = 14
	mintedCells  = 9
	stateCells   = 24
	wideFrom     = 76
	midFrom      = 60
)

// columns cuts the cells of a row to the width.
func columns(width int, kind, who, hub, profile, minted, state string) string {
	line := text.Fit(kind, kindCells)
	rest := width - markCells - kindCells
	tail := ""
	if width >= wideFrom+hubCells {
		tail, rest = text.Fit(hub, hubCells)+text.Fit(profile, profileCells), rest-hubCells-profileCells
	}
	if width >= midFrom {
		tail, rest = tail+text.Fit(minted, mintedCells), rest-mintedCells
	}
	end := min(stateCells, max(0, rest*2/3))
	return line + text.Fit(who, max(0, rest-end-1)) + " " + tail + text.Cut(state, max(1, end))
}

func (s *Screen) heading(width int) string {
	return strings.Repeat(" ", markCells) + columns(width, "KIND", "FOR", "HUB", "PROFILE", "MINTED", "STATE")
}

// row is a token in a line.
func (s *Screen) row(e *entry, selected bool, width int) string {
	styles, now := s.session.Styles, s.session.Now()
	cursor, mark, style := "  ", "  ", styles.Text
	if selected {
		cursor, style = "> ", styles.Selected
	}
	if s.marked[e.Fingerprint] {
		mark = "✓ "
	}
	kind, _, _ := strings.Cut(e.Kind, " ")
	life := e.life()
	state := expiry.Style(styles, life, now).Render(expiry.Words(life, now))
	line := columns(width, style.Render(safetext.Visible(kind)), style.Render(e.who()), style.Render(safetext.Visible(e.SearchHub)),
		style.Render(safetext.Visible(e.Profile)), style.Render(s.clock(e.MintedAt)), state)
	return text.Cut(styles.Accent.Render(cursor)+styles.Good.Render(mark)+line, width)
}

// clock is the time of a moment of this day, the day of another one.
func (s *Screen) clock(moment time.Time) string {
	now := s.session.Now()
	if moment = moment.In(now.Location()); moment.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return moment.Format(time.TimeOnly)
	}
	return moment.Format("02 Jan")
}

// life is the token's life as far as it is kept.
func (e *entry) life() jwtview.Life {
	if e.token != nil {
		return e.token.Decoded.Life()
	}
	return jwtview.Life{IssuedAt: e.IssuedAt, ExpiresAt: e.ExpiresAt}
}

// who names whom a token is for. It is safe to show.
func (e *entry) who() string {
	if len(e.Users) == 0 {
		return "nobody named"
	}
	return safetext.Visible(strings.Join(e.Users, ", "))
}

// detailLines say more of the token under the cursor.
func (s *Screen) detailLines(width int) []string {
	e, styles := s.selected(), s.session.Styles
	if e == nil {
		return nil
	}
	lines := text.Style(styles.Strong, text.Wrap(s.title(e), width))
	lines = append(lines, text.Style(styles.Text, text.Wrap(e.facts(s.session.Now()), width))...)
	if len(e.differs) > 0 {
		lines = append(lines, "")
	}
	for _, sentence := range e.differs {
		lines = append(lines, text.Style(styles.Accent, text.Wrap(sentence, width))...)
	}
	return lines
}

// title says what the token is and where it came from.
func (s *Screen) title(e *entry) string {
	title := strings.ToUpper(e.Kind[:min(1, len(e.Kind))]) + e.Kind[min(1, len(e.Kind)):] + " for " + e.who()
	switch {
	case s.session.Current != nil && e.token == s.session.Current:
		title += ", open now"
	case e.earlier && e.token == nil:
		title += ", of an earlier session: only its fingerprint was kept"
	case e.earlier:
		title += ", of an earlier session"
	case e.token.From == nil:
		title += ", opened and not minted here"
	}
	return safetext.Visible(title)
}

// facts are the rest of what is known, a line each. They are safe to show.
func (e *entry) facts(now time.Time) string {
	minted := jwtview.DescribeTime(e.MintedAt, now)
	lines := []string{"Since       " + minted.Local + " (" + minted.Relative + ")"}
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+safetext.Visible(value))
		}
	}
	if !e.ExpiresAt.IsZero() {
		expires := jwtview.DescribeTime(e.ExpiresAt, now)
		lines = append(lines, "Expires     "+expires.Local+" ("+expires.Relative+")")
	}
	add("Hub         ", e.SearchHub)
	add("Profile     ", strings.TrimSuffix(strings.TrimPrefix(e.Profile+" · "+e.Organization, " · "), " · "))
	add("Fingerprint ", e.Fingerprint)
	return strings.Join(lines, "\n")
}
