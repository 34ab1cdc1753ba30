package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// taskPage is the choice of what a token is wanted for. It says, before anything is
// changed, what each task fills in and why, and whether the key in hand can do it.
type taskPage struct {
	styles        *theme.Styles
	session       *common.Session
	tasks         []catalog.Task
	cursor        int
	apply         func(catalog.Task) tea.Cmd
	width, height int
	// detail is what the task under the cursor would do.
	detail pane.Pane

	up, down, more, choose, close key.Binding
}

func (a *App) openTasks() tea.Cmd {
	bind := func(help, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
	}
	a.open(&taskPage{
		styles: a.session.Styles, session: a.session, tasks: catalog.Tasks(), apply: a.applyTask,
		up: bind("↑↓", "choose", "up", "k"), down: bind("", "", "down", "j"),
		more:   bind("pgdn", "more", "pgdown", "pgup"),
		choose: bind("enter", "fill it in", "enter"), close: bind("esc", "close", "esc", "q", "m"),
	})
	return nil
}

// applyTask fills in what a task takes, and goes where there is something left to do.
func (a *App) applyTask(task catalog.Task) tea.Cmd {
	a.session.Draft.ApplyTask(task)
	next := common.Review
	if a.session.Draft.LeftToFill(task) {
		next = common.Details
	}
	return tea.Batch(
		func() tea.Msg { return common.DraftChangedMsg{} },
		common.GoTo(next),
		common.Notify("Filled in, to "+task.Sentence+"."),
	)
}

// SetSize implements overlay.
func (p *taskPage) SetSize(width, height int) {
	p.width, p.height = width, height
	p.layOut()
}

// layOut gives the list all rows that the detail leaves, but at least a few: the detail
// scrolls.
func (p *taskPage) layOut() {
	lines := p.explained(max(1, p.width))
	p.detail.SetSize(p.width, max(0, p.height-p.rows(len(lines))-taskFrame))
	p.detail.SetLines(lines)
}

// taskFrame are the lines of the page that are neither list nor detail.
const taskFrame = 2

// rows is how many tasks are listed above a detail of that many lines.
func (p *taskPage) rows(detail int) int {
	const fewest = 3
	return max(1, min(len(p.tasks), max(fewest, p.height-detail-taskFrame)))
}

// SetStyles implements overlay.
func (p *taskPage) SetStyles(s *theme.Styles) {
	p.styles = s
	p.layOut()
}

// Update implements overlay.
func (p *taskPage) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, p.up):
			p.moveTo(max(0, p.cursor-1))
		case key.Matches(press, p.down):
			p.moveTo(min(len(p.tasks)-1, p.cursor+1))
		case key.Matches(press, p.more):
			p.detail.Update(press)
		}
	}
	return nil
}

func (p *taskPage) moveTo(cursor int) {
	p.cursor = cursor
	p.detail.ScrollTo(0)
	p.layOut()
}

// View implements overlay. Where there is little room, the list shows the rows around
// the cursor.
func (p *taskPage) View() string {
	width := max(1, p.width)
	rows := p.rows(p.detail.Lines())
	lines := []string{text.Cut(p.styles.Strong.Render("I want to…"), width)}
	first := max(0, min(p.cursor-rows/2, len(p.tasks)-rows))
	for i := first; i < first+rows; i++ {
		lines = append(lines, p.row(i, width))
	}
	lines = append(append(lines, ""), strings.Split(p.detail.View(), "\n")...)
	return strings.Join(lines[:min(len(lines), max(0, p.height))], "\n")
}

func (p *taskPage) row(i, width int) string {
	mark, style := "  ", p.styles.Text
	if i == p.cursor {
		mark, style = "> ", p.styles.Selected
	}
	return text.Cut(p.styles.Accent.Render(mark)+style.Render(p.tasks[i].Sentence), width)
}

// explained says what the task under the cursor would do: whether the key can, and what is
// filled in.
func (p *taskPage) explained(width int) []string {
	task := p.tasks[p.cursor]
	style, verdict := p.verdict(task)
	lines := text.Style(style, text.Wrap(verdict, width))
	draft := *p.session.Draft // ApplyTask changes only what it clones
	for _, sentence := range draft.ApplyTask(task) {
		lines = append(lines, text.Style(p.styles.Text, text.Indent(text.Wrap(sentence, max(1, width-2)), "  "))...)
	}
	if task.Note != "" {
		lines = append(lines, text.Style(p.styles.Text, text.Wrap(task.Note, width))...)
	}
	return append(lines, text.Style(p.styles.Muted, text.Wrap("Source: "+task.Source, width))...)
}

// verdict says whether the key in hand can mint what the task takes.
func (p *taskPage) verdict(task catalog.Task) (lipgloss.Style, string) {
	templates := "A key of the template " + english.WordSeries(task.Templates, "or") + " can."
	missing, known := p.session.Lacks(task)
	switch {
	case !known:
		return p.styles.Muted, "? Whether your key can mint it is not known. " + templates
	case len(missing) == 0:
		return p.styles.Good, "✓ Your key can mint it."
	default:
		return p.styles.Bad, "✗ Your key cannot mint it: it does not hold " + english.WordSeries(names(missing), "and") + ". " + templates
	}
}

func names(privileges []coveoapi.Privilege) []string {
	var texts []string
	for _, p := range privileges {
		texts = append(texts, p.String())
	}
	return texts
}

// Closes implements overlay.
func (p *taskPage) Closes(msg tea.KeyPressMsg) bool { return key.Matches(msg, p.close) }

// Chosen implements overlay.
func (p *taskPage) Chosen(msg tea.KeyPressMsg) (action, bool) {
	task := p.tasks[p.cursor]
	return action{run: func() tea.Cmd { return p.apply(task) }}, key.Matches(msg, p.choose)
}

// ShortHelp implements help.KeyMap.
func (p *taskPage) ShortHelp() []key.Binding {
	if p.detail.Scrolls() {
		return []key.Binding{p.choose, p.more, p.up, p.close}
	}
	return []key.Binding{p.up, p.choose, p.close}
}

// FullHelp implements help.KeyMap.
func (p *taskPage) FullHelp() [][]key.Binding { return [][]key.Binding{p.ShortHelp()} }
