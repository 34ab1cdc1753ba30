package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Styles are the styles of the program, one for each role.
type Styles struct {
	Palette Palette

	Text, Muted, Strong, Accent lipgloss.Style
	Good, Warning, Bad          lipgloss.Style
	// Label is the name of a field or claim; Key the name of a key to press.
	Label, Key lipgloss.Style
	// Selected is the row under the cursor; Match the letters a filter matched.
	Selected, Match lipgloss.Style
	// Line is for rules and borders.
	Line lipgloss.Style
	// StepActive, StepDone, StepEmpty and StepProblem are the parts of the step bar.
	StepActive, StepDone, StepEmpty, StepProblem lipgloss.Style
	// Badge is a short word that must be noticed, such as UNVERIFIED.
	Badge lipgloss.Style
	// Escaped marks characters from outside that were made visible.
	Escaped lipgloss.Style

	JSONName, JSONString, JSONNumber, JSONLiteral lipgloss.Style
}

// New builds the styles of a palette.
func New(p Palette) *Styles {
	base := lipgloss.NewStyle()
	ink := func(c color.Color) lipgloss.Style {
		if c == nil {
			return base
		}
		return base.Foreground(c)
	}
	s := &Styles{
		Palette: p,
		Text:    ink(p.Text), Muted: ink(p.Muted), Strong: ink(p.Text).Bold(true), Accent: ink(p.Accent),
		Good: ink(p.Good), Warning: ink(p.Warning), Bad: ink(p.Bad).Bold(true),
		Label: ink(p.Accent), Key: ink(p.Accent).Bold(true),
		Match: ink(p.Warning).Bold(true).Underline(true),
		Line:  ink(p.Line),

		StepActive: ink(p.Accent).Bold(true).Underline(true), StepDone: ink(p.Good),
		StepEmpty: ink(p.Muted), StepProblem: ink(p.Bad),
		Badge:   ink(p.Warning).Bold(true).Reverse(true),
		Escaped: ink(p.Bad).Reverse(true),

		JSONName: ink(p.JSONName), JSONString: ink(p.JSONString),
		JSONNumber: ink(p.JSONNumber), JSONLiteral: ink(p.JSONLiteral),
	}
	s.Selected = base.Bold(true)
	if p.SelectedBackground != nil {
		s.Selected = s.Selected.Background(p.SelectedBackground)
	} else {
		s.Selected = s.Selected.Reverse(true)
	}
	return s
}
