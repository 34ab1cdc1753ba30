package ui

import (
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

// guard is a model around the root model that turns panics, in it and in the
// commands it returns, into an orderly end of the program.
type guard struct {
	model tea.Model
	end   func(error)
	// last is the last good view, shown when rendering fails.
	last tea.View
}

// Init implements tea.Model.
func (g *guard) Init() (cmd tea.Cmd) {
	defer g.recover()
	return g.command(g.model.Init())
}

// Update implements tea.Model.
func (g *guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	next = g // also after a panic
	defer g.recover()
	g.model, cmd = g.model.Update(msg)
	return g, g.command(cmd)
}

// View implements tea.Model.
func (g *guard) View() (view tea.View) {
	view = g.last
	defer g.recover()
	g.last = g.model.View()
	return g.last
}

// command guards a command and those it leads to.
func (g *guard) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.recover()
		msg = cmd()
		commands, regroup, ok := common.Commands(msg)
		if !ok {
			return msg
		}
		guarded := make([]tea.Cmd, len(commands))
		for i, inner := range commands {
			guarded[i] = g.command(inner)
		}
		regrouped := regroup(guarded...)
		if regrouped == nil {
			return nil
		}
		return regrouped()
	}
}

// recover is deferred: it ends the program when there is a panic.
func (g *guard) recover() {
	if value := recover(); value != nil {
		g.end(catch(value))
	}
}
