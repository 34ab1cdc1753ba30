// Package frames checks what every frame of every screen must be: within its size,
// and without a character that acts on the terminal or hides itself.
package frames

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest"
)

// sgr matches the only control sequences that a frame may hold: those of styles.
var sgr = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// Check fails the test when a frame is larger than its size or is not safe.
func Check(t testing.TB, frame string, size uitest.Size) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) > size.Height && frame != "" {
		t.Errorf("%v: %d lines\n%s", size, len(lines), ansi.Strip(frame))
	}
	for i, line := range lines {
		if cells := ansi.StringWidth(line); cells > size.Width {
			t.Errorf("%v: line %d is %d cells wide: %q", size, i+1, cells, ansi.Strip(line))
		}
		if strings.Contains(line, "\x1b") {
			line = sgr.ReplaceAllString(line, "")
		}
		for _, r := range line {
			if safetext.Hidden(r) {
				t.Errorf("%v: line %d holds a raw %U: %q", size, i+1, r, line)
			}
		}
	}
}

// colour matches the control sequences that set a colour.
var colour = regexp.MustCompile(`\x1b\[(?:[0-9;:]*[;:])?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;:m]`)

// CheckColourless fails the test when a frame of the palette without colours has one.
func CheckColourless(t testing.TB, frame string) {
	t.Helper()
	if found := colour.FindString(frame); found != "" {
		t.Errorf("the palette without colours sets one: %q", found)
	}
}

// Palettes are palettes of each sort: with many colours, of high contrast, with the
// terminal's own sixteen, and with none.
func Palettes() []theme.Palette {
	return []theme.Palette{
		theme.Dark(), theme.HighContrastLight(), theme.Choose("dark", true, theme.SixteenColours), theme.Mono(),
	}
}

// Sweep renders a screen at every size that could be trouble and in every palette.
// between is called after each change of size and palette, such as to press keys;
// it may be nil.
func Sweep(t *testing.T, s *uitest.Session, screen common.Screen, between func()) {
	t.Helper()
	for _, palette := range Palettes() {
		s.Styles = theme.New(palette)
		screen.Update(common.ThemeChangedMsg{})
		for _, size := range Sizes() {
			screen.SetSize(size.Width, size.Height)
			Check(t, screen.View(), size)
			if between != nil {
				between()
				Check(t, screen.View(), size)
			}
			if palette.Name == theme.Mono().Name {
				CheckColourless(t, screen.View())
			}
			if t.Failed() {
				t.Fatalf("palette %s, size %v", palette.Name, size)
			}
		}
	}
}

// Sizes are the sizes of a sweep: widths and heights around those at which layouts
// change, each with a few of the other.
func Sizes() []uitest.Size {
	widths := []int{0, 1, 2, 3, 5, 8, 13, 20, 33, 39, 40, 41, 59, 60, 61, 79, 80, 81, 110, 200}
	heights := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 21, 24, 37}
	var sizes []uitest.Size
	for _, width := range widths {
		sizes = append(sizes, uitest.Size{Width: width, Height: 4}, uitest.Size{Width: width, Height: 18})
	}
	for _, height := range heights {
		sizes = append(sizes, uitest.Size{Width: 40, Height: height}, uitest.Size{Width: 80, Height: height})
	}
	return sizes
}
