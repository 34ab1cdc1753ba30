package ui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/help"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/components/footer"
	"coveotoken/ui/components/text"
)

// frame renders exactly width × height cells.
func (a *App) frame() string {
	if a.width <= 0 || a.height <= 0 {
		return ""
	}
	l := a.arrange(hasSide(a.active))
	if l.tooSmall {
		return strings.Join(fill(a.tooSmallPage(), a.width, a.height), "\n")
	}
	rows := make([]string, 0, a.height)
	rows = append(rows, inset(fill(a.header(l.header.Width), l.header.Width, 1), l.header.X)...)
	rows = append(rows, fill(a.stepBar(l.steps.Width), l.steps.Width, 1)...)
	if l.rule.Height > 0 {
		rows = append(rows, a.session.Styles.Line.Render(strings.Repeat("─", l.rule.Width)))
	}
	if l.banner.Height > 0 {
		line := a.session.Styles.Warning.Render("! " + a.session.SkewNotice())
		rows = append(rows, inset(fill(line, l.banner.Width, 1), l.banner.X)...)
	}
	rows = append(rows, fill("", a.width, l.gap)...)
	rows = append(rows, a.middle(l)...)
	rows = append(rows, fill("", a.width, l.gap)...)
	rows = append(rows, inset(fill(a.footer(l.footer.Width), l.footer.Width, 1), l.footer.X)...)
	return strings.Join(rows, "\n")
}

// middle renders the rows between the bar and the footer.
func (a *App) middle(l layout) []string {
	if a.overlay != nil {
		width, height := a.overlaySize()
		return inset(fill(a.overlay.View(), width, height), l.body.X)
	}
	rows := fill(a.visible().View(), l.body.Width, l.body.Height)
	if l.side.Width > 0 {
		side := fill(a.side.view(a.session, l.side.Width, l.side.Height), l.side.Width, l.side.Height)
		divider := " " + a.session.Styles.Line.Render("│") + " "
		for i := range rows {
			rows[i] += divider + side[i]
		}
	}
	return inset(rows, l.body.X)
}

// overlaySize is the size of an overlay: that of the body without a side pane.
func (a *App) overlaySize() (width, height int) {
	l := a.arrange(false)
	return l.body.Width, l.body.Height
}

// footer shows a notice, or the keys of what is in focus and the root's most useful, and
// in presenter mode at the right the keys that were pressed.
func (a *App) footer(width int) string {
	pressed := a.pressedKeys(width)
	if pressed != "" {
		width -= ansi.StringWidth(pressed) + 1
	}
	var keys help.KeyMap = screenKeys{a.visible(), a.keys, a.typing()}
	if a.overlay != nil {
		keys = a.overlay
	}
	line := footer.View(a.session.Styles, keys, a.notice.text, width)
	if pressed == "" {
		return line
	}
	return text.Fit(line, width) + " " + pressed
}

// tooSmallPage says what is wrong with the size, in as few cells as there may be.
func (a *App) tooSmallPage() string {
	lines := text.Wrap(fmt.Sprintf("coveo-token needs %d×%d cells. This terminal has %d×%d.", minWidth, minHeight, a.width, a.height), a.width)
	lines = append(lines, text.Wrap("Make it larger, or press ctrl+c to quit.", a.width)...)
	return strings.Join(lines, "\n")
}

// fill cuts or pads what was rendered to exactly width × height cells.
func fill(rendered string, width, height int) []string {
	rows := make([]string, 0, height)
	for line := range strings.SplitSeq(rendered, "\n") {
		if len(rows) == height {
			break
		}
		rows = append(rows, text.Fit(line, width))
	}
	for len(rows) < height {
		rows = append(rows, strings.Repeat(" ", width))
	}
	return rows
}

// inset puts margins at both sides of rows.
func inset(rows []string, margin int) []string {
	space := strings.Repeat(" ", margin)
	for i, row := range rows {
		rows[i] = space + row + space
	}
	return rows
}
