package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"coveotoken/ui/common"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// look is what decides on the styles: the palette that was asked for, and what the
// terminal says about itself, as far as it has said it.
type look struct {
	palette string
	light   bool
	depth   theme.Depth
}

// needsBackground reports whether the palette depends on the terminal's background.
func (l look) needsBackground() bool {
	return l.palette == "" || l.palette == theme.Auto || l.palette == theme.HighContrast
}

func (l look) choose() theme.Palette { return theme.Choose(l.palette, !l.light, l.depth) }

// applyBackground follows the terminal's background, unless a palette was chosen
// meanwhile.
func (a *App) applyBackground(msg tea.BackgroundColorMsg) tea.Cmd {
	a.look.light = !msg.IsDark()
	return a.applyLook()
}

// applyDepth follows what the terminal can show, as its environment says.
func (a *App) applyDepth(msg tea.ColorProfileMsg) tea.Cmd {
	switch msg.Profile {
	case colorprofile.ASCII:
		a.look.depth = theme.NoColours
	case colorprofile.ANSI:
		a.look.depth = theme.SixteenColours
	default:
		a.look.depth = theme.ManyColours
	}
	return a.applyLook()
}

// choosePalette changes the palette while the program runs.
func (a *App) choosePalette(name string) tea.Cmd {
	a.look.palette = name
	return a.applyLook()
}

func (a *App) applyLook() tea.Cmd {
	p := a.look.choose()
	if a.session.Styles.Palette == p {
		return nil
	}
	a.session.Styles = theme.New(p)
	if a.overlay != nil {
		a.overlay.SetStyles(a.session.Styles)
	}
	return a.broadcast(common.ThemeChangedMsg{})
}

// shown is a frame as the terminal, and those who look at it, may see it.
func (a *App) shown(frame string) string {
	if a.session.Presenting {
		frame = a.masker.Frame(frame, a.personal())
	}
	if a.ascii {
		return text.ASCII(frame)
	}
	return frame
}
