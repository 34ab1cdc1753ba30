package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi/compare"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
)

// The columns of the table of people.
const (
	leadWidth           = 4 // the cursor and the letter
	minLabel, maxLabel  = 10, 40
	minStatus, tableGap = 16, 2
)

// table is a line for each person: the letter, whom it is, and how far or with what
// outcome.
func (s *Screen) table() []string {
	styles := s.session.Styles
	if len(s.people.list) == 0 {
		return text.Style(styles.Muted, text.Wrap("Nobody is here to compare: a adds an identity, n anonymous, * everyone.", s.width))
	}
	label := s.labelWidth()
	lines := make([]string, 0, len(s.people.list))
	for i, person := range s.people.list {
		mark, style := "  ", styles.Text
		if i == s.cursor && s.view == peopleView && s.mode == browsing {
			mark, style = "> ", styles.Selected
		}
		ink, status := s.status(i)
		line := styles.Accent.Render(mark) + styles.Strong.Render(letter(i)) + " " +
			style.Render(text.Fit(shorten(safetext.Visible(person.Label), label), label)) + strings.Repeat(" ", tableGap) + ink.Render(status)
		lines = append(lines, text.Cut(line, s.width))
	}
	return lines
}

// shorten cuts a visible text in its middle: names differ at both ends, such as in
// their providers.
func shorten(visible string, width int) string {
	cells := text.Width(visible)
	if cells <= width || width < minLabel {
		return visible
	}
	tail := width / 2
	return text.Cut(visible, width-tail) + ansi.TruncateLeft(visible, cells-tail, "")
}

// labelWidth is that of the longest label, as far as the status has room beside it.
func (s *Screen) labelWidth() int {
	longest := minLabel
	for _, person := range s.people.list {
		longest = max(longest, text.Width(safetext.Visible(person.Label)))
	}
	const statusOf, in = 2, 5 // of the width
	room := s.width - leadWidth - tableGap - max(minStatus, s.width*statusOf/in)
	return max(0, min(longest, max(minLabel, room), maxLabel))
}

// status says how far a person is, or what it got.
func (s *Screen) status(i int) (lipgloss.Style, string) {
	styles := s.session.Styles
	switch {
	case s.call.Busy():
		return s.progress(i)
	case s.outcome != nil:
		return s.result(s.outcome.Columns[i])
	case s.people.list[i].given != nil:
		life := s.people.list[i].given.Decoded.Life()
		words := "its token " + life.Describe(s.session.Now())
		if life.At(s.session.Now()) == jwtview.Expired {
			return styles.Warning, "! " + words
		}
		return styles.Muted, words
	default:
		return styles.Muted, "not run yet"
	}
}

// progress says what the comparison does for a person.
func (s *Screen) progress(i int) (lipgloss.Style, string) {
	styles := s.session.Styles
	latest, ok := s.live.of(i)
	doing := map[compare.State]string{
		compare.Minting: "minting the token…", compare.Querying: "querying…", compare.Checking: "looking for what others found…",
	}[latest.Column.State]
	switch {
	case !ok, latest.Column.State == compare.Pending:
		return styles.Muted, "waiting for its turn"
	case latest.Column.State == compare.Done, latest.Column.State == compare.Failed:
		return s.result(latest.Column)
	case latest.Wait.Attempts > 0:
		doing = common.Pause{Wait: latest.Wait, Left: latest.Wait.Delay}.String()
	case latest.Column.State == compare.Querying && latest.Column.Fetched > 0:
		doing = fmt.Sprintf("querying… %d of %d", latest.Column.Fetched, latest.Column.Total)
	}
	mark := spinner.Frame(s.call.Frame())
	if mark == "" {
		mark = " "
	}
	return styles.Accent, mark + " " + doing
}

// result says what a person got.
func (s *Screen) result(c compare.Column) (lipgloss.Style, string) {
	styles := s.session.Styles
	switch {
	case c.Err != nil && stoppedEarly(c) && c.Answered:
		return styles.Warning, fmt.Sprintf("! stopped; %d of %d came", c.Fetched, c.Total)
	case c.Err != nil && stoppedEarly(c):
		return styles.Warning, "! stopped before an answer"
	case c.Err != nil:
		return styles.Bad, "✗ " + safetext.Visible(problem.Explain(c.Err).Title)
	}
	words := fmt.Sprintf("✓ %*d", text.Width(strconv.Itoa(s.mostResults())), c.Total)
	switch {
	case s.width < wideForm:
	case c.Total == 1:
		words += " result "
	default:
		words += " results"
	}
	if !c.Complete() {
		words += fmt.Sprintf(" (%d compared)", c.Fetched)
	}
	pipeline := "pipeline not named"
	if c.Pipeline != "" {
		pipeline = safetext.Visible(c.Pipeline)
	}
	if s.width >= wideForm {
		words += " · " + strconv.FormatInt(c.Duration.Milliseconds(), 10) + " ms"
	}
	return styles.Good, words + " · " + pipeline
}

