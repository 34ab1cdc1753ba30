package ui_test

import (
	"testing"

	"coveotoken/ui"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func TestEveryStepHasItsScreen(t *testing.T) {
	screens := ui.NewScreens(uitest.NewSession(t).Session)
	steps := common.Steps()
	if len(screens) != len(steps) {
		t.Fatalf("%d screens, %d steps", len(screens), len(steps))
	}
	for i, screen := range screens {
		if screen.ID() != steps[i] {
			t.Errorf("screen %d is %q, want %q", i+1, screen.ID(), steps[i])
		}
	}
}

func TestRealScreensFillTheTerminalAtEverySize(t *testing.T) {
	for _, palette := range frames.Palettes() {
		t.Run(palette.Name, func(t *testing.T) {
			p := startReal(t, standard, palette.Name)
			sizes := terminalSizes()
			if palette.Name != "dark" { // the screens' own tests sweep the palettes
				sizes = uitest.GoldenSizes()
			}
			for _, size := range sizes {
				p.Resize(size)
				for _, step := range common.Steps() {
					p.Send(common.GoToMsg{Screen: step})
					checkExact(t, p.StyledFrame(), size)
				}
			}
		})
	}
}
