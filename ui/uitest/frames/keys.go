package frames

import (
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// KeysWork fails the test when a screen advertises a key that does nothing. start
// brings a new screen to the state under test; each binding of its help is pressed
// in a screen of its own. Esc belongs to the program: it is handed to the screen as
// the program does. At least one key of a binding must have an effect: a cursor at
// the top goes down but not up.
func KeysWork(t *testing.T, start func(t *testing.T) (common.Screen, *uitest.Pump)) {
	t.Helper()
	screen, _ := start(t)
	for i, group := range screen.FullHelp() {
		for j, binding := range group {
			t.Run(binding.Help().Key, func(t *testing.T) {
				screen, pump := start(t)
				binding := screen.FullHelp()[i][j]
				for _, name := range binding.Keys() {
					if works(screen, pump, name) {
						return
					}
				}
				t.Errorf("%q (%s) does nothing:\n%s", binding.Help().Key, binding.Help().Desc, pump.Frame())
			})
		}
	}
}

// works reports whether a key has an effect.
func works(screen common.Screen, pump *uitest.Pump, name string) bool {
	if escaper, ok := screen.(common.Escaper); ok && name == "esc" {
		return escaper.Escape()
	}
	before, copied := pump.StyledFrame(), pump.Clipboard()
	pump.Sent()
	pump.Keys(name)
	return pump.StyledFrame() != before || pump.Clipboard() != copied || len(pump.Sent()) > 0
}
