// Package footer draws the last line of the frame: the keys that work now, or a
// notice.
package footer

import (
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// maxKeys is how many keys a reader takes in at a glance.
	maxKeys   = 6
	separator = " · "
)

// View renders one line of at most width cells: the notice when there is one, else
// the enabled keys of ShortHelp, as many as have room and at most six.
func View(s *theme.Styles, km help.KeyMap, notice string, width int) string {
	if notice != "" {
		return s.Accent.Render(text.Cut(safetext.Visible(notice), width))
	}
	return Keys(s, km.ShortHelp(), width)
}

// Keys renders bindings as "key what · key what", as many as have room.
func Keys(s *theme.Styles, bindings []key.Binding, width int) string {
	var b strings.Builder
	used, shown := 0, 0
	for _, binding := range bindings {
		if !binding.Enabled() || binding.Help().Key == "" {
			continue
		}
		help := binding.Help()
		cells := ansi.StringWidth(help.Key) + 1 + ansi.StringWidth(help.Desc)
		if shown > 0 {
			cells += ansi.StringWidth(separator)
		}
		if shown == maxKeys || used+cells > width {
			break
		}
		if shown > 0 {
			b.WriteString(s.Line.Render(separator))
		}
		b.WriteString(s.Key.Render(help.Key) + " " + s.Muted.Render(help.Desc))
		used, shown = used+cells, shown+1
	}
	return b.String()
}
