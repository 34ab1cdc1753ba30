package ui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/sahilm/fuzzy"

	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// palette finds an action by a few of its letters.
type palette struct {
	styles        *theme.Styles
	actions       []action
	matches       []fuzzy.Match
	cursor        int
	input         textinput.Model
	width, height int
	// none is said when nothing fits what was typed.
	none string

	up, down, choose, close key.Binding
}

func (a *App) openPalette() tea.Cmd {
	a.open(newPalette(a.session.Styles, a.actions(), a.keys.Palette.Keys()...))
	return nil
}

// newPalette makes the overlay; esc closes it, and so do the other keys.
func newPalette(s *theme.Styles, actions []action, closes ...string) *palette {
	p := &palette{
		actions: actions, input: textinput.New(), none: "no action like this",
		up:     key.NewBinding(key.WithKeys("up", "shift+tab"), key.WithHelp("↑↓", "choose")),
		down:   key.NewBinding(key.WithKeys("down", "tab")),
		choose: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "run")),
		close:  key.NewBinding(key.WithKeys(append([]string{"esc"}, closes...)...), key.WithHelp("esc", "close")),
	}
	p.input.Prompt = "> "
	p.input.Placeholder = "type to find an action"
	p.SetStyles(s)
	p.input.KeyMap.Paste.Unbind() // the terminal pastes; nothing reads the clipboard
	p.input.Focus()
	p.match()
	return p
}

// inputStyles leaves the cursor still: blinking would keep an idle program awake.
func inputStyles(s *theme.Styles) textinput.Styles {
	state := textinput.StyleState{Text: s.Text, Placeholder: s.Muted, Prompt: s.Accent, Suggestion: s.Muted}
	return textinput.Styles{Focused: state, Blurred: state, Cursor: textinput.CursorStyle{Color: s.Palette.Accent}}
}

// SetSize implements overlay.
func (p *palette) SetSize(width, height int) {
	p.width, p.height = width, height
	p.input.SetWidth(max(1, width-ansi.StringWidth(p.input.Prompt)-1))
}

// SetStyles implements overlay.
func (p *palette) SetStyles(s *theme.Styles) {
	p.styles = s
	p.input.SetStyles(inputStyles(s))
}

// Update implements overlay.
func (p *palette) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, p.up):
			p.cursor = max(0, p.cursor-1)
			return nil
		case key.Matches(press, p.down):
			p.cursor = max(0, min(len(p.matches)-1, p.cursor+1))
			return nil
		}
	}
	before := p.input.Value()
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(msg)
	if p.input.Value() != before {
		p.match()
	}
	return cmd
}

// match finds the actions that fit what was typed, the best first.
func (p *palette) match() {
	p.cursor = 0
	pattern := strings.TrimSpace(p.input.Value())
	if pattern != "" {
		p.matches = fuzzy.FindFrom(pattern, titles(p.actions))
		return
	}
	p.matches = p.matches[:0]
	for i := range p.actions {
		p.matches = append(p.matches, fuzzy.Match{Str: p.actions[i].title, Index: i})
	}
}

// titles lets fuzzy match the titles of actions.
type titles []action

// String implements fuzzy.Source.
func (t titles) String(i int) string { return t[i].title }

// Len implements fuzzy.Source.
func (t titles) Len() int { return len(t) }

// View implements overlay.
func (p *palette) View() string {
	lines := []string{p.input.View(), ""}
	rows := max(0, p.height-len(lines))
	if len(p.matches) == 0 {
		lines = append(lines, p.styles.Muted.Render(text.Cut(p.none, max(1, p.width))))
	}
	first := max(0, p.cursor-rows+1)
	for i := first; i < min(len(p.matches), first+rows); i++ {
		lines = append(lines, p.row(p.matches[i], i == p.cursor))
	}
	return strings.Join(lines, "\n")
}

// row renders an action: the title with the letters that matched, and the keys.
func (p *palette) row(match fuzzy.Match, selected bool) string {
	act := p.actions[match.Index]
	mark, style := "  ", p.styles.Text
	if selected {
		mark, style = "> ", p.styles.Selected
	}
	var title strings.Builder
	for i, r := range act.title {
		if slices.Contains(match.MatchedIndexes, i) {
			title.WriteString(p.styles.Match.Render(string(r)))
			continue
		}
		title.WriteString(style.Render(string(r)))
	}
	keys := p.styles.Key.Render(act.keys)
	room := p.width - ansi.StringWidth(keys) - len(mark) - 1
	return p.styles.Accent.Render(mark) + text.Fit(title.String(), room) + " " + keys
}

// Closes implements overlay.
func (p *palette) Closes(msg tea.KeyPressMsg) bool { return key.Matches(msg, p.close) }

// Chosen implements overlay.
func (p *palette) Chosen(msg tea.KeyPressMsg) (action, bool) {
	if !key.Matches(msg, p.choose) || len(p.matches) == 0 {
		return action{}, false
	}
	return p.actions[p.matches[p.cursor].Index], true
}

// ShortHelp implements help.KeyMap.
func (p *palette) ShortHelp() []key.Binding { return []key.Binding{p.up, p.choose, p.close} }

// FullHelp implements help.KeyMap.
func (p *palette) FullHelp() [][]key.Binding { return [][]key.Binding{p.ShortHelp()} }
