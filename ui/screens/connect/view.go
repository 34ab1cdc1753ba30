package connect

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
)

// airy is the height from which the introduction is set apart by an empty line.
const airy = 14

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 || s.height == 0 {
		return ""
	}
	lines := s.head()
	lines = append(lines, strings.Split(s.body(), "\n")...)
	if status := s.status(); len(status) > 0 {
		room := max(0, s.height-len(status))
		for len(lines) < room {
			lines = append(lines, "")
		}
		lines = append(lines[:room], status...)
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// layOut gives the parts their sizes and makes the lines that are shown again.
func (s *Screen) layOut() {
	height := max(0, s.height-len(s.head()))
	s.list.SetSize(s.width, height)
	s.form.SetSize(s.width, height)
	switch s.mode {
	case connected:
		s.setLines(s.report(), height)
	case failed:
		s.setLines(s.failureLines(), height)
	case judged:
		s.setLines(s.foundLines(), height)
	}
}

// head says in its first line what to do here, in few words where there is little
// room.
func (s *Screen) head() []string {
	long, short := s.introduction()
	if s.height < airy && ansi.StringWidth(long) > s.width {
		long = short
	}
	lines := text.Style(s.session.Styles.Muted, text.Wrap(long, max(1, s.width)))
	if s.height >= airy {
		lines = append(lines, "")
	}
	return lines
}

func (s *Screen) introduction() (long, short string) {
	k := s.keys
	switch {
	case s.mode == failed:
		return "This did not work. Press " + k.retry.Help().Key + " to try again, or " + k.edit.Help().Key + " to change what you entered.",
			"Failed: " + k.retry.Help().Key + " tries again, " + k.edit.Help().Key + " changes it."
	case s.mode == judged:
		return "What this key is. Press " + k.verdict.Help().Key + " to look at another one, or esc to go back.", "What this key is. esc goes back."
	case s.mode == connected:
		return "You are connected. Press " + k.next.Help().Key + " to go on and choose what the token may do.", "Connected. Press " + k.next.Help().Key + " to go on."
	case s.mode == choosing:
		return "Choose where to make tokens, then press enter. (Or paste a token to read it.)", "Choose a connection, then press enter."
	}
	organization := safetext.Visible(s.entry.base.OrganizationID)
	switch s.entry.purpose {
	case mintingKey:
		return "Enter the API key for " + organization + " and press ctrl+s: it is tried first.", "Enter the API key, then press ctrl+s."
	case foundKey:
		return "Paste the key that was found and press ctrl+s: it is asked what it may do, and not kept.", "Paste the key, then press ctrl+s."
	case catalogKey:
		press := "enter"
		if s.entry.keep != "" { // there is another field
			press = "ctrl+s"
		}
		return "Enter a second key for " + organization + ", one that may list privileges, and press " + press + ".", "Enter a second key, then press " + press + "."
	default:
		return "Fill this in and press ctrl+s. The key is tried before anything is saved.", "Fill this in, then press ctrl+s."
	}
}

func (s *Screen) body() string {
	switch s.mode {
	case choosing:
		return s.list.View(s.session.Styles)
	case filling:
		return s.form.View(s.session.Styles)
	default:
		return s.pane.View()
	}
}

// setLines shows lines in the pane, above a line that says where in them one is when
// they do not all fit.
func (s *Screen) setLines(lines []string, height int) {
	s.pane.SetSize(s.width, height)
	s.pane.SetLines(lines)
	if s.pane.Scrolls() {
		s.pane.SetSize(s.width, height-1)
	}
}

// status is what is said at the bottom: that a connection is being tried, or that
// what was pasted is no token.
func (s *Screen) status() []string {
	styles := s.session.Styles
	if s.notToken != nil {
		p := problem.Explain(s.notToken)
		lines := problemview.Lines(styles, problem.Problem{Title: p.Title, Evidence: p.Evidence}, s.width)
		return lines[:min(len(lines), max(0, s.height-1))]
	}
	frame := spinner.Frame(s.call.Frame())
	switch {
	case frame == "" && (s.mode == connected || s.mode == failed || s.mode == judged) && s.pane.Scrolls():
		return []string{text.Cut(styles.Muted.Render("lines "+s.pane.Position()+" · ↑/↓ scrolls"), s.width)}
	case frame == "":
		return nil
	}
	what := "Trying the key with " + safetext.Visible(s.last.profile.OrganizationID) + "…"
	if s.last.waits() {
		what = "Fetching the key from its command…"
	}
	if s.last.profile.IsSandbox() {
		what = "Starting the sandbox…"
	}
	return []string{text.Cut(styles.Accent.Render(frame+" "+s.call.Doing(what))+styles.Muted.Render(" esc cancels"), s.width)}
}

// failureLines explain the last failure and say what was tried.
func (s *Screen) failureLines() []string {
	if s.failure == nil {
		return nil
	}
	styles := s.session.Styles
	lines := problemview.Lines(styles, problem.Explain(s.failure), s.width)
	lines = append(lines, "", styles.Strong.Render("Tried"))
	return append(lines, s.facts(s.last.profile, s.last.keys, place{})...)
}
