package uitest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/common"
	"coveotoken/ui/theme"
)

// Palettes are the palettes in which everything must be readable.
func Palettes() []theme.Palette {
	return []theme.Palette{theme.Dark(), theme.Light(), theme.Mono()}
}

// SweepSizes are sizes of terminals from nothing to very large, with all those
// around which the frame changes its shape.
func SweepSizes() []Size {
	var sizes []Size
	for _, width := range []int{1, 10, 39, 40, 41, 59, 60, 76, 80, 81, 109, 110, 120} {
		for _, height := range []int{1, 5, 11, 12, 13, 19, 20, 24, 40} {
			sizes = append(sizes, Size{width, height})
		}
	}
	return append(sizes, Size{500, 200}, Size{500, 12}, Size{40, 200})
}

// colour matches the control sequences that set a colour.
var colour = regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`)

// CheckFits fails the test when a rendered block is wider or higher than its size,
// or holds a character that acts on a terminal other than a style.
func CheckFits(t testing.TB, rendered string, size Size) {
	t.Helper()
	lines := strings.Split(rendered, "\n")
	if len(lines) > size.Height {
		t.Errorf("%d lines high, room for %d", len(lines), size.Height)
	}
	for i, line := range lines {
		if width := ansi.StringWidth(line); width > size.Width {
			t.Errorf("line %d is %d cells wide, room for %d: %q", i+1, width, size.Width, line)
		}
		if plain := ansi.Strip(line); strings.ContainsFunc(plain, isControl) {
			t.Errorf("line %d holds a control character: %q", i+1, plain)
		}
	}
}

func isControl(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }

// Sweep renders a screen at many sizes of its body and in every palette, and checks
// that it fits and that the palette without colours has none. The sizes are those
// that a terminal of at least 40×12 leaves for a body.
func Sweep(t *testing.T, s *Session, screen common.Screen) {
	t.Helper()
	before := s.Styles
	defer func() { s.Styles = before }()
	for _, palette := range Palettes() {
		s.Styles = theme.New(palette)
		screen.Update(common.ThemeChangedMsg{})
		for _, size := range SweepSizes() {
			if size.Width < 38 || size.Height < 5 {
				continue
			}
			t.Run(fmt.Sprintf("%s/%s", palette.Name, size), func(t *testing.T) {
				screen.SetSize(size.Width, size.Height)
				rendered := screen.View()
				CheckFits(t, rendered, size)
				if palette.Name == "mono" && colour.MatchString(rendered) {
					t.Errorf("coloured without colours: %q", colour.FindString(rendered))
				}
			})
		}
	}
}
