package theme

import (
	"image/color"
	"slices"

	"charm.land/lipgloss/v2"
)

// The names that stand for one of two palettes, by the terminal's background.
const (
	Auto         = "auto"
	HighContrast = "high-contrast"
)

// Names are the names that a palette can be asked for by.
func Names() []string {
	names := []string{Auto, HighContrast}
	for _, p := range Palettes() {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}

// Palettes are all palettes.
func Palettes() []Palette {
	return []Palette{Dark(), Light(), HighContrastDark(), HighContrastLight(), Mono()}
}

// Depth is how many colours a terminal shows.
type Depth int

// The depths. With 256 colours and more, the nearest colour is near enough.
const (
	ManyColours Depth = iota
	SixteenColours
	NoColours
)

// Choose gives the palette of a name for a terminal whose background is dark or not
// and that shows so many colours. A name that is not known, also "", is Auto.
func Choose(name string, dark bool, depth Depth) Palette {
	p := named(name, dark)
	switch {
	case depth == NoColours:
		return Mono()
	case depth == SixteenColours && p.SelectedBackground != nil:
		return p.sixteen()
	default:
		return p
	}
}

func named(name string, dark bool) Palette {
	for _, p := range Palettes() {
		if p.Name == name {
			return p
		}
	}
	switch {
	case name == HighContrast && dark:
		return HighContrastDark()
	case name == HighContrast:
		return HighContrastLight()
	case dark:
		return Dark()
	default:
		return Light()
	}
}

// sixteen is the palette in the terminal's own sixteen colours, which its user has
// chosen to be readable. The nearest of them to the palette's colours would put two
// roles in one, and a row under the cursor on a background of its own text.
func (p Palette) sixteen() Palette {
	switch p.Name {
	case Dark().Name:
		return basic(p.Name, lipgloss.White, inks{
			accent: lipgloss.BrightCyan, good: lipgloss.BrightGreen, warning: lipgloss.BrightYellow, bad: lipgloss.BrightRed,
			literal: lipgloss.BrightMagenta,
		})
	case Light().Name:
		return basic(p.Name, lipgloss.BrightBlack, inks{
			accent: lipgloss.Blue, good: lipgloss.Green, warning: lipgloss.Magenta, bad: lipgloss.Red,
			literal: lipgloss.Cyan,
		})
	default: // nothing has more contrast than the terminal's own text and background
		return Palette{Name: p.Name}
	}
}

// inks are colours by what they say.
type inks struct{ accent, good, warning, bad, literal color.Color }

func basic(name string, muted color.Color, i inks) Palette {
	return Palette{
		Name: name, Muted: muted, Line: muted,
		Accent: i.accent, Good: i.good, Warning: i.warning, Bad: i.bad,
		JSONName: i.accent, JSONString: i.good, JSONNumber: i.warning, JSONLiteral: i.literal,
	}
}
