package token

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/lint"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// revealTime is how long a token stays readable.
const revealTime = 10 * time.Second

// factsKey is what the lines of the token view were made for.
type factsKey struct {
	compact  string
	width    int
	revealed bool
	second   int64
	verdict  string // the lines of the check
	styles   *theme.Styles
}

// concealMsg ends a reveal.
type concealMsg struct{ reveal int }

// Owner implements common.Addressed.
func (concealMsg) Owner() common.ID { return common.Token }

// showSecret shows the token itself for a while.
func (s *Screen) showSecret() tea.Cmd {
	s.view, s.revealed = tokenView, true
	s.reveal++
	s.layout()
	s.facts.ScrollTo(0)
	return s.session.After(revealTime, concealMsg{s.reveal})
}

func (s *Screen) conceal() { s.revealed = false }

// prepareFacts makes the lines of the token view unless they are there.
func (s *Screen) prepareFacts() {
	current, now := s.session.Current, s.session.Now()
	if current == nil || s.width == 0 {
		return
	}
	checked := s.signatureLines(s.height)
	made := factsKey{current.Decoded.Compact, s.width, s.revealed, now.Unix(), strings.Join(checked, "\n"), s.session.Styles}
	if made == s.facted {
		return
	}
	s.facted = made
	s.facts.SetLines(factLines(s.session.Styles, current, checked, s.revealed, now, s.width))
}

// factLines tells what the token is, its times and signature, and what was odd about
// it. checked are the lines of a check of the signature, if there was one.
func factLines(styles *theme.Styles, current *common.OpenToken, checked []string, revealed bool, now time.Time, width int) []string {
	var lines []string
	heading := func(title string) { lines = append(lines, styles.Strong.Render(title)) }
	put := func(prefix, outside string) {
		for _, line := range text.Wrap(safetext.Visible(outside), max(1, width-len(prefix))) {
			lines = append(lines, prefix+line)
			prefix = strings.Repeat(" ", len(prefix))
		}
	}
	heading("Token")
	if revealed {
		lines = append(lines, secretLines(current.Secret.Reveal(), width)...)
	} else {
		put("  ", current.Secret.Masked())
	}
	lines = append(lines, "")
	heading("Times")
	lines = append(lines, timeLines(styles, current.Decoded.Life(), now, width)...)
	facts := current.Decoded.SignatureFacts()
	lines = append(lines, "")
	heading("Signature")
	put("  ", facts.Algorithm)
	if lines = append(lines, checked...); len(checked) == 0 {
		for _, sentence := range facts.Sentences {
			put("  ", sentence)
		}
	}
	found := findings(current.Decoded)
	if len(current.Decoded.Notes)+len(found) > 0 {
		lines = append(lines, "")
		heading("Notes")
	}
	for _, note := range current.Decoded.Notes {
		mark := "- "
		if note.Problem {
			mark = "! "
		}
		put(mark, note.Text)
	}
	for _, finding := range found {
		put("! ", finding.Sentence+" "+finding.Remedy)
	}
	return lines
}

// findings are what is odd about a token that was minted already.
func findings(token *jwtview.Token) []lint.Finding {
	return lint.Minted(token, lint.Context{Sandbox: token.FromSandbox()})
}

// secretLines cuts a token into lines without copying it.
func secretLines(compact string, width int) []string {
	var lines []string
	visible := safetext.Visible(compact)
	for width > 0 && len(visible) > width {
		lines = append(lines, visible[:width])
		visible = visible[width:]
	}
	return append(lines, visible)
}
