package theme_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/google/go-cmp/cmp"

	"coveotoken/ui/theme"
)

// The least contrast (WCAG 2.2) of text that is comfortable to read (success criterion
// 1.4.3), of text in the palettes of high contrast (1.4.6), and of what is no text
// (1.4.11).
const (
	readable = 4.5
	enhanced = 7
	graphic  = 3
)

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

// backgrounds are those of themes that many use, beside the one that a palette assumes.
func backgrounds(palette string) []string {
	return map[string][]string{
		"dark":  {"#000000", "#282c34", "#002b36"},
		"light": {"#fafafa", "#f5f5f5", "#fdf6e3"},
	}[palette]
}

func TestColoursAreReadable(t *testing.T) {
	for _, p := range theme.Palettes() {
		text, behind := float64(readable), []color.Color{p.Background, p.SelectedBackground}
		if p.Name == "mono" {
			continue
		}
		if p.Text != nil {
			text = enhanced
		}
		for _, hex := range backgrounds(p.Name) {
			behind = append(behind, lipgloss.Color(hex))
		}
		for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
			for _, background := range behind {
				for role, ink := range textRoles(p) {
					checkContrast(t, fmt.Sprint(p.Name, " in ", profile, ": ", role), profile, ink, background, text)
				}
				checkContrast(t, fmt.Sprint(p.Name, " in ", profile, ": Line"), profile, p.Line, background, graphic)
			}
		}
	}
}

func checkContrast(t *testing.T, what string, profile colorprofile.Profile, ink, background color.Color, want float64) {
	t.Helper()
	if ink == nil {
		return // the terminal's own
	}
	if got := contrast(profile.Convert(ink), profile.Convert(background)); got < want {
		t.Errorf("%s on %v has a contrast of %.2f, want %.1f", what, background, got, want)
	}
}

func TestChoose(t *testing.T) {
	tests := []struct {
		name  string
		dark  bool
		depth theme.Depth
		want  string
	}{
		{"auto", true, theme.ManyColours, "dark"},
		{"auto", false, theme.ManyColours, "light"},
		{"", false, theme.ManyColours, "light"},
		{"high-contrast", true, theme.ManyColours, "high-contrast-dark"},
		{"high-contrast", false, theme.ManyColours, "high-contrast-light"},
		{"light", true, theme.ManyColours, "light"},
		{"dark", false, theme.SixteenColours, "dark"},
		{"mono", true, theme.SixteenColours, "mono"},
		{"high-contrast", true, theme.SixteenColours, "high-contrast-dark"},
		{"light", false, theme.NoColours, "mono"},
	}
	for _, test := range tests {
		if got := theme.Choose(test.name, test.dark, test.depth).Name; got != test.want {
			t.Errorf("Choose(%q, %v, %v) is %s, want %s", test.name, test.dark, test.depth, got, test.want)
		}
	}
	want := []string{"auto", "dark", "high-contrast", "high-contrast-dark", "high-contrast-light", "light", "mono"}
	if diff := cmp.Diff(want, theme.Names()); diff != "" {
		t.Errorf("Names (-want +got):\n%s", diff)
	}
}

func TestSixteenColoursTellStatesApart(t *testing.T) {
	for _, name := range []string{"dark", "light"} {
		p := theme.Choose(name, true, theme.SixteenColours)
		roles := map[color.Color]string{}
		for role, ink := range map[string]color.Color{"Muted": p.Muted, "Accent": p.Accent, "Good": p.Good, "Warning": p.Warning, "Bad": p.Bad} {
			if colorprofile.ANSI.Convert(ink) != ink {
				t.Errorf("%s: %s is not one of the sixteen: %v", name, role, ink)
			}
			if other, taken := roles[ink]; taken {
				t.Errorf("%s: %s and %s have one colour", name, role, other)
			}
			roles[ink] = role
		}
	}
}

func TestRolesThatMatterDifferWithoutColour(t *testing.T) {
	for _, p := range []theme.Palette{theme.Mono(), theme.Choose("high-contrast-dark", true, theme.SixteenColours)} {
		s := theme.New(p)
		plain := s.Text.Render("x")
		for name, style := range map[string]lipgloss.Style{
			"Strong": s.Strong, "Selected": s.Selected, "Match": s.Match, "Badge": s.Badge, "Escaped": s.Escaped,
			"StepActive": s.StepActive, "Bad": s.Bad, "Key": s.Key,
		} {
			if style.Render("x") == plain {
				t.Errorf("%s: %s looks like text", p.Name, name)
			}
		}
	}
}

func TestTwoPalettesLiveSideBySide(t *testing.T) {
	dark, light := theme.New(theme.Dark()), theme.New(theme.Light())
	if fmt.Sprint(dark.Accent.GetForeground()) == fmt.Sprint(light.Accent.GetForeground()) {
		t.Error("two sessions share their colours")
	}
}
