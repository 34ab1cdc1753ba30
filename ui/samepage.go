package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/text"
	"coveotoken/ui/sameas"
	"coveotoken/ui/theme"
)

// samePage shows the command that does what the screens do, with what it does not say.
type samePage struct {
	styles        *theme.Styles
	line          sameas.Line
	pane          pane.Pane
	width         int
	close, scroll key.Binding
}

// openSameAs copies the command that does the same as the visible step, and shows it.
func (a *App) openSameAs() tea.Cmd {
	line, ok := a.sameAs()
	if !ok {
		return a.showNotice("Nothing was done here yet that a command could do.")
	}
	a.open(&samePage{
		styles: a.session.Styles, line: line,
		close:  key.NewBinding(key.WithKeys("esc", "q", "enter"), key.WithHelp("esc", "close")),
		scroll: key.NewBinding(key.WithKeys("up", "down"), key.WithHelp("↑↓", "scroll")),
	})
	return common.Copy(a.session, "The command", line.String())
}

// sameAs is the command that does the same as the visible step: what its screen says,
// or else what the step is about.
func (a *App) sameAs() (line sameas.Line, ok bool) {
	if doer, isDoer := a.visible().(sameas.Doer); isDoer {
		return doer.SameAs()
	}
	connection, token := a.session.Connection, a.session.Current
	var place sameas.Place
	if connection != nil {
		place = a.placeOf(connection.Profile)
	}
	switch {
	case a.active == common.Connect:
		return sameas.JudgeKey(place), connection != nil
	case a.active == common.Privileges && a.session.Draft.Kind == common.PlatformToken:
		return sameas.ListPrivileges(place), true
	case a.active == common.Token && token != nil && token.From != nil:
		return sameas.Mint(*token.From, a.placeOf(token.At)), true
	case a.active == common.Token:
		return sameas.Inspect(), token != nil
	case a.active == common.Privileges, a.active == common.Details, a.active == common.Review:
		return sameas.Mint(*a.session.Draft, place), true
	}
	return sameas.Line{}, false
}

func (a *App) placeOf(p profile.Profile) sameas.Place { return sameas.PlaceOf(a.session, p) }

// SetSize implements overlay.
func (s *samePage) SetSize(width, height int) {
	s.width = width
	s.pane.SetSize(width, height)
	s.pane.SetLines(s.lines())
}

// SetStyles implements overlay.
func (s *samePage) SetStyles(styles *theme.Styles) {
	s.styles = styles
	s.pane.SetLines(s.lines())
}

func (s *samePage) lines() []string {
	width := max(1, s.width)
	lines := append([]string{text.Cut(s.styles.Strong.Render("The command that does the same"), width), ""},
		text.Style(s.styles.Accent, s.line.Wrap(width))...)
	for _, note := range s.line.Notes {
		lines = append(append(lines, ""), text.Style(s.styles.Warning, text.Wrap("! "+note, width))...)
	}
	const keys = "The API key is not part of it: the command takes it from COVEO_API_KEY, --key-file, or asks for it."
	return append(append(lines, ""), text.Style(s.styles.Muted, text.Wrap(keys, width))...)
}

// Update implements overlay.
func (s *samePage) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		s.pane.Update(press)
	}
	return nil
}

// View implements overlay.
func (s *samePage) View() string { return s.pane.View() }

// Closes implements overlay.
func (s *samePage) Closes(msg tea.KeyPressMsg) bool { return key.Matches(msg, s.close) }

// Chosen implements overlay.
func (s *samePage) Chosen(tea.KeyPressMsg) (action, bool) { return action{}, false }

// ShortHelp implements help.KeyMap.
func (s *samePage) ShortHelp() []key.Binding {
	if s.pane.Scrolls() {
		return []key.Binding{s.scroll, s.close}
	}
	return []key.Binding{s.close}
}

// FullHelp implements help.KeyMap.
func (s *samePage) FullHelp() [][]key.Binding { return [][]key.Binding{s.ShortHelp()} }
