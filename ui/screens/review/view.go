package review

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/requestview"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
)

const (
	// labelWidth is the column of the summary's labels.
	labelWidth = 13
	// roomy is the height from which the screen says what to do on it, wideEnough
	// the width from which the last line says what part is seen.
	roomy, wideEnough = 12, 60
)

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 || s.height == 0 {
		return ""
	}
	if s.code.Shown() {
		return s.code.View()
	}
	body := s.pane.View()
	if s.height == 1 {
		return body
	}
	return body + strings.Repeat("\n", s.height-1-strings.Count(body, "\n")-1) + "\n" + s.action()
}

// action is the last line: what happens now, or what the next key does.
func (s *Screen) action() string {
	styles := s.session.Styles
	var line string
	switch {
	case s.session.Connection == nil:
		line = styles.Muted.Render("→ enter goes to 1 Connect")
	case s.checkup.shown:
		line = s.checkupAction()
	case s.checkup.awaiting.Busy():
		line = s.awaitingLine()
	case s.failure != nil && isPaused(s.failure):
		line = styles.Bad.Render("✗ Not minted.") + styles.Muted.Render(" w waits until it answers, then mints.")
	case s.mint.Busy():
		line = styles.Accent.Render(strings.TrimLeft(spinner.Frame(s.mint.Frame())+" ", " ") + s.mint.Status("Minting…"))
	case s.failure != nil:
		line = styles.Bad.Render("✗ Not minted.") + styles.Muted.Render(" "+s.keys.again.Help().Key+" tries again; nothing is sent by itself.")
	default:
		if _, err := s.request(); err != nil {
			line = styles.Warning.Render("! Not complete yet.") + styles.Muted.Render(" "+s.keys.mend.Help().Key+" goes where it is mended.")
			if s.beyondRange() {
				line = styles.Warning.Render("! Not complete yet.") + styles.Muted.Render(" e mends it, ! sends it anyway, to learn.")
			}
			break
		}
		line = styles.Good.Render("✓ Ready.") + styles.Muted.Render(" enter mints, d checks first.")
		if anyMissing(s.session.Draft, s.session.Connection) {
			line = styles.Warning.Render("! The key may not be enough.") + styles.Muted.Render(" enter tries all the same.")
		}
	}
	if s.pane.Scrolls() && s.width >= wideEnough {
		line += styles.Muted.Render(" · lines " + s.pane.Position())
	}
	return text.Cut(line, s.width)
}

// refresh makes the lines again after something that they show changed.
func (s *Screen) refresh() {
	s.pane.SetSize(s.width, max(1, s.height-1))
	if s.width == 0 {
		return
	}
	if s.session.Connection == nil {
		s.pane.SetLines(s.paragraph(s.session.Styles.Text, "Here you see the exact request before it is sent, and mint the token from it. There is no connection yet: connect to an organization, or to the sandbox, in step 1 Connect."))
		return
	}
	if s.checkup.shown {
		lines, _ := s.checkupLines()
		s.pane.SetLines(lines)
		return
	}
	s.pane.SetLines(s.lines())
}

func (s *Screen) lines() []string {
	styles := s.session.Styles
	request, err := s.request()
	var lines []string
	if s.height >= roomy {
		lines = append(s.paragraph(styles.Muted, "Check what will be sent, then press "+s.keys.mint.Help().Key+" to mint the token."), "")
	}
	lines = append(lines, s.troubles(err)...)
	if notes := s.editing.Lines(s.width); len(notes) > 0 {
		lines = append(append(lines, notes...), "")
	}
	lines = append(append(lines, s.summary()...), s.findings(err)...)
	if s.sideShown {
		return lines
	}
	lines = append(lines, "", styles.Strong.Render("The request"))
	return append(lines, requestview.RequestLines(styles, request, s.width)...)
}

// troubles says what is wrong: with the draft, or with what became of it.
func (s *Screen) troubles(invalid error) []string {
	styles := s.session.Styles
	var lines []string
	switch {
	case invalid != nil && (s.failure == nil || !s.beyondRange()):
		lines = s.invalidLines(invalid)
	case s.failure != nil:
		lines = problemview.Lines(styles, problem.Explain(s.failure), s.width)
		if MaybeMinted(s.failure) {
			lines = append(lines, s.paragraph(styles.Warning, "! The request had been sent: Coveo may have created a token that we did not get. Trying again creates another.")...)
		}
	case s.cancelled:
		lines = s.paragraph(styles.Warning, "! Cancelled. If the request had already reached Coveo, a token may have been created that we did not get.")
	default:
		return nil
	}
	if s.bodyWrong() {
		return append(append(lines, s.paragraph(styles.Text, "→ Press "+s.keys.mend.Help().Key+" to mend it in your editor, or "+s.editing.Toggle.Help().Key+" to go back to the form.")...), "")
	}
	if step, ok := s.mendingStep(); ok && !s.cancelled {
		lines = append(lines, s.paragraph(styles.Text, "→ Mend it in "+stepName(step)+" (press "+s.keys.mend.Help().Key+"). What you typed is kept.")...)
	}
	return append(lines, "")
}

// invalidLines explains the first thing that is wrong with the draft.
func (s *Screen) invalidLines(err error) []string {
	var input *coveoapi.InputError
	if !errors.As(err, &input) {
		return problemview.Lines(s.session.Styles, problem.Explain(err), s.width)
	}
	styles := s.session.Styles
	lines := s.paragraph(styles.Warning, "! "+safetext.Visible(input.Field+" "+input.Reason)+".")
	return append(lines, s.paragraph(styles.Text, "  "+safetext.Visible(input.Remedy))...)
}

// stepName is a step as the bar shows it, with the key that goes there.
func stepName(step common.ID) string {
	number := slices.Index(common.Steps(), step) + 1
	return strconv.Itoa(number) + " " + strings.ToUpper(string(step[:1])) + string(step[1:])
}

// paragraph wraps text of ours and renders it in a style.
func (s *Screen) paragraph(style lipgloss.Style, words string) []string {
	return text.Style(style, text.Wrap(words, s.width))
}
