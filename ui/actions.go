package ui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/theme"
)

// action is something that the palette can do: what it says, the keys that do the
// same, and how to do it.
type action struct {
	title string
	keys  string
	run   func() tea.Cmd
}

// actions lists what can be done now: on the visible screen first, then everywhere.
func (a *App) actions() []action {
	screen := a.visible()
	var list []action
	for _, group := range screen.FullHelp() {
		for _, binding := range group {
			if act, ok := replay(screen, binding); ok {
				list = append(list, act)
			}
		}
	}
	for i, step := range a.screens {
		id := step.ID()
		list = append(list, action{
			title: fmt.Sprintf("Go to %s", step.Title()),
			keys:  now(a.keys.Jump[i], true).Help().Key,
			run:   func() tea.Cmd { return a.show(id) },
		})
	}
	for _, name := range theme.Names() {
		list = append(list, action{
			title: "Colours: " + name,
			run:   func() tea.Cmd { return a.choosePalette(name) },
		})
	}
	if before := a.session.Before; before != nil {
		list = append(list, action{title: "Go back to the form as it was before it was replaced", run: func() tea.Cmd { return a.session.ReplaceDraft(*before) }})
	}
	if write := a.session.WriteBundle; write != nil {
		list = append(list, action{title: "Write a file for support: the last calls, without secrets", run: func() tea.Cmd { return writeBundle(write) }})
	}
	return append(
		list,
		action{title: "I want to… (pick a task, which fills in the form)", run: a.openTasks},
		action{title: "Open a preset, which fills in the form", run: a.listPresets},
		action{title: "Name the form and keep it as a preset", run: a.openPresetSaving},
		action{title: "Copy the command that does the same", run: a.openSameAs},
		action{title: "Presenter mode on or off", keys: a.keys.Presenter.Help().Key, run: a.present},
		action{title: "Help", keys: now(a.keys.Help, true).Help().Key, run: a.openHelp},
		action{title: "Quit", keys: a.keys.Quit.Help().Key, run: func() tea.Cmd { return a.quit(false) }},
	)
}

// writeBundle writes the file for support and says where it is.
func writeBundle(write func() (string, error)) tea.Cmd {
	return func() tea.Msg {
		path, err := write()
		if err != nil {
			return common.NoticeMsg{Text: problem.Explain(err).Title}
		}
		return common.NoticeMsg{Text: "0 secrets found by self-check; written to " + safetext.Visible(path)}
	}
}

// replay makes an action of a screen's binding: it presses the binding's first key.
func replay(screen common.Screen, binding key.Binding) (action, bool) {
	if !binding.Enabled() || binding.Help().Desc == "" {
		return action{}, false
	}
	press, ok := common.KeyPress(binding.Keys()[0])
	if !ok {
		return action{}, false
	}
	help := binding.Help()
	return action{
		title: help.Desc,
		keys:  help.Key,
		run:   func() tea.Cmd { return screen.Update(press) },
	}, true
}
