package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/common"
	"coveotoken/ui/theme"
)

// tightFrom is the width from which steps have titles even if not all of them can.
const tightFrom = 60

// stepBar renders the second line: every step with its number and state. The active
// one stands in brackets. Where there is no room for all titles the steps that are
// farthest from the active one lose theirs, and on a narrow terminal all others.
func (a *App) stepBar(width int) string {
	const padding = 2
	labels, cells := make([]string, len(a.screens)), 0
	for i, screen := range a.screens {
		labels[i] = fmt.Sprintf("%d %s %s", i+1, screen.Title(), glyph(state(screen)))
		cells += ansi.StringWidth(labels[i]) + padding
	}
	switch {
	case cells+len(labels)-1 <= width:
		return a.fullBar(labels, "│")
	case cells <= width:
		return a.fullBar(labels, "")
	case width >= tightFrom:
		return a.tightBar(width)
	default:
		return a.compactBar()
	}
}

// tightBar is "1✓ 2 Privileges✓ [3 Details ·] 4 Review·" with as many titles around
// the active step as there is room for.
func (a *App) tightBar(width int) string {
	active := slices.IndexFunc(a.screens, func(s common.Screen) bool { return s.ID() == a.active })
	for reach := len(a.screens); ; reach-- {
		steps := make([]string, len(a.screens))
		for i := range a.screens {
			steps[i] = a.tightStep(i, i == active, max(i-active, active-i) < reach)
		}
		bar := strings.Join(steps, " ")
		if ansi.StringWidth(bar) <= width || reach <= 1 {
			return bar
		}
	}
}

func (a *App) tightStep(i int, active, titled bool) string {
	screen := a.screens[i]
	mark := glyph(state(screen))
	switch {
	case active:
		return step(a.session.Styles, fmt.Sprintf("%d %s %s", i+1, screen.Title(), mark), screen, true)
	case titled:
		return stepStyle(a.session.Styles, state(screen)).Render(fmt.Sprintf("%d %s%s", i+1, screen.Title(), mark))
	default:
		return stepStyle(a.session.Styles, state(screen)).Render(fmt.Sprintf("%d%s", i+1, mark))
	}
}

func (a *App) fullBar(labels []string, separator string) string {
	s := a.session.Styles
	steps := make([]string, 0, len(labels))
	for i, screen := range a.screens {
		steps = append(steps, step(s, labels[i], screen, screen.ID() == a.active))
	}
	return strings.Join(steps, s.Line.Render(separator))
}

// compactBar is "2/8 Privileges ·" and the states of all steps.
func (a *App) compactBar() string {
	s := a.session.Styles
	var position string
	others := make([]string, 0, len(a.screens))
	for i, screen := range a.screens {
		mark := fmt.Sprintf("%d%s", i+1, glyph(state(screen)))
		if screen.ID() == a.active {
			position = s.StepActive.Render(fmt.Sprintf("%d/%d %s", i+1, len(a.screens), screen.Title()))
		}
		others = append(others, stepStyle(s, state(screen)).Render(mark))
	}
	return position + "  " + strings.Join(others, " ")
}

func step(s *theme.Styles, label string, screen common.Screen, active bool) string {
	if active {
		return s.Accent.Render("[") + s.StepActive.Render(label) + s.Accent.Render("]")
	}
	return " " + stepStyle(s, state(screen)).Render(label) + " "
}

func state(screen common.Screen) common.State {
	if stater, ok := screen.(common.Stater); ok {
		return stater.State()
	}
	return common.Empty
}

// glyph tells the states apart without colour.
func glyph(state common.State) string {
	switch state {
	case common.Done:
		return "✓"
	case common.Problem:
		return "!"
	default:
		return "·"
	}
}

func stepStyle(s *theme.Styles, state common.State) lipgloss.Style {
	switch state {
	case common.Done:
		return s.StepDone
	case common.Problem:
		return s.StepProblem
	default:
		return s.StepEmpty
	}
}
