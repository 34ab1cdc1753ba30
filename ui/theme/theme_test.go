package theme_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"

	"coveotoken/ui/theme"
)

// readable is the least contrast of text that is comfortable to read (WCAG 2.2,
// success criterion 1.4.3).
const readable = 4.5

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.Color) float64 {
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func contrast(a, b color.Color) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// textRoles are the colours that text is written in.
func textRoles(p theme.Palette) map[string]color.Color {
	return map[string]color.Color{
		"Text": p.Text, "Muted": p.Muted, "Accent": p.Accent, "Good": p.Good, "Warning": p.Warning, "Bad": p.Bad,
		"JSONName": p.JSONName, "JSONString": p.JSONString, "JSONNumber": p.JSONNumber, "JSONLiteral": p.JSONLiteral,
	}
}

func TestTextIsReadable(t *testing.T) {
	tests := []struct {
		palette     theme.Palette
		backgrounds []string
	}{
		{theme.Dark(), []string{"#000000", "#1e1e1e", "#282c34", "#002b36"}},
		{theme.Light(), []string{"#ffffff", "#fafafa", "#f5f5f5", "#fdf6e3"}},
	}
	for _, test := range tests {
		backgrounds := []color.Color{test.palette.SelectedBackground}
		for _, hex := range test.backgrounds {
			backgrounds = append(backgrounds, lipgloss.Color(hex))
		}
		for role, ink := range textRoles(test.palette) {
			if ink == nil {
				continue // the terminal's own
			}
			for _, background := range backgrounds {
				if got := contrast(ink, background); got < readable {
					t.Errorf("%s: %s on %v has a contrast of %.2f, want %.1f", test.palette.Name, role, background, got, readable)
				}
			}
		}
	}
}

func TestRolesThatMatterDifferWithoutColour(t *testing.T) {
	s := theme.New(theme.Mono())
	plain := s.Text.Render("x")
	for name, style := range map[string]lipgloss.Style{
		"Strong": s.Strong, "Selected": s.Selected, "Match": s.Match, "Badge": s.Badge, "Escaped": s.Escaped,
		"StepActive": s.StepActive, "Bad": s.Bad, "Key": s.Key,
	} {
		if style.Render("x") == plain {
			t.Errorf("%s looks like text", name)
		}
	}
}

func TestTwoPalettesLiveSideBySide(t *testing.T) {
	dark, light := theme.New(theme.Dark()), theme.New(theme.Light())
	if fmt.Sprint(dark.Accent.GetForeground()) == fmt.Sprint(light.Accent.GetForeground()) {
		t.Error("two sessions share their colours")
	}
}
