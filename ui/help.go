package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// helpPage explains what has the focus, and lists the keys that work now: the screen's
// own, then those that work everywhere.
type helpPage struct {
	styles *theme.Styles
	title  string
	// focused and about are the title and the sentences of a common.Explainer.
	focused string
	about   []string

	groups [][]key.Binding
	root   []key.Binding
	close  key.Binding
	scroll key.Binding
	pane   pane.Pane
	width  int
}

func (a *App) openHelp() tea.Cmd {
	screen := a.visible()
	a.open(newHelpPage(a.session.Styles, screen, a.keys))
	return nil
}

func newHelpPage(s *theme.Styles, screen common.Screen, root rootKeys) *helpPage {
	page := &helpPage{
		styles: s, title: screen.Title(), groups: screen.FullHelp(), root: root.everywhere(),
		close:  key.NewBinding(key.WithKeys(append([]string{"esc", "q"}, root.Help.Keys()...)...), key.WithHelp("esc", "close")),
		scroll: key.NewBinding(key.WithKeys("up", "down"), key.WithHelp("↑↓", "scroll")),
	}
	if explainer, ok := screen.(common.Explainer); ok {
		page.focused, page.about = explainer.Explain()
	}
	return page
}

// SetSize implements overlay.
func (h *helpPage) SetSize(width, height int) {
	h.width = width
	h.pane.SetSize(width, height)
	h.pane.SetLines(h.lines(width))
}

// SetStyles implements overlay.
func (h *helpPage) SetStyles(s *theme.Styles) {
	h.styles = s
	h.pane.SetLines(h.lines(h.width))
}

// Update implements overlay.
func (h *helpPage) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		h.pane.Update(press)
	}
	return nil
}

// View implements overlay.
func (h *helpPage) View() string { return h.pane.View() }

// Closes implements overlay.
func (h *helpPage) Closes(msg tea.KeyPressMsg) bool { return key.Matches(msg, h.close) }

// Chosen implements overlay.
func (h *helpPage) Chosen(tea.KeyPressMsg) (action, bool) { return action{}, false }

// ShortHelp implements help.KeyMap.
func (h *helpPage) ShortHelp() []key.Binding {
	if h.pane.Scrolls() {
		return []key.Binding{h.scroll, h.close}
	}
	return []key.Binding{h.close}
}

// FullHelp implements help.KeyMap.
func (h *helpPage) FullHelp() [][]key.Binding { return [][]key.Binding{h.ShortHelp()} }

// lines lays out the whole page.
func (h *helpPage) lines(width int) []string {
	column := keyColumn(append(h.groups, h.root))
	lines := append(h.explanation(width), h.styles.Strong.Render("Keys of "+h.title))
	for _, group := range h.groups {
		before := len(lines)
		lines = append(lines, h.rows(group, column, width)...)
		if len(lines) > before {
			lines = append(lines, "")
		}
	}
	lines = append(lines, h.styles.Strong.Render("Keys everywhere"))
	return append(lines, h.rows(h.root, column, width)...)
}

// explanation says what is known of what has the focus.
func (h *helpPage) explanation(width int) []string {
	if h.focused == "" {
		return nil
	}
	lines := text.Style(h.styles.Strong, text.Wrap(safetext.Visible(h.focused), width))
	for _, sentence := range h.about {
		for _, line := range text.Wrap(safetext.Visible(sentence), width) {
			lines = append(lines, text.Mark(h.styles, line))
		}
	}
	return append(lines, "")
}

// rows renders the enabled bindings of a group, the descriptions in one column.
func (h *helpPage) rows(group []key.Binding, column, width int) []string {
	const gap = 2
	var rows []string
	for _, binding := range group {
		if !binding.Enabled() || binding.Help().Key == "" {
			continue
		}
		name := h.styles.Key.Render(text.Fit(binding.Help().Key, column))
		for _, line := range text.Wrap(binding.Help().Desc, max(1, width-column-gap)) {
			rows = append(rows, name+strings.Repeat(" ", gap)+line)
			name = strings.Repeat(" ", column)
		}
	}
	return rows
}

// keyColumn is the width of the widest key.
func keyColumn(groups [][]key.Binding) int {
	column := 0
	for _, group := range groups {
		for _, binding := range group {
			if binding.Enabled() {
				column = max(column, ansi.StringWidth(binding.Help().Key))
			}
		}
	}
	return column
}
