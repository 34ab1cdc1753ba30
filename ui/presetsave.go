package ui

import (
	"errors"
	"io/fs"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi/preset"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/text"
	"coveotoken/ui/sameas"
	"coveotoken/ui/theme"
)

// presetSaving asks for the name under which the form is kept, and says what is not.
type presetSaving struct {
	styles  *theme.Styles
	session *common.Session
	preset  preset.Preset
	left    []string
	input   textinput.Model
	detail  pane.Pane
	width   int
	height  int
	// taken is the name that was found taken: entered once more, it is replaced.
	taken string
	// failure is why the form was not kept, or nil.
	failure error
	// line is the command that keeps the same form.
	line func(name string) sameas.Line

	keep, copy, close key.Binding
}

// presetKeptMsg says how keeping a form ended.
type presetKeptMsg struct {
	name string
	err  error
}

func (a *App) openPresetSaving() tea.Cmd {
	session := a.session
	if session.Presets == nil {
		return a.showNotice("There is no place to keep presets in.")
	}
	draft := *session.Draft
	p := &presetSaving{
		session: session, input: textinput.New(),
		line:  func(name string) sameas.Line { return sameas.SavePreset(draft, a.connectedPlace(), name) },
		keep:  key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "keep it")),
		copy:  key.NewBinding(key.WithKeys("ctrl+y"), key.WithHelp("ctrl+y", "copy the command")),
		close: key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "close")),
	}
	p.preset, p.left = common.PresetOf(draft, session.Query)
	p.input.Prompt, p.input.Placeholder = "Name > ", "such as support-agent"
	p.input.SetValue(session.PresetName)
	p.SetStyles(session.Styles)
	p.input.KeyMap.Paste.Unbind() // the terminal pastes; nothing reads the clipboard
	p.input.Focus()
	a.open(p)
	return nil
}

// presetKept closes the page when the form was kept; otherwise the page says why not.
func (a *App) presetKept(msg presetKeptMsg) tea.Cmd {
	page, open := a.overlay.(*presetSaving)
	if msg.err == nil {
		a.session.PresetName = msg.name
		if open {
			a.overlay = nil
		}
		return a.showNotice("Kept as the preset " + msg.name + "; --preset " + msg.name + " mints it.")
	}
	if open {
		page.fail(msg)
	}
	return nil
}

func (p *presetSaving) fail(msg presetKeptMsg) {
	p.taken, p.failure = "", msg.err
	if errors.Is(msg.err, fs.ErrExist) {
		p.taken, p.failure = msg.name, nil
	}
	p.layOut()
}

// SetSize implements overlay.
func (p *presetSaving) SetSize(width, height int) {
	p.width, p.height = width, height
	p.input.SetWidth(max(1, width-ansi.StringWidth(p.input.Prompt)-1))
	p.layOut()
}

// SetStyles implements overlay.
func (p *presetSaving) SetStyles(s *theme.Styles) {
	p.styles = s
	p.input.SetStyles(inputStyles(s))
	p.layOut()
}

// presetFrame are the lines of the page above its text.
const presetFrame = 3

func (p *presetSaving) layOut() {
	p.detail.SetSize(p.width, max(0, p.height-presetFrame))
	p.detail.SetLines(p.lines(max(1, p.width)))
}

// lines say what happened last, and what is kept.
func (p *presetSaving) lines(width int) []string {
	s := p.styles
	var lines []string
	switch {
	case p.failure != nil:
		lines = append(problemview.Lines(s, problem.Explain(p.failure), width), "")
	case p.taken != "":
		lines = append(text.Style(s.Warning, text.Wrap("! There is a preset "+safetext.Visible(p.taken)+" already. Press enter once more to replace it.", width)), "")
	}
	if len(p.left) > 0 {
		said := "! Left out, because a preset holds no secrets: " + safetext.Visible(english.WordSeries(p.left, "and")) + "."
		lines = append(append(lines, text.Style(s.Warning, text.Wrap(said, width))...), "")
	}
	lines = append(lines, text.Style(s.Text, text.Wrap(summary(p.preset), width))...)
	const note = "It is a YAML file without any key or token, good for a repository. It does not say which organization it is for."
	lines = append(append(lines, ""), text.Style(s.Muted, text.Wrap(note, width))...)
	if name := strings.TrimSpace(p.input.Value()); preset.CheckName(name) == nil {
		lines = append(append(lines, "", text.Cut(s.Muted.Render("same as:"), width)), text.Style(s.Muted, p.line(name).Wrap(width))...)
	}
	return lines
}

// summary says in a sentence what a preset holds. It is safe to show.
func summary(p preset.Preset) string {
	sentence := "A search token"
	if p.Kind == preset.Platform {
		sentence = "A platform token with " + english.Plural(len(p.Privileges), "privilege", "")
	}
	var names []string
	for _, user := range p.Users {
		names = append(names, user.Name)
	}
	if len(names) > 0 {
		sentence += " for " + english.WordSeries(names, "and")
	}
	for _, part := range [][2]string{{"hub", p.SearchHub}, {"pipeline", p.Pipeline}, {"filter", p.Filter}, {"life", p.ValidFor}} {
		if part[1] != "" {
			sentence += ", " + part[0] + " " + part[1]
		}
	}
	if p.Body != "" {
		sentence += ", with a body that was edited by hand"
	}
	if p.Query != nil && p.Query.Q != "" {
		sentence += ", and the query “" + p.Query.Q + "”"
	}
	return safetext.Visible(sentence + ".")
}

// Update implements overlay.
func (p *presetSaving) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, p.keep):
			return p.save(strings.TrimSpace(p.input.Value()))
		case key.Matches(press, p.copy):
			return common.Copy(p.session, "The command", p.line(strings.TrimSpace(p.input.Value())).String())
		case press.String() == "up", press.String() == "down":
			p.detail.Update(press)
			return nil
		}
	}
	var cmd tea.Cmd
	if p.input, cmd = p.input.Update(msg); strings.TrimSpace(p.input.Value()) != p.taken {
		p.taken = ""
	}
	p.failure = nil
	p.layOut()
	return cmd
}

// save keeps the form outside of the update loop.
func (p *presetSaving) save(name string) tea.Cmd {
	shelf, form, overwrite := p.session.Presets, p.preset, p.taken != "" && p.taken == name
	return func() tea.Msg { return presetKeptMsg{name, shelf.Save(name, form, overwrite)} }
}

// View implements overlay.
func (p *presetSaving) View() string {
	title := text.Cut(p.styles.Strong.Render("Keep the form as a preset"), max(1, p.width))
	return strings.Join(append([]string{title, p.input.View(), ""}, strings.Split(p.detail.View(), "\n")...), "\n")
}

// Closes implements overlay.
func (p *presetSaving) Closes(msg tea.KeyPressMsg) bool { return key.Matches(msg, p.close) }

// Chosen implements overlay.
func (p *presetSaving) Chosen(tea.KeyPressMsg) (action, bool) { return action{}, false }

// ShortHelp implements help.KeyMap.
func (p *presetSaving) ShortHelp() []key.Binding { return []key.Binding{p.keep, p.copy, p.close} }

// FullHelp implements help.KeyMap.
func (p *presetSaving) FullHelp() [][]key.Binding { return [][]key.Binding{p.ShortHelp()} }