// mostResults is the largest total, which the others are aligned with.
func (s *Screen) mostResults() int {
	if s.outcome == nil {
		return 0
	}
	most := 0
	for _, column := range s.outcome.Columns {
		most = max(most, column.Total)
	}
	return most
}

func (s *Screen) anyAnswer() bool {
	return s.outcome != nil && slices.ContainsFunc(s.outcome.Columns, func(c compare.Column) bool { return c.Answered })
}

// verdict says what the comparison shows.
func (s *Screen) verdict() []string {
	if s.outcome == nil || s.call.Busy() {
		return nil
	}
	styles := s.session.Styles
	var lines []string
	if s.stopped {
		lines = append(lines, hanging(styles.Warning, "! ", "Stopped: this is what had come by then.", s.width)...)
	}
	for _, sentence := range s.outcome.Sentences() {
		lines = append(lines, hanging(styles.Strong, "→ ", safetext.Visible(sentence), s.width)...)
	}
	return lines
}

// shortVerdict is the verdict as far as it has room above the results.
func (s *Screen) shortVerdict() []string {
	lines := s.verdict()
	if len(lines) <= verdictLines {
		return lines
	}
	return append(lines[:verdictLines-1:verdictLines-1], s.session.Styles.Muted.Render("  … ← Identities has the rest"))
}

// hanging wraps a visible text behind a lead of two cells.
func hanging(style lipgloss.Style, lead, visible string, width int) []string {
	lines := text.Wrap(visible, max(1, width-2))
	for i, line := range lines {
		lines[i] = text.Cut(style.Render(lead+line), width)
		lead = "  "
	}
	return lines
}

// peopleLines are the verdict and what is said of the person under the cursor, why it
// failed first; on a low screen, the table stands above.
func (s *Screen) peopleLines() []string {
	var lines []string
	if s.height < roomy {
		lines = s.table()
	}
	if s.cursor >= len(s.people.list) {
		return lines
	}
	for _, part := range [][]string{s.failureLines(), s.verdict(), s.personLines(), s.findingLines()} {
		if len(part) > 0 {
			lines = append(append(lines, ""), part...)
		}
	}
	return lines
}

// failureLines explain why the person under the cursor got nothing, or not all.
func (s *Screen) failureLines() []string {
	if s.outcome == nil || s.call.Busy() {
		return nil
	}
	column := s.outcome.Columns[s.cursor]
	if column.Err == nil || stoppedEarly(column) {
		return nil
	}
	lines := problemview.Lines(s.session.Styles, problem.Explain(column.Err), s.width)
	return append(lines, s.session.Styles.Muted.Render(text.Cut("r runs the comparison again.", s.width)))
}

// personLines tell who is under the cursor and with which token the query is run.
func (s *Screen) personLines() []string {
	styles, person := s.session.Styles, s.people.list[s.cursor]
	var lines []string
	put := func(label, value string) {
		const width = 10
		for _, line := range text.Wrap(value, max(1, s.width-width)) {
			lines = append(lines, text.Cut(styles.Label.Render(text.Fit(label, width))+line, s.width))
			label = ""
		}
	}
	put(letter(s.cursor), safetext.Visible(person.Label))
	for _, id := range person.UserIDs {
		put("identity", safetext.Visible(id.Name)+" · "+safetext.Visible(id.Provider)+" · "+safetext.Visible(string(id.Type)))
	}
	if person.given != nil {
		put("token", string(person.given.Decoded.Kind())+", unverified; "+person.given.Decoded.Life().Describe(s.session.Now()))
	} else {
		put("token", s.mintedFrom())
	}
	if s.outcome != nil && !s.call.Busy() && s.outcome.Columns[s.cursor].RequestID != "" {
		put("request", safetext.Visible(s.outcome.Columns[s.cursor].RequestID))
	}
	return lines
}

// mintedFrom says how the token of a person comes to be.
func (s *Screen) mintedFrom() string {
	words := "a search token, minted for each run from the form of step 3 with this identity in it"
	if s.session.Draft.Kind == common.SearchToken && s.session.Draft.RawBody() != nil {
		words += "; the body that was edited by hand is not used"
	}
	return words
}

// findingLines warn of what is doubtful about the person's identities.
func (s *Screen) findingLines() []string {
	person := s.people.list[s.cursor]
	if person.given != nil || person.IsBaseline() {
		return nil
	}
	var lines []string
	for _, finding := range s.session.IdentityFindings(person.UserIDs) {
		lines = append(lines, hanging(s.session.Styles.Warning, "! ", safetext.Visible(finding.Sentence+" "+finding.Remedy), s.width)...)
	}
	return lines
}
