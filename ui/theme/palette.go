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
	// Text is for reading, Muted for what matters less, Accent for what is
	// active, Good, Warning and Bad for states.
	Text, Muted, Accent, Good, Warning, Bad color.Color
	// Line is for rules and borders.
	Line color.Color
	// Name, String, Number and Literal are the parts of JSON.
	JSONName, JSONString, JSONNumber, JSONLiteral color.Color
	// SelectedBackground is behind the row under the cursor.
	SelectedBackground color.Color
}

// Dark is the palette for dark backgrounds.
func Dark() Palette {
	return Palette{
		Name:   "dark",
		Muted:  lipgloss.Color("#9aa4b2"),
		Accent: lipgloss.Color("#6cb6ff"), Good: lipgloss.Color("#7bd88f"),
		Warning: lipgloss.Color("#e9b949"), Bad: lipgloss.Color("#ff7a85"),
		Line:     lipgloss.Color("#5a6472"),
		JSONName: lipgloss.Color("#8ecbff"), JSONString: lipgloss.Color("#b7dd9b"),
		JSONNumber: lipgloss.Color("#f0c674"), JSONLiteral: lipgloss.Color("#d4a5ff"),
		SelectedBackground: lipgloss.Color("#22324a"),
	}
}

// Light is the palette for light backgrounds.
func Light() Palette {
	return Palette{
		Name:   "light",
		Muted:  lipgloss.Color("#57606a"),
		Accent: lipgloss.Color("#0550ae"), Good: lipgloss.Color("#116329"),
		Warning: lipgloss.Color("#7d4e00"), Bad: lipgloss.Color("#a40e26"),
		Line:     lipgloss.Color("#6e7781"),
		JSONName: lipgloss.Color("#0550ae"), JSONString: lipgloss.Color("#0a5a2a"),
		JSONNumber: lipgloss.Color("#7d4e00"), JSONLiteral: lipgloss.Color("#6639ba"),
		SelectedBackground: lipgloss.Color("#d6e6fb"),
	}
}

// Mono is the palette without colours; bold, underline and reverse tell roles apart.
func Mono() Palette { return Palette{Name: "mono"} }
