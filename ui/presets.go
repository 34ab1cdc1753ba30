package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/preset"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/sameas"
)

// presetsListedMsg brings the presets that there are.
type presetsListedMsg struct {
	list []preset.Saved
	err  error
}

// listPresets reads the presets, outside of the update loop, and then offers them.
func (a *App) listPresets() tea.Cmd {
	shelf := a.session.Presets
	if shelf == nil {
		return a.showNotice("There is no place to keep presets in.")
	}
	return func() tea.Msg {
		list, err := shelf.List()
		return presetsListedMsg{list, err}
	}
}

// presetList finds a preset by a few letters of its name or description. A path opens
// the file there.
type presetList struct {
	*palette
	session *common.Session
	list    []preset.Saved
	place   sameas.Place
	file    func(path string) tea.Cmd
	copy    key.Binding
}

func (a *App) openPresets(msg presetsListedMsg) tea.Cmd {
	if msg.err != nil {
		return a.showNotice(problem.Explain(msg.err).Title)
	}
	list := &presetList{
		session: a.session, list: msg.list, place: a.connectedPlace(), file: a.openPresetFile,
		copy: key.NewBinding(key.WithKeys("ctrl+y"), key.WithHelp("ctrl+y", "copy the command")),
	}
	var actions []action
	for _, saved := range msg.list {
		actions = append(actions, a.presetAction(saved))
	}
	list.palette = newPalette(a.session.Styles, actions)
	list.input.Placeholder = "type to find a preset, or the path of a file"
	list.none = "no preset like this; ctrl+g in Details and Review keeps the form as one"
	list.choose.SetHelp("enter", "fill it in")
	a.open(list)
	return nil
}

// presetAction opens a preset. One that cannot be used says why.
func (a *App) presetAction(saved preset.Saved) action {
	if saved.Err != nil {
		why := safetext.Visible(saved.Err.Error())
		return action{title: saved.Name + " ! " + why, run: func() tea.Cmd { return a.showNotice(why) }}
	}
	about := safetext.Visible(saved.Preset.Description)
	if about == "" {
		about = strings.TrimSuffix(summary(saved.Preset), ".")
	}
	return action{
		title: saved.Name + " · " + about, keys: string(saved.Preset.Kind),
		run: func() tea.Cmd { return a.usePreset(saved.Name, saved.Preset) },
	}
}

// openPresetFile reads a preset from a file anywhere.
func (a *App) openPresetFile(path string) tea.Cmd {
	p, err := a.session.Presets.Load(path)
	if err != nil {
		explained := problem.Explain(err)
		return a.showNotice(safetext.Visible(explained.Title + " " + explained.Remedy))
	}
	return a.usePreset("", p)
}

// usePreset fills the form in, and goes where there is something to do with it.
func (a *App) usePreset(name string, p preset.Preset) tea.Cmd {
	cmds := []tea.Cmd{a.session.OpenPreset(name, p)}
	switch {
	case a.session.Connection == nil: // first there must be one
	case a.session.Draft.Complete():
		cmds = append(cmds, common.GoTo(common.Review))
	default:
		cmds = append(cmds, common.GoTo(common.Details))
	}
	notice := "The form is filled in from the file."
	if name != "" {
		notice = "The form is filled in from the preset " + name + "."
	}
	return tea.Sequence(append(cmds, common.Notify(notice))...)
}

// connectedPlace is where commands go: to the open connection.
func (a *App) connectedPlace() sameas.Place {
	if a.session.Connection == nil {
		return sameas.Place{}
	}
	return a.placeOf(a.session.Connection.Profile)
}

// Update implements overlay.
func (l *presetList) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, l.copy) && len(l.matches) > 0 {
		saved := l.list[l.matches[l.cursor].Index]
		line := sameas.OpenPreset(saved.Name, common.DraftOf(saved.Preset).Kind, l.place)
		return common.Copy(l.session, "The command", line.String())
	}
	return l.palette.Update(msg)
}

// Chosen implements overlay.
func (l *presetList) Chosen(msg tea.KeyPressMsg) (action, bool) {
	typed := strings.TrimSpace(l.input.Value())
	if key.Matches(msg, l.choose) && preset.IsFile(typed) && len(l.matches) == 0 {
		return action{run: func() tea.Cmd { return l.file(typed) }}, true
	}
	return l.palette.Chosen(msg)
}

// ShortHelp implements help.KeyMap.
func (l *presetList) ShortHelp() []key.Binding {
	return []key.Binding{l.up, l.choose, l.copy, l.close}
}

// FullHelp implements help.KeyMap.
func (l *presetList) FullHelp() [][]key.Binding { return [][]key.Binding{l.ShortHelp()} }
