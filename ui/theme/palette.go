// Package theme holds every colour of the program. Colours have roles, not names,
// and no role is told apart by colour alone.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Palette gives a colour to each role. A nil colour leaves the terminal's own.
type Palette struct {
	Name string
	// Background is what the palette takes the terminal's background to be. Nothing is
	// painted with it: it is what the colours below must be readable on.
	Background color.Color
	// Text is for reading, Muted for what matters less, Accent for what is
	// active, Good, Warning and Bad for states.
	Text, Muted, Accent, Good, Warning, Bad color.Color
	// Line is for rules and borders.
	Line color.Color
	// Name, String, Number and Literal are the parts of JSON.
	JSONName, JSONString, JSONNumber, JSONLiteral color.Color
	// SelectedBackground is behind the row under the cursor; nil reverses the row.
	SelectedBackground color.Color
}

// Dark is the palette for dark backgrounds.
func Dark() Palette {
	return Palette{
		Name: "dark", Background: lipgloss.Color("#1e1e1e"),
		Muted:  lipgloss.Color("#9aa4b2"),
		Accent: lipgloss.Color("#6cb6ff"), Good: lipgloss.Color("#7bd88f"),
		Warning: lipgloss.Color("#e9b949"), Bad: lipgloss.Color("#ff7a85"),
		Line:     lipgloss.Color("#7f8996"),
		JSONName: lipgloss.Color("#8ecbff"), JSONString: lipgloss.Color("#b7dd9b"),
		JSONNumber: lipgloss.Color("#f0c674"), JSONLiteral: lipgloss.Color("#d4a5ff"),
		SelectedBackground: lipgloss.Color("#252f3e"),
	}
}

// Light is the palette for light backgrounds.
func Light() Palette {
	return Palette{
		Name: "light", Background: lipgloss.Color("#ffffff"),
		Muted:  lipgloss.Color("#57606a"),
		Accent: lipgloss.Color("#0550ae"), Good: lipgloss.Color("#116329"),
		Warning: lipgloss.Color("#6f4400"), Bad: lipgloss.Color("#a40e26"),
		Line:     lipgloss.Color("#626c76"),
		JSONName: lipgloss.Color("#0550ae"), JSONString: lipgloss.Color("#0a5a2a"),
		JSONNumber: lipgloss.Color("#6f4400"), JSONLiteral: lipgloss.Color("#5a2ca8"),
		SelectedBackground: lipgloss.Color("#e2ebf7"),
	}
}

// HighContrastDark is the palette of the highest contrast for dark backgrounds.
func HighContrastDark() Palette {
	return Palette{
		Name: "high-contrast-dark", Background: lipgloss.Color("#000000"),
		Text: lipgloss.Color("#ffffff"), Muted: lipgloss.Color("#d7d7d7"),
		Accent: lipgloss.Color("#87d7ff"), Good: lipgloss.Color("#87ff87"),
		Warning: lipgloss.Color("#ffd75f"), Bad: lipgloss.Color("#ffafaf"),
		Line:     lipgloss.Color("#bcbcbc"),
		JSONName: lipgloss.Color("#87d7ff"), JSONString: lipgloss.Color("#afffaf"),
		JSONNumber: lipgloss.Color("#ffd75f"), JSONLiteral: lipgloss.Color("#ffd7ff"),
		SelectedBackground: lipgloss.Color("#00005f"),
	}
}

// HighContrastLight is the palette of the highest contrast for light backgrounds.
func HighContrastLight() Palette {
	return Palette{
		Name: "high-contrast-light", Background: lipgloss.Color("#ffffff"),
		Text: lipgloss.Color("#000000"), Muted: lipgloss.Color("#303030"),
		Accent: lipgloss.Color("#00005f"), Good: lipgloss.Color("#0f2f1a"),
		Warning: lipgloss.Color("#4a2f00"), Bad: lipgloss.Color("#6f0010"),
		Line:     lipgloss.Color("#444444"),
		JSONName: lipgloss.Color("#00005f"), JSONString: lipgloss.Color("#0f2f1a"),
		JSONNumber: lipgloss.Color("#4a2f00"), JSONLiteral: lipgloss.Color("#4b0082"),
		SelectedBackground: lipgloss.Color("#d7d7ff"),
	}
}

// Mono is the palette without colours; bold, underline and reverse tell roles apart.
func Mono() Palette { return Palette{Name: "mono"} }
