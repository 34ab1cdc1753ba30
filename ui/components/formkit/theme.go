package formkit

import (
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"coveotoken/ui/theme"
)

// fieldTheme gives huh's fields the program's styles. huh takes a theme only once,
// so it is one object whose styles change with the palette.
type fieldTheme struct {
	made   *theme.Styles
	styles huh.Styles
}

// Theme implements huh.Theme. The palette is chosen elsewhere, so isDark does not
// matter here.
func (t *fieldTheme) Theme(bool) *huh.Styles { return &t.styles }

// use rebuilds the styles when the palette changed.
func (t *fieldTheme) use(s *theme.Styles) {
	if t.made == s {
		return
	}
	t.made = s
	plain := lipgloss.NewStyle()
	focused := huh.FieldStyles{
		Base:           plain,
		SelectedOption: s.Strong,
		PrevIndicator:  s.Key.SetString("‹ "),
		NextIndicator:  s.Key.SetString(" ›"),
		TextInput: huh.TextInputStyles{
			Cursor: s.Accent, CursorText: s.Text, Placeholder: s.Muted, Prompt: s.Muted, Text: s.Text,
		},
	}
	t.styles = huh.Styles{Focused: focused, Blurred: focused}
}
